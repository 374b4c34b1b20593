@testable import Crawling
import Archive
import GRDB
import Testing
import Web

@Suite struct PortalStateTests {
    private let folder: TemporaryFolder
    private let state: PortalState

    init() throws {
        folder = try TemporaryFolder()
        state = try PortalState(path: folder.path + "/state.sqlite")
        try begin("r1")
        try state.add(seeds: [try WebURL("http://a.example/")], run: run("r1"))
    }

    /// Run n begins n times eight days after 1970, so that what was visited in an earlier one is due.
    private func run(_ name: String) -> RunRow {
        let time = Timestamp(secondsSince1970: 8 * 86_400 * (Int64(name.dropFirst()) ?? 0))
        return RunRow(name: name, startedAt: time, vantage: "local", recordsLength: 0, ledgerLength: 0, answers: 0)
    }

    private func begin(_ name: String) throws { try state.begin(run(name), scope: "") }

    private func next() throws -> QueuedURL? { try state.next(origin: "http://a.example", limit: 1, underWay: []).first }

    private func commit(_ queued: QueuedURL, status: Int, digest: String, found: [DiscoveredURL] = [], run: String = "r1", isWhole: Bool = true) throws -> Set<String> {
        let time = self.run(run).startedAt + 100
        var visit = Visit(queued: queued, judgement: .of(status: status, before: queued, at: time), visitedAt: time)
        visit.answered = true
        visit.status = status
        visit.validators = .init(etag: "\"\(digest)\"", lastModified: nil)
        visit.capture = .init(
            index: 0, recordID: "urn:uuid:\(digest)", payloadDigest: digest, fetchedAt: time, status: status,
            mime: "text/html", indexStatus: String(status), isRevisit: false, isWhole: isWhole)
        let place = WARCPlace(file: "a.warc.gz", offset: 0, length: 10, recordID: "urn:uuid:\(digest)", payloadDigest: digest)
        return try state.commit(Batch(
            run: run, visits: [WrittenVisit(visit: visit, place: place)], discovered: found,
            warcFile: CommittedWARC(name: "a.warc.gz", serial: 1, length: 10, closed: false), records: 0, recordsLength: 0, ledgerLength: 0,
            seconds: 0, schedule: RevisitSchedule(.init(), runStart: self.run(run).startedAt), retry: RetryRule(pauses: [], attempts: 1))).grown
    }

    private func found(_ url: String, via: Int64) throws -> DiscoveredURL {
        DiscoveredURL(url: try WebURL(url), role: .page, depth: 1, redirects: 0, via: via)
    }

    @Test func aPageFoundTwiceIsQueuedOnce() throws {
        let seed = try #require(try next())
        let origins = try commit(seed, status: 200, digest: "1", found: [
            try found("http://a.example/x", via: seed.id), try found("http://a.example/x", via: seed.id), try found("http://a.example/", via: seed.id),
        ])
        #expect(origins == ["http://a.example"])
        #expect(try state.pendingCount() == 1)
        let queued = try #require(try next())
        #expect(queued.url.href == "http://a.example/x" && queued.via == "http://a.example/" && queued.depth == 1)
    }

