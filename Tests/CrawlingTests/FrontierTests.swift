@testable import Crawling
import Archive
import Testing
import Web

@Suite struct FrontierTests {
    private let queue: QueuedPortal

    init() throws { queue = try QueuedPortal() }

    @Test func oneRequestToAHostAtATimeAndAPauseAfterIt() throws {
        try queue.seed("http://a.example/1", "http://a.example/2")
        var frontier = try queue.frontier()
        let first = try #require(try frontier.next(at: 0).asked)
        #expect(first.url == "http://a.example/1")
        guard case .drained = try frontier.next(at: 0) else { Issue.record("a second request while one is in flight"); return }
        frontier.done(first.turn, HostAnswer(.fine), at: 5)
        guard case .wait(let until) = try frontier.next(at: 5.5) else { Issue.record("no pause"); return }
        #expect(until == 6)
        #expect(try frontier.next(at: 6).asked?.url == "http://a.example/2")
    }

    @Test func portsOfAHostShareItsPauseAndOtherHostsDoNot() throws {
        try queue.seed("http://a.example/1", "http://a.example:8080/2", "http://b.example/3")
        var frontier = try queue.frontier()
        let asked = [try frontier.next(at: 0).asked, try frontier.next(at: 0).asked]
        #expect(Set(asked.map { $0?.host }) == ["a.example", "b.example"])
        guard case .drained = try frontier.next(at: 0) else { Issue.record("a host was asked twice at once"); return }
    }

