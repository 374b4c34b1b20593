// What columns announce, what lists and sitemaps name, and what is captured of it.
@testable import Crawling
import GRDB
import Testing
import Web

@Suite struct CoverageTests {
    private let nights: PlayedNights

    init() throws { nights = try PlayedNights() }

    private func sitemap(_ paths: [String]) -> SmallSite {
        var site = SmallSite.first
        for number in [8, 9] {
            var article = SmallSite.article("/tzgg/\(number).html", "关于第\(number)批项目验收情况的通报", day: number)
            article.isListed = false
            site.columns[0].articles.append(article)
        }
        let entries = paths.map { "<url><loc>\(nights.base)\($0)</loc></url>" }.joined()
        site.replies["/sitemap.xml"] = SmallSite.status(
            200, "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\(entries)</urlset>", type: "application/xml")
        return site
    }

    private func play(_ night: Int, _ site: SmallSite) throws -> MorningReport {
        let map = try WebURL(nights.base + "/sitemap.xml")
        return try nights.play(night, site) { $0.sitemaps = .listed([map]) }
    }

    private func column(_ name: String, _ report: MorningReport) throws -> ColumnCoverage {
        try #require(report.columns.first { $0.name == name }, "\(report.columns.map(\.name))")
    }

    @Test func whatASitemapNamesCountsInItsColumn() throws {
        let report = try play(1, sitemap((1...6).map { "/tzgg/\($0).html" } + ["/tzgg/8.html", "/tzgg/9.html", "/gzdt/"]))
        let notices = try column("通知公告", report)
        #expect(notices.listed == 6 && notices.inSitemaps == 8 && notices.named == 8 && notices.captured == 8, "\(notices)")
        #expect(notices.uncaptured == nil && notices.new == 8 && notices.notLooked == nil)
        let news = try column("工作动态", report)
        #expect(news.listed == 6 && news.inSitemaps == nil && news.captured == 6, "a list that a sitemap names is no article: \(news)")
        #expect(report.columns.count == 2 && report.findings.isEmpty, "\(report.findings)")
    }

