// Nights of a small portal: each report says what was done to it that day, and nothing else.
@testable import Crawling
import Comparing
import Foundation
import Testing

@Suite struct MorningTests {
    private let nights: PlayedNights

    init() throws { nights = try PlayedNights() }

    /// The news as `kind path`, sorted.
    private func news(_ report: MorningReport) -> [String] {
        report.changes.map { "\($0.kind.rawValue) \($0.url.dropFirst(nights.base.count))" }.sorted()
    }

    @Test func theFirstNightFindsAllNewAndTheSecondNothing() throws {
        let first = try nights.play(1, .first)
        #expect(first.count(.new, of: [.article]) == 12 && first.count(.new, of: [.list]) == 2 && first.count(.new, of: [.page]) == 1)
        #expect(first.findings.isEmpty && first.sharedChanges.isEmpty, "\(first.findings)")
        #expect(first.columns.map(\.name) == ["工作动态", "通知公告"])
        #expect(first.columns.allSatisfy { $0.named == 6 && $0.captured == 6 && $0.notLooked == nil })
        let second = try nights.play(2, .first)
        #expect(news(second) == [] && second.findings.isEmpty && second.sharedChanges.isEmpty, "\(news(second)) \(second.findings)")
        #expect(second.headline.map(\.text).contains("Nothing is new."))
        #expect(second.nights.count == 2)
    }

    @Test func anEditIsShownAsADifference() throws {
        try nights.play(1, .first)
        var site = SmallSite.first
        site["/tzgg/3.html"]?.paragraphs[1] = "一、提高认识。各单位要充分认识这项工作的重要意义，共有125家企业参加，总投资3,500.5万元。"
        let report = try nights.play(2, site)
        #expect(news(report) == ["changed /tzgg/3.html"] && report.findings.isEmpty)
        let change = try #require(report.changes.first)
        #expect(change.title == "关于做好第3批项目申报工作的通知" && change.column == "通知公告" && change.warcBefore != nil)
        let block = try #require(change.difference?.first)
        #expect(change.difference?.count == 1 && block.kind == .changed && block.field == "paragraphs")
        #expect(block.segments.filter { $0.kind != .same } == [.init(.removed, "12"), .init(.added, "125")])
        #expect(try nights.html(report).contains("<del>12</del><ins>125</ins>"))
    }

    @Test func anAdditionIsNewInItsColumn() throws {
        try nights.play(1, .first)
        var site = SmallSite.first
        site.columns[0].articles.insert(SmallSite.article("/tzgg/7.html", "关于表彰先进集体的决定", day: 28), at: 0)
        let report = try nights.play(2, site)
        #expect(news(report) == ["changed /tzgg/", "new /tzgg/7.html"] && report.findings.isEmpty, "\(news(report))")
        let list = try #require(report.changes.first { $0.matter == .list })
        #expect(list.entriesAdded == 1 && list.entriesLost == 0)
        let column = try #require(report.columns.first { $0.name == "通知公告" })
        #expect(column.new == 1 && column.named == 7 && column.captured == 7)
    }

    @Test func aDeletionIsMissingThenGone() throws {
        try nights.play(1, .first)
        var site = SmallSite.first
        site["/gzdt/2.html"] = nil
        let second = try nights.play(2, site)
        #expect(news(second) == ["changed /gzdt/", "missing /gzdt/2.html"], "\(news(second))")
        #expect(second.findings.isEmpty, "the entry is missing itself: \(second.findings)")
        let third = try nights.play(3, site)
        #expect(news(third) == ["gone /gzdt/2.html"])
        #expect(third.changes.first?.title == "第2次工作推进会召开" && third.changes.first?.warc != nil)
        let back = try nights.play(11, .first)  // what is gone and linked to is asked for again after a week
        #expect(news(back) == ["back /gzdt/2.html", "changed /gzdt/"], "\(news(back))")
        #expect(try nights.play(12, .first).changes.isEmpty)
    }

    @Test func aMoveIsOneHistory() throws {
        try nights.play(1, .first)
        var site = SmallSite.first
        site["/gzdt/4.html"]?.path = "/gzdt/2026/4.html"
        let second = try nights.play(2, site)
        #expect(news(second) == ["changed /gzdt/", "moved /gzdt/4.html"], "\(news(second))")
        #expect(second.changes.first { $0.kind == .moved }?.movedTo == nights.base + "/gzdt/2026/4.html")
        #expect(second.findings.isEmpty, "\(second.findings)")
        let third = try nights.play(3, site)
        #expect(third.count(.gone) == 1 && third.changes.first?.movedTo == nights.base + "/gzdt/2026/4.html")
    }

    @Test func aChangeOfTheFootIsToldOnce() throws {
        try nights.play(1, .first)
        var site = SmallSite.first
        site.phone = "0949-6210000"
        let report = try nights.play(2, site)
        #expect(news(report) == [] && report.sharedChanges.count == 1, "\(news(report)) \(report.sharedChanges)")
        let shared = try #require(report.sharedChanges.first)
        #expect(shared.count >= 12 && shared.change.field == "footer")
        #expect(shared.change.segments.contains(.init(.removed, "0949-6217788")) && shared.change.segments.contains(.init(.added, "0949-6210000")))
    }

    @Test func aRefusalIsNoChangeAndNoLoss() throws {
        try nights.play(1, .first)
        var site = SmallSite.first
        site.replies["/tzgg/1.html"] = SmallSite.status(403, "<html><body>403 Forbidden</body></html>")
        let report = try nights.play(2, site)
        #expect(news(report) == ["turned away /tzgg/1.html"] && report.findings.isEmpty)
        #expect(report.changes.first?.warc != nil)  // its last good copy
        #expect(report.headline.contains { $0.mood == .bad && $0.text.contains("1 URL turned us away") })
        #expect(try nights.play(3, .first).changes.isEmpty)
    }

