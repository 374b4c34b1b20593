// Corners of the state: seeds that are not there, pages that come back, pages that turn out to be others.
@testable import Crawling
import Foundation
import GRDB
import LoopbackServer
import Synchronization
import Testing
import Web

@Suite struct StateCornerTests {
    /// What a portal shows on a day.
    private func portal(robots: Bool = false, _ answer: @escaping @Sendable (Int, String) -> [ScriptedExchange.Step]?) throws -> (PlayedPortal, Day) {
        let day = Day()
        return (try PlayedPortal(robots: robots) { answer(day.number, $0.target) }, day)
    }

    final class Day: Sendable {
        private let value = Mutex(0)
        var number: Int {
            get { value.withLock { $0 } }
            set { value.withLock { $0 = newValue } }
        }
    }

    private static func list(_ numbers: [Int], column: String = "通知公告") -> [ScriptedExchange.Step] {
        let rows = numbers.map { "<li><a href=\"/info/\($0).htm\">关于做好第\($0)号工作的通知</a><span>2026-11-1\($0)</span></li>" }
        return ScriptedExchange.response(200, fields: [("Content-Type", "text/html; charset=utf-8")], body: Array("""
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>\(column)</title></head><body>
            <div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/list/">\(column)</a></div><ul class="list">\(rows.joined())</ul></body></html>
            """.utf8))
    }

    private static func article(_ number: Int) -> [ScriptedExchange.Step] {
        PlayedPortal.page("关于做好第\(number)号工作的通知", ["各级党组织要认真学习贯彻会议精神，把第\(number)号工作抓实抓好，现印发给你们，请认真执行。"])
    }

    @Test func aSeedThatIsNotThereIsNoNightOfWhichAllIsInTheArchive() throws {
        let (portal, _) = try portal { _, _ in nil }
        defer { portal.server.stop() }
        let report = try portal.night(0)
        #expect(report.lostSeeds == ["\(portal.server.base)/ HTTP 404"])
        #expect(CrawlOutcome(report) == .someFailed)
        let morning = try MorningReport(json: Data(contentsOf: URL(fileURLWithPath: portal.folder.report(run: report.run))))
        #expect(morning.headline[0].text.contains("1 seed leads out of the portal or is not there"), "\(morning.headline[0].text)")
        // Nor is the night after, though nothing is new.
        #expect(CrawlOutcome(try portal.night(1)) == .someFailed)
    }

    @Test func whatIsGoneIsAskedForTheSameNightThatAListNamesItAnew() throws {
        let (portal, day) = try portal { day, target in
            switch target {
            case "/": PlayedPortal.page("首页", ["欢迎访问市委组织部网站。"], links: ["/list/", "/info/3.htm"])
            case "/list/": Self.list([1, 2, 4, 5, 6] + ((1...4).contains(day) ? [] : [3]))
            case "/info/3.htm": (1...4).contains(day) ? nil : Self.article(3)
            case let target where target.hasPrefix("/info/"): Self.article(Int(target.dropFirst(6).prefix(1)) ?? 0)
            default: nil
            }
        }
        defer { portal.server.stop() }
        for night in 0..<5 {
            day.number = night
            _ = try portal.night(Double(night), mode: .all)
        }
        #expect(try portal.state.known(url: portal.server.base + "/info/3.htm")?.state == .gone)
        // The home page links to it all the time: that is no news.
        let count = portal.server.log.exchanges.count
        _ = try portal.night(4.9)
        #expect(!portal.targets(since: count).contains("/info/3.htm"))
        day.number = 5
        let asked = portal.server.log.exchanges.count
        _ = try portal.night(6.5)
        #expect(portal.targets(since: asked).contains("/info/3.htm"), "\(portal.targets(since: asked))")
        #expect(try portal.state.known(url: portal.server.base + "/info/3.htm")?.state == .unchanged)  // as it was before it went
    }

    @Test func aSitemapThatDiffersIsNoPageThatChanged() throws {
        let (portal, day) = try portal(robots: true) { day, target in
            switch target {
            case "/robots.txt": ScriptedExchange.response(200, fields: [("Content-Type", "text/plain")], body: Array("User-agent: *\nSitemap: /map.xml\n".utf8))
            case "/map.xml":
                ScriptedExchange.response(200, fields: [("Content-Type", "text/xml")], body: Array("""
                    <?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><!-- \(day) --></urlset>
                    """.utf8))
            case "/": PlayedPortal.page("首页", ["欢迎访问市委组织部网站。"])
            default: nil
            }
        }
        defer { portal.server.stop() }
        let first = try portal.night(0)
        #expect(first.tally.new == 1 && first.answers == 2)
        day.number = 1
        let second = try portal.night(1)
        #expect(portal.targets().count { $0 == "/map.xml" } == 2)
        #expect(second.tally.changed == 0 && second.tally.new == 0 && second.tally.unchanged == 1 && second.addsUp)
    }

    /// Articles whose pages are all one page: the fourth shows it, and the first three, committed before, are withdrawn.
    @Test func aPageThatIsWithdrawnTakesBackWhatWasRememberedOfIt() throws {
        let paths = (1...4).map { "/zwgk/t20261101_\($0).html" }
        let asked = Day()
        var (portal, day) = try portal { day, target in
            if target == "/" { return PlayedPortal.page("首页", ["欢迎访问市委组织部网站。"], links: ["/list/"] + paths) }
            if target == "/list/" { return Self.list([1, 2, 3, 4, 5, 6]) }
            if target.hasPrefix("/info/") { return Self.article(Int(target.dropFirst(6).prefix(1)) ?? 0) }
            guard let number = paths.firstIndex(of: target) else { return nil }
            // The others are committed before the last one comes.
            if day == 1 {
                asked.number += 1
                if asked.number == paths.count { Thread.sleep(forTimeInterval: 1) }
            }
            return day == 0 ? Self.article(number + 10) : Self.list([1, 2, 3, 4, 5], column: "信息公开")
        }
        defer { portal.server.stop() }
        portal.portal.concurrency = 1
        _ = try portal.night(0)
        let remembered = try remembered(portal)
        day.number = 1
        let second = try portal.night(1, mode: .all)
        #expect(second.tally.turnedAway == 4 && second.addsUp)
        let withdrawn = try String(contentsOfFile: portal.folder.ledger(run: second.run), encoding: .utf8).split(separator: "\n")
            .count { $0.contains("wrong page") && $0.contains("\"warc\":null") }
        #expect(withdrawn > 0, "none was committed before it showed")
        #expect(try self.remembered(portal) == remembered)
        #expect(try portal.state.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM field_count WHERE run = ?", arguments: [second.run]) } == 0)
    }

    private func remembered(_ portal: PlayedPortal) throws -> [String] {
        try StateDump(portal.state, without: ["url", "capture", "run", "warc_file", "robots", "host_run", "night", "field_count", "trap", "replaced", "site_column"])
            .lines
    }
}
