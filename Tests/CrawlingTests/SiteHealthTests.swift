// A site that fails, hangs, or wants to be left alone: in the run, and over nights.
@testable import Crawling
import Archive
import Fetching
import Foundation
import GRDB
import LoopbackServer
import Testing
import Web

@Suite struct SiteHealthTests {
    private let queue: QueuedPortal
    private let memory: HostMemory

    init() throws {
        queue = try QueuedPortal()
        memory = HostMemory(path: queue.folder.path + "/hosts.sqlite", at: QueuedPortal.date)
        try queue.seed(try (0..<40).map { try WebURL("http://a.example/\($0)") })
    }

    /// What another process would know.
    private func reopened() -> HostMemory { HostMemory(path: queue.folder.path + "/hosts.sqlite", at: QueuedPortal.date) }

    /// Asks as long as anything may be asked, waiting where it is told to, and gives the same answer each time.
    private func ask(_ frontier: inout Frontier, from start: Double = 0, answer: (Int) -> HostAnswer) throws -> (asked: [Double], end: Double) {
        var now = start
        var asked: [Double] = []
        while true {
            switch try frontier.next(at: now) {
            case .fetch(_, let turn):
                frontier.done(turn, answer(asked.count), at: now)
                asked.append(now)
            case .wait(let until): now = until
            default: return (asked, now)
            }
        }
    }

    @Test(arguments: [HostAnswer(.failed, why: "refused"), HostAnswer(.timedOut, why: "timed out"), HostAnswer(.overloaded(retryAfter: nil))])
    func eightFailuresInARowAndTheSiteIsLeftForTheNight(_ answer: HostAnswer) throws {
        var frontier = try queue.frontier(delay: 0)
        #expect(try ask(&frontier) { _ in answer }.asked.count == 8)
        #expect(frontier.givenUp.map(\.host) == ["a.example"] && frontier.givenUp[0].isFailure)
        #expect(try queue.state.pendingCount() == 40)
    }

    @Test func anAnswerInBetweenBeginsTheCountAnew() throws {
        var frontier = try queue.frontier(delay: 0)
        #expect(try ask(&frontier) { $0 % 8 == 7 ? HostAnswer(.fine) : HostAnswer(.failed) }.asked.count == 40)
        #expect(frontier.givenUp.isEmpty)
    }

    @Test func whatWasNeverAskedIsNoFailure() throws {
        var frontier = try queue.frontier(delay: 0)
        #expect(try ask(&frontier) { _ in HostAnswer(.unasked) }.asked.count == 40)
    }

    @Test func theNextNightOneProbeFindsOutWhetherItIsBack() throws {
        var first = try queue.frontier(delay: 0, memory: memory)
        _ = try ask(&first) { _ in HostAnswer(.failed, why: "refused") }
        var second = try queue.frontier(delay: 0, concurrency: 8, memory: reopened())
        guard let probe = try second.next(at: 0).asked else { Issue.record("no probe"); return }
        guard case .drained = try second.next(at: 0) else { Issue.record("more than one probe"); return }
        second.done(probe.turn, HostAnswer(.failed, why: "refused"), at: 0)
        guard case .drained = try second.next(at: 99) else { Issue.record("asked on after the probe"); return }
        #expect(second.givenUp[0].why.contains("still fails"))
        var third = try queue.frontier(delay: 0, memory: reopened())
        #expect(try ask(&third) { _ in HostAnswer(.fine) }.asked.count == 40)
        var fourth = try queue.frontier(delay: 0, memory: reopened())
        #expect(try ask(&fourth) { _ in HostAnswer(.failed) }.asked.count == 8)
    }

    @Test func anotherVantageLooksForItself() throws {
        var first = try queue.frontier(delay: 0, memory: memory)
        _ = try ask(&first) { _ in HostAnswer(.failed) }
        var second = try queue.frontier(delay: 0, vantage: "beijing", memory: reopened())
        #expect(try ask(&second) { _ in HostAnswer(.failed) }.asked.count == 8)
    }

