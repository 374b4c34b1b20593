// What sitemaps and guesses change in the state.
@testable import Crawling
import Archive
import GRDB
import Testing
import Web

@Suite struct SitemapStateTests {
    private static let day: Int64 = 86_400
    private let folder: TemporaryFolder
    private let state: PortalState

    /// An article that was visited on day 10 and is not due on day 11.
    init() throws {
        folder = try TemporaryFolder()
        state = try PortalState(path: folder.path + "/state.sqlite")
        try begin("first", day: 10)
        try add([DiscoveredURL(url: try WebURL("http://a.example/x"), role: .page, depth: 1, redirects: 0, via: 0)], run: "first", day: 10)
        try state.database.write { db in
            try db.execute(sql: "UPDATE url SET pending = 0, state = 'captured', visited_run = 'first', visited_at = ?, due = ?", arguments: [
                10 * Self.day, 40 * Self.day])
        }
        try begin("second", day: 11)
        #expect(try state.pendingCount() == 0)
    }

    private func begin(_ name: String, day: Int64, mode: String = "due") throws {
        let time = Timestamp(secondsSince1970: day * Self.day)
        try state.begin(RunRow(name: name, startedAt: time, vantage: "local", recordsLength: 0, ledgerLength: 0, answers: 0), scope: "")
        try state.database.write { db in try db.execute(sql: "UPDATE run SET mode = ? WHERE name = ?", arguments: [mode, name]) }
    }

    @discardableResult
    private func add(_ found: [DiscoveredURL], run: String, day: Int64) throws -> Set<String> {
        try state.database.write { db in
            // Where a URL was found is no matter here.
            try db.execute(sql: "INSERT OR IGNORE INTO url (id, url, origin, role, depth, priority, pending, state) VALUES (0, 'http://a.example/', 'http://a.example', 'page', 0, 0, 0, 'captured')")
            return try state.add(found, at: { _ in day * Self.day }, run: run, in: db).origins
        }
    }

    private func mapped(changedOn day: Double) throws -> DiscoveredURL {
        DiscoveredURL(
            url: try WebURL("http://a.example/x"), role: .page, depth: 1, redirects: 0, via: 0,
            lastModified: Timestamp(secondsSince1970: Int64(day * Double(Self.day))), isFromMap: true)
    }

    @Test func aPageThatItsSitemapSaysHasChangedIsDue() throws {
        #expect(try add([mapped(changedOn: 10.5)], run: "second", day: 11) == ["http://a.example"])
        #expect(try state.next(origin: "http://a.example", limit: 9, underWay: []).map(\.url.path) == ["/x"])
    }

    @Test(arguments: [9.5, 10, 12.5]) func aTimeBeforeTheLastVisitOrAheadOfTheClockSaysNothing(_ day: Double) throws {
        #expect(try add([mapped(changedOn: day)], run: "second", day: 11).isEmpty && state.pendingCount() == 0)
    }

    @Test func aRunForNewPagesLeavesKnownOnesAlone() throws {
        try begin("third", day: 12, mode: "new")
        #expect(try add([mapped(changedOn: 11)], run: "third", day: 12).isEmpty && state.pendingCount() == 0)
    }

    @Test func aGuessIsMadeOnce() throws {
        let guess = DiscoveredURL(url: try WebURL("http://a.example/sitemap.xml"), role: .sitemap, depth: 0, redirects: 0, via: 0, isGuess: true)
        #expect(try add([guess], run: "second", day: 11) == ["http://a.example"])
        try state.database.write { db in
            try db.execute(sql: "UPDATE url SET pending = 0, due = NULL, state = 'gone', visited_at = 0 WHERE role = 'sitemap'")
        }
        // A sitemap that robots.txt names comes back, one that was only tried does not.
        #expect(try add([guess], run: "second", day: 30).isEmpty)
        var named = guess
        named.isGuess = false
        #expect(try add([named], run: "second", day: 30) == ["http://a.example"])
    }

    @Test func listedSitemapsAreInTheQueueOnce() throws {
        let run = RunRow(name: "second", startedAt: Timestamp(secondsSince1970: 11 * Self.day), vantage: "local", recordsLength: 0, ledgerLength: 0, answers: 0)
        for _ in 1...2 { try state.add(sitemaps: [try WebURL("http://b.example/map.xml#x")], run: run) }
        let queued = try state.next(origin: "http://b.example", limit: 9, underWay: [])
        #expect(queued.map(\.url.href) == ["http://b.example/map.xml"] && queued.map(\.role) == [.sitemap])
    }
}
