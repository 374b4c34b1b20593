// Tables of data inside a body: a row is one paragraph, its cells joined by a tab.

import Markup

/// The rows of one table of data.
struct TableRows {
    /// One text a row; empty rows are left out.
    var rows: [String]
    /// The lines that stand in the table.
    var lines: Range<Int>

    /// Reads the table `node`; `nil` if it only sets the layout: no row has two cells with text, or a cell holds a table.
    init?(_ page: VisibleText, table node: Int, within span: Range<Int>) {
        guard TableRows.isData(page, node) else { return nil }
        lines = page.lines(in: node).clamped(to: span)
        rows = []
        // Columns still covered by a cell of an earlier row.
        var covered: [Int: Int] = [:]
        for row in TableRows.rowNodes(page.tree, node) {
            var cells: [String] = []
            var column = 0
            var next: [Int: Int] = [:]
            func skipCovered() {
                while let rest = covered[column] {
                    cells.append("")
                    if rest > 1 { next[column] = rest - 1 }
                    covered[column] = nil
                    column += 1
                }
            }
            for cell in page.tree.children(of: row) where [Tag.td, .th].contains(page.tree.nodes[cell].tag) {
                skipCovered()
                cells.append(TableRows.text(page, cell, span))
                let wide = TableRows.span(page.tree, cell, .colspan), high = TableRows.span(page.tree, cell, .rowspan)
                if high > 1 { for c in column..<(column + wide) { next[c] = high - 1 } }
                column += wide
            }
            for (c, rest) in covered.sorted(by: { $0.key < $1.key }) {
                cells.append("")
                if rest > 1 { next[c] = rest - 1 }
            }
            covered = next
            if cells.contains(where: { !$0.isEmpty }) { rows.append(cells.joined(separator: "\t")) }
        }
    }

    /// Whether a table holds data: some row has two cells with text, and no cell holds a table with text.
    static func isData(_ page: VisibleText, _ node: Int) -> Bool {
        let tree = page.tree
        for i in tree.descendants(of: node) where tree.nodes[i].tag == .table && tree.nodes[i].kind == .element {
            if !page.lines(in: i).isEmpty { return false }
        }
        var wide = 0
        for row in rowNodes(tree, node) {
            var cells = 0
            for cell in tree.children(of: row) where [Tag.td, .th].contains(tree.nodes[cell].tag) && !page.lines(in: cell).isEmpty { cells += 1 }
            if cells >= 2 { wide += 1 }
        }
        return wide >= 1
    }

    private static func rowNodes(_ tree: PageTree, _ table: Int) -> [Int] {
        var rows: [Int] = []
        for child in tree.children(of: table) {
            switch tree.nodes[child].tag {
            case .tr: rows.append(child)
            case .tbody, .thead, .tfoot: for row in tree.children(of: child) where tree.nodes[row].tag == .tr { rows.append(row) }
            default: break
            }
        }
        return rows
    }

    /// The blocks of a cell, joined by a space.
    private static func text(_ page: VisibleText, _ cell: Int, _ span: Range<Int>) -> String {
        page.lines(in: cell).clamped(to: span).compactMap { page.text.words(page.lines[$0].range) }.joined(separator: " ")
    }

    /// colspan or rowspan, 1 to 1,000 (HTML Standard §4.9.11 caps colspan at 1,000).
    private static func span(_ tree: PageTree, _ cell: Int, _ name: AttributeName) -> Int {
        guard let value = tree.attribute(name, of: cell), let n = tree.text.number(at: value.startIndex, end: value.endIndex)?.value else { return 1 }
        return min(max(n, 1), 1000)
    }
}
