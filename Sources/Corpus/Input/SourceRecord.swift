// What the making of a data set needs of a record: its texts as they stand in the line.

import Records

/// A record of the schema ``Record/schema``, read from its line. Texts that are only handed on are kept as JSON tokens, so that
/// they reach the data set letter for letter.
struct SourceRecord {
    typealias Token = ArraySlice<UInt8>

    /// 64 hexadecimal digits.
    var id = ""
    var kind = ""
    var url: Token?
    var host: Token?
    var siteName: Token?
    var siteID: Token?
    var title: Token?
    var kicker: Token?
    var subtitle: Token?
    var originalTitle: Token?
    var breadcrumb: [Token] = []
    var column: Token?
    var source: Token?
    var author: Token?
    var editor: Token?
    var published: Token?
    /// The paragraphs as UTF-8, a line feed between two.
    var text: [UInt8] = []
    var signoff: Token?
    var attachments: [(name: Token?, url: Token?)] = []
    var document: Document?
    var footerText: Token?
    var footerOwner: Token?
    var capture = Place()

    /// The values of `document`.
    struct Document {
        var indexNumber, issuer, number, written, released, effective, category, keywords, validity: Token?
    }

    /// Where the bytes are.
    struct Place {
        var file, fetchedAt, charset, warc, recordID, payloadDigest: Token?
        var badBytes, offset, length: Int?
    }

    /// Why a line is no record.
    enum Refusal: Error {
        case damaged(String)
        case laterSchema(String)
    }

    init(line: [UInt8]) throws(Refusal) {
        guard String(validating: line, as: UTF8.self) != nil else { throw .damaged("is not UTF-8") }
        var schema: String?
        var scanner = JSONScanner(line)
        do throws(JSONScanner.Mistake) {
            try scanner.object { key, scanner throws(JSONScanner.Mistake) in
                if key.elementsEqual("schema".utf8) {
                    schema = try scanner.stringOrNull("schema").map(JSONScanner.text)
                } else {
                    try read(key, &scanner)
                }
            }
            try scanner.end()
        } catch {
            if let schema, schema != Record.schema, schema.hasPrefix("shilu.record/") { throw .laterSchema(schema) }
            throw .damaged(error.cause)
        }
        guard let schema else { throw .damaged("it has no schema") }
        guard schema == Record.schema else {
            if schema.hasPrefix("shilu.record/") { throw .laterSchema(schema) }
            throw .damaged("its schema is “\(schema)”, not \(Record.schema)")
        }
        guard id.utf8.count == 64, id.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else {
            throw .damaged("its id is no SHA-256 in hexadecimal digits")
        }
        guard !kind.isEmpty else { throw .damaged("it has no kind") }
    }

    private mutating func read(_ key: Token, _ scanner: inout JSONScanner) throws(JSONScanner.Mistake) {
        switch String(decoding: key, as: UTF8.self) {
        case "id": id = try scanner.stringOrNull("id").map(JSONScanner.text) ?? ""
        case "kind": kind = try scanner.stringOrNull("kind").map(JSONScanner.text) ?? ""
        case "url": url = try scanner.stringOrNull("url")
        case "title": title = try scanner.stringOrNull("title")
        case "kicker": kicker = try scanner.stringOrNull("kicker")
        case "subtitle": subtitle = try scanner.stringOrNull("subtitle")
        case "original_title": originalTitle = try scanner.stringOrNull("original_title")
        case "column": column = try scanner.stringOrNull("column")
        case "source": source = try scanner.stringOrNull("source")
        case "author": author = try scanner.stringOrNull("author")
        case "editor": editor = try scanner.stringOrNull("editor")
        case "published": published = try scanner.stringOrNull("published")
        case "signoff": signoff = try scanner.stringOrNull("signoff")
        case "breadcrumb":
            try scanner.array { scanner throws(JSONScanner.Mistake) in
                if let crumb = try scanner.stringOrNull("breadcrumb") { breadcrumb.append(crumb) }
            }
        case "paragraphs":
            try scanner.array { scanner throws(JSONScanner.Mistake) in
                guard let paragraph = try scanner.stringOrNull("paragraphs") else { return }
                if !text.isEmpty { text.append(0x0A) }
                JSONScanner.appendText(of: paragraph, to: &text)
            }
        case "attachments":
            try scanner.array { scanner throws(JSONScanner.Mistake) in
                var name: Token?, url: Token?
                try scanner.members { key, scanner throws(JSONScanner.Mistake) in
                    switch key {
                    case "name": name = try scanner.stringOrNull("attachments.name")
                    case "url": url = try scanner.stringOrNull("attachments.url")
                    default: try scanner.skipValue()
                    }
                }
                attachments.append((name, url))
            }
        case "site":
            try scanner.members { key, scanner throws(JSONScanner.Mistake) in
                switch key {
                case "host": host = try scanner.stringOrNull("site.host")
                case "name": siteName = try scanner.stringOrNull("site.name")
                case "site_id": siteID = try scanner.stringOrNull("site.site_id")
                default: try scanner.skipValue()
                }
            }
        case "document": document = scanner.takesNull() ? nil : try Self.document(&scanner)
        case "footer":
            try scanner.members { key, scanner throws(JSONScanner.Mistake) in
                switch key {
                case "text": footerText = try scanner.stringOrNull("footer.text")
                case "owner": footerOwner = try scanner.stringOrNull("footer.owner")
                default: try scanner.skipValue()
                }
            }
        case "capture": capture = try Self.capture(&scanner)
        default: try scanner.skipValue()
        }
    }

    private static func document(_ scanner: inout JSONScanner) throws(JSONScanner.Mistake) -> Document {
        var document = Document()
        try scanner.members { key, scanner throws(JSONScanner.Mistake) in
            switch key {
            case "index_number": document.indexNumber = try scanner.stringOrNull("document.index_number")
            case "issuer": document.issuer = try scanner.stringOrNull("document.issuer")
            case "number": document.number = try scanner.stringOrNull("document.number")
            case "written": document.written = try scanner.stringOrNull("document.written")
            case "released": document.released = try scanner.stringOrNull("document.released")
            case "effective": document.effective = try scanner.stringOrNull("document.effective")
            case "category": document.category = try scanner.stringOrNull("document.category")
            case "keywords": document.keywords = try scanner.stringOrNull("document.keywords")
            case "validity": document.validity = try scanner.stringOrNull("document.validity")
            default: try scanner.skipValue()
            }
        }
        return document
    }

    private static func capture(_ scanner: inout JSONScanner) throws(JSONScanner.Mistake) -> Place {
        var place = Place()
        try scanner.members { key, scanner throws(JSONScanner.Mistake) in
            switch key {
            case "file": place.file = try scanner.stringOrNull("capture.file")
            case "fetched_at": place.fetchedAt = try scanner.stringOrNull("capture.fetched_at")
            case "charset": place.charset = try scanner.stringOrNull("capture.charset")
            case "warc": place.warc = try scanner.stringOrNull("capture.warc")
            case "record_id": place.recordID = try scanner.stringOrNull("capture.record_id")
            case "payload_digest": place.payloadDigest = try scanner.stringOrNull("capture.payload_digest")
            case "bad_bytes": place.badBytes = try scanner.integerOrNull("capture.bad_bytes")
            case "offset": place.offset = try scanner.integerOrNull("capture.offset")
            case "length": place.length = try scanner.integerOrNull("capture.length")
            default: try scanner.skipValue()
            }
        }
        return place
    }
}