    @Test func whatCouldNotBeCapturedStandsByItsFolderAndReason() throws {
        var site = sitemap((1...6).map { "/tzgg/\($0).html" } + ["/tzgg/202611/t1.html", "/elsewhere/1.html", "/gone/1.html"])
        site.replies["/tzgg/202611/t1.html"] = SmallSite.status(500)
        site.replies["/elsewhere/1.html"] = SmallSite.status(403)
        let report = try play(1, site)
        let notices = try column("通知公告", report)
        #expect(notices.named == 7 && notices.captured == 6 && notices.uncaptured == ["server error": 1], "\(notices)")
        let rest = try #require(report.columns.last)
        #expect(rest.name.isEmpty && rest.url == nil && rest.named == 2 && rest.uncaptured == ["refused": 1, "missing once": 1], "\(rest)")
        for column in report.columns { #expect(column.named == column.captured + (column.uncaptured ?? [:]).values.reduce(0, +)) }
        #expect(report.findings.map(\.kind) == [.uncaptured] && report.findings.first?.text.contains("1 refused") == true, "\(report.findings)")
        #expect(try play(2, site).findings.isEmpty, "no more than the night before")
    }

    @Test func aListThatShowsLessThanItAnnouncesIsShortAndWorthAnExitCode() throws {
        var site = SmallSite.first
        site.columns[0].announced = 120
        let report = try nights.play(1, site)
        let notices = try column("通知公告", report)
        #expect(notices.announced == 120 && notices.reached == 6 && notices.shortBy == 114)
        let finding = try #require(report.findings.first)
        #expect(finding.kind == .short && finding.column == "通知公告")
        #expect(finding.text == "The list announces 120 entries, 6 were reached: short by 114; it names no further page.")
        #expect(nights.outcome == .columnsShort)
        #expect(report.headline.first?.text == "Not all is in the archive: 1 column announces 114 entries more than its list shows.")
        site.columns[0].announced = 6
        #expect(try nights.play(2, site).columns.allSatisfy { $0.shortBy == nil } && nights.outcome == .allWell)
    }

    @Test func whatAListNamesAndIsMissingIsNotShort() throws {
        var site = SmallSite.first
        site.columns[0].announced = 6
        site.replies["/tzgg/3.html"] = SmallSite.status(404)
        for night in 1...3 {
            let report = try nights.play(night, site)
            let notices = try column("通知公告", report)
            #expect(notices.reached == 6 && notices.captured == 5 && notices.shortBy == nil && notices.uncaptured == [night == 1 ? "missing once" : "gone": 1])
            #expect(report.findings.isEmpty && nights.outcome == .allWell, "night \(night): \(report.findings)")
        }
        // The list takes it out, and its total falls with it.
        site.columns[0].articles.removeAll { $0.path == "/tzgg/3.html" }
        site.columns[0].announced = 5
        let report = try nights.play(4, site)
        #expect(try column("通知公告", report).reached == 5 && nights.outcome == .allWell)
    }

    @Test func aListNotReadToItsEndIsNotShortYet() throws {
        var site = SmallSite.first
        site.columns[0].articles = (1...12).reversed().map { SmallSite.article("/tzgg/\($0).html", "关于做好第\($0)批项目申报工作的通知", day: $0) }
        site.columns[0].announced = 12
        site.columns[0].perPage = 6
        let first = try nights.play(1, site) { $0.limits.pages = 3 }  // the home page and the two lists
        #expect(first.findings.map(\.kind) == [.listUnread], "\(first.findings)")
        #expect(first.findings.first?.text == "The list announces 12 entries, 6 were reached so far: its next page is still to be asked for.")
        #expect(try column("通知公告", first).uncaptured == ["waiting": 6] && nights.outcome == .allWell)
        let second = try nights.play(2, site)
        #expect(second.findings.isEmpty && nights.outcome == .allWell, "\(second.findings)")
        #expect(try column("通知公告", second).listPages == 2)
    }

    @Test func aLastPageThatLooksLikeNoListIsSaidToBeSo() throws {
        var site = SmallSite.first
        site.columns[0].announced = 6
        site.columns[0].perPage = 5
        site.columns[0].articles[5].date = ""
        let report = try nights.play(1, site)
        #expect(report.findings.map(\.text) == ["The list announces 6 entries, 5 were reached so far: its next page was not recognized as a list."])
        #expect(nights.outcome == .allWell)
    }

    @Test(arguments: [4, 5]) func aLastPageOfARowOrTwoIsReadAsAList(_ perPage: Int) throws {
        var site = SmallSite.first
        site.columns[0].announced = 6
        site.columns[0].perPage = perPage
        let report = try nights.play(1, site)
        let notices = try column("通知公告", report)
        #expect(report.findings.isEmpty && notices.listPages == 2 && notices.reached == 6 && notices.captured == 6, "\(report.findings)")
    }

    @Test func aTotalThatOnlyTheWalkKnowsIsHeldAgainstTheList() throws {
        var site = SmallSite.first
        let rows = (1...6).map { "<li><a href=\"/tzgg/\($0).html\">关于做好第\($0)批项目申报工作的通知</a><span>2026-09-0\($0)</span></li>" }.joined()
        site.replies["/tzgg/"] = SmallSite.status(200, """
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>通知公告</title></head><body>
            <div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/tzgg/">通知公告</a></div><div class="list"><ul>\(rows)</ul></div>
            <script>$("#pager").pagination({totalData:20, showData:6, pageUrl:"index", suffix:"html", current:1});</script></body></html>
            """)
        let report = try nights.play(1, site)
        let notices = try column("通知公告", report)
        #expect(notices.announced == 20 && notices.announcedIn == "totalData" && notices.reached == 6 && notices.shortBy == 14, "\(notices)")
        #expect(report.findings.first { $0.kind == .short }?.text.contains("short by 14; its next page could not be had") == true, "\(report.findings)")
        let state = try PortalState(path: nights.folder.state)
        try state.database.write { try $0.execute(sql: "UPDATE list_page SET announced = NULL") }
        let start = try #require(Timestamp(iso8601: report.startedAt))
        let again = try #require(try state.columns(run: report.run, startedAt: start).first { $0.coverage.name == "通知公告" })
        #expect(again.coverage.announced == 20 && again.coverage.shortBy == 14, "\(again.coverage)")
    }

    @Test func whyAListIsShortIsSaid() throws {
        var site = SmallSite.first
        site.columns[0].announced = 6
        site.columns[0].perPage = 4
        site.replies["/tzgg/index_1.html"] = SmallSite.status(500)
        let report = try nights.play(1, site)
        let finding = try #require(report.findings.first { $0.kind == .short })
        #expect(finding.text.hasSuffix("short by 2; its next page could not be had (server error)."), "\(finding.text)")
        #expect(finding.urls.contains(nights.base + "/tzgg/index_1.html") && nights.outcome == .someFailed)
    }

    @Test func aFolderSpeaksForItsColumnOnlyWhereThereIsNoDoubt() {
        var folders = ColumnFolders()
        for number in 1...4 { folders.note("http://a.example/tzgg/20261\(number % 2)/t\(number).html", 1) }
        #expect(folders.column(of: "http://a.example/tzgg/202612/t9.html?x=1") == 1)
        #expect(folders.column(of: "http://a.example/gzdt/t9.html") == nil)
        for number in 1...9 { folders.note("http://a.example/art/2026/11/2\(number)/art_\(number).html", Int64(number % 2)) }
        #expect(folders.column(of: "http://a.example/art/2026/12/01/art_99.html") == nil)
    }
}
