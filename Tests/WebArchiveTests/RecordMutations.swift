// Every way that the tests know of to break a record, with the rule that must be named.
@testable import WebArchive

/// A change of a valid file's records, and what is to be found afterwards.
struct RecordMutation: Sendable {
    let name: String
    let rule: ArchiveRule
    let severity: Severity
    let apply: @Sendable (inout [RawRecord]) -> Void

    init(_ name: String, _ rule: ArchiveRule, _ severity: Severity = .error, _ apply: @escaping @Sendable (inout [RawRecord]) -> Void) {
        self.name = name
        self.rule = rule
        self.severity = severity
        self.apply = apply
    }

    typealias Place = RawRecords.Place

    /// Sets a field of one record, or takes it away.
    static func field(
        _ place: Place, _ field: String, _ value: String?, _ rule: ArchiveRule, _ severity: Severity = .error
    ) -> RecordMutation {
        RecordMutation("\(place) \(field) = \(value ?? "nothing")", rule, severity) { $0[place.rawValue][field] = value }
    }

    /// Changes one record.
    static func record(
        _ place: Place, _ name: String, _ rule: ArchiveRule, _ severity: Severity = .error, _ apply: @escaping @Sendable (inout RawRecord) -> Void
    ) -> RecordMutation {
        RecordMutation("\(place): \(name)", rule, severity) { apply(&$0[place.rawValue]) }
    }

    static let someID = "<urn:uuid:00000000-0000-4000-8000-0000000000ff>"

    static let all = presence + values + digests + syntax + framing + relations + numbers + places + hashes + mixtures

    private static let presence: [RecordMutation] = [
        field(.response, "WARC-Record-ID", nil, .missingField), field(.resource, "WARC-Date", nil, .missingField),
        field(.request, "WARC-Type", nil, .missingField), field(.metadata, "Content-Length", nil, .missingField),
        field(.response, "WARC-Target-URI", nil, .missingField), field(.request, "WARC-Target-URI", nil, .missingField),
        field(.conversion, "WARC-Target-URI", nil, .missingField), field(.continuation, "WARC-Target-URI", nil, .missingField),
        field(.revisit, "WARC-Profile", nil, .missingField), field(.revisit, "WARC-Payload-Digest", nil, .missingField),
        field(.continuation, "WARC-Segment-Number", nil, .missingField), field(.continuation, "WARC-Segment-Origin-ID", nil, .missingField),
        record(.response, "two dates", .repeatedField) { $0.fields.append(("WARC-Date", RawRecords.date)) },
        record(.response, "two targets, one in another case", .repeatedField) { $0.fields.append(("warc-target-uri", "http://a.example/")) },
        record(.warcinfo, "two lengths", .repeatedField) { $0.fields.append(("Content-Length", $0["Content-Length"] ?? "")) },
        field(.warcinfo, "WARC-Concurrent-To", someID, .forbiddenField), field(.conversion, "WARC-Concurrent-To", someID, .forbiddenField),
        field(.warcinfo, "WARC-IP-Address", "10.0.0.1", .forbiddenField), field(.conversion, "WARC-IP-Address", "10.0.0.1", .forbiddenField),
        field(.response, "WARC-Refers-To", someID, .forbiddenField), field(.request, "WARC-Refers-To", someID, .forbiddenField),
        field(.metadata, "WARC-Refers-To-Target-URI", "http://a.example/", .forbiddenField),
        field(.response, "WARC-Refers-To-Date", RawRecords.date, .forbiddenField),
        field(.warcinfo, "WARC-Target-URI", "http://a.example/", .forbiddenField), field(.warcinfo, "WARC-Warcinfo-ID", someID, .forbiddenField),
        field(.response, "WARC-Filename", "a.warc", .forbiddenField),
        field(.resource, "WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/server-not-modified", .forbiddenField),
        field(.resource, "WARC-Segment-Origin-ID", someID, .forbiddenField), field(.segment, "WARC-Segment-Total-Length", "100", .forbiddenField),
        field(.metadata, "WARC-Identified-Payload-Type", "text/html", .forbiddenField),
        field(.warcinfo, "WARC-Payload-Digest", SHA256Digest(of: []).labelled, .forbiddenField),
    ]

