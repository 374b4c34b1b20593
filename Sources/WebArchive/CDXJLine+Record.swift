// What an index says of a record: the rules of cdxj-indexer, for records just written and for those read from a file.
import Web

extension CDXJLine {
    /// The line of a record that was just written; nil for records that an index leaves out (warcinfo, request, conversion,
    /// and metadata and resources that are fields).
    /// - Parameter filename: the base name of the WARC file.
    public init?(_ record: WARCRecord, at place: WrittenRecord, filename: String) {
        guard Self.isIndexed(record.type, contentType: record.value(of: "Content-Type")),
              let url = record.value(of: "WARC-Target-URI"), let date = record.value(of: "WARC-Date") else { return nil }
        let (mime, status) = Self.typeAndStatus(of: record)
        self.init(
            key: Self.key(of: url), timestamp: Self.timestamp(from: date), url: url, mime: mime, status: status,
            digest: record.value(of: "WARC-Payload-Digest"), length: place.length, offset: place.offset, filename: filename)
    }

    /// What the line of a record says of its payload's type and of the HTTP status.
    public static func typeAndStatus(of record: WARCRecord) -> (mime: String?, status: String?) {
        var message: HTTPMessage?
        if record.type == .response || record.type == .revisit, record.block.count > 0 {
            switch record.block {
            case .bytes(let bytes): message = try? HTTPMessage(parsing: bytes[...])
            case .concatenation(let parts): message = parts.first.flatMap { try? HTTPMessage(parsing: $0[...]) }
            case .file(_, let prefix, _): message = try? HTTPMessage(parsing: prefix[...])
            }
        }
        return (mime(record.type, message: message, contentType: record.value(of: "Content-Type")), status(of: message))
    }

    /// The line of a record that was read and judged; nil for records that an index leaves out, and for those that share a
    /// member. A record without a payload digest gives none either, where `CDXJIndexer` would make one.
    public init?(_ record: WARCVerifier.VerifiedRecord, filename: String) {
        let entry = record.entry
        guard Self.isIndexed(entry.type, contentType: entry.contentType), let length = record.length, let date = entry.date,
              let url = entry.targetURI.map({ WARCFieldText.blanksEncoded($0) }), !url.isEmpty else { return nil }
        self.init(
            key: Self.key(of: url), timestamp: Self.timestamp(from: date), url: url,
            mime: Self.mime(entry.type, message: record.message, contentType: entry.contentType),
            status: Self.status(of: record.message), digest: entry.fields["WARC-Payload-Digest"],
            length: length, offset: entry.offset, filename: filename)
    }

    /// Whether an index holds records of that type, whose block is of that content type.
    static func isIndexed(_ type: WARCRecordType, contentType: String?) -> Bool {
        switch type {
        case .response, .revisit: true
        case .resource, .metadata: contentType != "application/warc-fields"
        default: false
        }
    }

    /// The SURT key; of what is no URL, the text itself.
    static func key(of url: String) -> String {
        (try? WebURL(url))?.surtKey ?? url
    }

    /// The 14 digits of a WARC-Date; fractions of seconds (WARC/1.1 §5.4) are cut, what a shorter date lacks is its beginning.
    static func timestamp(from date: String) -> String {
        let digits = date.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }.prefix(14)
        return String(decoding: digits, as: UTF8.self) + String("00000101000000".dropFirst(digits.count))
    }

    static func mime(_ type: WARCRecordType, message: HTTPMessage?, contentType: String?) -> String? {
        if type == .revisit { return "warc/revisit" }
        guard let value = type == .response ? message?.contentType : contentType else { return nil }
        return String(value.unicodeScalars.prefix { $0 != ";" && !$0.properties.isWhitespace })
    }

    static func status(of message: HTTPMessage?) -> String? {
        if case .status(_, let code, _)? = message?.startLine { code } else { nil }
    }
}
