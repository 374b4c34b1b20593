// Which connection a request goes over, and that no answer is ever taken for another's.
import Fetching
import Foundation
import LoopbackServer
import Testing
import Web

@Suite struct ConnectionTests {
    @Test(arguments: [
        "/plain", "/chunked", "/chunked-slow", "/chunked-bare-lf", "/chunked-and-length", "/gzip", "/interim", "/bare-lf-head",
        "/zero-bytes", "/redirect-loop",
    ])
    func connectionIsKeptAfterAWholeAnswer(_ target: String) throws {
        let server = try LoopbackServer(exchanges: Loopback.folder)
        defer { server.stop() }
        let fetcher = try Fetcher()
        let first = try Loopback.exchange(fetcher, try Loopback.request(1, server.base + target))
        for number in 2...4 as ClosedRange<Int64> {
            let next = try Loopback.exchange(fetcher, try Loopback.request(number, server.base + target))
            #expect(next.connectionReused)
            #expect(try next.wireBytes == first.wireBytes)
        }
        #expect(!first.connectionReused)
        #expect(server.log.connections == 1)
    }

    @Test(arguments: [
        "/chunked-excess", "/lying-length/short", "/no-content", "/not-modified-body", "/two-lengths", "/chunked-bad-size",
        "/closes-at-once", "/closes-between", "/server-error",
    ])
    func nextAnswerIsRightAfterAnImproperOne(_ target: String) throws {
        let server = try LoopbackServer(exchanges: Loopback.folder)
        defer { server.stop() }
        let fetcher = try Fetcher()
        for round in 0..<5 as Range<Int64> {
            _ = try Loopback.exchange(fetcher, try Loopback.request(round * 2, server.base + target))
            if round % 2 == 1 { Thread.sleep(forTimeInterval: 0.08) }
            let next = try Loopback.exchange(fetcher, try Loopback.request(round * 2 + 1, server.base + "/plain"))
            let body = try next.bodyBytes
            #expect(body == Array("<html><body>组织部</body></html>\n".utf8))
        }
    }

    @Test func excessThatComesBeforeTheNextRequestIsNotItsAnswer() throws {
        let server = try LoopbackServer(exchanges: Loopback.folder)
        defer { server.stop() }
        let fetcher = try Fetcher()
        _ = try Loopback.exchange(fetcher, try Loopback.request(1, server.base + "/lying-length/late"))
        Thread.sleep(forTimeInterval: 0.15)
        let next = try Loopback.exchange(fetcher, try Loopback.request(2, server.base + "/plain"))
        #expect(try next.bodyBytes != Array("poisoned".utf8))
        #expect(!next.connectionReused)
        #expect(server.log.connections == 2)
    }

    @Test func unreadableAnswerOnAKeptConnectionIsAskedOnceMoreOnItsOwn() throws {
        let garbage = ScriptedExchange(
            name: "garbage", paths: ["/second"], conditions: [.turn(1)], steps: [.send(Array("garbage, no head".utf8)), .close])
        let good = ScriptedExchange(name: "good", paths: ["/first", "/second"], steps: ScriptedExchange.response(200, body: Array("good".utf8)))
        let server = try LoopbackServer(exchanges: [garbage, good])
        defer { server.stop() }
        let fetcher = try Fetcher()
        _ = try Loopback.exchange(fetcher, try Loopback.request(1, server.base + "/first"))
        let second = try Loopback.exchange(fetcher, try Loopback.request(2, server.base + "/second"))
        #expect(try second.bodyBytes == Array("good".utf8))
        #expect(server.log.requestsByTarget["/second"] == 2)
    }

    @Test func requestsRunSideBySideAndBoundsOnConnectionsHold() throws {
        let slow = ScriptedExchange(name: "slow", paths: ["/*"], steps: [.sleep(0.1)] + ScriptedExchange.response(200, body: [1]))
        let server = try LoopbackServer(exchanges: [slow])
        defer { server.stop() }
        let requests = try (1...12).map { try Loopback.request(Int64($0), "\(server.base)/\($0)") }
        let free = try Fetcher()
        let start = Date()
        #expect(try Loopback.fetch(free, requests).count == 12)
        #expect(Date().timeIntervalSince(start) < 1)
        #expect(server.log.peakConcurrency.values.max() == 12)
        let bound = try LoopbackServer(exchanges: [slow])
        defer { bound.stop() }
        let two = try Fetcher(FetcherConfiguration(connectionsPerHost: 2))
        let results = try Loopback.fetch(two, try (1...6).map { try Loopback.request(Int64($0), "\(bound.base)/\($0)") })
        #expect(results.values.allSatisfy { if case .exchange = $0 { true } else { false } })
        #expect(bound.log.peakConcurrency.values.max() == 2)
    }

    @Test func manyImproperAnswersLeaveNoFileBehind() throws {
        let server = try LoopbackServer(exchanges: Loopback.folder)
        defer { server.stop() }
        let folder = try Loopback.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let fetcher = try Fetcher(FetcherConfiguration(memoryBodyBytes: 10, spoolFolder: folder))
        for round in 0..<50 as Range<Int64> {
            for target in ["/plain", "/chunked-cut", "/gzip-bomb", "/head-nul", "/reset-at-once", "/chunked-bad-size"] {
                _ = try Loopback.fetch(fetcher, [try Loopback.request(round, server.base + target)])
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
}
