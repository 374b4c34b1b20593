import Testing
@testable import WebArchive

@Suite struct HTTPMessageTests {
    private func parse(_ text: String) throws -> HTTPMessage { try HTTPMessage(parsing: Array(text.utf8)[...]) }

    @Test("A response's head is read with its status, fields and length")
    func response() throws {
        let message = try parse("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n\r\nbody\r\n\r\n")
        #expect(message.startLine == .status(version: "HTTP/1.1", code: "200", reason: "OK"))
        #expect(message.status == 200)
        #expect(message.contentType == "text/html")
        #expect(message.fields.values(of: "Set-Cookie") == ["a=1", "b=2"])
        #expect(message.headLength == 78)
        #expect(message.headIsComplete)
    }

    @Test("A request's head is read, blanks in the target and a missing version too")
    func request() throws {
        #expect(try parse("GET /a b HTTP/1.1\r\nHost: x\r\n\r\n").startLine == .request(method: "GET", target: "/a b", version: "HTTP/1.1"))
        #expect(try parse("GET /\r\n\r\n").startLine == .request(method: "GET", target: "/", version: nil))
    }

    @Test("Bare LF, folded lines, bytes above 127, blanks before the colon and empty lines before the head are put up with")
    func tolerant() throws {
        var bytes = Array("\r\nHTTP/1.0 404\nX-Long: one\n\t two\r\n three\nServer : s\nno colon\nTitle: ".utf8)
        bytes += [0xD6, 0xD0]
        bytes += Array("\n\nbody".utf8)
        let message = try HTTPMessage(parsing: bytes[...])
        #expect(message.status == 404)
        #expect(message.fields["x-long"] == "one two three")
        #expect(message.fields["Server"] == "s")
        #expect(message.fields["Title"] == "ÖÐ")
        #expect(message.fields.rawValue(of: "Title").map(Array.init) == [0xD6, 0xD0])
        #expect(message.fields.strayLines == 1)
        #expect(message.headLength == bytes.count - 4)
    }

    @Test("What is no HTTP is refused by name")
    func refused() throws {
        #expect(throws: HTTPMessageError.empty) { try parse("\r\n") }
        #expect(throws: HTTPMessageError.notHTTP(firstLine: "<html>")) { try parse("<html>\n\n") }
        #expect(try parse("HTTP/1.1 200 OK\r\nA: b").headIsComplete == false)
    }

    @Test("The body's framing follows RFC 9112 §6.3")
    func framing() throws {
        #expect(try parse("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n").bodyFraming == .length(7))
        #expect(try parse("HTTP/1.1 200 OK\r\nContent-Length: 7, 7\r\n\r\n").bodyFraming == .length(7))
        #expect(try parse("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nContent-Length: 8\r\n\r\n").bodyFraming == .untilEnd)
        #expect(try parse("HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\n").bodyFraming == .untilEnd)
        #expect(try parse("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nTransfer-Encoding: Chunked\r\n\r\n").bodyFraming == .chunked)
        #expect(try parse("HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n").bodyFraming == HTTPMessage.BodyFraming.none)
        #expect(try parse("HTTP/1.1 200 OK\r\n\r\n").bodyFraming == .untilEnd)
        #expect(try parse("GET / HTTP/1.1\r\n\r\n").bodyFraming == HTTPMessage.BodyFraming.none)
    }

    @Test("A chunked, gzip-coded body comes out whole, with both verdicts")
    func bothCodings() throws {
        let text = Array(String(repeating: "甘肃省定西市", count: 500).utf8)
        let compressor = GzipCompressor()
        let body = CaptureSamples.chunked(compressor.member(of: text), size: 7)
        let message = try parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: x-gzip\r\n\r\n")
        let decoded = message.decoded(body[...])
        #expect(decoded.bytes == text)
        #expect(decoded.content == .complete(trailing: 0))
        #expect(decoded.isWhole)
        #expect(message.decoded(body.dropLast(30)).isWhole == false)
        #expect(message.decoded(Array("<html>".utf8)[...]).transfer == .notChunked)
        #expect(message.decoded(Array("<html>".utf8)[...]).bytes == Array("<html>".utf8))
    }

    @Test("A body shorter or longer than Content-Length is said to be so")
    func lengths() throws {
        let message = try parse("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
        #expect(message.decoded(Array("abc".utf8)[...]).transfer == .short(by: 2))
        #expect(message.decoded(Array("abcdefg".utf8)[...]).transfer == .long(by: 2))
        #expect(message.decoded(Array("abcde".utf8)[...]).transfer == .whole)
    }

    @Test("Random heads are read back field by field, whatever their line ends, and never crash when cut")
    func randomHeads() throws {
        var numbers = SeededNumbers(seed: 31)
        let nameBytes = Array("abcXYZ019-_!~".utf8)
        let valueBytes = (0x21...0x7E).map { UInt8($0) } + Array(" \t中é".utf8)
        for _ in 0..<200 {
            let fields = (0..<Int.random(in: 0...6, using: &numbers)).map { _ -> (name: [UInt8], value: [UInt8]) in
                let name = (0..<Int.random(in: 1...8, using: &numbers)).map { _ in nameBytes.randomElement(using: &numbers)! }
                let value = (0..<Int.random(in: 0...12, using: &numbers)).map { _ in valueBytes.randomElement(using: &numbers)! }
                return (name, Array("v".utf8) + value + Array("v".utf8))
            }
            func end() -> [UInt8] { Array((Bool.random(using: &numbers) ? "\r\n" : "\n").utf8) }
            var head = Array("HTTP/1.1 200 OK".utf8) + end()
            for field in fields { head += field.name + Array(": ".utf8) + field.value + end() }
            head += end()
            let message = try HTTPMessage(parsing: (head + Array("\n\nbody: x".utf8))[...])
            #expect(message.headLength == head.count && message.headIsComplete)
            #expect(message.fields.all.map(\.name) == fields.map { decodeHeaderText($0.name[...]) })
            #expect(message.fields.all.map(\.value) == fields.map { decodeHeaderText($0.value[...]) })
            for cut in 0..<head.count {
                #expect(HTTPMessage.headLength(in: head[..<cut]) == nil)
                _ = try? HTTPMessage(parsing: head[..<cut])
            }
        }
    }

    @Test("A head without end is cut at its limit")
    func endless() throws {
        let message = try HTTPMessage(parsing: (Array("HTTP/1.1 200 OK\r\nA: ".utf8) + [UInt8](repeating: 97, count: 2 << 20))[...])
        #expect(message.headLength == HTTPMessage.headLimit && !message.headIsComplete)
    }
}
