// What of a report is to be looked at first: findings and changes of all kinds, ranked together by their weight.

import Comparing

/// The items of a report in the order of their weights.
struct WeightiestItems {
    private struct Item {
        var weight: Int
        /// The section that tells more.
        var anchor: String
        var tag: String
        var chinese: String
        var html: String
    }

    private var items: [Item] = []

    /// Of one kind at most so many, so that many of a kind do not hide the others.
    private static let mostOfAKind = 4

    init(_ report: MorningReport) {
        for finding in report.findings {
            add(finding.weight, "findings", "finding", "提示", FindingSentence.html(of: finding))
        }
        for shared in report.sharedChanges {
            add(shared.weight, "changed", "changed", "变更", "on \(Headline.count(shared.count, "page")): \(Self.words(of: shared.change))")
        }
        for (kind, anchor, tag, chinese) in [
            (PageChange.Kind.turnedAway, "refused", "turned away", "拒绝"), (.failed, "failed", "failed", "失败"),
        ] {
            for group in ChangeGroup.groups(of: report.shown(kind)) {
                let weight = group.changes.map(\.weight).max() ?? 0
                let pages = group.changes.prefix(2).map { HTML.link($0.url, $0.title) }.joined(separator: ", ")
                let rest = group.changes.count > 2 ? " and \(Headline.grouped(group.changes.count - 2)) more" : ""
                add(weight, anchor, tag, chinese, "\(pages)\(rest) <small>\(HTML.text(group.words))</small>")
            }
        }
        for change in report.changes {
            let column = change.column.map { " <small>\(HTML.chinese($0))</small>" } ?? ""
            let title = HTML.link(change.url, change.title) + column
            switch change.kind {
            case .gone: add(change.weight, "gone", "gone", "消失", title)
            case .missing: add(change.weight, "gone", "missing", "缺失", title)
            case .redirected: add(change.weight, "gone", "redirected", "转址", title)
            case .moved:
                add(change.weight, "moved", "moved", "迁移", "\(title) <small>to \(HTML.link(change.movedTo ?? "", nil))</small>")
            case .back: add(change.weight, "back", "back", "恢复", title)
            case .new where change.matter == .article || change.matter == .attachment: add(change.weight, "new", "new", "新增", title)
            case .changed where change.matter != .list:
                let heaviest = change.difference?.max { ChangeWeight.of($0) < ChangeWeight.of($1) }
                add(change.weight, "changed", "changed", "变更", title + (heaviest.map { "<br>" + Self.words(of: $0) } ?? ""))
            case .new, .changed, .turnedAway, .failed: break
            }
        }
    }

    private static func words(of block: BlockChange) -> String {
        "<small>\(HTML.chinese(DifferenceHTML.name(of: block)))</small> <span lang=\"zh\">\(DifferenceHTML.line(block))</span>"
    }

    private mutating func add(_ weight: Int, _ anchor: String, _ tag: String, _ chinese: String, _ html: String) {
        items.append(Item(weight: weight, anchor: anchor, tag: tag, chinese: chinese, html: html))
    }

    /// The first items of a list.
    func html(most: Int) -> [String] {
        var taken: [String: Int] = [:]
        let ranked = items.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map(\.element)
        let shown = ranked.filter { item in
            taken[item.tag, default: 0] += 1
            return taken[item.tag, default: 0] <= Self.mostOfAKind
        }.prefix(most)
        return shown.map { item in
            "<li><span class=\"tag\"><a href=\"#\(item.anchor)\">\(item.tag) <span lang=\"zh\">\(item.chinese)</span></a></span>"
                + "<div>\(item.html)</div></li>\n"
        }
    }
}

/// URLs of one host that met with the same.
struct ChangeGroup {
    var host: String
    var reason: String
    var detail: String
    var changes: [PageChange]

    /// `refused: HTTP 403`.
    var words: String { [reason, detail].filter { !$0.isEmpty }.joined(separator: ": ") }

    /// The largest group first.
    static func groups(of changes: [PageChange]) -> [ChangeGroup] {
        Dictionary(grouping: changes) { [$0.host, $0.reason ?? "", $0.detail ?? ""] }
            .sorted { ($1.value.count, $0.key.joined()) < ($0.value.count, $1.key.joined()) }
            .map { ChangeGroup(host: $0.key[0], reason: $0.key[1], detail: $0.key[2], changes: $0.value) }
    }
}

extension PageChange {
    /// The host of the address.
    var host: String {
        let rest = url.split(separator: "/", omittingEmptySubsequences: true)
        return rest.count > 1 ? String(rest[1]) : url
    }
}
