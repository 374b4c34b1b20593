// How much a change matters: what monitors of government pages found to be worth a look.

import Comparing

/// Weighs changes, 0 to 100. A weight orders a list; it hides nothing.
enum ChangeWeight {
    /// Words whose coming or going changes what a text means in law.
    private static let terms = ["废止", "失效", "撤销", "撤回", "修订", "修改", "修正", "更正", "暂停", "终止", "延期", "取消", "不予", "禁止", "罚款"]
    private static let heavyFields: Set<String> = [
        "document.number", "document.index_number", "document.issuer", "document.written", "document.released", "document.effective",
        "document.validity", "published", "source",
    ]
    /// From so many characters one change counts as large.
    private static let large = 100

    static func of(_ change: PageChange) -> Int {
        let matter = switch change.matter {
        case .article: 20
        case .attachment: 15
        case .page: 8
        case .list: 5
        case .embed: 0
        }
        return switch change.kind {
        case .gone: 70 + matter
        case .redirected: 55 + matter
        case .missing: 50 + matter
        case .turnedAway: 40 + matter
        case .moved: 35 + matter
        case .back: 30 + matter
        case .failed: 30 + matter
        case .new: 10 + matter
        case .changed: min(100, matter + of(change.difference))
        }
    }

    static func of(_ difference: [BlockChange]?) -> Int {
        guard let difference else { return 5 }
        return min(80, difference.map(of).max() ?? 0)
    }

    static func of(_ change: BlockChange) -> Int {
        if change.isMinor { return 2 }
        var weight = 10
        if heavyFields.contains(change.field) { weight += 30 }
        if change.field == "title" { weight += 25 }
        if change.field == "attachments" { weight += 20 }
        if change.field == "footer" { weight = 4 }
        let changed = change.changedCharacters
        weight += min(20, changed / 5)
        if changed > large { weight += 15 }
        let text = change.segments.filter { $0.kind != .same }.map(\.text).joined(separator: "\n")
        if change.field != "footer", terms.contains(where: text.contains) { weight += 25 }
        return weight
    }
}
