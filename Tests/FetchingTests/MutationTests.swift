// Answers damaged at random: no crash, no invented byte, and the next answer is right.
import Fetching
import Foundation
import LoopbackServer
import Testing
import Web

@Suite struct MutationTests {
    /// A generator with a seed, so that a failure comes again (SplitMix64).
    struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    static let answers = [
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n<p>twenty bytes</p>\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n6\r\n world\r\n0\r\nX-Trailer: 1\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n",
        "HTTP/1.0 200 OK\nContent-Type: text/html\n\n<p>until the end</p>",
    ]

    private func damaged(_ answer: String, _ generator: inout Generator) -> [UInt8] {
        var bytes = Array(answer.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
            case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 12)], at: place)
            default: bytes.removeSubrange(place..<min(bytes.count, place + 8))
            }
            if bytes.isEmpty { bytes = [0x0A] }
        }
        return bytes
    }

    @Test(arguments: answers) func damagedAnswerBringsItsOwnBytesOrANamedFailure(_ answer: String) throws {
        var generator = Generator(state: 20_261_124)
        let cases = (0..<150).map { _ in damaged(answer, &generator) }
        let server = try LoopbackServer { request in
            guard let number = request.target.split(separator: "/").last.flatMap({ Int($0) }) else { return nil }
            return [.send(cases[number]), .halfClose(2)]
        }
        defer { server.stop() }
        let fetcher = try Fetcher()
        func fetch(_ numbers: [Int]) throws -> [Int64: FetchResult] {
            try Loopback.fetch(fetcher, try numbers.map { try Loopback.request(Int64($0), "\(server.base)/\($0)") })
        }
        var results: [Int64: FetchResult] = [:]
        for start in stride(from: 0, to: cases.count, by: 25) { results.merge(try fetch(Array(start..<start + 25))) { $1 } }
        // A busy machine may refuse a connection; that is not what is tested here.
        let unconnected = cases.indices.filter { number in
            if case .failure(let failure) = results[Int64(number)] { failure.reason == .unreachable } else { false }
        }
        results.merge(try fetch(unconnected)) { $1 }
        #expect(results.count == cases.count)
        for (number, bytes) in cases.enumerated() {
            switch results[Int64(number)] {
            case .exchange(let exchange): #expect(bytes.starts(with: try exchange.wireBytes))
            case .failure(let failure):
                #expect(bytes.starts(with: failure.receivedLines))
                #expect(failure.reason == .brokenOff || failure.reason.name.hasPrefix("unreadable"), "\(failure)")
            case nil: Issue.record("no result for \(number)")
            }
        }
    }

    @Test(arguments: answers) func answerAfterADamagedOneOnAKeptConnectionIsRight(_ answer: String) throws {
        var generator = Generator(state: 7)
        let cases = (0..<20).map { _ in damaged(answer, &generator) }
        let server = try LoopbackServer { request in
            guard let number = request.target.split(separator: "/").last.flatMap({ Int($0) }) else { return nil }
            return number < cases.count ? [.send(cases[number])] : ScriptedExchange.response(200, body: Array("right \(number)".utf8))
        }
        defer { server.stop() }
        let fetcher = try Fetcher()
        let short = FetchLimits(connectSeconds: 5, totalSeconds: 0.06)
        for number in cases.indices {
            _ = try Loopback.fetch(fetcher, [try Loopback.request(1, "\(server.base)/\(number)", limits: short)])
            let next = try Loopback.exchange(fetcher, try Loopback.request(2, "\(server.base)/\(number + 1000)"))
            #expect(try next.bodyBytes == Array("right \(number + 1000)".utf8))
        }
    }
}