    private static let values: [RecordMutation] = [
        record(.response, "ID without brackets", .recordID) { $0["WARC-Record-ID"] = "urn:uuid:00000000-0000-4000-8000-000000000001" },
        field(.resource, "WARC-Record-ID", "<urn:uuid:0000 0001>", .recordID), field(.resource, "WARC-Record-ID", "<00000001>", .recordID),
        field(.request, "WARC-Concurrent-To", "urn:uuid:00000000-0000-4000-8000-000000000001", .idReference),
        field(.revisit, "WARC-Refers-To", "<the first one>", .idReference), field(.response, "WARC-Warcinfo-ID", "warcinfo", .idReference),
        field(.continuation, "WARC-Segment-Origin-ID", "1", .idReference),
        field(.resource, "WARC-Date", "2026-13-24T05:00:00Z", .date), field(.resource, "WARC-Date", "2026-02-30T05:00:00Z", .date),
        field(.resource, "WARC-Date", "2026-11-24T24:00:00Z", .date), field(.resource, "WARC-Date", "2026-11-24T05:00:00+08:00", .date),
        field(.resource, "WARC-Date", "2026-11-24T05:00:00", .date), field(.resource, "WARC-Date", "2026-11-24 05:00:00Z", .date),
        field(.resource, "WARC-Date", "2026-11-24T05:00:00.1234567890Z", .date), field(.resource, "WARC-Date", "20261124050000", .date),
        field(.resource, "WARC-Date", "Tue, 24 Nov 2026 05:00:00 GMT", .date), field(.revisit, "WARC-Refers-To-Date", "yesterday", .date),
        field(.response, "WARC-Target-URI", "http://a.example/a b", .uri), field(.response, "WARC-Target-URI", "http://a.example/党建", .uri),
        field(.response, "WARC-Target-URI", "http://a.example/%B", .uri), field(.response, "WARC-Target-URI", "/index.html", .uri),
        field(.response, "WARC-Target-URI", "http://a.example/a|b", .uri), field(.response, "WARC-Target-URI", "http://a.example/#a#b", .uri),
        field(.response, "WARC-Target-URI", "http://a.example/a[1]", .uri), field(.response, "WARC-Target-URI", "", .uri),
        field(.response, "WARC-Target-URI", "<http://a.example/>", .bracketedTargetURI),
        field(.revisit, "WARC-Refers-To-Target-URI", "http://a.example/\\", .uri),
        field(.response, "WARC-IP-Address", "300.1.1.1", .ipAddress), field(.response, "WARC-IP-Address", "a.example", .ipAddress),
        field(.response, "WARC-IP-Address", "10.0.0.1:80", .ipAddress), field(.chunked, "WARC-IP-Address", "2001:db8::1::2", .ipAddress),
        field(.response, "WARC-Truncated", "", .truncation), field(.response, "WARC-Truncated", "too long", .truncation),
        field(.response, "WARC-Truncated", "snapped", .unknownTruncation, .note),
        field(.revisit, "WARC-Profile", "identical", .profile), field(.revisit, "WARC-Profile", "http://a.example/profile", .unknownProfile, .note),
        field(.revisit, "WARC-Truncated", nil, .revisitTruncation, .note),
        field(.resource, "WARC-Type", "some thing", .typeName), field(.resource, "WARC-Type", "screenshot", .unknownType, .note),
        field(.response, "Content-Type", "http", .mediaType), field(.response, "Content-Type", "application/http; msgtype", .mediaType),
        field(.response, "Content-Type", "text/html", .wrongContentType), field(.request, "Content-Type", "text/plain", .wrongContentType),
        field(.response, "Content-Type", "application/http;msgtype=request", .wrongContentType),
        field(.request, "Content-Type", "application/http; msgtype=response", .wrongContentType),
        field(.dns, "Content-Type", "text/plain", .wrongContentType), field(.resource, "Content-Type", nil, .missingContentType, .note),
        field(.response, "WARC-Identified-Payload-Type", "html", .mediaType),
        field(.continuation, "WARC-Segment-Number", "1", .segment), field(.continuation, "WARC-Segment-Number", "two", .segment),
        field(.segment, "WARC-Segment-Number", "2", .segment), field(.continuation, "WARC-Segment-Total-Length", "all", .segment),
        field(.warcinfo, "WARC-Filename", "other.warc.gz", .filename, .note),
        record(.request, "block of a response", .wrongContentType) { $0.block = RawRecords.responseHead; $0.settle() },
        record(.response, "block of a request", .wrongContentType) { $0.block = RawRecords.requestBlock; $0.settle(payload: []) },
        record(.chunked, "no HTTP", .unreadableHTTP, .note) { $0.block = Array("\u{1}\u{2}".utf8); $0.settle(payload: $0.block) },
        record(.chunked, "a body shorter than its head says", .unmarkedTruncation, .note) { record in
            record.block = RawRecords.responseHead + RawRecords.page.dropLast(7)
            record.settle(payload: Array(RawRecords.page.dropLast(7)))
        },
        record(.chunked, "chunks that break off", .unmarkedTruncation, .note) { record in
            record.block.removeLast(5)
            record.settle(payload: RawRecords.page)
        },
        record(.metadata, "lines that are no fields", .fieldsBlock, .note) { $0.block = Array("via\r\n".utf8); $0.settle() },
    ]

