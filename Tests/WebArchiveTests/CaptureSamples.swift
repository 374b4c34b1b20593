// Captures as the crawler makes them, for the tests of writing, reading and indexing.
import Web
@testable import WebArchive

enum CaptureSamples {
    static let date = Timestamp(secondsSince1970: 1_795_496_400)

    static func capture(_ uri: String, warcinfo: WARCRecordID? = nil) -> WARCCapture {
        WARCCapture(targetURI: uri, date: date, ipAddress: "127.0.0.1", warcinfoID: warcinfo, protocols: ["http/1.1"])
    }

    static func head(_ lines: String...) -> [UInt8] { Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) }

    static func chunked(_ body: [UInt8], size: Int = 1000) -> [UInt8] {
        var coded: [UInt8] = []
        var rest = body[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(size)
            coded += Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8)
            rest = rest.dropFirst(size)
        }
        return coded + Array("0\r\n\r\n".utf8)
    }

    /// A file's records: every kind that the crawler writes, with plain, chunked, gzip-coded and empty bodies.
    static func all(bodyFile: (path: String, count: Int64)? = nil) throws -> [WARCRecord] {
        let info = WARCRecord.warcinfo(
            WARCInfo(software: "shilu/0.1.0", robots: "obey", userAgent: "shilu/0.1.0", isPartOf: "测试门户"),
            filename: "portal-20261124T050000Z-here-0.warc.gz", date: date)
        var records = [info]
        let page = Array("<html><title>基层党建</title><p>\(String(repeating: "正文。", count: 400))</p></html>".utf8)
        let gzipped = { () -> [UInt8] in let compressor = GzipCompressor(); return compressor.member(of: page) }()
        let answers: [(String, [UInt8], [UInt8])] = [
            ("http://a.example/", head("HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", "Content-Length: \(page.count)"), page),
            ("http://a.example/list?b=2&a=1", head("HTTP/1.1 200 OK", "Content-Type: text/html;charset=GB2312", "Transfer-Encoding: chunked"), chunked(page)),
            ("https://www.A.example/中文/%E5%8D%8E.html", head("HTTP/1.1 200 OK", "Content-Encoding: gzip", "Content-Type: text/html"), gzipped),
            ("http://a.example/gone", head("HTTP/1.1 404 Not Found", "Content-Length: 0"), []),
            ("http://a.example/moved", head("HTTP/1.1 302 ", "Location: /"), []),
            ("http://b.example:8080/x;y=1", head("HTTP/1.0 200 \u{597D}"), Array("no type".utf8)),
        ]
        for (uri, head, body) in answers {
            let capture = capture(uri, warcinfo: info.id)
            let response = try WARCRecord.response(of: capture, head: head, body: .bytes(body), identifiedPayloadType: "text/html; charset=\"gb18030\"")
            records.append(response)
            records.append(try .request(of: capture, head: self.head("GET / HTTP/1.1", "Host: a.example"), concurrentTo: [response.id]))
            records.append(.metadata(of: capture, fields: [("fetchTimeMs", "12"), ("via", "http://a.example/\r\nInjected: no")], concurrentTo: [response.id]))
        }
        let original = WARCOriginal(recordID: records[1].id, targetURI: "http://a.example/", date: date,
                                    payloadDigest: records[1].value(of: "WARC-Payload-Digest"))
        records.append(.revisit(of: capture("http://a.example/"), identicalTo: original,
                                payloadDigest: original.payloadDigest ?? "", head: head("HTTP/1.1 200 OK", "Content-Type: text/html")))
        let notModified = WARCRecord.revisit(of: capture("http://a.example/"), notModifiedSince: original)
        records.append(notModified)
        records.append(.metadata(
            of: capture("http://a.example/"),
            fields: [("responseHead", PercentEncodedBytes(head("HTTP/1.1 304 Not Modified", "ETag: \"x%y\"")).description)],
            concurrentTo: [notModified.id]))
        records.append(.resource(uri: "urn:shilu:portal.yaml", date: date, contentType: "application/yaml", content: Array("name: a\n".utf8)))
        if let bodyFile {
            records.append(try .response(
                of: capture("http://a.example/large.pdf"),
                head: head("HTTP/1.1 200 OK", "Content-Type: application/pdf", "Content-Length: \(bodyFile.count)"),
                body: .file(path: bodyFile.path, count: bodyFile.count), truncated: .time))
        }
        return records
    }

    /// Writes all into a new file; says where each lies.
    @discardableResult
    static func write(_ records: [WARCRecord], to path: String) throws -> [WrittenRecord] {
        let writer = try WARCWriter(creating: path)
        let places = try records.map { try writer.append($0) }
        try writer.sync()
        return places
    }

    /// The records without compression, as one file.
    static func plain(_ records: [WARCRecord]) -> [UInt8] {
        records.flatMap { record -> [UInt8] in
            switch record.block {
            case .bytes(let bytes): record.head + bytes + WARCRecord.separator
            case .concatenation(let parts): record.head + parts.joined() + WARCRecord.separator
            case .file: []
            }
        }
    }
}
