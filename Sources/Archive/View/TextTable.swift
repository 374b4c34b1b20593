// A table for the terminal: columns of cells one below the other, also where Han characters take two places.

/// Rows of cells; each column is as wide as its widest cell, and left out where all its cells are empty.
public struct TextTable {
    public let head: [String]
    /// Columns whose cells stand at the right.
    public var numbers: Set<Int>
    public var rows: [[String]] = []

    public init(head: [String], numbers: Set<Int> = []) {
        self.head = head
        self.numbers = numbers
    }

    /// The lines, without the blanks at their ends.
    public func lines(indent: String) -> [String] {
        let shown = head.indices.filter { i in rows.contains { !$0[i].isEmpty } }
        let widths = head.indices.map { i in ([head] + rows).map { DisplayWidth.of($0[i]) }.max() ?? 0 }
        return ([head] + rows).map { row in
            let cells = shown.map { i in
                let blanks = String(repeating: " ", count: widths[i] - DisplayWidth.of(row[i]))
                return numbers.contains(i) ? blanks + row[i] : row[i] + blanks
            }
            let line = cells.joined(separator: "  ")
            return indent + line[..<(line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex)]
        }
    }
}
