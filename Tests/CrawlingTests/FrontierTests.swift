@testable import Crawling
import Archive
import Testing
import Web

@Suite struct FrontierTests {
    private let folder: TemporaryFolder
    private let state: PortalState
    private let run = RunRow(
        name: "r1", startedAt: Timestamp(secondsSince1970: 0), vantage: "local", recordsLength: 0, ledgerLength: 0, answers: 0)

    init() throws {
        folder = try TemporaryFolder()
        state = try PortalState(path: folder.path + "/state.sqlite")
        try state.begin(run, scope: "")
    }

    private func frontier(delay: Double = 1, concurrency: Int = 1, robots: Bool = false) throws -> Frontier {
        var portal = Portal(name: "a", seeds: [try WebURL("http://a.example/")])
        portal.delay = delay
        portal.concurrency = concurrency
        portal.obeysRobots = robots
        return try Frontier(state: state, politeness: Politeness(portal))
    }

    private func seed(_ urls: String...) throws { try state.add(seeds: urls.map { try WebURL($0) }, run: run) }

    private func fetched(_ step: Frontier.Step) -> String? {
        if case .fetch(let queued) = step { queued.url.href } else { nil }
    }

    @Test func oneRequestToAHostAtATimeAndAPauseAfterIt() throws {
        try seed("http://a.example/1", "http://a.example/2")
        var frontier = try frontier()
        #expect(fetched(try frontier.next(at: 0)) == "http://a.example/1")
        guard case .drained = try frontier.next(at: 0) else { Issue.record("a second request while one is in flight"); return }
        frontier.done(host: "a.example", at: 5, failed: false)
        guard case .wait(let until) = try frontier.next(at: 5.5) else { Issue.record("no pause"); return }
        #expect(until == 6)
        #expect(fetched(try frontier.next(at: 6)) == "http://a.example/2")
    }

    @Test func portsOfAHostShareItsPauseAndOtherHostsDoNot() throws {
        try seed("http://a.example/1", "http://a.example:8080/2", "http://b.example/3")
        var frontier = try frontier()
        let asked = [fetched(try frontier.next(at: 0)), fetched(try frontier.next(at: 0))]
        #expect(Set(asked) == ["http://a.example/1", "http://b.example/3"] || Set(asked) == ["http://a.example:8080/2", "http://b.example/3"])
        guard case .drained = try frontier.next(at: 0) else { Issue.record("a host was asked twice at once"); return }
    }

    @Test func robotsIsAskedFirstAndObeyed() throws {
        try seed("http://a.example/private/x", "http://a.example/y")
        var frontier = try frontier(delay: 0, robots: true)
        guard case .robots(let origin, let url) = try frontier.next(at: 0) else { Issue.record("robots.txt was not asked for"); return }
        #expect(origin == "http://a.example" && url.href == "http://a.example/robots.txt")
        guard case .drained = try frontier.next(at: 0) else { Issue.record("a page was asked for before robots.txt"); return }
        frontier.done(host: "a.example", at: 0, failed: false)
        frontier.set(.rules(RobotsTxt(parsing: Array("User-agent: *\nDisallow: /private/\nCrawl-delay: 7".utf8))), origin: origin, why: "", at: 0)
        guard case .forbidden(let queued) = try frontier.next(at: 0) else { Issue.record("robots.txt was not obeyed"); return }
        #expect(queued.url.path == "/private/x")
        #expect(fetched(try frontier.next(at: 0)) == "http://a.example/y")
        frontier.done(host: "a.example", at: 0, failed: false)
        try seed("http://a.example/z")
        frontier.committed([], newOrigins: ["http://a.example"])
        guard case .wait(let until) = try frontier.next(at: 1) else { Issue.record("Crawl-delay was not obeyed"); return }
        #expect(until == 7)
    }

    @Test func aRobotsRedirectIsPoliteAndEndsAfterFive() throws {
        try seed("http://a.example/1")
        var frontier = try frontier(robots: true)
        var now = 0.0
        for hop in 0...5 {
            guard case .robots(let origin, let url) = try frontier.next(at: now) else { Issue.record("hop \(hop) was not asked for"); return }
            #expect(url.path == (hop == 0 ? "/robots.txt" : "/hop\(hop)"))
            frontier.done(host: "a.example", at: now, failed: false)
            frontier.set(robotsRedirect: try WebURL("http://a.example/hop\(hop + 1)"), origin: origin, at: now)
            guard case .wait(let until) = try frontier.next(at: now) else { Issue.record("no pause after hop \(hop)"); return }
            #expect(until == now + 1)
            now = until
        }
        #expect(fetched(try frontier.next(at: now)) == "http://a.example/1")
    }

    @Test func robotsIsAskedAgainAfterADay() throws {
        try seed("http://a.example/1", "http://a.example/2")
        var frontier = try frontier(robots: true)
        _ = try frontier.next(at: 0)
        frontier.done(host: "a.example", at: 0, failed: false)
        frontier.set(.allowAll, origin: "http://a.example", why: "", at: 0)
        #expect(fetched(try frontier.next(at: 1)) == "http://a.example/1")
        frontier.done(host: "a.example", at: 1, failed: false)
        guard case .robots = try frontier.next(at: 86_401) else { Issue.record("robots.txt was believed for more than a day"); return }
    }

    @Test func aSiteWhoseRobotsCannotBeHadIsLeftAlone() throws {
        try seed("http://a.example/1")
        var frontier = try frontier(robots: true)
        _ = try frontier.next(at: 0)
        frontier.done(host: "a.example", at: 0, failed: true)
        frontier.set(.disallowAll, origin: "http://a.example", why: "HTTP 503", at: 0)
        guard case .drained = try frontier.next(at: 9) else { Issue.record("a closed site was asked"); return }
        #expect(frontier.givenUp.map(\.host) == ["a.example"] && frontier.givenUp[0].why.contains("HTTP 503"))
        #expect(try state.pendingCount() == 1)
    }

    @Test func aHostThatKeepsFailingIsLeftAlone() throws {
        for number in 0..<20 { try seed("http://a.example/\(number)") }
        var frontier = try frontier(delay: 0)
        var asked = 0
        while case .fetch = try frontier.next(at: 0) {
            asked += 1
            frontier.done(host: "a.example", at: 0, failed: true)
        }
        #expect(asked == 8)
        #expect(try state.pendingCount() == 20)
    }

    @Test func manyURLsAreHandedOutOnceEach() throws {
        try state.add(seeds: try (0..<1000).map { try WebURL("http://a.example/\($0)") }, run: run)
        var frontier = try frontier(delay: 0, concurrency: 64)
        var seen: Set<String> = []
        while case .fetch(let queued) = try frontier.next(at: 0) {
            #expect(seen.insert(queued.url.href).inserted)
            frontier.done(host: "a.example", at: 0, failed: false)
        }
        #expect(seen.count == 1000)
    }
}
