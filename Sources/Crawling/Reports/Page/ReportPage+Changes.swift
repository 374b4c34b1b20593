// The sections of a report's page that tell of pages: refused, vanished, moved, changed, new, back again.

extension ReportPage {
    /// What failed, together by host and reason.
    func group(_ id: String, _ english: String, _ chinese: String, _ kind: PageChange.Kind) -> String? {
        let all = report.shown(kind)
        guard !all.isEmpty else { return nil }
        let rows = ChangeGroup.groups(of: all).map { group in
            [HTML.text(group.reason), Headline.grouped(group.changes.count), HTML.text(group.host), HTML.text(group.detail),
             group.changes.prefix(3).map { HTML.link($0.url, $0.title) }.joined(separator: "<br>")]
        }
        let total = report.count(kind)
        let rest = total > all.count ? "<p class=\"rest\">Of the first \(Headline.grouped(all.count)).</p>\n" : ""
        return section(
            id,
            HTML.heading(english, chinese, count: total)
                + HTML.table(
                    caption: "By reason and host",
                    [.init(name: "Reason"), .number("URLs"), .init(name: "Host"), .text("What was said"), .text("For example")], rows)
                + rest)
    }

    var vanished: String? {
        let changes = [PageChange.Kind.gone, .redirected, .missing].flatMap(report.shown)
        guard !changes.isEmpty else { return nil }
        let items = changes.map { change in
            let what = switch change.kind {
            case .gone: "gone: not there on two nights"
            case .redirected: "now only points elsewhere"
            default: change.warc == nil ? "not there, and never captured" : "missing for the first time"
            }
            return entry(change, "\(what)\(change.status.map { " (HTTP \($0))" } ?? "")") + copy(change)
        }
        let total = report.count(.gone, .missing, .redirected)
        return section("gone", HTML.heading("Vanished", "消失", count: total) + HTML.folded(items, open: 20, tag: "ul", total: total))
    }

    var moved: String? {
        let changes = report.shown(.moved)
        guard !changes.isEmpty else { return nil }
        let items = changes.map { change in
            let way = "from <span class=\"url\">\(HTML.text(change.url))</span> to \(HTML.link(change.movedTo ?? "", nil))"
            return "\(entry(change, nil))<br><small>\(way)</small>"
        }
        let total = report.count(.moved)
        return section("moved", HTML.heading("Moved", "迁移", count: total) + HTML.folded(items, open: 10, tag: "ul", total: total))
    }

    var back: String? {
        let changes = report.shown(.back)
        guard !changes.isEmpty else { return nil }
        let items = changes.map { change in
            entry(change, "was \(change.before ?? "missing")") + DifferenceHTML.blocks(change.difference ?? [], left: change.blocksLeft)
        }
        let total = report.count(.back)
        return section("back", HTML.heading("Back again", "恢复", count: total) + HTML.folded(items, open: 10, tag: "ul", total: total))
    }

    var changed: String? {
        let total = report.count(.changed)
        guard total > 0 || !report.sharedChanges.isEmpty else { return nil }
        var html = HTML.heading("Changed", "变更", count: total)
        if !report.sharedChanges.isEmpty {
            html += HTML.heading("On several pages", "多页相同", level: 3) + HTML.folded(report.sharedChanges.map(shared), open: 5, tag: "ul")
        }
        let changes = report.shown(.changed)
        let texts = changes.filter { $0.matter != .list && !$0.matter.isFile }
        if !texts.isEmpty {
            html += HTML.heading("Pages", "页面", level: 3)
                + HTML.folded(texts.map(article), open: 15, tag: "ol", total: report.count(.changed, of: [.article, .page]))
        }
        let lists = changes.filter { $0.matter == .list }
        if !lists.isEmpty { html += HTML.heading("Lists", "列表", level: 3) + HTML.folded(lists.map(list), open: 8, tag: "ul") }
        let files = changes.filter(\.matter.isFile)
        if !files.isEmpty { html += HTML.heading("Files", "文件", level: 3) + HTML.folded(files.map { entry($0, nil) }, open: 5, tag: "ul") }
        return section("changed", html)
    }

    private func shared(_ shared: SharedChange) -> String {
        let examples = shared.urls.prefix(3).map { HTML.link($0, nil) }.joined(separator: ", ")
        return "The same on \(Headline.count(shared.count, "page"))<ul class=\"diff\"><li>\(DifferenceHTML.block(shared.change))</li></ul>"
            + "<small>for example \(examples)</small>"
    }

    private func article(_ change: PageChange) -> String {
        let blocks = change.difference.map { DifferenceHTML.blocks($0, left: change.blocksLeft) } ?? "<p class=\"rest\">not compared</p>\n"
        return entry(change, change.sharedChanges.map { "besides \(Headline.count($0, "change")) told above" }) + blocks + copy(change)
    }

    private func list(_ change: PageChange) -> String {
        var parts: [String] = []
        if let added = change.entriesAdded { parts.append("\(added) came") }
        if let lost = change.entriesLost, lost > 0 { parts.append("\(lost) left it") }
        return entry(change, parts.joined(separator: ", "))
    }

    var new: String? {
        let changes = report.shown(.new)
        guard !changes.isEmpty else { return nil }
        let total = report.count(.new)
        var html = HTML.heading("New", "新增", count: total)
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
            let name = HTML.text(column.isEmpty ? "无栏目" : column)
            html += "<h3 lang=\"zh\">\(name) <span class=\"n\">\(Headline.grouped(items.count))</span></h3>\n"
            html += HTML.folded(items.map { entry($0, $0.published, withColumn: false) }, open: 8, tag: "ul")
        }
        for (matter, name, chinese) in [
            (PageChange.Matter.list, "Lists", "列表"), (.page, "Other pages", "其他页面"), (.attachment, "Attachments", "附件"),
        ] {
            let items = changes.filter { $0.matter == matter }
            guard !items.isEmpty else { continue }
            html += HTML.heading(name, chinese, count: report.count(.new, of: [matter]), level: 3)
                + HTML.folded(items.map { entry($0, nil) }, open: 5, tag: "ul")
        }
        let embeds = report.count(.new, of: [.embed])
        if embeds > 0 {
            let files = Headline.count(embeds, "image, style sheet or script", "images, style sheets and scripts")
            html += "<p class=\"rest\">And \(files).</p>\n"
        }
        if total > changes.count {
            html += "<p class=\"rest\">\(Headline.grouped(changes.count)) of \(Headline.grouped(total)) are shown; "
                + "all stand in \(HTML.file("changes.jsonl", "changes.jsonl")).</p>\n"
        }
        return section("new", html)
    }

    /// A page's line: its title with its address, its column, a note.
    private func entry(_ change: PageChange, _ note: String?, withColumn: Bool = true) -> String {
        var parts: [String] = []
        if withColumn, let column = change.column, column != change.title { parts.append(HTML.chinese(column)) }
        if let note, !note.isEmpty { parts.append(HTML.text(note)) }
        return HTML.link(change.url, change.title) + (parts.isEmpty ? "" : " <small>\(parts.joined(separator: " · "))</small>")
    }

    /// Where the last good copy lies, and the one before.
    private func copy(_ change: PageChange) -> String {
        guard let warc = change.warc, let offset = change.offset else { return "" }
        let before = change.warcBefore.map { ", before: \(HTML.text($0)) at \(change.offsetBefore ?? 0)" } ?? ""
        return "<span class=\"place\">copy: \(HTML.text(warc)) at \(offset)\(before)</span>"
    }
}
