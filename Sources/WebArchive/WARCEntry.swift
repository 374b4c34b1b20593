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
    /// The first line, as it stands, with its line end.
    let firstLine: [UInt8]
    /// The header fields.
    public let fields: HeaderFields
    /// How many bytes the header takes, with its empty line.
    public let headLength: Int
    /// How many bytes the block holds, as the header says.
    public let contentLength: Int64
    /// What the header breaks of the standard, and what stands before it.
    public let tolerated: [ToleratedBreak]
    /// Whether it is an ARC record, read as the WARC record that would hold the same; it has no ID.
    public let isARC: Bool

    /// The header, as it stands.
    var head: [UInt8] { isARC ? firstLine : firstLine + fields.bytes }
    /// What the record holds.
    public var type: WARCRecordType { WARCRecordType(fields["WARC-Type"] ?? "") }
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
    /// Whether its block is an HTTP message (§6.3): of those types, with an http or https target, and not empty.
    public var holdsHTTP: Bool {
        switch type {
        case .request, .response, .revisit: break
        default: return false
        }
        guard contentLength > 0, let uri = targetURI?.utf8 else { return false }
        let scheme = String(decoding: uri.prefix(6).map(lowerCase), as: UTF8.self)
        return scheme.hasPrefix("http:") || scheme == "https:"
    }
}
