// The pace of servers: never faster than the delay, never more at a time, whoever asks.
@testable import Crawling
import Archive
import Foundation
import GRDB
import Testing
import Web

@Suite struct ServerPaceTests {
    @Test func aSlowServerIsAskedMoreSlowlyAndNeverFasterThanTheDelay() {
        var server = ServerPace()
        let pace = Pace(delay: 1, concurrency: 1)
        #expect(server.pause(for: pace) == 1)
        func answer(_ seconds: Double) {
            server.begin(at: 0)
            server.end(at: 0, answerTime: seconds)
        }
        answer(0.2)
        #expect(server.pause(for: pace) == 1)
        for _ in 0..<40 { answer(4) }
        #expect(abs(server.pause(for: pace) - 8) < 0.1)
        #expect(server.pause(for: Pace(delay: 20, concurrency: 1)) == 20)
        #expect(server.pause(for: Pace(delay: 0, concurrency: 8)) == 0)
        for _ in 0..<40 { answer(100) }
        #expect(server.pause(for: pace) == ServerPace.longestOwnPause)
        for _ in 0..<40 { answer(0.1) }
        #expect(server.pause(for: pace) == 1)
    }

    @Test func itsAnswerTimeIsRememberedOverNights() throws {
        let folder = try TemporaryFolder()
        let pace = Pace(delay: 1, concurrency: 1)
        func memory() -> HostMemory { HostMemory(path: folder.path + "/hosts.sqlite", at: QueuedPortal.date) }
        let first = memory()
        guard case .turn(let turn) = first.begin(at: "192.0.2.1", pace: pace, now: 0, time: QueuedPortal.date) else { Issue.record("busy"); return }
        first.end(turn, address: "192.0.2.1", answerTime: 5, now: 6, time: QueuedPortal.date)
        guard case .later(let next) = memory().begin(at: "192.0.2.1", pace: pace, now: 7, time: QueuedPortal.date) else {
            Issue.record("asked at once"); return
        }
        #expect(next == 16)
    }

    @Test func aRunThatEndsByAnErrorGivesItsTurnBack() throws {
        let memory = HostMemory()
        let pace = Pace(delay: 0, concurrency: 1)
        do {
            guard case .turn(let turn) = memory.begin(at: "a", pace: pace, now: 0, time: QueuedPortal.date) else { Issue.record("busy"); return }
            guard case .full = memory.begin(at: "a", pace: pace, now: 0, time: QueuedPortal.date) else { Issue.record("two at once"); return }
            withExtendedLifetime(turn) {}
        }
        guard case .turn = memory.begin(at: "a", pace: pace, now: 0, time: QueuedPortal.date) else { Issue.record("held for ever"); return }
    }

    @Test func anotherProcessWaitsAndACrashFreesTheServer() throws {
        let folder = try TemporaryFolder()
        let pace = Pace(delay: 1, concurrency: 1)
        func memory() -> HostMemory { HostMemory(path: folder.path + "/hosts.sqlite", at: QueuedPortal.date) }
        let (first, second) = (memory(), memory())
        guard case .turn(let turn) = first.begin(at: "a", pace: pace, now: 100, time: QueuedPortal.date) else { Issue.record("busy"); return }
        guard case .later(let free) = second.begin(at: "a", pace: pace, now: 100.5, time: QueuedPortal.date) else { Issue.record("at once"); return }
        #expect(free == 100 + HostMemory.reservation)
        first.extendReservations(now: 102.5)
        guard case .later(let later) = second.begin(at: "a", pace: pace, now: free, time: QueuedPortal.date) else { Issue.record("not extended"); return }
        #expect(later == 102.5 + HostMemory.reservation)
        first.end(turn, address: nil, answerTime: nil, now: 104, time: QueuedPortal.date)
        guard case .later(105) = second.begin(at: "a", pace: pace, now: 104.2, time: QueuedPortal.date) else { Issue.record("no pause"); return }
        guard case .turn(let lost) = second.begin(at: "a", pace: pace, now: 105, time: QueuedPortal.date) else { Issue.record("not free"); return }
        // The second process is killed with a request in hand.
        guard case .turn = memory().begin(at: "a", pace: pace, now: 105 + HostMemory.reservation, time: QueuedPortal.date) else {
            Issue.record("not freed"); return
        }
        withExtendedLifetime(lost) {}
        // The machine is started anew: its clock begins again.
        guard case .turn = memory().begin(at: "a", pace: pace, now: 3, time: QueuedPortal.date) else { Issue.record("waits for the past"); return }
    }

    /// A night of several runs, in one process or in two, over hosts that share addresses.
    @Test(arguments: 0..<40) func neverCloserThanTheDelayAndNeverMoreThanAllowed(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let folder = try TemporaryFolder()
        let memories = (0..<Int.random(in: 1...2, using: &random)).map { _ in HostMemory(path: folder.path + "/hosts.sqlite", at: QueuedPortal.date) }
        let concurrency = memories.count == 1 ? Int.random(in: 1...3, using: &random) : 1
        let delay = [0.25, 1, 3].randomElement(using: &random)!
        let addresses = (0..<3).map { "192.0.2.\($0)" }
        var portals: [QueuedPortal] = []
        var frontiers: [Frontier] = []
        for number in 0..<Int.random(in: 1...3, using: &random) {
            let portal = try QueuedPortal()
            try portal.seed(try (0..<30).map { try WebURL("http://h\(Int.random(in: 0..<6, using: &random)).example/\(number)-\($0)") })
            portals.append(portal)
            frontiers.append(try portal.frontier(delay: delay, concurrency: concurrency, memory: memories[number % memories.count]))
        }
        func address(_ host: String) -> String { addresses[Int(host.dropFirst().prefix(1))! % 3] }
        // Known from an earlier night: a first answer tells the address, and two first ones may meet.
        for host in (0..<6).map({ "h\($0).example" }) {
            for memory in memories { memory.learn(address(host), of: host, from: "local", at: QueuedPortal.date) }
        }
        var underWay: [(frontier: Int, turn: Frontier.Turn, address: String, end: Double)] = []
        var lastBegin: [String: Double] = [:]
        var lastEnd: [String: Double] = [:]
        var now = 0.0
        var asked = 0
        while asked < 30 * frontiers.count {
            for memory in memories { memory.extendReservations(now: now) }
            while let first = underWay.indices.min(by: { underWay[$0].end < underWay[$1].end }), underWay[first].end <= now {
                let done = underWay.remove(at: first)
                frontiers[done.frontier].done(done.turn, HostAnswer(.fine, address: done.address, answerTime: 0.1), at: now)
                lastEnd[done.address] = now
            }
            for number in frontiers.indices.shuffled(using: &random) {
                guard let step = try frontiers[number].next(at: now).asked else { continue }
                asked += 1
                let address = address(step.host)
                let inFlight = underWay.count { $0.address == address }
                #expect(inFlight < concurrency, "\(inFlight + 1) at once")
                if let last = lastBegin[address] { #expect(now - last >= delay - 1e-6, "\(now - last) s after the last began") }
                if let last = lastEnd[address] { #expect(now - last >= delay - 1e-6, "\(now - last) s after the last ended") }
                lastBegin[address] = now
                underWay.append((number, step.turn, address, now + Double.random(in: 0...4, using: &random)))
            }
            now += Double.random(in: 0.01...0.5, using: &random)
            guard now < 5_000 else { Issue.record("\(asked) of \(30 * frontiers.count) asked in \(now) s"); return }
        }
    }
}

/// SplitMix64: the same numbers each time.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
