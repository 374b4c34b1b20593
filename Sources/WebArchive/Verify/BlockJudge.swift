// Judges a block that was read by what its header says of it: digests, truncation, content.

/// Judges one block.
struct BlockJudge {
    let header: HeaderJudge
    private let block: LabelledDigest?
    private let payload: LabelledDigest?
    /// What is wrong: the severity is the rule's own where it is nil.
    private(set) var findings: [(rule: ArchiveRule, section: String?, severity: Severity?, message: String)] = []
    /// Whether a digest of the whole block was there and right.
    private(set) var isProved = false

    init(_ header: HeaderJudge) {
        self.header = header
        block = header.blockDigest
        payload = header.payloadDigest
    }

    /// What is to be read of the block.
    func wishes(forIndex: Bool) -> BlockReading.Wishes {
        var wishes = BlockReading.Wishes()
        if case .known(let algorithm, _, _)? = block { wishes.blockAlgorithm = algorithm }
        if case .known(let algorithm, _, _)? = payload, payloadIsHere { wishes.payloadAlgorithm = algorithm }
        wishes.isHTTP = header.isHTTP
        wishes.isFields = isFields
        wishes.isRequest = forIndex && type == .request && header.isHTTP
        return wishes
    }

    /// Judges the block after it was read to its end.
    mutating func judge(_ reading: BlockReading) {
        judgeSyntax(.blockDigest, block)
        judgeSyntax(.payloadDigest, payload)
        if case .known(let algorithm, let expected, _)? = block {
            let found = reading.blockDigest()
            isProved = found == expected
            if !isProved { mismatch(.blockDigest, algorithm, found) }
        } else if block == nil, payload == nil || !payloadIsHere, header.entry.contentLength > 0 {
            report(.missingDigest, "a record of \(header.entry.contentLength) bytes without a digest")
        }
        if case .known(let algorithm, let expected, _)? = payload, payloadIsHere { judgePayload(reading, algorithm, expected) }
        if payload == nil, block != nil, hasPayload, type == .response { report(.missingDigest, section: "WARC/1.1 §5.9", "no digest of the payload") }
        judgeHTTP(reading)
        if isFields, HeaderFields(parsing: reading.fieldsBlock[...]).strayLines > 0 { report(.fieldsBlock, "the block holds lines that are no fields") }
    }

    private var type: WARCRecordType { header.type }

    /// Whether the payload that the digest is of lies in this block: not that of a revisit, nor that of a record in segments.
    private var payloadIsHere: Bool {
        type != .revisit && type != .continuation && header.scan[.segmentNumber] == nil
    }

    /// WARC/1.1 §4: warcinfo and metadata records have none.
    private var hasPayload: Bool { type != .warcinfo && type != .metadata }

    private var isFields: Bool {
        header.media?.type == "application/warc-fields"
    }

    private mutating func judgeSyntax(_ field: WARCField, _ digest: LabelledDigest?) {
        guard let digest, let value = header.scan[field] else { return }
        if case .known(_, _, isPlain: true) = digest { return }
        let shown = "\(field.name) “\(FieldGrammar.shown(value))”"
        switch digest {
        case .malformed: report(.digestSyntax, section: field.section, "\(shown) is no digest")
        case .unknown(let label): report(.unknownDigest, section: field.section, "\(shown) is not checked: \(label) is not known")
        case .known: report(.digestPadding, section: field.section, "\(shown) has characters that no token has")
        }
    }

    private mutating func judgePayload(_ reading: BlockReading, _ algorithm: MessageDigester.Algorithm, _ expected: [UInt8]) {
        let body = reading.bodyDigest()
        let decoded = reading.decodedDigest()
        if hasPayload, header.isHTTP || type == .resource || type == .conversion {
            if decoded ?? body == expected { return }
            if decoded != nil, body == expected {
                // What does not decode at all has nothing but itself: some store bodies decoded and leave the head as it was.
                if reading.decodedCount > 0 { report(.codedPayloadDigest, codedMessage) }
                return
            }
            return mismatch(.payloadDigest, algorithm, decoded ?? body)
        }
        // Other schemes, and types, have no payload of their own that the standard defines: some digest the block.
        if body == expected {
            if !hasPayload { report(.noPayload, "a \(type.name) record has no payload; its WARC-Payload-Digest is that of the block") }
        } else if !hasPayload {
            report(.forbiddenField, section: WARCField.payloadDigest.section, "a \(type.name) record may not have WARC-Payload-Digest")
        } else if header.isUndefinedPayload {
            report(.unknownDigest, section: "WARC/1.1 §6.3.3", "WARC-Payload-Digest is not checked: the standard does not define this payload")
        } else {
            mismatch(.payloadDigest, algorithm, body)
        }
    }

    private var codedMessage: String { "WARC-Payload-Digest is that of the chunked body; the payload is the body without the chunks" }

    private mutating func judgeHTTP(_ reading: BlockReading) {
        guard header.isHTTP else { return }
        guard let message = reading.message else {
            return report(.unreadableHTTP, "the block does not begin with an HTTP message")
        }
        if case .request = message.startLine, type != .request {
            return report(.wrongContentType, section: "WARC/1.1 §6.3.2", "the block of a \(type.name) record is an HTTP request")
        }
        if case .status = message.startLine, type == .request {
            return report(.wrongContentType, section: "WARC/1.1 §6.5.2", "the block of a request record is an HTTP response")
        }
        let truncated = header.scan[.truncated]
        if type == .revisit {
            let isIdentical = header.scan[.profile].map { RevisitProfile(FieldGrammar.bracketed($0) ?? $0) } == .identicalPayload
            if isIdentical, reading.bodyCount == 0, truncated.map({ FieldGrammar.text($0).lowercased() }) != "length" {
                report(.revisitTruncation, "the payload is left out without WARC-Truncated: length")
            }
            return
        }
        guard type == .response, truncated == nil, header.scan[.segmentNumber] == nil else { return }
        if case .length(let length) = message.bodyFraming, reading.bodyCount < length {
            report(.unmarkedTruncation, "the body has \(reading.bodyCount) bytes where its head says \(length), and the record does not say why")
        } else if reading.chunks == .incomplete, reading.decodedCount > 0 {
            report(.unmarkedTruncation, "the chunked body breaks off, and the record does not say why")
        }
    }

    private mutating func mismatch(_ field: WARCField, _ algorithm: MessageDigester.Algorithm, _ found: [UInt8]) {
        report(field == .blockDigest ? .blockDigest : .payloadDigest,
               "\(field.name) is “\(FieldGrammar.shown(header.scan[field] ?? []))”, the data give \(algorithm):\(Hexadecimal.text(of: found))")
    }

    private mutating func report(_ rule: ArchiveRule, section: String? = nil, severity: Severity? = nil, _ message: String) {
        findings.append((rule, section, severity, message))
    }
}

extension HeaderJudge {
    /// Whether the standard leaves open what the payload is: responses and requests of other schemes than http.
    var isUndefinedPayload: Bool { !isHTTP && (type == .response || type == .request) && entry.contentLength > 0 }
}
