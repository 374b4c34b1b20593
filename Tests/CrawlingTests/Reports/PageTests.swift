// The pages of reports: that they stand alone, show nothing of a portal as markup, and rank and draw what they should.
@testable import Crawling
import Comparing
import Foundation
import Testing
import Web

@Suite struct PageTests {
    private static let hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u{202E}&amp;"

    private func change(_ kind: PageChange.Kind, _ matter: PageChange.Matter, _ path: String, title: String?) -> PageChange {
        var change = PageChange(
            kind: kind, matter: matter, url: "http://a.example/\(path)", title: title, column: title, state: "captured", reason: "refused",
            detail: title, visitedAt: "2026-11-24T00:00:00Z")
        change.weight = ChangeWeight.of(change)
        return change
    }

    private func run() throws -> RunReport {
        let start = try #require(Timestamp(iso8601: "2026-11-23T18:00:00Z"))
        return RunReport(
            portal: "a", run: "20261123T180000Z", vantage: "local", mode: .due, startedAt: start, endedAt: start + 7_200, ending: .finished,
            answers: 12, bytes: 34_000, tally: .init(), states: [], reasons: [], known: 0, left: 0, hostsGivenUp: [], straySeeds: [],
            lostSeeds: [], warcFiles: [], records: 0, portalChanges: [], ledgerFaults: [])
    }

    /// A report in which every text that can come from a portal is hostile.
    private func hostileReport() throws -> MorningReport {
        let text = Self.hostile
        let block = BlockChange(.changed, field: "title", segments: [.init(.removed, text), .init(.added, text)])
        var report = MorningReport(try run(), timezone: "Asia/Shanghai")
        report.changes = PageChange.Kind.allCases.map { change($0, .article, text, title: text) }
        report.changes[1].difference = [block]
        report.changes.append(change(.moved, .article, "m", title: nil))
        report.changes[report.changes.count - 1].movedTo = "javascript:alert(1)"
        report.changeCounts = PageChange.Kind.allCases.map { .init(kind: $0, matter: .article, count: 1) }
        report.sharedChanges = [SharedChange(change: block, count: 3, urls: ["javascript:alert(1)", text], weight: 50)]
        report.findings = [Finding(.lostItems, column: text, text, urls: ["javascript:alert(1)"])]
        report.columns = [ColumnCoverage(
            name: text, url: "javascript:alert(1)", listPages: 1, named: 1, captured: 0, uncaptured: [text: 1], since: "", new: 0, notLooked: text)]
        report.hostsGivenUp = [.init(host: text, why: text)]
        report.headline = Headline.sentences(of: report)
        return report
    }

    @Test func nothingOfAPortalIsMarkup() throws {
        var turn = PortalTurn(portal: "a", outcome: .unexpected)
        turn.message = Self.hostile
        turn.report = try run()
        turn.report?.warnings = [Self.hostile]
        let night = NightReport(night: "20261123T180000Z", startedAt: try run().startedAt, endedAt: nil, timeBudget: nil, ending: .running, turns: [turn])
        for html in [ReportPage(try hostileReport()).html, NightPage(report: night).html] {
            for markup in ["<script", "<img", "onerror=alert(1)>", "href=\"javascript:", "\u{202E}"] { #expect(!html.contains(markup), "\(markup)") }
            #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && html.contains("&amp;amp;"))
        }
    }

    @Test func aPageStandsAlone() throws {
        let html = ReportPage(try hostileReport()).html
        for part in ["url(", "@import", "<link", "<img", "<iframe", "<form", "<script"] { #expect(!html.contains(part), "\(part)") }
        #expect(html.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""))
        #expect(html.contains("<p class=\"when\">2026-11-24 02:00 – 04:00 (Asia/Shanghai)</p>"), "in the portal's time zone")
        // What opens is closed, as a browser would not need it and a reader of the source does.
        for tag in ["section", "ul", "ol", "li", "table", "details", "span", "div", "a", "p"] {
            let opened = html.components(separatedBy: "<\(tag)>").count + html.components(separatedBy: "<\(tag) ").count - 2
            #expect(opened == html.components(separatedBy: "</\(tag)>").count - 1, "\(tag)")
        }
    }

    @Test func whatWeighsMostStandsFirst() throws {
        var report = MorningReport(try run(), timezone: "UTC")
        report.changes = [change(.new, .article, "n", title: "新"), change(.gone, .article, "g", title: "消"), change(.new, .list, "l", title: "表")]
        report.findings = [Finding(.notCompared, "light"), Finding(.fieldLost, "heavy")]
        let items = WeightiestItems(report).html(most: 8)
        let order = ["消", "heavy", "新", "light"]
        #expect(items.count == 4 && zip(items, order).allSatisfy { $0.contains($1) }, "\(items)")
        report.changes = (0..<9).map { change(.gone, .article, "\($0)", title: "消\($0)") }
        #expect(WeightiestItems(report).html(most: 8).count == 6, "four of a kind at most, and the findings")
    }

    @Test func aPlotHasAxesWordsAndANightWithoutAnswer() {
        let plot = NightPlot(
            title: "Answers", chinese: "应答", values: [120, nil, 183], highlighted: [20, 0, 7], highlight: "new", labels: ["2026-11-01", "2026-11-02", "2026-11-03"]
        ) { String(Int($0)) }.html
        for part in [
            ">200</text>", ">100</text>", ">0</text>", ">11-01</text>", ">11-03</text>", "<title>2026-11-02: no answer</title>", "<title>2026-11-01: 20 new</title>",
            "role=\"img\" aria-label=\"Answers, 3 nights from 2026-11-01 to 2026-11-03: last 183, highest 183, lowest 120\"",
        ] { #expect(plot.contains(part), "\(part) in \(plot)") }
        #expect(plot.components(separatedBy: "class=\"bar\"").count == 3)
    }

    @Test(arguments: [(0, 1), (1, 1), (64, 100), (183, 200), (200, 200), (4_200_000, 5_000_000), (0.003, 0.005)])
    func aScaleEndsAtARoundNumber(_ value: Double, _ top: Double) { #expect(abs(NightPlot.round(value) - top) < top / 1e6) }

    @Test func aNightNamesTheGravestFirstAndSaysWhy() throws {
        var turns = [PortalTurn(portal: "well", outcome: .allWell), PortalTurn(portal: "full", outcome: .diskFull), PortalTurn(portal: "some", outcome: .someFailed)]
        turns[2].report = try run()
        turns[2].report?.tally.failed = 1_234
        turns[2].report?.warnings = ["Not all is in the archive: 1,234 URLs failed."]
        let night = NightReport(
            night: "20261123T180000Z", startedAt: try run().startedAt, endedAt: try run().endedAt, timeBudget: nil, ending: .finished, turns: turns)
        let html = NightPage(report: night).html
        let table = try #require(html.range(of: "<tbody>"))
        let places = ["full", "../../some/runs/20261123T180000Z/report.html", "well"].compactMap { html.range(of: $0, range: table.upperBound..<html.endIndex) }
        #expect(places.count == 3 && places[0].lowerBound < places[1].lowerBound && places[1].lowerBound < places[2].lowerBound)
        #expect(html.contains("some pages failed<small>Not all is in the archive: 1,234 URLs failed.</small>"))
        #expect(html.contains("1 portal: disk full <small>full</small>") && html.contains("1 of 3 portals: all well"))
        #expect(html.contains("<h1>Night of 2026-11-24</h1>") && html.contains("data-label=\"Failed\">1,234</td>"))
    }
}
