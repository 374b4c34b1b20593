// Records about the file itself: warcinfo at its beginning, and resources such as the portal file of the run.
import Web

/// What a warcinfo record says of its file (WARC/1.1 §6.2). It names no machine.
public struct WARCInfo: Sendable {
    /// The program and its version, such as `shilu/0.1.0`.
    public var software: String
    /// How robots.txt was treated: `obey` or `ignore`.
    public var robots: String?
    /// The User-Agent that was sent.
    public var userAgent: String?
    /// The crawl or collection that the file is a part of.
    public var isPartOf: String?
    /// Free words.
    public var description: String?
    /// Who ran the crawl.
    public var operatorName: String?
    /// More fields, in order.
    public var more: [(name: String, value: String)]

    /// A description of which only the program must be named.
    public init(
        software: String, robots: String? = nil, userAgent: String? = nil, isPartOf: String? = nil,
        description: String? = nil, operatorName: String? = nil, more: [(name: String, value: String)] = []
    ) {
        self.software = software
        self.robots = robots
        self.userAgent = userAgent
        self.isPartOf = isPartOf
        self.description = description
        self.operatorName = operatorName
        self.more = more
    }

    fileprivate var lines: [(name: String, value: String)] {
        var lines: [(name: String, value: String)] = [
            ("software", software),
            ("format", "WARC File Format 1.1"),
            ("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
        ]
        let optional: [(String, String?)] = [
            ("operator", operatorName), ("isPartOf", isPartOf), ("description", description),
            ("robots", robots), ("http-header-user-agent", userAgent),
        ]
        for (name, value) in optional {
            if let value { lines.append((name, value)) }
        }
        return lines + more
    }
}

extension WARCRecord {
    /// A `warcinfo` record (§6.2) for the file of that base name.
    public static func warcinfo(
        _ info: WARCInfo, filename: String?, date: Timestamp, id: WARCRecordID = WARCRecordID()
    ) -> WARCRecord {
        let block = fieldsBlock(info.lines)
        var fields = [
            Field("WARC-Type", WARCRecordType.warcinfo.name),
            Field("WARC-Record-ID", id.bracketed),
            Field("WARC-Date", date.iso8601),
        ]
        if let filename { fields.append(Field("WARC-Filename", filename)) }
        fields.append(Field("WARC-Block-Digest", SHA256Digest(of: block).labelled))
        fields.append(Field("Content-Type", "application/warc-fields"))
        return WARCRecord(type: .warcinfo, id: id, fields: fields, block: .bytes(block))
    }

    /// A `resource` record (§6.4): content that came without a protocol, such as a portal file.
    public static func resource(
        uri: String, date: Timestamp, contentType: String, content: [UInt8],
        warcinfoID: WARCRecordID? = nil, concurrentTo: [WARCRecordID] = [], id: WARCRecordID = WARCRecordID()
    ) -> WARCRecord {
        let digest = SHA256Digest(of: content).labelled
        var fields = [
            Field("WARC-Type", WARCRecordType.resource.name),
            Field("WARC-Record-ID", id.bracketed),
            Field("WARC-Date", date.iso8601),
            Field("WARC-Target-URI", WARCFieldText.uri(uri)),
        ]
        fields += concurrentTo.map { Field("WARC-Concurrent-To", $0.bracketed) }
        if let warcinfoID { fields.append(Field("WARC-Warcinfo-ID", warcinfoID.bracketed)) }
        fields.append(Field("WARC-Payload-Digest", digest))
        fields.append(Field("WARC-Block-Digest", digest))
        fields.append(Field("Content-Type", contentType))
        return WARCRecord(type: .resource, id: id, fields: fields, block: .bytes(content))
    }

    /// A block of the type application/warc-fields (§4): a line a field, in UTF-8.
    static func fieldsBlock(_ lines: [(name: String, value: String)]) -> [UInt8] {
        var block: [UInt8] = []
        for line in lines {
            block += WARCFieldText.block(line.name).utf8
            block += ": ".utf8
            block += WARCFieldText.block(line.value).utf8
            block += "\r\n".utf8
        }
        return block
    }
}
