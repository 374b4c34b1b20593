// Records of one capture: request, response, the two kinds of revisit, and metadata about it.
import Web

/// What the records of one capture have in common.
public struct WARCCapture: Sendable {
    /// The URL that was asked for; written percent-encoded and without brackets.
    public var targetURI: String
    /// When the exchange began.
    public var date: Timestamp
    /// The server's address, IPv4 or IPv6.
    public var ipAddress: String?
    /// The record that describes the file.
    public var warcinfoID: WARCRecordID?
    /// What was spoken on the connection, such as `http/1.1`, `tls/1.3` (WARC-Protocol, a registered extension field).
    public var protocols: [String]

    /// What the records of one capture share.
    public init(
        targetURI: String, date: Timestamp, ipAddress: String? = nil, warcinfoID: WARCRecordID? = nil, protocols: [String] = []
    ) {
        self.targetURI = targetURI
        self.date = date
        self.ipAddress = ipAddress
        self.warcinfoID = warcinfoID
        self.protocols = protocols
    }
}

/// Why a block does not hold all that the server would have sent (WARC/1.1 §5.15).
public enum WARCTruncation: String, Sendable, CaseIterable {
    case length, time, disconnect, unspecified
}

/// The capture that a revisit refers to (WARC/1.1 §5.11–5.13).
public struct WARCOriginal: Sendable {
    /// The original record's identifier, where it is known.
    public var recordID: WARCRecordID?
    /// Its target URI.
    public var targetURI: String
    /// Its date.
    public var date: Timestamp
    /// Its payload digest as written in the original record, label and all.
    public var payloadDigest: String?

    /// A reference to an earlier capture.
    public init(recordID: WARCRecordID?, targetURI: String, date: Timestamp, payloadDigest: String?) {
        self.recordID = recordID
        self.targetURI = targetURI
        self.date = date
        self.payloadDigest = payloadDigest
    }
}

extension WARCRecord {
    /// A `request` record (§6.5): the head and body as sent.
    public static func request(
        of capture: WARCCapture, head: [UInt8], body: CapturedBody = .none,
        concurrentTo: [WARCRecordID] = [], id: WARCRecordID = WARCRecordID()
    ) throws(WARCWriteError) -> WARCRecord {
        let digests = try MessageDigests(head: head, body: body)
        var fields = opening(.request, id, capture, concurrentTo: concurrentTo)
        fields.append(Field("WARC-Payload-Digest", digests.payload.labelled))
        fields.append(Field("WARC-Block-Digest", digests.block.labelled))
        fields.append(Field("Content-Type", "application/http; msgtype=request"))
        return WARCRecord(type: .request, id: id, fields: fields, block: body.block(after: head))
    }

    /// A `response` record (§6.3): the head and body as received, codings and all.
    /// - Parameter identifiedPayloadType: what the payload turned out to be, such as `text/html; charset="gb18030"` (§5.19).
    public static func response(
        of capture: WARCCapture, head: [UInt8], body: CapturedBody = .none,
        truncated: WARCTruncation? = nil, identifiedPayloadType: String? = nil,
        concurrentTo: [WARCRecordID] = [], id: WARCRecordID = WARCRecordID()
    ) throws(WARCWriteError) -> WARCRecord {
        let digests = try MessageDigests(head: head, body: body)
        var fields = opening(.response, id, capture, concurrentTo: concurrentTo)
        if let truncated { fields.append(Field("WARC-Truncated", truncated.rawValue)) }
        if let identifiedPayloadType { fields.append(Field("WARC-Identified-Payload-Type", identifiedPayloadType)) }
        fields.append(Field("WARC-Payload-Digest", digests.payload.labelled))
        fields.append(Field("WARC-Block-Digest", digests.block.labelled))
        fields.append(Field("Content-Type", "application/http; msgtype=response"))
        return WARCRecord(type: .response, id: id, fields: fields, block: body.block(after: head))
    }

