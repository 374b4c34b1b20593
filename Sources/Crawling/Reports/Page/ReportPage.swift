// The report of a run as one HTML file for people: no script, nothing loaded, the day on the first screen.

import Foundation

/// `report.html`. All of it stands in ``MorningReport``; its policy forbids what it does not need (Content Security Policy Level 3).
struct ReportPage {
    private let report: MorningReport
    private let time: LocalTime

    init(_ report: MorningReport) {
        self.report = report
        time = LocalTime(zone: report.timezone)
    }

    /// The whole file.
    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="referrer" content="no-referrer">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(HTML.text(report.portal)) \(time.day(report.startedAt)) · shilu report</title>
        <style>\(ReportPageStyle.css)</style>
        </head>
        <body>
        \(top)
        <main>
        \(sections.joined())
        </main>
        <footer>
        <p>Run \(HTML.text(report.run)) from the vantage “\(HTML.text(report.vantage))”, times in \(HTML.text(report.timezone)).
        Files beside this page: \(HTML.file("report.json", "report.json")), \(HTML.file("changes.jsonl", "changes.jsonl")),
        \(HTML.file("ledger.jsonl", "ledger.jsonl")), \(HTML.file("log.jsonl", "log.jsonl")).</p>
        </footer>
        </body>
        </html>

