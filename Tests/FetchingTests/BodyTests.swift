// Bodies in memory, in files, and at the edges of their bounds.
import Fetching
import Foundation
import LoopbackServer
import Testing
import Web

@Suite struct BodyTests {
    private func served(_ count: Int, _ body: (LoopbackServer, [UInt8]) throws -> Void) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        let server = try LoopbackServer(
            exchanges: [ScriptedExchange(name: "body", paths: ["/body"], steps: ScriptedExchange.response(200, body: bytes))])
        defer { server.stop() }
        try body(server, bytes)
    }

    @Test(arguments: [0, 1, 9_999, 10_000, 10_001, 200_000])
    func bodyIsWholeInMemoryOrInAFile(_ count: Int) throws {
        let folder = try Loopback.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try served(count) { server, bytes in
            let fetcher = try Fetcher(FetcherConfiguration(memoryBodyBytes: 10_000, spoolFolder: folder))
            do {
                let exchange = try Loopback.exchange(fetcher, try Loopback.request(1, server.base + "/body"))
                #expect(try exchange.bodyBytes == bytes)
                #expect(exchange.body.count == count)
                if case .file = exchange.body { #expect(count > 10_000) } else { #expect(count <= 10_000) }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test(arguments: [(4_999, true), (5_000, false), (5_001, false)])
    func bodyLimitCutsOnlyWhatIsLonger(_ limit: Int, _ cut: Bool) throws {
        try served(5_000) { server, bytes in
            let exchange = try Loopback.exchange(
                try Fetcher(), try Loopback.request(1, server.base + "/body", limits: FetchLimits(totalSeconds: 5, bodyBytes: limit)))
            #expect(exchange.truncated == (cut ? .length : nil))
            #expect(try exchange.bodyBytes == Array(bytes.prefix(limit)))
        }
    }

    @Test func aBodyCutByTimeIsKeptInItsFile() throws {
        let folder = try Loopback.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let slow = ScriptedExchange(
            name: "slow", paths: ["/"],
            steps: [.send(Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + [UInt8](repeating: 65, count: 50_000)), .hold(10)])
        let server = try LoopbackServer(exchanges: [slow])
        defer { server.stop() }
        let fetcher = try Fetcher(FetcherConfiguration(memoryBodyBytes: 1000, spoolFolder: folder))
        let exchange = try Loopback.exchange(fetcher, try Loopback.request(1, server.base + "/", limits: FetchLimits(totalSeconds: 0.5)))
        #expect(exchange.truncated == .time)
        #expect(try exchange.bodyBytes == [UInt8](repeating: 65, count: 50_000))
    }

    @Test func leftoversOfAKilledProcessAreRemovedAndNothingElse() throws {
        let folder = try Loopback.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for name in [".shilu-body-1", "other"] { try Data([1]).write(to: URL(fileURLWithPath: folder + "/" + name)) }
        SpooledFile.removeLeftovers(in: folder)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["other"])
    }

    @Test func timingsAndStartAreThoseOfTheExchange() throws {
        let slow = ScriptedExchange(name: "slow", paths: ["/"], steps: [.sleep(0.2)] + ScriptedExchange.response(200, body: [1]))
        let server = try LoopbackServer(exchanges: [slow])
        defer { server.stop() }
        let before = Timestamp.now()
        let exchange = try Loopback.exchange(try Fetcher(), try Loopback.request(1, server.base + "/"))
        #expect(exchange.startedAt >= before && exchange.startedAt <= Timestamp.now())
        #expect(exchange.timings.firstByte >= 0.19 && exchange.seconds >= exchange.timings.firstByte && exchange.seconds < 2)
    }
}
