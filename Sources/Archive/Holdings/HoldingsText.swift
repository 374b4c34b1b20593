// What an archive holds, for the terminal.

/// Writes counts as tables: a line a portal, then years and fields of all together.
public struct HoldingsText {
    private let portals: [Holdings]

    public init(_ portals: [Holdings]) { self.portals = portals }

    public var text: String {
        var total = Holdings(portal: "all")
        for portal in portals { total.add(portal) }
        return ([table(portals.count > 1 ? portals + [total] : portals), years(of: total), fields(of: total)] + notes(on: total))
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func table(_ rows: [Holdings]) -> String {
        var table = TextTable(
            head: ["portal", "pages", "articles", "documents", "lists", "other", "characters", "captured from", "to", "withheld"], numbers: [1, 2, 3, 4, 5, 6, 9])
        for row in rows {
            var cells = [row.portal, GroupedNumber.text(row.pages)]
            for kind in Holdings.kinds { cells.append(GroupedNumber.text(row.kinds[kind, default: 0])) }
            cells.append(GroupedNumber.text(row.characters))
            cells.append(Self.day(row.firstCapture))
            cells.append(Self.day(row.lastCapture))
            cells.append(row.census.withheld > 0 ? GroupedNumber.text(row.census.withheld) : "")
            table.rows.append(cells)
        }
        return table.lines(indent: "").map { $0 + "\n" }.joined()
    }

    private static func day(_ time: String?) -> String { time.map { String($0.prefix(10)) } ?? "" }

    private func years(of total: Holdings) -> String {
        guard !total.years.isEmpty else { return "" }
        var table = TextTable(head: ["year", "articles", "documents"], numbers: [1, 2])
        for year in total.years.keys.sorted(by: >) {
            let counts = total.years[year, default: [:]]
            table.rows.append([year.isEmpty ? "undated" : year] + ["article", "document"].map { GroupedNumber.text(counts[$0, default: 0]) })
        }
        return table.lines(indent: "").map { $0 + "\n" }.joined()
    }

    private func fields(of total: Holdings) -> String {
        guard total.texts > 0 else { return "" }
        var table = TextTable(head: ["field", "found", "of \(GroupedNumber.text(total.texts)) articles and documents"], numbers: [1, 2])
        for field in Holdings.Field.allCases {
            let found = total.fields[field, default: 0]
            let tenths = found * 1_000 / total.texts
            table.rows.append([field.rawValue, GroupedNumber.text(found), "\(tenths / 10).\(tenths % 10) %"])
        }
        return table.lines(indent: "").map { $0 + "\n" }.joined()
    }

    private func notes(on total: Holdings) -> [String] {
        let census = total.census
        let more = [(census.refusals, "of refusals and wrong pages, not counted"), (census.damaged, "that are no records")].filter { $0.0 > 0 }
            .map { "\(GroupedNumber.text($0.0)) \($0.1)" }
        return ["\(GroupedNumber.text(census.records)) records were read" + more.map { "; \($0)" }.joined() + "; of each page the newest counts\n"]
    }
}

/// Numbers as people read them: `12,345`.
enum GroupedNumber {
    static func text(_ number: Int) -> String {
        let digits = Array(String(number))
        return digits.indices.map { (($0 > 0 && (digits.count - $0) % 3 == 0) ? "," : "") + String(digits[$0]) }.joined()
    }
}