        """
    }

    // MARK: The first screen

    private var top: String {
        let sentences = report.headline.map { sentence in
            "<li class=\"\(sentence.mood.rawValue)\"><span class=\"mark\">\(Self.mark(sentence.mood))</span>\(HTML.text(sentence.text))</li>\n"
        }.joined()
        let ending = report.ending == RunReport.Ending.finished.rawValue ? "" : " · \(HTML.text(report.ending))"
        return """
            <header>
            <p class="when">\(time.minute(report.startedAt)) – \(time.minute(report.endedAt).suffix(5))\(ending)</p>
            <h1>\(HTML.text(report.portal))</h1>
            <ul class="headline">
            \(sentences)</ul>
            <nav aria-label="Counts"><ul class="tiles">
            \(tiles)</ul></nav>
            </header>
            """
    }

    private static func mark(_ mood: ReportSentence.Mood) -> String {
        switch mood {
        case .good: "<span aria-label=\"good\">✓</span>"
        case .note: "<span aria-label=\"note\">•</span>"
        case .bad: "<span aria-label=\"attention\">!</span>"
        }
    }

    private var tiles: String {
        let tiles: [(anchor: String, label: String, chinese: String, count: Int)] = [
            ("new", "new", "新增", report.count(.new)), ("changed", "changed", "变更", report.count(.changed)),
            ("gone", "gone", "消失", report.count(.gone, .missing, .redirected)), ("moved", "moved", "迁移", report.count(.moved)),
            ("back", "back", "恢复", report.count(.back)), ("refused", "turned away", "拒绝", report.count(.turnedAway)),
            ("failed", "failed", "失败", report.count(.failed)), ("findings", "findings", "提示", report.findings.count),
        ]
        return tiles.map { tile in
            let inner = "<b>\(Headline.grouped(tile.count))</b> \(tile.label) <span lang=\"zh\">\(tile.chinese)</span>"
            return "<li>" + (tile.count > 0 ? "<a href=\"#\(tile.anchor)\">\(inner)</a>" : "<span class=\"zero\">\(inner)</span>") + "</li>\n"
        }.joined()
    }

    // MARK: The sections

    private var sections: [String] {
        [findings, group("refused", "Turned away", "拒绝", [.turnedAway]), group("failed", "Failed", "失败", [.failed]),
         vanished, moved, changed, new, back, columns, servers, nights, ledger].compactMap { $0 }
    }

    private func section(_ id: String, _ body: String) -> String { "<section id=\"\(id)\">\n\(body)</section>\n" }

    private var findings: String? {
        guard !report.findings.isEmpty else { return nil }
        let items = report.findings.map { finding in
            let column = finding.column.map { "\(HTML.chinese($0)): " } ?? ""
            let links = finding.urls.prefix(3).map { HTML.link($0, nil) }.joined(separator: " ")
            return "\(column)\(HTML.text(finding.text))\(links.isEmpty ? "" : "<br><small>\(links)</small>")"
        }
        return section("findings", HTML.heading("Findings", "提示", count: items.count) + HTML.folded(items, open: 8, tag: "ul"))
    }

    /// What failed, together by host and reason.
    private func group(_ id: String, _ english: String, _ chinese: String, _ kinds: [PageChange.Kind]) -> String? {
        let all = report.changes.filter { kinds.contains($0.kind) }
        guard !all.isEmpty else { return nil }
        let groups = Dictionary(grouping: all) { [$0.host, $0.reason ?? "", $0.detail ?? ""] }
            .sorted { ($1.value.count, $0.key.joined()) < ($0.value.count, $1.key.joined()) }
        let rows = groups.map { key, changes in
            [HTML.text(key[1]), Headline.grouped(changes.count), HTML.text(key[0]), "<small>\(HTML.text(key[2]))</small>",
             "<small>" + changes.prefix(3).map { HTML.link($0.url, $0.title) }.joined(separator: "<br>") + "</small>"]
        }
        let total = report.count(kinds[0])
        let rest = total > all.count ? "<p class=\"rest\">Of the first \(Headline.grouped(all.count)).</p>\n" : ""
        return section(
            id,
            HTML.heading(english, chinese, count: total)
                + HTML.table(caption: "By reason and host", ["Reason", "URLs", "Host", "What it said", "For example"], numbers: [1], rows) + rest)
    }

    private var vanished: String? {
        let changes = [PageChange.Kind.gone, .redirected, .missing].flatMap(report.shown)
        guard !changes.isEmpty else { return nil }
        let items = changes.map { change in
            let what = switch change.kind {
            case .gone: "gone: not there on two nights"
            case .redirected: "now only points elsewhere"
            default: "missing for the first time"
            }
            return entry(change, "\(what)\(change.status.map { " (HTTP \($0))" } ?? "")") + copy(change)
        }
        return section(
            "gone", HTML.heading("Vanished", "消失", count: report.count(.gone, .missing, .redirected))
                + HTML.folded(items, open: 20, tag: "ul", total: report.count(.gone, .missing, .redirected)))
    }

    private var moved: String? {
        let changes = report.shown(.moved)
        guard !changes.isEmpty else { return nil }
        let items = changes.map { change in
            entry(change, nil) + "<br><small>from <span class=\"url\">\(HTML.text(change.url))</span> to \(HTML.link(change.movedTo ?? "", nil))</small>"
        }
        return section("moved", HTML.heading("Moved", "迁移", count: report.count(.moved)) + HTML.folded(items, open: 10, tag: "ul", total: report.count(.moved)))
    }

    private var back: String? {
        let changes = report.shown(.back)
        guard !changes.isEmpty else { return nil }
        let items = changes.map { entry($0, "was \($0.before ?? "missing")") + DifferenceHTML.blocks($0.difference ?? [], left: $0.blocksLeft) }
        return section("back", HTML.heading("Back again", "恢复", count: report.count(.back)) + HTML.folded(items, open: 10, tag: "ul", total: report.count(.back)))
    }

    private var changed: String? {
        let total = report.count(.changed)
        guard total > 0 || !report.sharedChanges.isEmpty else { return nil }
        var html = HTML.heading("Changed", "变更", count: total)
        if !report.sharedChanges.isEmpty {
            let items = report.sharedChanges.map { shared in
                "<p class=\"many\">The same on \(Headline.count(shared.count, "page"))</p>" + "<ul class=\"diff\"><li>\(DifferenceHTML.block(shared.change))</li></ul>"
                    + "<small>for example " + shared.urls.prefix(3).map { HTML.link($0, nil) }.joined(separator: ", ") + "</small>"
            }
            html += HTML.heading("On several pages", "多页相同", level: 3) + HTML.folded(items, open: 5, tag: "ul")
        }
        let changes = report.shown(.changed)
        let texts = changes.filter { $0.matter != .list && !$0.matter.isFile }
        if !texts.isEmpty { html += HTML.folded(texts.map(article), open: 15, tag: "ol", total: report.count(.changed, of: [.article, .page])) }
        let lists = changes.filter { $0.matter == .list }
        if !lists.isEmpty { html += HTML.heading("Lists", "列表", level: 3) + HTML.folded(lists.map(list), open: 8, tag: "ul") }
        let files = changes.filter(\.matter.isFile)
        if !files.isEmpty { html += HTML.heading("Files", "文件", level: 3) + HTML.folded(files.map { entry($0, nil) }, open: 5, tag: "ul") }
        return section("changed", html)
    }

    private func article(_ change: PageChange) -> String {
        let shared = change.sharedChanges.map { "<p class=\"rest\">and \(Headline.count($0, "change")) told above</p>\n" } ?? ""
        let blocks = change.difference.map { $0.isEmpty ? "" : DifferenceHTML.blocks($0, left: change.blocksLeft) }
        return entry(change, nil) + (blocks ?? "<p class=\"rest\">not compared</p>\n") + shared + copy(change)
    }

    private func list(_ change: PageChange) -> String {
        var parts: [String] = []
        if let added = change.entriesAdded { parts.append("\(added) came") }
        if let lost = change.entriesLost, lost > 0 { parts.append("\(lost) lost") }
        return entry(change, parts.joined(separator: ", "))
    }

    private var new: String? {
        let changes = report.shown(.new)
        guard !changes.isEmpty else { return nil }
        var html = HTML.heading("New", "新增", count: report.count(.new))
        let articles = changes.filter { $0.matter == .article }
        // The columns in the order of their weightiest article.
        var order: [String] = []
        let byColumn = Dictionary(grouping: articles) { change in
            let column = change.column ?? ""
            if !order.contains(column) { order.append(column) }
            return column
        }
        for column in order {
            let items = byColumn[column] ?? []
            html += "<h3 lang=\"zh\">\(HTML.text(column.isEmpty ? "无栏目" : column)) <span class=\"n\">\(Headline.grouped(items.count))</span></h3>\n"
            html += HTML.folded(items.map { entry($0, $0.published, withColumn: false) }, open: 8, tag: "ul")
        }
        for (matter, name, chinese) in [(PageChange.Matter.list, "Lists", "列表"), (.page, "Other pages", "其他页面"), (.attachment, "Attachments", "附件")] {
            let items = changes.filter { $0.matter == matter }
            if !items.isEmpty { html += HTML.heading(name, chinese, count: items.count, level: 3) + HTML.folded(items.map { entry($0, nil) }, open: 5, tag: "ul") }
        }
        let embeds = report.count(.new, of: [.embed])
        if embeds > 0 { html += "<p class=\"rest\">And \(Headline.count(embeds, "image, style sheet or script")).</p>\n".replacing("scripts", with: "scripts") }
        let total = report.count(.new)
        if total > changes.count { html += "<p class=\"rest\">\(Headline.grouped(changes.count)) of \(Headline.grouped(total)) are shown; all stand in \(HTML.file("changes.jsonl", "changes.jsonl")).</p>\n" }
        return section("new", html)
    }

    /// A page's line: its title with its address, its column, a note.
    private func entry(_ change: PageChange, _ note: String?, withColumn: Bool = true) -> String {
        var parts: [String] = []
        if withColumn, let column = change.column { parts.append(HTML.chinese(column)) }
        if let note, !note.isEmpty { parts.append(HTML.text(note)) }
        return HTML.link(change.url, change.title) + (parts.isEmpty ? "" : " <small>\(parts.joined(separator: " · "))</small>")
    }

    /// Where the last good copy lies.
    private func copy(_ change: PageChange) -> String {
        guard let warc = change.warc, let offset = change.offset else { return "" }
        let before = change.warcBefore.map { ", before \(HTML.text($0))@\(change.offsetBefore ?? 0)" } ?? ""
        return "<small class=\"place\">copy \(HTML.text(warc))@\(offset)\(before)</small>"
    }

    // MARK: Tables

    private var columns: String? {
        guard !report.columns.isEmpty else { return nil }
        let rows = report.columns.map { column in
            [HTML.link(column.url ?? "", column.name), column.announced.map(Headline.grouped) ?? "", Headline.grouped(column.named), Headline.grouped(column.captured),
             column.new > 0 ? "+\(Headline.grouped(column.new))" : "", column.since.isEmpty ? "" : time.day(column.since),
             column.lastGrowth.map(time.day) ?? "", HTML.text(column.notLooked.map { "not looked: \($0)" } ?? "")]
        }
        return section(
            "columns",
            HTML.heading("Columns", "栏目", count: rows.count)
                + HTML.table(
                    caption: "What the lists of each column name, and what of it is captured",
                    ["Column", "Announced", "Named", "Captured", "New", "Since", "Last new", ""], numbers: [1, 2, 3, 4], rows))
    }

    private var servers: String? {
        guard !report.servers.isEmpty else { return nil }
        let rows = report.servers.map { server in
            [HTML.text(server.host), Headline.grouped(server.requests), Self.milliseconds(server.mean), Self.milliseconds(server.median), Self.milliseconds(server.slowest5),
             server.smallestGap.map(Headline.seconds) ?? "", String(server.mostAtOnce), Headline.grouped(server.errors), Headline.grouped(server.busy),
             server.askedToWait == 0 ? "" : server.tooEarly == 0 ? "obeyed" : "\(server.tooEarly) too early"]
        }
        return section(
            "servers",
            HTML.heading("Servers", "服务器")
                + HTML.table(
                    caption: "Answer times in milliseconds: the mean, the median, and what 95 % did not exceed; the shortest pause between two requests",
                    ["Host", "Requests", "Mean", "Median", "95 %", "Gap", "At once", "Errors", "Busy", "Retry-After"], numbers: Set(1...8), rows))
    }

    private static func milliseconds(_ seconds: Double?) -> String { seconds.map { String(Int(($0 * 1000).rounded())) } ?? "" }

    private var nights: String? {
        let nights = report.nights
        guard nights.count > 1 else { return nil }
        let labels = nights.map { time.day($0.startedAt) }
        let plots = [
            NightPlot(title: "Answers", chinese: "应答", values: nights.map { Double($0.answers) }, highlighted: nights.map { Double($0.new + $0.changed) }, highlight: "new and changed", labels: labels) { Headline.grouped(Int($0)) },
            NightPlot(title: "Received", chinese: "流量", values: nights.map { Double($0.bytes) }, labels: labels) { ByteCount.text(Int($0)) },
            NightPlot(title: "Errors", chinese: "错误", values: nights.map { Double($0.errors) }, labels: labels) { Headline.grouped(Int($0)) },
            NightPlot(title: "Answer time", chinese: "响应时间", values: nights.map { ($0.answerTime ?? 0) * 1000 }, labels: labels) { "\(Headline.grouped(Int($0.rounded()))) ms" },
        ]
        return section("nights", HTML.heading("Last nights", "历次", count: nights.count) + "<div class=\"plots\">\n" + plots.map(\.svg).joined() + "</div>\n")
    }

    private var ledger: String? {
        let states = URLState.allCases.compactMap { state in report.states[state.rawValue].map { (state.rawValue, $0) } }
        let rows = states.map { state, count in
            let reasons = report.reasons.filter { $0.state == state }.map { "\(HTML.text($0.reason)) \(Headline.grouped($0.count))" }
            return [HTML.text(state), Headline.grouped(count), reasons.joined(separator: ", ")]
        } + [["all", Headline.grouped(report.known), ""]]
        return section(
            "ledger", HTML.heading("Every URL known", "台账") + HTML.table(caption: "Each URL stands in one state", ["State", "URLs", "Reasons"], numbers: [1], rows))
    }
}

extension PageChange {
    /// The host of the address.
    var host: String {
        let rest = url.split(separator: "/", omittingEmptySubsequences: true)
        return rest.count > 1 ? String(rest[1]) : url
    }
}