    @Test func aListThatCannotBeLookedAtIsNoNews() throws {
        try nights.play(1, .first)
        var site = SmallSite.first
        site.replies["/gzdt/"] = SmallSite.status(500)
        let report = try nights.play(2, site)
        #expect(news(report) == ["failed /gzdt/"])
        #expect(report.findings.map(\.kind) == [.notLooked] && report.findings.first?.column == "工作动态")
        #expect(report.columns.first { $0.name == "工作动态" }?.notLooked == "server error")
        #expect(report.headline.contains { $0.text == "Nothing is new where we could look; 1 column could not be looked at." })
    }

    @Test func anEntryThatAListDropsIsAFinding() throws {
        try nights.play(1, .first)
        var site = SmallSite.first
        site["/tzgg/3.html"]?.isListed = false
        let report = try nights.play(2, site)
        #expect(report.findings.map(\.kind) == [.lostItems] && report.findings.first?.urls == [nights.base + "/tzgg/3.html"], "\(report.findings)")
    }

    @Test func anAnnouncedTotalThatDropsIsAFinding() throws {
        var site = SmallSite.first
        site.columns[0].announced = 120
        try nights.play(1, site)
        site.columns[0].announced = 40
        let report = try nights.play(2, site)
        #expect(report.findings.map(\.kind) == [.short, .totalDropped], "\(report.findings) \(news(report))")
    }

    @Test func aFieldLostWithATemplateIsAFinding() throws {
        var site = SmallSite.first
        site.columns[0].articles = (1...24).reversed().map { SmallSite.article("/tzgg/\($0).html", "关于做好第\($0)批项目申报工作的通知", day: $0) }
        #expect(try nights.play(1, site).findings.isEmpty)
        for i in site.columns[0].articles.indices { site.columns[0].articles[i].source = nil }
        let report = try nights.play(2, site)
        #expect(report.findings.map(\.kind) == [.fieldLost], "\(report.findings)")
        #expect(report.findings.first?.text.contains("来源 (source)") == true && report.findings.first?.column == "通知公告")
        #expect(try nights.play(3, site).findings.isEmpty)  // told once
    }

    @Test func aFieldThatThePortalFileExpectsIsMissedFromTheFirstNight() throws {
        #expect(ExpectedField.allCases.allSatisfy { PageFacts.watched.contains($0.recordKey) }, "what is expected is counted")
        var site = SmallSite.first
        for i in site.columns.indices {
            for j in site.columns[i].articles.indices { site.columns[i].articles[j].source = nil }
        }
        let report = try nights.play(1, site) { $0.expect = [.source, .published] }
        #expect(report.findings.map(\.kind) == [.fieldLost])
        #expect(report.findings.first?.text.hasPrefix("The field 来源 (source), which the portal file expects, is found on 0 of ") == true, "\(report.findings)")
        #expect(try nights.play(2, .first) { $0.expect = [.source, .published] }.findings.isEmpty)
    }

    @Test func whatWasNeverThereHasNoCopy() throws {
        var site = SmallSite.first
        try nights.play(1, site)
        site.replies["/tzgg/3.html"] = SmallSite.status(404, "<html><title>404</title></html>")
        site.columns[0].articles.insert(SmallSite.article("/tzgg/9.html", "关于表彰先进集体的决定"), at: 0)
        site.replies["/tzgg/9.html"] = SmallSite.status(404, "<html><title>404</title></html>")
        let report = try nights.play(2, site)
        let missing = report.changes.filter { $0.kind == .missing }
        #expect(missing.count == 2 && missing.allSatisfy { ($0.warc == nil) == $0.url.hasSuffix("/9.html") }, "\(missing)")
        let html = try nights.html(report)
        #expect(html.contains("not there, and never captured (HTTP 404)") && html.contains("missing for the first time (HTTP 404)"))
    }

    @Test func aTitleWithAScriptIsText() throws {
        var site = SmallSite.first
        site.columns[0].articles[0].title = "&lt;script&gt;alert(1)&lt;/script&gt;关于&lt;b&gt;加强&lt;/b&gt;管理的通知\u{202E}"
        let report = try nights.play(1, site)
        let html = try nights.html(report)
        #expect(report.changes.contains { $0.title?.contains("<script>alert(1)</script>") == true }, "\(report.changes.map(\.title))")
        #expect(!html.contains("<script") && html.contains("&lt;script&gt;alert(1)") && !html.contains("\u{202E}"))
    }

    @Test func theServerIsMeasured() throws {
        var site = SmallSite.first
        site.replies["/tzgg/1.html"] = SmallSite.status(500)
        let report = try nights.play(1, site) { $0.concurrency = 1 }
        let server = try #require(report.servers.first)
        #expect(report.servers.count == 1 && "http://" + server.host == nights.base)
        #expect(server.requests == 16 && server.errors == 1 && server.mostAtOnce == 1 && server.tooEarly == 0)
        #expect(server.median != nil && server.smallestGap != nil && server.bytes == report.bytes && report.bytes > 0)
    }

    @Test func theChangeFileHoldsEveryChange() throws {
        let report = try nights.play(1, .first)
        let lines = try nights.changes(report)
        #expect(lines.count == 15 && lines.allSatisfy { $0.run == report.run && $0.portal == "small" && $0.change.kind == .new })
    }
}
