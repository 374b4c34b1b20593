// The report of a run as one HTML file for people: no script, nothing loaded, the day on the first screen.

/// `report.html`. All of it stands in ``MorningReport``.
struct ReportPage {
    let report: MorningReport
    let time: LocalTime

    init(_ report: MorningReport) {
        self.report = report
        time = LocalTime(zone: report.timezone)
    }

    /// The whole file.
    var html: String {
        HTML.document(
            title: "\(report.portal) \(time.day(report.startedAt)) · shilu report", top: top, main: sections.joined(),
            foot: """
                <p>Run \(HTML.text(report.run)) from the vantage “\(HTML.text(report.vantage))”, times in \(HTML.text(report.timezone)).
                Files beside this page: \(HTML.file("report.json", "report.json")), \(HTML.file("changes.jsonl", "changes.jsonl")),
                \(HTML.file("ledger.jsonl", "ledger.jsonl")), \(HTML.file("log.jsonl", "log.jsonl")).</p>
                """)
    }

    // MARK: The first screen

    private var top: String {
        let sentences = report.headline.map { sentence in
            "<li class=\"\(sentence.mood.rawValue)\">\(HTML.mark(sentence.mood))<span>\(HTML.text(sentence.text))</span></li>\n"
        }.joined()
        let ending = report.ending == RunReport.Ending.finished.rawValue ? "" : " · \(HTML.text(report.ending))"
        return """
            <p class="when">\(HTML.text(time.span(report.startedAt, report.endedAt))) (\(HTML.text(time.zoneName)))\(ending)</p>
            <h1>\(HTML.text(report.portal))</h1>
            <div class="day">
            <ul class="headline">
            \(sentences)</ul>
            <nav aria-label="Counts"><ul class="tiles">
            \(tiles)</ul></nav>
            </div>
            """
    }

    private var tiles: String {
        let tiles: [(anchor: String, label: String, chinese: String, count: Int)] = [
            ("new", "new", "新增", report.count(.new)), ("changed", "changed", "变更", report.count(.changed)),
            ("gone", "vanished", "消失", report.count(.gone, .missing, .redirected)), ("moved", "moved", "迁移", report.count(.moved)),
            ("back", "back", "恢复", report.count(.back)), ("refused", "turned away", "拒绝", report.count(.turnedAway)),
            ("failed", "failed", "失败", report.count(.failed)), ("findings", "findings", "提示", report.findings.count),
        ]
        return tiles.map { tile in
            let inner = HTML.tile(Headline.grouped(tile.count), tile.label, tile.chinese)
            let cell = tile.count > 0 ? "<a href=\"#\(tile.anchor)\">\(inner)</a>" : "<span class=\"zero\">\(inner)</span>"
            return "<li>\(cell)</li>\n"
        }.joined()
    }

    // MARK: The sections

    private var sections: [String] {
        [first, findings, group("refused", "Turned away", "拒绝", .turnedAway), group("failed", "Failed", "失败", .failed),
         vanished, moved, changed, new, back, columns, servers, nights, ledger].compactMap { $0 }
    }

    func section(_ id: String, _ body: String) -> String { "<section id=\"\(id)\">\n\(body)</section>\n" }

    /// What weighs most, of all kinds together.
    private var first: String? {
        let items = WeightiestItems(report).html(most: 8)
        guard !items.isEmpty else { return nil }
        return section("first", HTML.heading("First to look at", "要点") + "<ol class=\"first\">\n\(items.joined())</ol>\n")
    }

    private var findings: String? {
        guard !report.findings.isEmpty else { return nil }
        let items = report.findings.map { finding in
            let links = finding.urls.prefix(3).map { HTML.link($0, nil) }.joined(separator: " ")
            return FindingSentence.html(of: finding) + (links.isEmpty ? "" : "<br><small>\(links)</small>")
        }
        return section("findings", HTML.heading("Findings", "提示", count: items.count) + HTML.folded(items, open: 8, tag: "ul"))
    }
}
