// The coverage of a portal's columns for the terminal.

import Archive

/// Writes columns as a table.
public struct CoverageText {
    private let portal: String
    private let columns: [ColumnCoverage]
    private let time: LocalTime

    /// A longer name is cut in its middle: the columns above it are the least of it.
    private static let widest = 44

    public init(portal: String, _ columns: [ColumnCoverage], time: LocalTime) {
        self.portal = portal
        self.columns = columns
        self.time = time
    }

    public var text: String {
        guard !columns.isEmpty else { return "\(portal)\n  no list page was read yet, and no sitemap\n" }
        var table = TextTable(
            head: ["column", "announced", "short by", "lists name", "sitemaps", "captured", "not captured", "new", "since", "last new", ""],
            numbers: [1, 2, 3, 4, 5, 7])
        for column in columns {
            table.rows.append([
                Self.name(column), Self.number(column.announced), Self.number(column.shortBy), Self.number(column.listed ?? column.named),
                Self.number(column.inSitemaps), Headline.grouped(column.captured), column.uncapturedWords,
                column.new > 0 ? "+\(Headline.grouped(column.new))" : "", column.since.isEmpty ? "" : time.day(column.since),
                column.lastGrowth.map(time.day) ?? "", column.notLooked.map { "not looked: \($0)" } ?? "",
            ])
        }
        return ([portal] + table.lines(indent: "  ")).joined(separator: "\n") + "\n"
    }

    private static func number(_ value: Int?) -> String { value.map(Headline.grouped) ?? "" }

    /// The name, without so many of the columns above it that it is short enough.
    static func name(_ column: ColumnCoverage) -> String {
        guard !column.name.isEmpty else { return "(no column)" }
        var parts = SafeText.terminal(column.name).components(separatedBy: " > ")[...]
        let isWhole = { DisplayWidth.of(parts.joined(separator: " > ")) <= widest }
        guard !isWhole() else { return parts.joined(separator: " > ") }
        while parts.count > 1, !isWhole() { parts = parts.dropFirst() }
        return DisplayWidth.cut("… > " + parts.joined(separator: " > "), to: widest + 4)
    }
}