    @Test func retryAfterIsWaitedFor() throws {
        var frontier = try queue.frontier()
        let (asked, _) = try ask(&frontier) { $0 == 1 ? HostAnswer(.overloaded(retryAfter: 120)) : HostAnswer(.fine) }
        #expect(asked.count == 40)
        #expect(asked[2] - asked[1] == 120 && asked[1] - asked[0] == 1 && asked[3] - asked[2] == 1)
    }

    @Test func withoutRetryAfterThePauseDoubles() throws {
        var frontier = try queue.frontier()
        let (asked, _) = try ask(&frontier) { $0 < 5 ? HostAnswer(.overloaded(retryAfter: nil)) : HostAnswer(.fine) }
        #expect(zip(asked.dropFirst(), asked).prefix(6).map { $0 - $1 } == [2, 4, 8, 16, 32, 1])
    }

    @Test func aSiteThatWantsALongRestIsLeftForTheNightAndOverTheNext() throws {
        var first = try queue.frontier(memory: memory)
        #expect(try ask(&first) { _ in HostAnswer(.overloaded(retryAfter: 7200), why: "HTTP 503") }.asked.count == 1)
        #expect(first.givenUp[0].why.contains("7200"))
        var tooSoon = try queue.frontier(memory: reopened(), date: QueuedPortal.date + 3600)
        #expect(try ask(&tooSoon) { _ in HostAnswer(.fine) }.asked.isEmpty)
        #expect(tooSoon.givenUp[0].why.contains("until"))
        // Ten minutes before its end the rest is waited for.
        var nearly = try queue.frontier(memory: reopened(), date: QueuedPortal.date + 6900)
        #expect(try ask(&nearly, from: 1000) { _ in HostAnswer(.fine) }.asked.first == 1300)
        var after = try queue.frontier(memory: reopened(), date: QueuedPortal.date + 7200)
        #expect(try ask(&after, from: 1000) { _ in HostAnswer(.fine) }.asked.first == 1000)
    }

    @Test func aWishForYearsIsTakenForAWeek() throws {
        var first = try queue.frontier(memory: memory)
        _ = try ask(&first) { _ in HostAnswer(.overloaded(retryAfter: 315_360_000)) }
        var later = try queue.frontier(memory: reopened(), date: QueuedPortal.date + 7 * 86_400)
        #expect(try ask(&later) { _ in HostAnswer(.fine) }.asked.count == 40)
    }

    @Test func aClockSetBackDoesNotKeepAHostQuietForMonths() throws {
        var first = try queue.frontier(memory: memory)
        _ = try ask(&first) { _ in HostAnswer(.overloaded(retryAfter: 7200)) }
        var back = try queue.frontier(memory: reopened(), date: Timestamp(secondsSince1970: QueuedPortal.date.secondsSince1970 - 90 * 86_400))
        #expect(try ask(&back) { _ in HostAnswer(.fine) }.asked.count == 40)
    }

    @Test func anotherRunOfTheProcessHearsOfTheWish() throws {
        let other = try QueuedPortal()
        try other.seed("http://a.example/x", "http://a.example/y")
        var first = try queue.frontier(delay: 0, memory: memory)
        var second = try other.frontier(delay: 0, memory: memory)
        let asked = try #require(try second.next(at: 0).asked)
        second.done(asked.turn, HostAnswer(.fine), at: 0)
        let refused = try #require(try first.next(at: 0).asked)
        first.done(refused.turn, HostAnswer(.overloaded(retryAfter: 60)), at: 0)
        guard case .wait(60) = try second.next(at: 0) else { Issue.record("the other run asks on"); return }
    }

