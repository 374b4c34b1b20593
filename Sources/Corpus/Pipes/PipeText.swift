// One line of a pipe: a record, a document of a data set, or anybody's text with an id.

import Records
import WebArchive

/// A text, and what is known of where it stands.
struct PipeText {
    var id = ""
    /// In UTF-8; paragraphs are joined by line feeds.
    var text: [UInt8] = []
    /// Of its URL; of its id where it has none.
    var page = Digest128(high: 0, low: 0)
    var official = Officialness.unsaid
    /// Seconds since 1970; nil where no date is known.
    var time: Int64?

    /// Reads a line: a record of the schema ``Record/schema``, or an object with `id` and `text` (`url` and `published` count if they are
    /// there), as documents of a data set have them.
    init(line: [UInt8]) throws(SourceRecord.Refusal) {
        guard String(validating: line, as: UTF8.self) != nil else { throw .damaged("is not UTF-8") }
        var schema: String?
        var url: String?
        var published: String?
        var hasText = false
        var scanner = JSONScanner(line)
        do throws(JSONScanner.Mistake) {
            try scanner.members { key, scanner throws(JSONScanner.Mistake) in
                switch key {
                case "schema": schema = try scanner.stringOrNull("schema").map(JSONScanner.text)
                case "id": id = try scanner.stringOrNull("id").map(JSONScanner.text) ?? ""
                case "url": url = try scanner.stringOrNull("url").map(JSONScanner.text)
                case "published": published = try scanner.stringOrNull("published").map(JSONScanner.text)
                case "text":
                    guard let token = try scanner.stringOrNull("text") else { return }
                    JSONScanner.appendText(of: token, to: &text)
                    hasText = true
                default: try scanner.skipValue()
                }
            }
            try scanner.end()
        } catch { throw .damaged(error.cause) }
        if let schema, schema.hasPrefix("shilu.record/") {
            self = PipeText(try SourceRecord(line: line))
            return
        }
        guard !id.isEmpty else { throw .damaged("it has no id") }
        guard hasText else { throw .damaged("it is no record, and has no text") }
        page = Digest128(SHA256Digest(of: Array((url ?? id).utf8)))
        time = published.flatMap(LocalTime.seconds)
    }

    private init(_ record: SourceRecord) {
        let entry = Preparation.entry(of: record)
        id = record.id
        text = record.text
        page = entry.page
        official = Officialness(rawValue: entry.official) ?? .unsaid
        let known = entry.published != Entry.unknown ? entry.published : entry.fetched
        time = known == Entry.unknown ? nil : known
    }
}