    private static let digests: [RecordMutation] = [
        record(.response, "a byte of the body changed", .blockDigest) { $0.block[$0.block.count - 3] ^= 1 },
        record(.response, "a byte of the body changed", .payloadDigest) { $0.block[$0.block.count - 3] ^= 1 },
        record(.response, "a byte of the head changed", .blockDigest) { $0.block[10] ^= 1 },
        record(.metadata, "a byte changed", .blockDigest) { $0.block[2] ^= 1 },
        field(.response, "WARC-Block-Digest", SHA256Digest(of: [1]).labelled, .blockDigest),
        field(.response, "WARC-Payload-Digest", SHA256Digest(of: [1]).labelled, .payloadDigest),
        field(.chunked, "WARC-Payload-Digest", SHA256Digest(of: [1]).labelled, .payloadDigest),
        field(.resource, "WARC-Payload-Digest", SHA256Digest(of: [1]).labelled, .payloadDigest),
        field(.conversion, "WARC-Payload-Digest", SHA256Digest(of: [1]).labelled, .payloadDigest),
        field(.request, "WARC-Payload-Digest", SHA256Digest(of: [1]).labelled, .payloadDigest),
        record(.response, "payload digest of the whole block", .payloadDigest) { $0["WARC-Payload-Digest"] = $0["WARC-Block-Digest"] },
        record(.chunked, "payload digest of the chunks", .codedPayloadDigest, .note) { record in
            record["WARC-Payload-Digest"] = SHA256Digest(of: CaptureSamples.chunked(RawRecords.page, size: 20)).labelled
        },
        field(.response, "WARC-Block-Digest", "sha256", .digestSyntax), field(.response, "WARC-Block-Digest", "sha256:abc", .digestSyntax),
        field(.response, "WARC-Payload-Digest", "sha1:" + String(repeating: "1", count: 32), .digestSyntax),
        field(.response, "WARC-Block-Digest", "md5:" + String(repeating: "0", count: 32), .blockDigest),
        field(.response, "WARC-Block-Digest", "sha1:" + String(repeating: "A", count: 32), .blockDigest),
        field(.response, "WARC-Block-Digest", "crc:1234", .unknownDigest, .note),
        field(.warcinfo, "WARC-Block-Digest", nil, .missingDigest, .note), field(.response, "WARC-Payload-Digest", nil, .missingDigest, .note),
    ]

    private static let syntax: [RecordMutation] = [
        record(.request, "version 1.2", .version) { $0.version = "WARC/1.2" }, record(.request, "version 11", .version) { $0.version = "WARC/11" },
        record(.request, "words after the version", .version) { $0.version = "WARC/1.1 draft" },
        record(.request, "a draft's version", .draftVersion, .note) { $0.version = "WARC/0.18" },
        record(.response, "no version line", .notARecord) { $0.version = "WRAC/1.1" },
        record(.request, "line feeds alone", .lineEnds) { $0.lineEnd = [LF] }, record(.request, "CR CR LF", .lineEnds) { $0.lineEnd = [CR, CR, LF] },
        record(.request, "a line without a colon", .strayLine) { $0.lastLine = Array("WARC-Nothing\r\n".utf8) },
        record(.request, "a first line that continues none", .strayLine) { $0.firstLine = Array(" more: x\r\n".utf8) },
        record(.request, "a blank before the colon", .fieldName) { $0.lastLine = Array("WARC-Extra : x\r\n".utf8) },
        record(.request, "a name that is no token", .fieldName) { $0.lastLine = Array("WARC(Extra): x\r\n".utf8) },
        record(.request, "no name", .fieldName) { $0.lastLine = Array(": x\r\n".utf8) },
        record(.request, "a name in Chinese", .fieldName) { $0.lastLine = Array("字段: x\r\n".utf8) },
        record(.request, "a control in a value", .controlCharacter) { $0.lastLine = Array("WARC-Extra: a\u{7}b\r\n".utf8) },
        record(.request, "NUL in a value", .controlCharacter) { $0.lastLine = Array("WARC-Extra: a\u{0}b\r\n".utf8) },
        record(.request, "a CR within a line", .controlCharacter) { $0.lastLine = Array("WARC-Extra: a\rb\r\n".utf8) },
        record(.request, "a value that is not UTF-8", .notUTF8) { $0.lastLine = Array("WARC-Extra: ".utf8) + [0xB5, 0xB3] + [CR, LF] },
    ]

