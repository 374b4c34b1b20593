// What the lists of a portal tell against their own past.

import Web

/// Judges columns.
enum ColumnFindings {
    /// What the state knows of a column.
    struct Column {
        var id: Int64
        var coverage: ColumnCoverage
        /// The times at which it grew, one a run, oldest first; the first is that of its first sight. Seconds since 1970.
        var growth: [Int64]
    }

    private static let day: Int64 = 86_400
    /// A column that has grown fewer times than this has no pace of its own yet.
    private static let fewestGrowths = 5
    /// Silence is told from so many days …
    private static let shortestSilence = 7 * day
    /// … and so many times the longest pause so far.
    private static let pauses: Int64 = 3

    /// Whether a column has been silent for far longer than ever before.
    static func isSilent(_ growth: [Int64], at time: Int64) -> Bool {
        guard growth.count >= fewestGrowths, let last = growth.last else { return false }
        let longest = zip(growth.dropFirst(), growth.dropFirst(2)).map { $1 - $0 }.max() ?? 0
        return time - last > max(shortestSilence, pauses * longest)
    }

    /// The columns that fell silent between the run before and this one.
    static func stopped(_ columns: [Column], at time: Int64, runBefore: Int64?) -> [Finding] {
        columns.filter { column in
            column.coverage.notLooked == nil && isSilent(column.growth, at: time)
                && !(runBefore.map { isSilent(column.growth, at: $0) } ?? false)
        }.map { column in
            let last = column.growth.last ?? 0
            return Finding(
                .stoppedGrowing, column: column.coverage.name,
                "No new entry for \((time - last) / day) days (the last on \(Timestamp(secondsSince1970: last).iso8601.prefix(10))); its longest pause before was \(pause(column.growth)).",
                urls: [column.coverage.url])
        }
    }

    /// The columns whose list could not be looked at.
    static func notLooked(_ columns: [Column]) -> [Finding] {
        columns.compactMap { column in
            column.coverage.notLooked.map {
                Finding(.notLooked, column: column.coverage.name, "Its list could not be looked at (\($0)): whether it has anything new is not known.",
                        urls: [column.coverage.url])
            }
        }
    }

    /// What compared list pages lost; entries that are said to be gone or moved anyway, or that another list names, are not lost.
    static func losses(_ lists: [Comparison.Compared], isAccountedFor: (String) throws -> Bool) rethrows -> [Finding] {
        var findings: [Finding] = []
        var dropped: Set<String> = []
        for list in lists {
            let column = list.change.column
            if list.list?.isEmptied == true {
                findings.append(Finding(.emptied, column: column, "A list that had entries shows none.", urls: [list.change.url]))
            }
            let lost = try (list.list?.lost ?? []).filter { row in try row.url.map { try !isAccountedFor($0) } ?? false }
            if !lost.isEmpty {
                let titles = lost.prefix(3).compactMap(\.title).map { "“\($0)”" }.joined(separator: ", ")
                findings.append(Finding(
                    .lostItems, column: column, "The list no longer names \(lost.count == 1 ? "an entry" : "\(lost.count) entries"): \(titles)\(lost.count > 3 ? " …" : "").",
                    urls: lost.compactMap(\.url)))
            }
            if let announced = list.announced, announced.new < announced.old, dropped.insert(column ?? list.change.url).inserted {
                findings.append(Finding(
                    .totalDropped, column: column, "The list announces \(announced.new) entries, before \(announced.old).", urls: [list.change.url]))
            }
        }
        return findings
    }

    /// One date on very many articles of a run: a stamp of the system, and not the day on which they appeared.
    ///
    /// - Parameters:
    ///   - dates: the days (`2026-10-07`) of the run's articles, with how many have each.
    ///   - redated: the days to which articles were moved that had another before.
    static func oneDate(_ dates: [String: Int], redated: [String], at time: Timestamp) -> [Finding] {
        var findings: [Finding] = []
        let total = dates.values.reduce(0, +)
        if let (date, count) = dates.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), count >= 20, count * 2 >= total,
           let stamp = Timestamp(iso8601: date), time - stamp > 8 * day {
            findings.append(Finding(.oneDate, "\(count) of the \(total) articles captured in this run have the date \(date)."))
        }
        let stamps = Dictionary(grouping: redated) { $0 }.mapValues(\.count)
        if let (date, count) = stamps.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), count >= 5 {
            findings.append(Finding(.oneDate, "\(count) articles that had other dates before are now dated \(date)."))
        }
        return findings
    }

    private static func pause(_ growth: [Int64]) -> String {
        let longest = zip(growth.dropFirst(), growth.dropFirst(2)).map { $1 - $0 }.max() ?? 0
        return longest < 2 * day ? "\(longest / 3600) h" : "\(longest / day) days"
    }
}
