// What tells which record of a page is the newest, read without the rest.

/// The page, the time and the place of a record.
public struct RecordHead: Sendable, Equatable {
    public var kind = ""
    public var url: String?
    /// UTC, `2026-11-24T05:00:00Z`.
    public var fetchedAt: String?
    /// The base name of the WARC file.
    public var warc: String?
    public var offset: Int?

    /// Reads it from a record's line.
    public init(jsonLine line: [UInt8]) throws(RecordLineError) {
        var schema: String?
        var scanner = JSONScanner(line.last == 0x0A ? Array(line.dropLast()) : line)
        do throws(JSONScanner.Mistake) {
            try scanner.object { key, scanner throws(JSONScanner.Mistake) in
                if key.elementsEqual("schema".utf8) {
                    schema = try scanner.stringOrNull("schema").map(JSONScanner.text)
                } else if key.elementsEqual("kind".utf8) {
                    kind = try scanner.stringOrNull("kind").map(JSONScanner.text) ?? ""
                } else if key.elementsEqual("url".utf8) {
                    url = try scanner.stringOrNull("url").map(JSONScanner.text)
                } else if key.elementsEqual("capture".utf8) {
                    try readCapture(&scanner)
                } else {
                    try scanner.skipValue()
                }
            }
            try scanner.end()
        } catch { throw .damaged(error.cause) }
        guard schema == Record.schema else {
            if let schema, schema.hasPrefix("shilu.record/") { throw .laterSchema(schema) }
            throw .damaged(schema.map { "its schema is “\($0)”, not \(Record.schema)" } ?? "it has no schema")
        }
    }

    private mutating func readCapture(_ scanner: inout JSONScanner) throws(JSONScanner.Mistake) {
        try scanner.members { key, scanner throws(JSONScanner.Mistake) in
            switch key {
            case "fetched_at": fetchedAt = try scanner.stringOrNull("capture.fetched_at").map(JSONScanner.text)
            case "warc": warc = try scanner.stringOrNull("capture.warc").map(JSONScanner.text)
            case "offset": offset = try scanner.integerOrNull("capture.offset")
            default: try scanner.skipValue()
            }
        }
    }
}
