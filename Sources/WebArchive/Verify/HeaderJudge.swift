// Judges a record's header by WARC/1.1 §4 to §7: its lines, the fields that its type must and may have, and their values.

/// Judges one header.
struct HeaderJudge {
    let entry: WARCEntry
    let scan: HeadScan
    private let isVersion10: Bool
    let type: WARCRecordType
    /// Whether the block should be an HTTP message (§6.3.2, §6.5.2, §6.7).
    let isHTTP: Bool
    /// Content-Type, where it is a media type.
    let media: (type: String, parameters: [(name: String, value: String)])?
    let blockDigest: LabelledDigest?
    let payloadDigest: LabelledDigest?
    /// What is wrong: section and severity are the rule's own where they are nil.
    private(set) var findings: [(rule: ArchiveRule, section: String?, severity: Severity?, message: String)] = []

    init(_ entry: WARCEntry) {
        self.entry = entry
        let scan = HeadScan(entry.fields.lines)
        self.scan = scan
        isVersion10 = entry.version != "1.1"
        type = entry.type
        isHTTP = entry.holdsHTTP
        media = scan[.contentType].flatMap { FieldGrammar.mediaType($0) }
        blockDigest = scan[.blockDigest].map { LabelledDigest(parsing: $0) }
        payloadDigest = scan[.payloadDigest].map { LabelledDigest(parsing: $0) }
    }

    /// The target URI without the brackets of version 1.0.
    var targetURI: ArraySlice<UInt8>? { scan[.targetURI].map { FieldGrammar.bracketed($0) ?? $0 } }

    /// Judges the header; what is wrong stands in `findings` afterwards.
    mutating func judge() {
        judgeVersion()
        for fault in scan.faults { report(fault.rule, fault.message) }
        for field in scan.repeated { report(.repeatedField, "\(field.name) stands more than once") }
        let (missing, wrong) = (WARCField.required(in: type) & ~scan.present, WARCField.forbidden(in: type) & scan.present)
        if missing | wrong != 0 {
            for field in WARCField.allCases {
                if wrong & field.bit != 0 { reportForbidden(field) }
                if missing & field.bit != 0 { report(.missingField, section: field.section, "a \(type.name) record must have \(field.name)") }
            }
        }
        judgeIDs()
        judgeDates()
        judgeURIs()
        judgeTypes()
        judgeTruncation()
        if type == .revisit { judgeRevisit() }
        judgeSegments()
        if let value = scan[.contentLength], !FieldGrammar.isNumber(value) {
            report(.contentLength, "Content-Length is “\(FieldGrammar.shown(value))”")
        }
        if let value = scan[.ipAddress], !FieldGrammar.isAddress(value) {
            report(.ipAddress, "WARC-IP-Address is “\(FieldGrammar.shown(value))”")
        }
    }

    private mutating func judgeVersion() {
        guard entry.version != "1.0", entry.version != "1.1" else { return }
        if ["0.9", "0.16", "0.17", "0.18"].contains(entry.version) {
            report(.draftVersion, "the version is WARC/\(entry.version)")
        } else {
            report(.version, "the version is “WARC/\(FieldGrammar.shown(Array(entry.version.utf8)[...]))”")
        }
    }

    private mutating func reportForbidden(_ field: WARCField) {
        // Version 1.0 does not define these two: there they are extensions.
        if isVersion10, field == .refersToTargetURI || field == .refersToDate { return }
        report(.forbiddenField, section: field.section, "a \(type.name) record may not have \(field.name)")
    }

    private mutating func judgeIDs() {
        if let value = scan[.recordID], let fault = faultOfID(value) {
            report(.recordID, "WARC-Record-ID “\(FieldGrammar.shown(value))”: \(fault)")
        }
        for value in scan.concurrent { judgeReference(.concurrentTo, value) }
        for field in [WARCField.refersTo, .warcinfoID, .segmentOriginID] {
            if let value = scan[field] { judgeReference(field, value) }
        }
    }

    private mutating func judgeReference(_ field: WARCField, _ value: ArraySlice<UInt8>) {
        if let fault = faultOfID(value) {
            report(.idReference, section: field.section, "\(field.name) “\(FieldGrammar.shown(value))”: \(fault)")
        }
    }

    private func faultOfID(_ value: ArraySlice<UInt8>) -> String? {
        guard let uri = FieldGrammar.bracketed(value) else { return "it does not stand in angle brackets" }
        return FieldGrammar.faultOfURI(uri)
    }

    private mutating func judgeDates() {
        for field in [WARCField.date, .refersToDate] {
            if let value = scan[field], !FieldGrammar.isDate(value, toTheSecond: isVersion10 && field == .date) {
                report(.date, section: field.section, "\(field.name) is “\(FieldGrammar.shown(value))”")
            }
        }
    }

