// The fields that WARC/1.1 defines (§5), and which record types must and may not have them.

/// A defined field.
enum WARCField: Int, CaseIterable, Sendable {
    case recordID, contentLength, date, type, contentType, concurrentTo, blockDigest, payloadDigest, ipAddress, refersTo
    case refersToTargetURI, refersToDate, targetURI, truncated, warcinfoID, filename, profile, identifiedPayloadType
    case segmentNumber, segmentOriginID, segmentTotalLength

    /// The name as the standard spells it; names compare without case.
    var name: String {
        switch self {
        case .recordID: "WARC-Record-ID"
        case .contentLength: "Content-Length"
        case .date: "WARC-Date"
        case .type: "WARC-Type"
        case .contentType: "Content-Type"
        case .concurrentTo: "WARC-Concurrent-To"
        case .blockDigest: "WARC-Block-Digest"
        case .payloadDigest: "WARC-Payload-Digest"
        case .ipAddress: "WARC-IP-Address"
        case .refersTo: "WARC-Refers-To"
        case .refersToTargetURI: "WARC-Refers-To-Target-URI"
        case .refersToDate: "WARC-Refers-To-Date"
        case .targetURI: "WARC-Target-URI"
        case .truncated: "WARC-Truncated"
        case .warcinfoID: "WARC-Warcinfo-ID"
        case .filename: "WARC-Filename"
        case .profile: "WARC-Profile"
        case .identifiedPayloadType: "WARC-Identified-Payload-Type"
        case .segmentNumber: "WARC-Segment-Number"
        case .segmentOriginID: "WARC-Segment-Origin-ID"
        case .segmentTotalLength: "WARC-Segment-Total-Length"
        }
    }

    /// Its section: the fields stand in §5.2 to §5.22 in the order of the cases.
    var section: String { "WARC/1.1 §5.\(rawValue + 2)" }

    /// Whether records of that type must have it.
    func isRequired(in type: WARCRecordType) -> Bool {
        switch self {
        case .recordID, .contentLength, .date, .type: true
        case .targetURI:
            switch type {
            case .response, .resource, .request, .revisit, .conversion, .continuation: true
            case .warcinfo, .metadata, .other: false
            }
        case .profile: type == .revisit
        case .segmentNumber, .segmentOriginID: type == .continuation
        default: false
        }
    }

    /// Whether records of that type may not have it. A payload digest where there is no payload is judged with the block.
    func isForbidden(in type: WARCRecordType) -> Bool {
        if case .other = type { return false }  // extensions say what their types may have
        return switch self {
        case .concurrentTo, .ipAddress: [.warcinfo, .conversion, .continuation].contains(type)
        case .refersTo: [.warcinfo, .response, .resource, .request, .continuation].contains(type)
        case .refersToTargetURI, .refersToDate, .profile: type != .revisit
        case .targetURI, .warcinfoID: type == .warcinfo
        case .filename: type != .warcinfo
        case .identifiedPayloadType: type == .warcinfo || type == .metadata
        case .segmentOriginID, .segmentTotalLength: type != .continuation
        default: false
        }
    }

    /// The fields that records of that type must have, as bits by the cases' raw values.
    static func required(in type: WARCRecordType) -> UInt32 { sets[setIndex(of: type)].required }
    /// The fields that records of that type may not have.
    static func forbidden(in type: WARCRecordType) -> UInt32 { sets[setIndex(of: type)].forbidden }
    var bit: UInt32 { 1 << UInt32(rawValue) }

    private static let sets: [(required: UInt32, forbidden: UInt32)] = {
        let types: [WARCRecordType] = [.warcinfo, .response, .resource, .request, .metadata, .revisit, .conversion, .continuation, .other("")]
        return types.map { type in
            var (required, forbidden): (UInt32, UInt32) = (0, 0)
            for field in allCases {
                if field.isRequired(in: type) { required |= field.bit }
                if field.isForbidden(in: type) { forbidden |= field.bit }
            }
            return (required, forbidden)
        }
    }()

    private static func setIndex(of type: WARCRecordType) -> Int {
        switch type {
        case .warcinfo: 0
        case .response: 1
        case .resource: 2
        case .request: 3
        case .metadata: 4
        case .revisit: 5
        case .conversion: 6
        case .continuation: 7
        case .other: 8
        }
    }

    /// The field of that name.
    init?(name: ArraySlice<UInt8>) {
        guard name.count < Self.byLength.count else { return nil }
        for (field, spelled) in Self.byLength[name.count] where name.elementsEqual(spelled, by: { lowerCase($0) == $1 }) {
            self = field
            return
        }
        return nil
    }

    /// The fields by the length of their names, which are in lower case.
    private static let byLength: [[(WARCField, [UInt8])]] = {
        var table = [[(WARCField, [UInt8])]](repeating: [], count: 32)
        for field in allCases { table[field.name.utf8.count].append((field, field.name.utf8.map(lowerCase))) }
        return table
    }()
}
