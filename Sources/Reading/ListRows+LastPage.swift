// The rows of a list's last page: a row or two have no siblings by which they could be told, so they are looked for beside the pager.

import Markup

extension ListRows {
    /// So many ancestors of the pager can hold the rows too.
    private static let reach = 3

    /// Reads the rows that stand before the pager of a list's last page, in one element with it; `nil` if none there has a date.
    init?(onLastPage page: VisibleText, pager: Pager, excluded: Range<Int>) {
        guard pager.isLast, let node = pager.node else { return nil }
        let candidates = ListRows.candidates(page)
        var ancestor = node
        for _ in 0..<ListRows.reach {
            guard let parent = page.tree.parent(of: ancestor), parent > 0 else { return nil }
            ancestor = parent
            let found = candidates.filter { $0 < node && page.isInside($0, ancestor) && !page.isInside(node, $0) }
                .map { ($0, ListRows.rows(page, in: $0, excluded)) } + [(ancestor, ListRows.rows(page, in: ancestor, excluded))]
            let dated = found.map { place, rows in (place, rows.filter { $0.date != nil && $0.link < node }, rows.count) }
                .filter { !$0.1.isEmpty && $0.1.count * 2 >= $0.2 }
            if let best = dated.max(by: { ListRows.worth(page, $0.1) < ListRows.worth(page, $1.1) }) {
                self.init()
                container = best.0
                rows = best.1
                worth = ListRows.worth(page, best.1)
                return
            }
        }
        return nil
    }

    private static func worth(_ page: VisibleText, _ rows: [Row]) -> Double { rows.reduce(0) { $0 + worth(page, $1) } }
}
