// The end of a chunked body is found wherever the reads happen to be cut.
import Testing
@testable import Fetching

@Suite struct ChunkScannerTests {
    static let bodies: [(String, String)] = [
        ("0\r\n\r\n", ""),
        ("5\r\nhello\r\n0\r\n\r\n", "rest"), ("5;a=b\r\nhello\r\nA \r\n0123456789\r\n0\r\nX: 1\r\nY: 2\r\n\r\n", "HTTP/1.1"),
        ("3\nabc\n0\n\n", "x"), ("1\r\n\n\r\n000\r\nA: b\n\n", "\r\n"),
    ]

    @Test(arguments: bodies) func endIsFoundForAllCuts(_ body: String, _ rest: String) {
        let all = Array((body + rest).utf8)
        for cut in 0...all.count {
            for second in cut...all.count {
                var scanner = ChunkScanner()
                var taken = 0
                for piece in [all[..<cut], all[cut..<second], all[second...]] where !scanner.isFinished { taken += scanner.scan(piece) }
                #expect(scanner.isFinished && taken == body.utf8.count)
            }
        }
    }

    @Test(arguments: [
        ("zz\r\n", 0), ("\r\n", 0), ("5\r\nhelloX", 8), ("11111111111111111\r\n", 16),
        ("0\r\nA: b\r\r", 8), ("-1\r\n", 0), ("FFFFFFFFFFFFFFFF\r\n", 16),
    ])
    func placeOfABreakIsTold(_ body: String, _ place: Int) {
        for cut in 0...body.utf8.count {
            var scanner = ChunkScanner()
            let bytes = Array(body.utf8)
            _ = scanner.scan(bytes[..<cut])
            _ = scanner.scan(bytes[cut...])
            #expect(scanner.brokenAt == place && !scanner.isFinished)
        }
    }
}
