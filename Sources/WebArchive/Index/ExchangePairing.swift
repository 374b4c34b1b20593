// Ties the lines of responses to the requests beside them, whose method and body may belong into their keys.

/// Takes the records of a file in their order and gives the lines of an index. As for pywb and cdxj-indexer, a request and its
/// response stand next to each other, in either order.
public struct ExchangePairing: Sendable {
    struct Record: Sendable {
        let entry: WARCEntry
        /// The line by itself; nil for a request.
        let line: [UInt8]?
        /// Method and body, of a request that has one.
        let query: RequestQuery?
    }

    private var held: Record?

    /// A pairing at the beginning of a file.
    public init() {}

    /// Takes a record that was read and judged; gives the line that is complete now.
    /// - Parameter filename: the base name of its file.
    public mutating func take(_ record: WARCVerifier.VerifiedRecord, filename: String) -> [UInt8]? {
        let line = CDXJLine(record, filename: filename)?.bytes
        guard line != nil || record.entry.type == .request else { return nil }
        return take(Record(entry: record.entry, line: line, query: record.query))
    }

    /// The line that was held at the end of the file.
    public mutating func end() -> [UInt8]? {
        defer { held = nil }
        return held?.line
    }

    mutating func take(_ record: Record) -> [UInt8]? {
        guard let before = held else {
            held = record
            return nil
        }
        guard Self.areOneExchange(before.entry, record.entry) else {
            held = record
            return before.line
        }
        held = nil
        guard let line = before.line ?? record.line else { return nil }
        let response = before.line == nil ? record.entry : before.entry
        return (before.query ?? record.query).map { CDXJLine.bytes(line, of: response, with: $0) } ?? line
    }

    private static func areOneExchange(_ first: WARCEntry, _ second: WARCEntry) -> Bool {
        switch (first.type, second.type) {
        case (.request, .response), (.response, .request): break
        default: return false
        }
        return first.fields.rawValue(of: "WARC-Target-URI") == second.fields.rawValue(of: "WARC-Target-URI")
            && first.fields.rawValue(of: "WARC-Record-ID") == second.fields.rawValue(of: "WARC-Concurrent-To")
    }
}
