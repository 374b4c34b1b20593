// Each finding, made by a portal that does what it speaks of, is a line of report.json and of report.html.
@testable import Crawling
import Archive
import Testing

@Suite struct FindingLinesTests {
    private let nights: PlayedNights

    init() throws { nights = try PlayedNights() }

    /// One finding of a kind, and its sentence on the page.
    private func expect(_ kind: Finding.Kind, _ column: String?, _ words: String, in report: MorningReport) throws {
        let finding = try #require(report.findings.first { $0.kind == kind }, "\(report.findings)")
        #expect(report.findings.count == 1 && finding.column == column && finding.text.contains(words), "\(report.findings)")
        #expect(try nights.html(report).contains(SafeText.html(finding.text)))
    }

    /// Two columns, one of them with many articles.
    private var large: SmallSite {
        var site = SmallSite.first
        site.columns[0].articles = (1...24).reversed().map { SmallSite.article("/tzgg/\($0).html", "关于做好第\($0)批项目申报工作的通知", day: $0) }
        return site
    }

    @Test func aColumnThatStoppedGrowing() throws {
        var site = SmallSite.first
        for night in 1...6 {
            if night > 1 { site.columns[1].articles.insert(SmallSite.article("/gzdt/\(night + 5).html", "第\(night + 5)次工作推进会召开"), at: 0) }
            #expect(try nights.play(night, site).findings.isEmpty, "night \(night)")
        }
        #expect(try nights.play(13, site).findings.isEmpty, "a week is no silence yet")
        try expect(.stoppedGrowing, "工作动态", "No new entry for 8 days", in: try nights.play(14, site))
        #expect(try nights.play(15, site).findings.isEmpty, "told once")
    }

    @Test func aListThatShowsNothingAnyMore() throws {
        try nights.play(1, .first)
        var site = SmallSite.first
        for i in site.columns[0].articles.indices { site.columns[0].articles[i].isListed = false }
        try expect(.emptied, "通知公告", "A list that had entries shows none.", in: try nights.play(2, site))
    }

    @Test func bodiesThatTurnShort() throws {
        var site = large
        try nights.play(1, site)
        for i in site.columns[0].articles.indices { site.columns[0].articles[i].paragraphs = ["详情请见附件。"] }
        try expect(.bodiesShort, "通知公告", "Bodies (正文) turned short: 0 of 24 articles have 50 characters or more", in: try nights.play(2, site))
        #expect(try nights.play(3, site).findings.isEmpty, "told once")
    }

    @Test func bodiesThatTurnEmptyOnThePage() throws {
        var site = large
        try nights.play(1, site)
        for i in site.columns[0].articles.indices { site.columns[0].articles[i].paragraphs = [] }
        try expect(.bodiesShort, "通知公告", "Bodies (正文) are empty: found on 0 of 24 articles", in: try nights.play(2, site))
        #expect(try nights.play(3, site).findings.isEmpty, "told once")
    }

    @Test func changedPagesBeyondThoseThatAreComparedAreCounted() throws {
        var site = large
        try nights.play(1, site)
        for i in site.columns[0].articles.indices { site.columns[0].articles[i].paragraphs[1] = "一、第\(i)号通知改为：各单位要切实提高认识，共有13家企业参加。" }
        let report = try nights.play(2, site, prepare: { $0.mostCompared = 20 })
        try expect(.notCompared, nil, "4 changed pages beyond the first 20 were not compared.", in: report)
        let changed = try nights.changes(report).filter { $0.change.kind == .changed }
        #expect(changed.count == 24 && changed.count { $0.change.difference == nil } == 4, "each is told of, compared or not")
        #expect(report.count(.changed, of: [.article]) == 24)
        #expect(try nights.html(report).contains("not compared"))
    }

    @Test func bodiesThatTurnEmpty() {
        func run(_ name: String, of articles: Int, withBody: Int) -> FieldFindings.RunCounts {
            .init(run: name, counts: [.init(column: 1, field: "articles"): articles, .init(column: 1, field: "paragraphs"): withBody])
        }
        let runs = [run("a", of: 40, withBody: 40), run("b", of: 12, withBody: 0)]
        let findings = FieldFindings.findings(runs, columns: [1: "通知公告"])
        #expect(findings.map(\.kind) == [.bodiesShort] && findings.first?.column == "通知公告")
        #expect(findings.first?.text == "Bodies (正文) are empty: found on 0 of 12 articles, before on 100 % of 40 articles.")
    }

    @Test func oneDateOnVeryManyArticles() throws {
        var site = large
        for i in site.columns[0].articles.indices { site.columns[0].articles[i].date = "2020-01-01" }
        try expect(.oneDate, nil, "24 of the 30 articles captured in this run have the date 2020-01-01", in: try nights.play(1, site))
    }

    @Test func manyArticlesThatAreMovedToOneDate() throws {
        var site = SmallSite.first
        try nights.play(1, site)
        for i in site.columns[0].articles.indices { site.columns[0].articles[i].date = "2026-09-30" }
        let report = try nights.play(2, site)
        #expect(report.findings.map(\.text) == ["6 articles that had other dates before are now dated 2026-09-30."], "\(report.findings)")
    }

    @Test func articlesThatAreNamedAndNotHad() throws {
        var site = SmallSite.first
        for number in 1...3 { site.replies["/tzgg/\(number).html"] = SmallSite.status(403) }
        try expect(.uncaptured, "通知公告", "Of the 6 articles that are named 3 could not be captured: 3 refused.", in: try nights.play(1, site))
        #expect(try nights.play(2, site).findings.isEmpty, "no more than the night before")
    }
}
