// In which folders a column's articles lie: the column of an article that was not read yet, where the portal leaves no doubt.

/// Folders of addresses, with the columns of the articles that were found in them.
struct ColumnFolders {
    private var counts: [String: [Int64: Int]] = [:]

    /// A folder speaks for a column with so many articles or more, of which that part or more are the column's.
    private static let fewest = 3
    private static let share = 0.8

    /// Notes that an article belongs to a column.
    mutating func note(_ url: String, _ column: Int64) { counts[Self.folder(of: url), default: [:]][column, default: 0] += 1 }

    /// The column of an article's folder; `nil` where the folder holds articles of several.
    func column(of url: String) -> Int64? {
        guard let columns = counts[Self.folder(of: url)] else { return nil }
        let all = columns.values.reduce(0, +)
        guard all >= Self.fewest, let most = columns.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
              Double(most.value) >= Self.share * Double(all) else { return nil }
        return most.key
    }

    /// The address up to its last folder, without folders that are days or months: `…/tzgg/` of `…/tzgg/202611/t1.html`.
    static func folder(of url: String) -> String {
        var parts = url.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        while parts.count > 3, let last = parts.last, !last.isEmpty, last.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }) {
            parts = parts.dropLast()
        }
        return parts.joined(separator: "/") + "/"
    }
}
