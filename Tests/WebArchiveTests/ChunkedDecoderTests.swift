import Testing
@testable import WebArchive

@Suite struct ChunkedDecoderTests {
    private func decode(_ text: String) -> (String, ChunkedDecoder) {
        var decoder = ChunkedDecoder()
        var output: [UInt8] = []
        decoder.decode(Array(text.utf8)[...], into: &output)
        return (String(decoding: output, as: UTF8.self), decoder)
    }

    @Test("Extensions are ignored, trailers kept, and the end is where the body ends")
    func extensionsAndTrailers() {
        let (text, decoder) = decode("5;a=\"b;c\"\r\nhello\r\n0006 \r\n world\r\n0\r\nX-Digest: 1\r\nY: 2\r\n\r\nHTTP/1.1")
        #expect(text == "hello world")
        #expect(decoder.verdict == .complete(end: 57))
        #expect(String(decoding: decoder.trailers, as: UTF8.self) == "X-Digest: 1\r\nY: 2\r\n")
    }

    @Test("Bare LF does")
    func bareLF() {
        let (text, decoder) = decode("3\nabc\n0\n\n")
        #expect(text == "abc")
        #expect(decoder.verdict == .complete(end: 9))
    }

    @Test("What is wrong is named with its place, and what came before it stands")
    func invalid() {
        let (longer, first) = decode("3\r\nabcd\r\n0\r\n\r\n")
        #expect(longer == "abc")
        #expect(first.verdict == .invalid(position: 6, reason: "chunk longer than its size"))
        #expect(decode("<html>").1.verdict == .invalid(position: 0, reason: "no chunk size"))
        #expect(decode("3\r\nabc\r\nzz").1.verdict == .invalid(position: 8, reason: "no chunk size"))
        #expect(decode("fffffffffffffffff\r\n").1.verdict == .invalid(position: 15, reason: "chunk size over 15 digits"))
        #expect(decode("00000000000000000000\r\n\r\n").1.verdict == .complete(end: 24))
    }

    @Test("Random bodies in random chunks, fed in random pieces, come out as they went in; cut at every byte they never pass for whole")
    func property() {
        var numbers = SeededNumbers(seed: 3)
        for round in 0..<200 {
            let body = numbers.bytes(Int.random(in: 0...600, using: &numbers))
            var coded: [UInt8] = []
            var rest = body[...]
            while !rest.isEmpty {
                let chunk = rest.prefix(Int.random(in: 1...90, using: &numbers))
                let size = String(chunk.count, radix: 16, uppercase: Bool.random(using: &numbers))
                let zeros = String(repeating: "0", count: Int.random(in: 0...3, using: &numbers))
                let end = Bool.random(using: &numbers) ? "\r\n" : ";name=value\r\n"
                coded += Array((zeros + size + end).utf8) + chunk + Array("\r\n".utf8)
                rest = rest.dropFirst(chunk.count)
            }
            coded += Array((Bool.random(using: &numbers) ? "0\r\n\r\n" : "000\r\nTrailer: x\r\n\r\n").utf8)

            var decoder = ChunkedDecoder()
            var output: [UInt8] = []
            var input = coded[...]
            while !input.isEmpty {
                let piece = input.prefix(Int.random(in: 1...50, using: &numbers))
                decoder.decode(piece, into: &output)
                input = input.dropFirst(piece.count)
            }
            #expect(output == body)
            #expect(decoder.verdict == .complete(end: Int64(coded.count)))
            #expect(decoder.decodedCount == Int64(body.count))

            guard round < 20 else { continue }
            for cut in 0..<coded.count {
                var decoder = ChunkedDecoder()
                var output: [UInt8] = []
                decoder.decode(coded[..<cut], into: &output)
                #expect(decoder.verdict == .incomplete)
                #expect(body.starts(with: output))
            }
        }
    }

    @Test("Random bytes never crash the decoder, and its verdict stays once it is given")
    func noise() {
        var numbers = SeededNumbers(seed: 4)
        let alphabet = Array("0123456789abcdefA;\r\n \t:x".utf8)
        for _ in 0..<5000 {
            let noise = (0..<40).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &numbers)] }
            var decoder = ChunkedDecoder()
            var output: [UInt8] = []
            decoder.decode(noise[...], into: &output)
            let verdict = decoder.verdict
            guard verdict != .incomplete else { continue }
            decoder.decode(noise[...], into: &output)
            #expect(decoder.verdict == verdict)
        }
    }
}
