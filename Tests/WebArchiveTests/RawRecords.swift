// A valid file's records in parts that a test can change one by one, and the layouts that a file can have.
import Testing
import Web
@testable import WebArchive

/// A record as it will be written, right or wrong.
struct RawRecord {
    var version = "WARC/1.1"
    var fields: [(name: String, value: String)]
    var block: [UInt8]
    var lineEnd = Array("\r\n".utf8)
    var separator = Array("\r\n\r\n".utf8)
    /// Lines that stand before the first field and after the last.
    var firstLine: [UInt8] = []
    var lastLine: [UInt8] = []

    var bytes: [UInt8] {
        var head = Array(version.utf8) + lineEnd + firstLine
        for field in fields { head += Array("\(field.name): \(field.value)".utf8) + lineEnd }
        return head + lastLine + lineEnd + block + separator
    }

    subscript(name: String) -> String? {
        get { fields.first { $0.name == name }?.value }
        set {
            let index = fields.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): fields[index].value = value
            case (let index?, nil): fields.remove(at: index)
            case (nil, let value?): fields.append((name, value))
            case (nil, nil): break
            }
        }
    }

    /// Makes the lengths and digests right again after the block was changed.
    mutating func settle(payload: [UInt8]? = nil) {
        self["Content-Length"] = String(block.count)
        if self["WARC-Block-Digest"] != nil { self["WARC-Block-Digest"] = SHA256Digest(of: block).labelled }
        if let payload { self["WARC-Payload-Digest"] = SHA256Digest(of: payload).labelled }
    }
}

enum RawRecords {
    static let name = "portal-20261124T050000Z-here-00001.warc"
    static let date = "2026-11-24T05:00:00Z"
    /// Where each record stands.
    enum Place: Int, CaseIterable {
        case warcinfo, response, request, metadata, chunked, revisit, notModified, resource, dns, conversion, segment, continuation
    }

    private static func id(_ place: Place) -> String { "<urn:uuid:00000000-0000-4000-8000-00000000000\(String(place.rawValue, radix: 16))>" }

    private static func record(
        _ place: Place, _ type: String, uri: String?, contentType: String?, block: [UInt8], payload: [UInt8]? = nil, more: [(String, String)] = []
    ) -> RawRecord {
        var fields: [(name: String, value: String)] = [("WARC-Type", type), ("WARC-Record-ID", id(place)), ("WARC-Date", date)]
        if let uri { fields.append(("WARC-Target-URI", uri)) }
        fields += more.map { (name: $0.0, value: $0.1) }
        if type != "warcinfo" { fields.append(("WARC-Warcinfo-ID", id(.warcinfo))) }
        if let payload { fields.append(("WARC-Payload-Digest", SHA256Digest(of: payload).labelled)) }
        fields.append(("WARC-Block-Digest", SHA256Digest(of: block).labelled))
        if let contentType { fields.append(("Content-Type", contentType)) }
        fields.append(("Content-Length", String(block.count)))
        return RawRecord(fields: fields, block: block)
    }

    static let page = Array("<html><title>基层党建</title><p>正文。</p></html>".utf8)
    static let responseHead = Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: \(page.count)\r\n\r\n".utf8)
    static let requestBlock = Array("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n".utf8)

    /// A valid file with every type, in which all references lead somewhere.
    static func valid(name: String) -> [RawRecord] {
        let http = "application/http; msgtype=response"
        let chunkedHead = Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
        let revisitHead = Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".utf8)
        let long = Array("HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n".utf8) + [UInt8](repeating: 0x41, count: 60)
        let original: [(String, String)] = [
            ("WARC-Refers-To", id(.response)), ("WARC-Refers-To-Target-URI", "http://a.example/"), ("WARC-Refers-To-Date", date),
        ]
        return [
            record(.warcinfo, "warcinfo", uri: nil, contentType: "application/warc-fields", block: Array("software: shilu\r\n".utf8), more: [("WARC-Filename", name)]),
            record(.response, "response", uri: "http://a.example/", contentType: http, block: responseHead + page, payload: page, more: [("WARC-IP-Address", "10.0.0.1")]),
            record(.request, "request", uri: "http://a.example/", contentType: "application/http; msgtype=request", block: requestBlock, payload: [], more: [("WARC-Concurrent-To", id(.response))]),
            record(.metadata, "metadata", uri: "http://a.example/", contentType: "application/warc-fields", block: Array("via: http://b.example/\r\n".utf8), more: [("WARC-Concurrent-To", id(.response))]),
            record(.chunked, "response", uri: "http://a.example/list", contentType: http, block: chunkedHead + CaptureSamples.chunked(page, size: 20), payload: page, more: [("WARC-IP-Address", "2001:db8::1")]),
            record(.revisit, "revisit", uri: "http://a.example/again", contentType: http, block: revisitHead, payload: page, more: original + [
                ("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"), ("WARC-Truncated", "length")]),
            record(.notModified, "revisit", uri: "http://a.example/", contentType: nil, block: [], payload: page, more: original + [
                ("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/server-not-modified")]),
            record(.resource, "resource", uri: "urn:shilu:portal.yaml", contentType: "application/yaml", block: Array("name: a\n".utf8), payload: Array("name: a\n".utf8)),
            record(.dns, "resource", uri: "dns:a.example", contentType: "text/dns", block: Array("20261124050000\n".utf8), payload: Array("20261124050000\n".utf8)),
            record(.conversion, "conversion", uri: "http://a.example/", contentType: "text/plain", block: Array("正文。".utf8), payload: Array("正文。".utf8), more: [("WARC-Refers-To", id(.response))]),
            record(.segment, "response", uri: "http://a.example/long", contentType: http, block: Array(long[..<70]), payload: Array(long[40...]), more: [("WARC-Segment-Number", "1")]),
            record(.continuation, "continuation", uri: "http://a.example/long", contentType: nil, block: Array(long[70...]), more: [
                ("WARC-Segment-Number", "2"), ("WARC-Segment-Origin-ID", id(.segment)), ("WARC-Segment-Total-Length", String(long.count))]),
        ]
    }
}

/// How a file is laid out.
enum Layout: String, CaseIterable, CustomTestStringConvertible {
    case plain, gzip, zstd

    var ending: String {
        switch self {
        case .plain: ""
        case .gzip: ".gz"
        case .zstd: ".zst"
        }
    }
    var testDescription: String { rawValue }

    /// One member, frame or stretch a record.
    func parts(_ records: [[UInt8]]) -> [[UInt8]] {
        switch self {
        case .plain: return records
        case .gzip:
            let compressor = GzipCompressor()
            return records.map { compressor.member(of: $0) }
        case .zstd:
            let compressor = ZstdCompressor()
            return records.map { compressor.frame(of: $0) }
        }
    }
}

/// Runs the judge over a file of those bytes.
func findings(in bytes: [UInt8], name: String, _ scratch: Scratch, isInArchive: Bool = false) throws -> [Finding] {
    try write(bytes, to: scratch.file(name))
    var found: [Finding] = []
    let links = RecordLinks(folder: scratch.path)
    var verifier = try WARCVerifier(path: scratch.file(name), links: links, isInArchive: isInArchive)
    _ = try verifier.run { found.append($0) }
    try links.judge(files: [scratch.file(name)]) { found.append(isInArchive ? $0.inArchive : $0) }
    return found
}
