// Waiting ends in time, on a call from another thread, and on cancelling.
import Fetching
import Foundation
import LoopbackServer
import Testing
import Web

@Suite struct WaitingTests {
    private func withSilentServer(_ body: (LoopbackServer) throws -> Void) throws {
        let server = try LoopbackServer(exchanges: [ScriptedExchange(name: "silent", paths: ["/silent*"], steps: [.hold(30)])])
        defer { server.stop() }
        try body(server)
    }

    @Test func pollReturnsAtOnceWithNothingInFlight() throws {
        let fetcher = try Fetcher()
        let start = Date()
        #expect(try fetcher.poll(timeout: 10).isEmpty)
        #expect(Date().timeIntervalSince(start) < 1)
    }

    @Test func pollWaitsNoLongerThanItsTimeout() throws {
        try withSilentServer { server in
            let fetcher = try Fetcher()
            fetcher.add(try Loopback.request(1, server.base + "/silent"))
            let start = Date()
            #expect(try fetcher.poll(timeout: 0.2).isEmpty)
            let waited = Date().timeIntervalSince(start)
            #expect(waited >= 0.19 && waited < 1)
            #expect(fetcher.inFlight == 1)
        }
    }

    @Test func wakerEndsTheWaitFromAnotherThread() throws {
        try withSilentServer { server in
            let fetcher = try Fetcher()
            fetcher.add(try Loopback.request(1, server.base + "/silent"))
            let waker = fetcher.waker
            Thread {
                Thread.sleep(forTimeInterval: 0.1)
                waker.wake()
            }.start()
            let start = Date()
            #expect(try fetcher.poll(timeout: 20).isEmpty)
            #expect(Date().timeIntervalSince(start) < 5)
        }
    }

    @Test func wakerOutlivesItsFetcher() throws {
        let waker = try Fetcher().waker
        waker.wake()
    }

    @Test func cancelledRequestsAreNamedAndNeverReturned() throws {
        try withSilentServer { server in
            let fetcher = try Fetcher()
            for number in 1...5 as ClosedRange<Int64> { fetcher.add(try Loopback.request(number, "\(server.base)/silent\(number)")) }
            _ = try fetcher.poll(timeout: 0.1)
            #expect(fetcher.cancelAll() == [1, 2, 3, 4, 5])
            #expect(fetcher.inFlight == 0)
            #expect(try fetcher.poll(timeout: 1).isEmpty)
            server.replaceExchanges([ScriptedExchange(name: "good", paths: ["/x"], steps: ScriptedExchange.response(200, body: [1]))])
            #expect(try Loopback.exchange(fetcher, try Loopback.request(9, server.base + "/x")).status == 200)
        }
    }

    @Test func fetcherMayGoWithRequestsInFlight() throws {
        try withSilentServer { server in
            do {
                let fetcher = try Fetcher()
                for number in 1...3 as ClosedRange<Int64> { fetcher.add(try Loopback.request(number, server.base + "/silent")) }
                _ = try fetcher.poll(timeout: 0.05)
            }
            #expect(server.waitUntilQuiet(seconds: 5))  // its connections were closed
        }
    }
}