    @Test func hostsWithOneAddressShareItsPauseOnceItIsKnown() throws {
        try queue.seed("http://a.example/1", "http://a.example/2", "http://b.example/3", "http://b.example/4")
        var frontier = try queue.frontier()
        let first = [try #require(try frontier.next(at: 0).asked), try #require(try frontier.next(at: 0).asked)]
        for asked in first { frontier.done(asked.turn, HostAnswer(.fine, address: "192.0.2.1"), at: 0) }
        let third = try #require(try frontier.next(at: 1).asked)
        guard case .drained = try frontier.next(at: 1) else { Issue.record("two hosts of one server were asked at once"); return }
        frontier.done(third.turn, HostAnswer(.fine, address: "192.0.2.1"), at: 1)
        guard case .wait(2) = try frontier.next(at: 1) else { Issue.record("no pause"); return }
        let fourth = try #require(try frontier.next(at: 2).asked)
        #expect(fourth.host != third.host)
        // In the next run the address is known from the first request on.
        frontier.done(fourth.turn, HostAnswer(.fine, address: "192.0.2.1"), at: 2)
        try queue.seed("http://a.example/5", "http://b.example/6")
        var next = try queue.frontier()
        let fifth = try #require(try next.next(at: 9).asked)
        guard case .drained = try next.next(at: 9) else { Issue.record("the address was forgotten"); return }
        next.done(fifth.turn, HostAnswer(.fine), at: 9)
    }

    @Test func behindAProxyHostsDoNotShareItsAddress() throws {
        try queue.seed("http://a.example/1", "http://a.example/2", "http://b.example/3", "http://b.example/4")
        var frontier = try queue.frontier(proxy: "http://192.0.2.9:3128")
        for _ in 0..<2 {
            let asked = try #require(try frontier.next(at: 0).asked)
            frontier.done(asked.turn, HostAnswer(.fine, address: "192.0.2.9"), at: 0)
        }
        let asked = [try frontier.next(at: 1).asked, try frontier.next(at: 1).asked]
        #expect(Set(asked.map { $0?.host }) == ["a.example", "b.example"])
    }

    @Test func robotsIsAskedFirstAndObeyed() throws {
        try queue.seed("http://a.example/private/x", "http://a.example/y")
        var frontier = try queue.frontier(delay: 0, robots: true)
        guard case .robots(let origin, let url, let turn) = try frontier.next(at: 0) else { Issue.record("robots.txt was not asked for"); return }
        #expect(origin == "http://a.example" && url.href == "http://a.example/robots.txt")
        guard case .drained = try frontier.next(at: 0) else { Issue.record("a page was asked for before robots.txt"); return }
        frontier.done(turn, HostAnswer(.fine), at: 0)
        frontier.set(.rules(RobotsTxt(parsing: Array("User-agent: *\nDisallow: /private/\nCrawl-delay: 7".utf8))), origin: origin, why: "", at: 0)
        guard case .forbidden(let queued) = try frontier.next(at: 0) else { Issue.record("robots.txt was not obeyed"); return }
        #expect(queued.url.path == "/private/x")
        guard case .wait(let until) = try frontier.next(at: 1) else { Issue.record("Crawl-delay was not obeyed"); return }
        #expect(until == 7)
        let asked = try #require(try frontier.next(at: 7).asked)
        #expect(asked.url == "http://a.example/y")
        frontier.done(asked.turn, HostAnswer(.fine), at: 7)
        try queue.seed("http://a.example/z")
        frontier.committed([], QueueChange(grown: ["http://a.example"]))
        guard case .wait(14) = try frontier.next(at: 8) else { Issue.record("Crawl-delay was not obeyed"); return }
    }

    @Test func aCrawlDelayOfAnHourIsTakenForAMinute() throws {
        try queue.seed("http://a.example/1", "http://a.example/2")
        try queue.state.keep(
            .rules(RobotsTxt(parsing: Array("User-agent: *\nCrawl-delay: 3600".utf8))), of: "http://a.example", fetchedAt: QueuedPortal.date)
        var frontier = try queue.frontier(robots: true)
        let first = try #require(try frontier.next(at: 0).asked)
        frontier.done(first.turn, HostAnswer(.fine), at: 0)
        guard case .wait(60) = try frontier.next(at: 1) else { Issue.record("not a minute"); return }
    }

    @Test func aRobotsRedirectIsPoliteAndEndsAfterFive() throws {
        try queue.seed("http://a.example/1")
        var frontier = try queue.frontier(robots: true)
        var now = 0.0
        for hop in 0...5 {
            guard case .robots(let origin, let url, let turn) = try frontier.next(at: now) else { Issue.record("hop \(hop) was not asked for"); return }
            #expect(url.path == (hop == 0 ? "/robots.txt" : "/hop\(hop)"))
            frontier.done(turn, HostAnswer(.fine), at: now)
            #expect(frontier.set(robotsRedirect: try WebURL("http://a.example/hop\(hop + 1)"), origin: origin, at: now) == (hop < 5))
            guard case .wait(let until) = try frontier.next(at: now) else { Issue.record("no pause after hop \(hop)"); return }
            #expect(until == now + 1)
            now = until
        }
        #expect(try frontier.next(at: now).asked?.url == "http://a.example/1")
    }

    @Test func aRobotsRedirectToAnotherHostTakesThatHostsTurn() throws {
        try queue.seed("http://a.example/1", "http://b.example/2")
        var frontier = try queue.frontier(robots: true)
        guard case .robots(_, _, let first) = try frontier.next(at: 0), case .robots(_, _, let second) = try frontier.next(at: 0) else {
            Issue.record("robots.txt was not asked for"); return
        }
        frontier.done(first, HostAnswer(.fine), at: 0)
        _ = frontier.set(robotsRedirect: try WebURL("http://b.example/robots-of-a.txt"), origin: "http://a.example", at: 0)
        guard case .wait(let soon) = try frontier.next(at: 1) else { Issue.record("b.example has a request in hand"); return }
        #expect(soon > 1)
        frontier.done(second, HostAnswer(.fine), at: 2)
        frontier.set(.allowAll, origin: "http://b.example", why: "", at: 2)
        guard case .wait = try frontier.next(at: 2.9) else { Issue.record("no pause"); return }
        var steps: [String] = []
        for now in stride(from: 3.0, through: 6, by: 0.5) {
            switch try frontier.next(at: now) {
            case .robots(_, let url, let turn):
                steps.append(url.href)
                frontier.done(turn, HostAnswer(.fine), at: now)
            case .fetch(let queued, let turn):
                steps.append(queued.url.href)
                frontier.done(turn, HostAnswer(.fine), at: now)
            default: break
            }
        }
        #expect(Set(steps) == ["http://b.example/2", "http://b.example/robots-of-a.txt"])
    }

    @Test func robotsIsAskedAgainAfterADay() throws {
        try queue.seed("http://a.example/1", "http://a.example/2")
        var frontier = try queue.frontier(robots: true)
        guard case .robots(_, _, let turn) = try frontier.next(at: 0) else { Issue.record("robots.txt was not asked for"); return }
        frontier.done(turn, HostAnswer(.fine), at: 0)
        frontier.set(.allowAll, origin: "http://a.example", why: "", at: 0)
        let asked = try #require(try frontier.next(at: 1).asked)
        #expect(asked.url == "http://a.example/1")
        frontier.done(asked.turn, HostAnswer(.fine), at: 1)
        guard case .robots = try frontier.next(at: 86_401) else { Issue.record("robots.txt was believed for more than a day"); return }
    }

    @Test func robotsIsBelievedForADayOverRuns() throws {
        try queue.seed("http://a.example/private/x", "http://a.example/y")
        let rules = RobotsTxt(parsing: Array("User-agent: *\nDisallow: /private/\nCrawl-delay: 5".utf8))
        try queue.state.keep(.rules(rules), of: "http://a.example", fetchedAt: QueuedPortal.date)
        var young = try queue.frontier(robots: true, date: QueuedPortal.date + 86_399)
        guard case .forbidden = try young.next(at: 0) else { Issue.record("the rules were not obeyed"); return }
        let asked = try #require(try young.next(at: 0).asked)
        young.done(asked.turn, HostAnswer(.fine), at: 0)
        try queue.seed("http://a.example/z")
        young.committed([], QueueChange(grown: ["http://a.example"]))
        guard case .wait(5) = try young.next(at: 0) else { Issue.record("its Crawl-delay was forgotten"); return }
        for (at, date, since) in [
            (100, QueuedPortal.date + 86_400, nil), (200, Timestamp(secondsSince1970: QueuedPortal.date.secondsSince1970 - 60), nil),
            (300, QueuedPortal.date + 60, QueuedPortal.date + 30),
        ] as [(Double, Timestamp, Timestamp?)] {
            var later = try queue.frontier(robots: true, date: date, robotsSince: since)
            guard case .robots = try later.next(at: at) else { Issue.record("believed at \(date)"); return }
        }
        try queue.state.keep(.allowAll, of: "http://a.example", fetchedAt: QueuedPortal.date)
        try queue.state.keep(.disallowAll, of: "http://a.example", fetchedAt: QueuedPortal.date + 9)
        var free = try queue.frontier(robots: true, date: QueuedPortal.date + 10)
        #expect(try free.next(at: 400).asked?.url == "http://a.example/private/x")
    }

    @Test func aSiteWhoseRobotsCannotBeHadIsLeftAlone() throws {
        try queue.seed("http://a.example/1")
        var frontier = try queue.frontier(robots: true)
        guard case .robots(_, _, let turn) = try frontier.next(at: 0) else { Issue.record("robots.txt was not asked for"); return }
        frontier.done(turn, HostAnswer(.overloaded(retryAfter: nil)), at: 0)
        frontier.set(.disallowAll, origin: "http://a.example", why: "HTTP 503", at: 0)
        guard case .drained = try frontier.next(at: 9) else { Issue.record("a closed site was asked"); return }
        #expect(frontier.givenUp.map(\.host) == ["a.example"] && frontier.givenUp[0].why.contains("HTTP 503"))
        #expect(try queue.state.pendingCount() == 1)
    }

    @Test func aRobotsThatAsksForAMomentsPatienceIsAskedForAgain() throws {
        try queue.seed("http://a.example/1")
        var frontier = try queue.frontier(robots: true)
        var now = 0.0
        for attempt in 1...3 {
            guard case .robots(let origin, _, let turn) = try frontier.next(at: now) else { Issue.record("attempt \(attempt)"); return }
            frontier.done(turn, HostAnswer(.overloaded(retryAfter: 20)), at: now)
            frontier.set(.disallowAll, origin: origin, why: "HTTP 503", at: now)
            guard attempt < 3 else { break }
            guard case .wait(let until) = try frontier.next(at: now) else { Issue.record("not waited for"); return }
            #expect(until == now + 20)
            now = until
        }
        guard case .drained = try frontier.next(at: now + 99) else { Issue.record("asked for ever"); return }
    }

    @Test func manyURLsAreHandedOutOnceEach() throws {
        try queue.seed(try (0..<1000).map { try WebURL("http://a.example/\($0)") })
        var frontier = try queue.frontier(delay: 0, concurrency: 64)
        var seen: Set<String> = []
        while let asked = try frontier.next(at: 0).asked {
            #expect(seen.insert(asked.url).inserted)
            frontier.done(asked.turn, HostAnswer(.fine), at: 0)
        }
        #expect(seen.count == 1000)
    }

    @Test func tenThousandHostsTakeTurns() throws {
        let count = 10_000
        try queue.seed(try (0..<count).flatMap { [try WebURL("http://h\($0).example/1"), try WebURL("http://h\($0).example/2")] })
        var frontier = try queue.frontier()
        var first: Set<String> = []
        var turns: [Frontier.Turn] = []
        while let asked = try frontier.next(at: 0).asked {
            first.insert(asked.host)
            turns.append(asked.turn)
        }
        #expect(first.count == count && turns.count == count)
        for turn in turns { frontier.done(turn, HostAnswer(.fine), at: 0) }
        var second = 0
        while try frontier.next(at: 1).asked != nil { second += 1 }
        #expect(second == count)
    }
}
