// The columns of a portal that are read by a dialect, for the terminal.

import Archive

/// Writes columns with their dialects, their totals, and how far their lists could be read.
public struct ColumnsText {
    private let portal: String
    private let columns: [ColumnCoverage]

    public init(portal: String, _ columns: [ColumnCoverage]) {
        self.portal = portal
        self.columns = columns.filter { $0.dialect != nil }
    }

    public var text: String {
        guard !columns.isEmpty else { return "\(portal)\n  no list was read by a dialect yet\n" }
        var table = TextTable(head: ["column", "dialect", "announced", "where", "listed", "URL", ""], numbers: [2, 4])
        for column in columns {
            table.rows.append([
                CoverageText.name(column), column.dialect ?? "", column.announced.map(Headline.grouped) ?? "", column.announcedIn ?? "",
                column.reached.map(Headline.grouped) ?? "", SafeText.terminal(column.url ?? ""), SafeText.terminal(column.cutShort ?? ""),
            ])
        }
        return ([portal] + table.lines(indent: "  ")).joined(separator: "\n") + "\n"
    }
}
