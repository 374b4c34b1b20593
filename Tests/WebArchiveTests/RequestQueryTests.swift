import Foundation
import Testing
@testable import WebArchive

/// What POST requests add to a key.
@Suite struct RequestQueryTests {
    static let bodies: [(type: String?, body: String)] = [
        ("application/x-www-form-urlencoded", "a=1&b=%E5%85%9A%E5%BB%BA+x&c=%zz&d=%FF"), ("application/x-www-form-urlencoded; charset=UTF-8", "page=2"),
        ("application/json", #"{"a": 1, "b": {"a": "x y", "c": [true, false, null, 2.0, 1.5, -3]}, "党": "建\\u515a", "": "none"}"#),
        ("application/json", "[1, 2]"), ("application/json", "no json"), ("application/json", #"{"a": 1} x"#), ("application/json", #"{"a": [], "b": {}}"#),
        ("application/json;charset=utf-8", #"{"a": "1", "a": "2", "list": [{"a": 3}, {"a": 4}]}"#),
        ("text/plain", #"{"x": "&="}"#), ("text/plain", "words"), ("application/octet-stream", "\u{1}\u{2}\u{3}"), (nil, "abcd"), (nil, "abcde"), ("text/plain", ""),
        ("multipart/form-data; boundary=XX", "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1 2\r\n--XX\r\nContent-Disposition: form-data; name=\"党\"\r\n\r\n建\r\n--XX--\r\n"),
        ("multipart/form-data; boundary=XX", "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nline\r\nline\r\n--XX--"),
        ("application/x-www-form-urlencoded", String(repeating: "党", count: 5000)), ("application/x-amf-none", "x"),
    ]

    private func ours(_ type: String?, _ body: String, method: String = "POST") throws -> RequestQuery? {
        let bytes = Array(body.utf8)
        let head = "\(method) /a HTTP/1.1\r\n" + (type.map { "Content-Type: \($0)\r\n" } ?? "") + "Content-Length: \(bytes.count)\r\n\r\n"
        return RequestQuery(try HTTPMessage(parsing: Array(head.utf8)[...]), body: bytes[...])
    }

    @Test("Keys are made of the method and the body as pywb makes them",
          .enabled(if: Peers.has("pywb"), "no venv with pywb (SHILU_VENV)"))
    func pywb() throws {
        let script = """
            import io, json, sys, warnings
            warnings.simplefilter("ignore")
            from pywb.warcserver.inputrequest import MethodQueryCanonicalizer
            urls = []
            for kind, body in json.loads(sys.argv[1]):
                body = body.encode()
                urls.append(MethodQueryCanonicalizer("POST", kind, len(body), io.BytesIO(body)).append_query("http://a.cn/x"))
            print(json.dumps(urls))
            """
        let bodies = Self.bodies.filter { $0.type != "application/x-amf-none" }
        let input = try JSONSerialization.data(withJSONObject: bodies.map { [$0.type as Any? ?? NSNull(), $0.body] })
        let result = try Peers.run("python", ["-c", script, String(decoding: input, as: UTF8.self)])
        let urls = try #require(try? JSONDecoder().decode([String].self, from: Data(result.output.utf8)), "\(result.errors)")
        for ((type, body), url) in zip(bodies, urls) {
            #expect(try ours(type, body)?.url("http://a.cn/x") == url, "\(type ?? "no type"): \(body.prefix(60))")
        }
    }

    @Test("Other methods have no query; a URL with a question mark goes on with an ampersand; what is too long is not taken")
    func methods() throws {
        #expect(try ours(nil, "", method: "GET") == nil && ours(nil, "", method: "HEAD") == nil)
        #expect(try ours(nil, "", method: "PUT")?.url("http://a/?b") == "http://a/?b&__wb_method=PUT")
        let long = try ours("application/x-www-form-urlencoded", String(repeating: "a", count: RequestQuery.bodyLimit + 1))
        #expect(long?.query == "" && long?.method == "POST")
        #expect(try ours("multipart/form-data", "x")?.query == "__wb_post_data=eA==")
        let deep = String(repeating: "[", count: 100_000)
        #expect(try ours("application/json", deep + String(repeating: "]", count: 100_000))?.query == "")
    }

    @Test("The line of a response has its request's key wherever the request stands beside it; the judge of an archive says the same")
    func pairs() throws {
        let scratch = try Scratch()
        func exchange(_ number: Int, method: String, requestFirst: Bool) throws -> [WARCRecord] {
            let capture = CaptureSamples.capture("http://a.cn/x")
            let (one, two) = (WARCRecordID(), WARCRecordID())
            let request = try WARCRecord.request(
                of: capture, head: CaptureSamples.head("\(method) /x HTTP/1.1", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 3"),
                body: .bytes(Array("n=\(number)".utf8)), concurrentTo: requestFirst ? [] : [two], id: one)
            let response = try WARCRecord.response(
                of: capture, head: CaptureSamples.head("HTTP/1.1 200 OK", "Content-Type: text/html"), body: .bytes([0x61]),
                concurrentTo: requestFirst ? [one] : [], id: two)
            return requestFirst ? [request, response] : [response, request]
        }
        let records = try [
            exchange(1, method: "POST", requestFirst: true), exchange(2, method: "POST", requestFirst: false), exchange(3, method: "GET", requestFirst: false),
        ].flatMap { $0 }
        let path = scratch.file("a.warc.gz")
        try CaptureSamples.write(records, to: path)
        var indexer = try CDXJIndexer(path: path)
        var lines: [String] = []
        while let line = try indexer.nextLine() { lines.append(String(decoding: line, as: UTF8.self)) }
        #expect(lines.map { $0.prefix { $0 != " " } } == ["cn,a)/x?__wb_method=post&n=1", "cn,a)/x?__wb_method=post&n=2", "cn,a)/x"])
        #expect(lines[0].hasSuffix(#", "requestBody": "n=1", "method": "POST"}"#) && !lines[2].contains("requestBody"))
        var judged: [String] = []
        var pairing = ExchangePairing()
        var verifier = try WARCVerifier(path: path)
        _ = try verifier.run { record in
            if let line = pairing.take(record, filename: "a.warc.gz") { judged.append(String(decoding: line, as: UTF8.self)) }
        } report: { _ in }
        if let line = pairing.end() { judged.append(String(decoding: line, as: UTF8.self)) }
        #expect(judged == lines)
    }
}