    /// A `revisit` record of a response whose payload is the original's (§6.7.2): its own head, no body.
    public static func revisit(
        of capture: WARCCapture, identicalTo original: WARCOriginal, payloadDigest: String, head: [UInt8],
        concurrentTo: [WARCRecordID] = [], id: WARCRecordID = WARCRecordID()
    ) -> WARCRecord {
        var fields = opening(.revisit, id, capture, concurrentTo: concurrentTo)
        fields += reference(to: original)
        fields.append(Field("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"))
        // §6.7.2: this reason shall be used where the payload is left out.
        fields.append(Field("WARC-Truncated", "length"))
        fields.append(Field("WARC-Payload-Digest", payloadDigest))
        fields.append(Field("WARC-Block-Digest", SHA256Digest(of: head).labelled))
        fields.append(Field("Content-Type", "application/http; msgtype=response"))
        return WARCRecord(type: .revisit, id: id, fields: fields, block: .bytes(head))
    }

    /// A `revisit` record of a 304 answer (§6.7.3), with an empty block: with the 304's head in it pywb replays a blank page.
    /// The head belongs into a concurrent metadata record, as `PercentEncodedBytes`.
    public static func revisit(
        of capture: WARCCapture, notModifiedSince original: WARCOriginal,
        concurrentTo: [WARCRecordID] = [], id: WARCRecordID = WARCRecordID()
    ) -> WARCRecord {
        var fields = opening(.revisit, id, capture, concurrentTo: concurrentTo)
        fields += reference(to: original)
        fields.append(Field("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/server-not-modified"))
        if let digest = original.payloadDigest { fields.append(Field("WARC-Payload-Digest", digest)) }
        fields.append(Field("WARC-Block-Digest", SHA256Digest(of: []).labelled))
        return WARCRecord(type: .revisit, id: id, fields: fields, block: .bytes([]))
    }

    /// A `metadata` record about a capture (§6.6), with a block of fields.
    public static func metadata(
        of capture: WARCCapture, fields lines: [(name: String, value: String)],
        concurrentTo: [WARCRecordID] = [], id: WARCRecordID = WARCRecordID()
    ) -> WARCRecord {
        let block = fieldsBlock(lines)
        var fields = opening(.metadata, id, capture, concurrentTo: concurrentTo)
        fields.append(Field("WARC-Block-Digest", SHA256Digest(of: block).labelled))
        fields.append(Field("Content-Type", "application/warc-fields"))
        return WARCRecord(type: .metadata, id: id, fields: fields, block: .bytes(block))
    }

    /// The fields with which the records of a capture begin.
    private static func opening(
        _ type: WARCRecordType, _ id: WARCRecordID, _ capture: WARCCapture, concurrentTo: [WARCRecordID]
    ) -> [Field] {
        var fields = [
            Field("WARC-Type", type.name),
            Field("WARC-Record-ID", id.bracketed),
            Field("WARC-Date", capture.date.iso8601),
            Field("WARC-Target-URI", WARCFieldText.uri(capture.targetURI)),
        ]
        if let address = capture.ipAddress { fields.append(Field("WARC-IP-Address", address)) }
        if type == .request || type == .response || type == .revisit {
            fields += capture.protocols.map { Field("WARC-Protocol", $0) }
        }
        fields += concurrentTo.map { Field("WARC-Concurrent-To", $0.bracketed) }
        if let warcinfo = capture.warcinfoID { fields.append(Field("WARC-Warcinfo-ID", warcinfo.bracketed)) }
        return fields
    }

    private static func reference(to original: WARCOriginal) -> [Field] {
        var fields: [Field] = []
        if let id = original.recordID { fields.append(Field("WARC-Refers-To", id.bracketed)) }
        fields.append(Field("WARC-Refers-To-Target-URI", WARCFieldText.uri(original.targetURI)))
        fields.append(Field("WARC-Refers-To-Date", original.date.iso8601))
        return fields
    }
}