    private mutating func judgeURIs() {
        for field in [WARCField.targetURI, .refersToTargetURI] {
            guard var value = scan[field] else { continue }
            if let inner = FieldGrammar.bracketed(value) {
                // The grammar of version 1.0 has them, and wget writes them so; that of 1.1 has not.
                report(.bracketedTargetURI, section: field.section, severity: isVersion10 ? .note : .error, "angle brackets around \(field.name)")
                value = inner
            }
            if let fault = FieldGrammar.faultOfURI(value) {
                report(.uri, section: field.section, "\(field.name) “\(FieldGrammar.shown(value))”: \(fault)")
            }
        }
        if let value = scan[.profile], let fault = FieldGrammar.faultOfURI(FieldGrammar.bracketed(value) ?? value) {
            report(.profile, "WARC-Profile “\(FieldGrammar.shown(value))”: \(fault)")
        }
    }

    private mutating func judgeTypes() {
        if let value = scan[.type], case .other(let name) = type {
            if FieldGrammar.isToken(value) {
                report(.unknownType, "the type “\(name)”")
            } else {
                report(.typeName, "WARC-Type is “\(FieldGrammar.shown(value))”")
            }
        }
        if let value = scan[.identifiedPayloadType], FieldGrammar.mediaType(value) == nil {
            report(.mediaType, section: WARCField.identifiedPayloadType.section, "WARC-Identified-Payload-Type is “\(FieldGrammar.shown(value))”")
        }
        guard let value = scan[.contentType] else {
            if entry.contentLength > 0, type != .continuation { report(.missingContentType, "a block without Content-Type") }
            return
        }
        guard let media else {
            return report(.mediaType, "Content-Type is “\(FieldGrammar.shown(value))”")
        }
        if isHTTP {
            let wanted = type == .request ? "request" : "response"
            if media.type != "application/http", media.type != "message/http" {
                report(.wrongContentType, "Content-Type is \(media.type) where the block is an HTTP \(wanted)")
            } else if let kind = media.parameters.first(where: { $0.name == "msgtype" })?.value, kind.lowercased() != wanted {
                report(.wrongContentType, "Content-Type says msgtype=\(kind) where the block is an HTTP \(wanted)")
            }
        }
        if type == .resource, let uri = targetURI, FieldGrammar.text(uri.prefix(4)).lowercased() == "dns:", media.type != "text/dns" {
            report(.wrongContentType, section: "WARC/1.1 §6.4.4", "the resource of a dns: URI is \(media.type), not text/dns")
        }
    }

    private mutating func judgeTruncation() {
        guard let value = scan[.truncated] else { return }
        if !FieldGrammar.isToken(value) {
            report(.truncation, "WARC-Truncated is “\(FieldGrammar.shown(value))”")
        } else if WARCTruncation(rawValue: FieldGrammar.text(value).lowercased()) == nil {
            report(.unknownTruncation, "WARC-Truncated is “\(FieldGrammar.shown(value))”")
        }
    }

    private mutating func judgeRevisit() {
        guard let value = scan[.profile] else { return }
        switch RevisitProfile(FieldGrammar.bracketed(value) ?? value) {
        case .other: report(.unknownProfile, "WARC-Profile is “\(FieldGrammar.shown(value))”")
        case .notModified: break
        case .identicalPayload:
            if scan[.payloadDigest] == nil {
                report(.missingField, section: "WARC/1.1 §6.7.2", "a revisit with this profile must have WARC-Payload-Digest")
            }
        }
    }

    private mutating func judgeSegments() {
        if let value = scan[.segmentTotalLength], !FieldGrammar.isNumber(value) {
            report(.segment, section: WARCField.segmentTotalLength.section, "WARC-Segment-Total-Length is “\(FieldGrammar.shown(value))”")
        }
        guard let value = scan[.segmentNumber] else { return }
        guard FieldGrammar.isNumber(value), let number = Int64(FieldGrammar.text(value)) else {
            return report(.segment, section: WARCField.segmentNumber.section, "WARC-Segment-Number is “\(FieldGrammar.shown(value))”")
        }
        if type == .continuation, number < 2 {
            report(.segment, "a continuation with WARC-Segment-Number \(number); the first segment has 1")
        } else if type != .continuation, number != 1 {
            report(.segment, "a \(type.name) record with WARC-Segment-Number \(number); later segments are continuations")
        }
    }

    private mutating func report(_ rule: ArchiveRule, section: String? = nil, severity: Severity? = nil, _ message: String) {
        findings.append((rule, section, severity, message))
    }
}
