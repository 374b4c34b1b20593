// Failures before a server answers carry their own names.
import Fetching
import Foundation
import LoopbackServer
import Testing
import Web

@Suite struct FailureTests {
    @Test func aNameWithoutAddressIsUnresolved() throws {
        let failure = try Loopback.failure(try Fetcher(), try Loopback.request(7, "http://no-such-host.invalid/"))
        #expect(failure.reason == .unresolved && failure.id == 7 && failure.curlCode == 6)
    }

    @Test func aClosedPortIsRefused() throws {
        let closed = try ClosedPort()
        defer { closed.stop() }
        let failure = try Loopback.failure(try Fetcher(), try Loopback.request(1, closed.base + "/"))
        #expect(failure.reason == .refused && failure.requestHead.isEmpty)
    }

    @Test func aHandshakeThatNeverEndsTimesOutWhileConnecting() throws {
        let server = try LoopbackServer()  // waits for the end of a head that TLS never sends
        defer { server.stop() }
        let failure = try Loopback.failure(
            try Fetcher(), try Loopback.request(1, "https://127.0.0.1:\(server.port)/", limits: FetchLimits(connectSeconds: 0.3, totalSeconds: 5)))
        #expect(failure.reason == .timedOut(.connect))
        #expect(failure.seconds < 2)
    }

    @Test func ownBoundOfTheHeadHolds() throws {
        let server = try LoopbackServer(exchanges: Loopback.folder)
        defer { server.stop() }
        let failure = try Loopback.failure(
            try Fetcher(), try Loopback.request(1, server.base + "/head-endless", limits: FetchLimits(totalSeconds: 5, headBytes: 1000)))
        #expect(failure.reason == .unreadable(.tooLarge))
        #expect(failure.receivedLines.count <= 1000 && failure.receivedLines.count > 900)
    }

    @Test func publicOnlyRefusesLoopbackBeforeConnecting() throws {
        let server = try LoopbackServer(exchanges: Loopback.folder)
        defer { server.stop() }
        let fetcher = try Fetcher(FetcherConfiguration(fixedAddresses: ["portal.example:\(server.port):127.0.0.1"]))
        for host in ["127.0.0.1", "portal.example", "[::1]", "localhost"] {
            let request = FetchRequest(id: 1, url: try WebURL("http://\(host):\(server.port)/plain"), limits: Loopback.quick)
            let failure = try Loopback.failure(fetcher, request)
            #expect(failure.reason == .addressRefused, "\(host): \(failure)")
            #expect(failure.message.contains("127.0.0.1") || failure.message.contains("::1"))
        }
        #expect(server.log.connections == 0)
    }

    @Test func publicOnlyRefusesAConnectionKeptOpenByOneThatMayUseIt() throws {
        let server = try LoopbackServer(exchanges: Loopback.folder)
        defer { server.stop() }
        let fetcher = try Fetcher()
        _ = try Loopback.exchange(fetcher, try Loopback.request(1, server.base + "/plain"))
        let failure = try Loopback.failure(fetcher, FetchRequest(id: 2, url: try WebURL(server.base + "/plain")))
        #expect(failure.reason == .addressRefused)
        #expect(server.log.exchanges.count == 1)
    }

    @Test func anUnwritableSpoolFolderIsAStorageFailure() throws {
        let server = try LoopbackServer(exchanges: Loopback.folder)
        defer { server.stop() }
        let fetcher = try Fetcher(FetcherConfiguration(spoolFolder: "/nonexistent/folder"))
        let failure = try Loopback.failure(fetcher, try Loopback.request(1, server.base + "/large-body"))
        #expect(failure.reason == .storage(code: ENOENT) && failure.message.contains("/nonexistent/folder"))
        let small = try Loopback.exchange(fetcher, try Loopback.request(2, server.base + "/plain"))
        #expect(small.status == 200)
    }

    @Test func behindAProxyAddressesInURLsAreJudgedAndTheProxyItselfIsNot() throws {
        let good = ScriptedExchange(name: "good", paths: ["*"], steps: ScriptedExchange.response(200, body: [1]))
        let proxy = try LoopbackServer(exchanges: [good])
        defer { proxy.stop() }
        let fetcher = try Fetcher(FetcherConfiguration(proxy: proxy.base))
        for host in ["10.0.0.1", "[::1]", "[::ffff:127.0.0.1]"] {
            let failure = try Loopback.failure(fetcher, FetchRequest(id: 1, url: try WebURL("http://\(host)/")))
            #expect(failure.reason == .addressRefused)
        }
        #expect(proxy.log.connections == 0)
        #expect(try Loopback.exchange(fetcher, FetchRequest(id: 2, url: try WebURL("http://portal.example/"))).status == 200)
    }

    @Test func aProxyWithoutAddressIsUnresolved() throws {
        let fetcher = try Fetcher(FetcherConfiguration(proxy: "http://no-such-proxy.invalid:3128"))
        let failure = try Loopback.failure(fetcher, try Loopback.request(1, "http://portal.example/"))
        #expect(failure.reason == .unresolved)
    }
}