    private static let framing: [RecordMutation] = [
        record(.response, "length one too long", .separator) { $0["Content-Length"] = String($0.block.count + 1) },
        record(.response, "length one too short", .junk) { $0["Content-Length"] = String($0.block.count - 1) },
        record(.response, "length five too short", .junk) { $0["Content-Length"] = String($0.block.count - 5) },
        field(.response, "Content-Length", "12x", .contentLength), field(.response, "Content-Length", "-1", .contentLength),
        record(.response, "a plus before the length", .contentLength) { $0["Content-Length"] = "+\($0.block.count)" },
        record(.response, "no separator", .separator) { $0.separator = [] }, record(.response, "one CR LF", .separator) { $0.separator = [CR, LF] },
        record(.response, "three CR LF", .separator) { $0.separator = [CR, LF, CR, LF, CR, LF] },
        record(.response, "two line feeds", .separator) { $0.separator = [LF, LF] },
        record(.response, "words after the block", .junk) { $0.separator = Array("more\r\n\r\n".utf8) },
        record(.response, "a byte of the block lost", .blockDigest) { $0.block.removeLast(); $0["Content-Length"] = String($0.block.count) },
        record(.warcinfo, "an empty line before the first record", .leadingBytes) { $0.version = "\r\nWARC/1.1" },
    ]

    private static let relations: [RecordMutation] = [
        RecordMutation("two records with one ID", .duplicateID) { $0[Place.dns.rawValue]["WARC-Record-ID"] = $0[Place.resource.rawValue]["WARC-Record-ID"] },
        RecordMutation("a record twice", .duplicateID) { $0.append($0[Place.resource.rawValue]) },
        field(.request, "WARC-Concurrent-To", someID, .danglingReference, .note), field(.response, "WARC-Warcinfo-ID", someID, .danglingReference, .note),
        field(.conversion, "WARC-Refers-To", someID, .danglingReference, .note), field(.revisit, "WARC-Refers-To", someID, .missingOriginal, .note),
        field(.revisit, "WARC-Refers-To-Date", "2026-11-24T05:00:01Z", .missingOriginal, .note),
        field(.revisit, "WARC-Refers-To-Target-URI", "http://a.example/none", .missingOriginal, .note),
        RecordMutation("a revisit that names no original, with a payload that is nowhere", .missingOriginal, .note) { records in
            for name in ["WARC-Refers-To", "WARC-Refers-To-Target-URI", "WARC-Refers-To-Date"] { records[Place.revisit.rawValue][name] = nil }
            records[Place.revisit.rawValue]["WARC-Payload-Digest"] = SHA256Digest(of: [9]).labelled
        },
        field(.revisit, "WARC-Payload-Digest", SHA256Digest(of: [9]).labelled, .originalDigest),
        field(.request, "WARC-Date", "2026-11-24T05:00:01Z", .concurrentDate),
        field(.continuation, "WARC-Segment-Total-Length", "98", .segmentSeries),
        field(.continuation, "WARC-Target-URI", "http://a.example/short", .segmentSeries),
        field(.continuation, "WARC-Segment-Number", "3", .missingSegment, .note),
        field(.continuation, "WARC-Segment-Total-Length", nil, .missingSegment, .note),
        RecordMutation("a segment twice", .segmentSeries) { records in
            var again = records[Place.continuation.rawValue]
            again["WARC-Record-ID"] = someID
            records.append(again)
        },
        RecordMutation("a continuation lost", .missingSegment, .note) { $0.remove(at: Place.continuation.rawValue) },
    ]
}