    @Test func aRestOfOneSiteDoesNotHoldUpAnotherOnItsServer() throws {
        let other = try QueuedPortal()
        try other.seed("http://192.0.2.1:81/x", "http://192.0.2.1:81/y", "http://192.0.2.1:82/z", "http://192.0.2.1:82/u")
        var frontier = try other.frontier()
        let first = try #require(try frontier.next(at: 0).asked)
        frontier.done(first.turn, HostAnswer(.overloaded(retryAfter: 300)), at: 0)
        let second = try #require(try frontier.next(at: 1).asked)
        frontier.done(second.turn, HostAnswer(.fine), at: 1)
        let third = try #require(try frontier.next(at: 2).asked)
        #expect([second.url, third.url].sorted() == ["http://192.0.2.1:82/u", "http://192.0.2.1:82/z"])
    }

    @Test func aBudgetLeavesTheRestForTheNextNight() throws {
        var frontier = try queue.frontier(delay: 0, budget: HostBudget(pages: 5))
        #expect(try ask(&frontier) { _ in HostAnswer(.fine) }.asked.count == 5)
        #expect(frontier.givenUp.map(\.isFailure) == [false] && frontier.givenUp[0].why.contains("5 pages"))
        var timed = try queue.frontier(delay: 0, budget: HostBudget(seconds: 30))
        #expect(try ask(&timed) { _ in HostAnswer(.fine, seconds: 9) }.asked.count == 4)
    }

    @Test func whatWasRefusedForHasteIsAskedForOnceMoreAfterTheRest() throws {
        let portal = try PlayedPortal { request in
            request.target == "/" ? PlayedPortal.page("首页", ["第一段。"], links: ["/page"]) : PlayedPortal.page("一页", ["第二段。"])
        }
        defer { portal.server.stop() }
        portal.server.replaceExchanges([ScriptedExchange(
            name: "busy", paths: ["/page"], conditions: [.turn(1)],
            steps: ScriptedExchange.response(429, "Too Many Requests", fields: [("Retry-After", "1")]))])
        let report = try portal.night(0) { $0.retryPauses = [1, 1] }
        #expect(report.tally.new == 2 && report.tally.turnedAway == 0 && report.left == 0)
        #expect(portal.targets() == ["/", "/page", "/page"])
        #expect(portal.server.log.gaps[1] >= 1)
    }

    @Test func aSiteThatWasLeftIsNotWaitedForByWhatItFailed() throws {
        // The first ten are to be tried again in a minute.
        try queue.state.database.write { db in
            try db.execute(
                sql: "UPDATE url SET state = 'failed', due = ? WHERE id <= 10", arguments: [QueuedPortal.date.secondsSince1970 + 60])
        }
        for (answer, isWaitedFor) in [(HostAnswer(.fine), true), (HostAnswer(.failed), false)] {
            var frontier = try queue.frontier(delay: 0)
            for number in 0..<30 {
                let turn = try #require(try frontier.next(at: 0).asked?.turn)
                frontier.done(turn, number < 22 ? HostAnswer(.fine) : answer, at: 0)
            }
            if case .wait(60) = try frontier.next(at: 0) { #expect(isWaitedFor) } else { #expect(!isWaitedFor) }
        }
    }

    @Test func patienceWithAHostThatHangsShrinks() {
        var health = SiteHealth(isOnProbation: false)
        var connecting = 0.0
        var stalled = 0
        for number in 0..<SiteHealth.patience {
            let limits = health.limits(FetchLimits())
            if number == 0 { #expect(limits == FetchLimits()) }
            connecting += limits.connectSeconds
            stalled += limits.stallSeconds
            _ = health.take(HostAnswer(.timedOut), delay: 1, at: 0)
        }
        #expect(health.left != nil)
        #expect(connecting <= 70 && stalled <= 180, "\(connecting) s, \(stalled) s")
        var healthy = SiteHealth(isOnProbation: false)
        _ = healthy.take(HostAnswer(.timedOut), delay: 1, at: 0)
        _ = healthy.take(HostAnswer(.fine), delay: 1, at: 0)
        #expect(healthy.limits(FetchLimits()) == FetchLimits())
    }
}