    @Test func aRefusalNeverBuriesTheLastGoodCopy() throws {
        _ = try commit(try #require(try next()), status: 200, digest: "good")
        try begin("r2")
        _ = try commit(try #require(try next()), status: 403, digest: "refusal", run: "r2")
        try begin("r3")
        let queued = try #require(try next())
        #expect(queued.state == .turnedAway)
        #expect(queued.lastCapture?.payloadDigest == "good")
        #expect(queued.validators.etag == "\"good\"")
    }

    @Test func newURLsComeBeforeKnownOnesAndSeedsBeforeAll() throws {
        let seed = try #require(try next())
        _ = try commit(seed, status: 200, digest: "1", found: [try found("http://a.example/x", via: seed.id), try found("http://a.example/y", via: seed.id)])
        _ = try commit(try #require(try next()), status: 200, digest: "2")
        try begin("r2")
        try state.add(seeds: [try WebURL("http://a.example/")], run: run("r2"))
        let order = try state.next(origin: "http://a.example", limit: 9, underWay: []).map(\.url.path)
        #expect(order == ["/", "/y", "/x"])
    }

    @Test func aBodyThatBrokeOffNeverBuriesTheLastGoodCopy() throws {
        _ = try commit(try #require(try next()), status: 200, digest: "good")
        try begin("r2")
        _ = try commit(try #require(try next()), status: 200, digest: "stump", run: "r2", isWhole: false)
        try begin("r3")
        #expect(try #require(try next()).lastCapture?.payloadDigest == "good")
    }

    @Test func aSeedIsAskedForEachRunWhateverBecameOfIt() throws {
        try state.database.write { try $0.execute(sql: "UPDATE url SET state = 'gone', pending = 0, due = NULL, visited_run = 'r1'") }
        try begin("r2")
        #expect(try state.pendingCount() == 0)
        try state.add(seeds: [try WebURL("http://a.example/#top")], run: run("r2"))
        #expect(try next()?.url.href == "http://a.example/")
        _ = try commit(try #require(try next()), status: 200, digest: "1", run: "r2")
        try state.add(seeds: [try WebURL("http://a.example/")], run: run("r2"))
        #expect(try state.pendingCount() == 0)
    }

    @Test func aGonePageThatIsLinkedAgainIsAskedForAgain() throws {
        let seed = try #require(try next())
        _ = try commit(seed, status: 200, digest: "1", found: [try found("http://a.example/x", via: seed.id)])
        try state.database.write { try $0.execute(sql: "UPDATE url SET state = 'gone', pending = 0, due = NULL, visited_run = 'r1', visited_at = 100 WHERE url LIKE '%x'") }
        try begin("r2")
        let again = try #require(try next())
        let origins = try commit(again, status: 200, digest: "2", found: [try found("http://a.example/x", via: again.id)], run: "r2")
        #expect(origins == ["http://a.example"])
        #expect(try next()?.url.path == "/x")
    }

    @Test func aChangedScopeJudgesAllURLsAnew() throws {
        let seed = try #require(try next())
        _ = try commit(seed, status: 200, digest: "1", found: [
            try found("http://a.example/in/x", via: seed.id), try found("http://a.example/out/y", via: seed.id),
        ])
        var portal = Portal(name: "a", seeds: [try WebURL("http://a.example/")])
        portal.exclude = [try #require(URLPattern("/out/"))]
        try state.judge(by: Scope(portal), run: run("r1"))
        #expect(try state.next(origin: "http://a.example", limit: 9, underWay: []).map(\.url.path) == ["/in/x"])
        try begin("r2")
        #expect(try state.next(origin: "http://a.example", limit: 9, underWay: []).map(\.url.path) == ["/in/x", "/"])
        portal.exclude = []
        try state.judge(by: Scope(portal), run: run("r2"))
        #expect(try state.next(origin: "http://a.example", limit: 9, underWay: []).map(\.url.path).sorted() == ["/", "/in/x", "/out/y"])
    }

    @Test func askingForAPageAsRobotsLeavesThePageAlone() throws {
        var robots = try state.robots(url: try WebURL("http://a.example/"))
        #expect(robots.role == .robots)
        robots.role = .robots
        _ = try commit(robots, status: 200, digest: "1")
        let page = try #require(try next())
        #expect(page.role == .page && page.state == .waiting)
    }

    @Test func aSmallLimitDoesNotAskForTheSeedsAlone() throws {
        let seed = try #require(try next())
        _ = try commit(seed, status: 200, digest: "1", found: [try found("http://a.example/x", via: seed.id)])
        try begin("r2")
        try state.add(seeds: [try WebURL("http://a.example/")], run: run("r2"), first: false)
        #expect(try next()?.url.path == "/x")
    }

    @Test func theNextURLIsFoundByTheIndex() throws {
        let plan = try state.database.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN SELECT * FROM url WHERE pending = 1 AND origin = ? ORDER BY priority, id LIMIT 1", arguments: ["x"])
        }.map { $0["detail"] as String }
        #expect(plan.contains { $0.contains("url_pending") } && !plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test func whatIsNotDueIsNeitherReadNorWrittenWhenARunBegins() throws {
        let plan = try state.database.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN UPDATE url SET pending = 1, priority = 5 + due WHERE pending = 0 AND origin = 'x' AND due <= 7")
        }.map { $0["detail"] as String }
        #expect(plan.contains { $0.contains("url_due") } && !plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
    }

    @Test func whatARunForAllAsksForBesidesIsReadByTheIndexWindowByWindow() throws {
        let plan = try state.database.read { db in
            try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + PortalState.unaskedURLs, arguments: ["http://a.example", 0, 0, "r1", 9])
        }.map { $0["detail"] as String }
        #expect(plan.contains { $0.contains("url_due (origin=? AND") } && !plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test func aRunForAllWritesNothingOfWhatIsNotDue() throws {
        let seed = try #require(try next())
        _ = try commit(seed, status: 200, digest: "1", found: try "abcde".map { try found("http://a.example/\($0)", via: seed.id) })
        for _ in 1...5 { _ = try commit(try #require(try next()), status: 200, digest: "2") }
        try state.database.write { try $0.execute(sql: "UPDATE url SET due = 9000000 - id WHERE url NOT LIKE '%/'") }
        func rows() throws -> [Row] { try state.database.read { try Row.fetchAll($0, sql: "SELECT * FROM url WHERE url NOT LIKE '%/' ORDER BY id") } }
        let before = try rows()
        var all = run("r2")
        all.mode = .all
        try state.begin(all, scope: "")
        #expect(try rows() == before)
        #expect(try state.pendingCount() == 1 && state.unaskedCount(in: "r2") == 5 && state.leftCount(of: all) == 6)
        let (first, place) = try state.unasked(origin: "http://a.example", in: "r2", behind: SweepPlace(), limit: 2, underWay: [])
        #expect(first.map(\.url.path) == ["/e", "/d"])
        _ = try commit(first[1], status: 200, digest: "2", run: "r2")
        #expect(try state.unaskedCount(in: "r2") == 4)
        let (second, end) = try state.unasked(origin: "http://a.example", in: "r2", behind: try #require(place), limit: 9, underWay: [first[0].id])
        #expect(second.map(\.url.path) == ["/c", "/b", "/a"] && end == nil)
    }

    @Test func onlyWhatIsDueJoinsTheQueue() throws {
        let seed = try #require(try next())
        _ = try commit(seed, status: 200, digest: "1", found: [try found("http://a.example/x", via: seed.id), try found("http://a.example/y", via: seed.id)])
        for _ in 1...2 { _ = try commit(try #require(try next()), status: 200, digest: "2") }
        try state.database.write { try $0.execute(sql: "UPDATE url SET due = 9000000 WHERE url LIKE '%x'") }
        try begin("r2")
        #expect(try state.next(origin: "http://a.example", limit: 9, underWay: []).map(\.url.path).sorted() == ["/", "/y"])
    }
}
