// The header of a record as a reader meets it.
import Web

/// A record's header and place in its file.
public struct WARCEntry: Sendable {
    /// Where the record begins in the file, in bytes: its gzip member, or in a plain file its version line.
    public let offset: Int64
    /// Where it begins in its decompressed gzip member: 0 where it has the member for itself, and in plain files.
    public let positionInMember: Int64
    /// The version as written, such as `1.1`; `ARC/1` for ARC records.
    public let version: String
    /// The header fields.
    public let fields: HeaderFields
    /// How many bytes the header takes, with its empty line.
    public let headLength: Int
    /// How many bytes the block holds, as the header says.
    public let contentLength: Int64
    /// What the header breaks of the standard, and what stands before it.
    public let tolerated: [ToleratedBreak]
    /// What the record holds.
    public let type: WARCRecordType
    /// Whether its block is an HTTP message (§6.3): of a request, response or revisit with an http or https target, and not empty.
    public let holdsHTTP: Bool
    /// Whether it is an ARC record, read as the WARC record that would hold the same; it has no ID.
    public var isARC: Bool { arcLine != nil }

    /// The header, as it stands.
    public var head: [UInt8] { arcLine ?? fields.head }
    private let arcLine: [UInt8]?
    /// Its identifier.
    public var recordID: WARCRecordID? { fields["WARC-Record-ID"].map { WARCRecordID(fieldValue: $0) } }
    /// Its date as written.
    public var date: String? { fields["WARC-Date"] }
    /// Its date to the second; nil where it is missing or no date.
    public var timestamp: Timestamp? { date.flatMap { Timestamp(iso8601: $0) } }
    /// The type of its block.
    public var contentType: String? { fields["Content-Type"] }
    /// The URI of the capture, without wget's angle brackets.
    public var targetURI: String? { fields["WARC-Target-URI"].map { WARCRecordID(fieldValue: $0).uri } }

    init(
        offset: Int64, positionInMember: Int64, version: String, fields: HeaderFields, headLength: Int,
        contentLength: Int64, tolerated: [ToleratedBreak], arcLine: [UInt8]? = nil
    ) {
        self.offset = offset
        self.positionInMember = positionInMember
        self.version = version
        self.fields = fields
        self.headLength = headLength
        self.contentLength = contentLength
        self.tolerated = tolerated
        self.arcLine = arcLine
        type = WARCRecordType(fields["WARC-Type"] ?? "")
        holdsHTTP = contentLength > 0 && Self.mayHoldHTTP(type) && Self.isHTTP(fields)
    }

    private static func mayHoldHTTP(_ type: WARCRecordType) -> Bool {
        switch type {
        case .request, .response, .revisit: true
        default: false
        }
    }

    private static func isHTTP(_ fields: HeaderFields) -> Bool {
        guard var uri = fields.rawValue(of: "WARC-Target-URI") else { return false }
        if uri.first == UInt8(ascii: "<"), uri.last == UInt8(ascii: ">") { uri = uri.dropFirst() }
        // A value may begin on the next line.
        uri = uri.drop { $0 <= SPACE }
        guard uri.count >= 5, uri.prefix(4).elementsEqual("http".utf8, by: { lowerCase($0) == $1 }) else { return false }
        let rest = uri.dropFirst(4)
        return rest.first == UInt8(ascii: ":") || rest.count > 1 && lowerCase(rest[rest.startIndex]) == UInt8(ascii: "s") && rest[rest.startIndex + 1] == UInt8(ascii: ":")
    }
}
