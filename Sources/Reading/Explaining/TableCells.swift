// The cells of a data table as people see them: how far each reaches, and the empty ones before it.

import Markup

/// Finds out a row's cells once, for all lines in it.
struct TableCells {
    private let page: VisibleText
    private var isData: [Int: Bool] = [:]
    private var cells: [Int: PageLine.Cell] = [:]
    private var rows: Set<Int> = []
    /// No cell is shown wider or higher (HTML Standard §4.9.11 caps colspan at 1,000).
    private static let widest = 1000

    init(_ page: VisibleText) {
        self.page = page
    }

    /// The cell of a `<td>` or `<th>` of a table of data; `nil` in a table that only sets the layout.
    mutating func cell(_ node: Int) -> PageLine.Cell? {
        let tree = page.tree
        guard let row = tree.parent(of: node), let table = tree.nearest([.table], from: row) else { return nil }
        let data = isData[table] ?? TableRows.isData(page, table)
        isData[table] = data
        guard data else { return nil }
        if rows.insert(row).inserted {
            var empty = 0
            for child in tree.children(of: row) where [Tag.td, .th].contains(tree.nodes[child].tag) {
                if page.lines(in: child).isEmpty { empty += 1; continue }
                cells[child] = PageLine.Cell(table: table, row: row, cell: child, columns: span(.colspan, child), rows: span(.rowspan, child), emptyBefore: empty)
                empty = 0
            }
        }
        return cells[node]
    }

    private func span(_ name: AttributeName, _ cell: Int) -> Int {
        guard let value = page.tree.attribute(name, of: cell), let n = page.tree.text.number(at: value.startIndex, end: value.endIndex)?.value else { return 1 }
        return min(max(n, 1), TableCells.widest)
    }
}
