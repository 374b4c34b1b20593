// What the columns of a portal tell against what they announce, and against their own past.

import Web

/// Judges columns.
enum ColumnFindings {
    /// What the state knows of a column.
    struct Column {
        var id: Int64
        var coverage: ColumnCoverage
        /// The times at which it grew, one a run, oldest first; the first is that of its first sight. Seconds since 1970.
        var growth: [Int64]
        /// Pages of its list that are known and were never read, if it is short of what it announces.
        var unread: [UnreadPage] = []

        /// Entries that its list announces and does not show, as far as it was read.
        var missing: Int { max(0, (coverage.announced ?? 0) - (coverage.reached ?? 0)) }
    }

    /// A page of a list that was never read.
    struct UnreadPage: Equatable {
        enum Fate {
            /// It is in the queue.
            case waiting
            /// It was read, and not recognized as a list: often the last page, with a row or two.
            case noList
            /// It failed, was refused or left out.
            case notHad
        }

        var url: String
        var fate: Fate
        /// Its state, or the reason of it.
        var why: String
    }

    private static let day: Int64 = 86_400
    /// A column that has grown fewer times than this has no pace of its own yet.
    private static let fewestGrowths = 5
    /// Silence is told from so many days …
    private static let shortestSilence = 7 * day
    /// … and so many times the longest pause so far.
    private static let pauses: Int64 = 3
    /// Articles that were not captured are told from so many, or from half of the column, on.
    private static let fewestUncaptured = 3

    /// Whether a column has been silent for far longer than ever before.
    static func isSilent(_ growth: [Int64], at time: Int64) -> Bool {
        guard growth.count >= fewestGrowths, let last = growth.last else { return false }
        return time - last > max(shortestSilence, pauses * longestPause(growth))
    }

    /// The columns that fell silent between the run before and this one.
    static func stopped(_ columns: [Column], at time: Int64, runBefore: Int64?) -> [Finding] {
        columns.filter { column in
            column.coverage.notLooked == nil && isSilent(column.growth, at: time)
                && !(runBefore.map { isSilent(column.growth, at: $0) } ?? false)
        }.map { column in
            let last = column.growth.last ?? 0
            let date = Timestamp(secondsSince1970: last).iso8601.prefix(10)
            return Finding(
                .stoppedGrowing, column: column.coverage.name,
                "No new entry for \((time - last) / day) days (the last on \(date)); its longest pause before was \(pause(column.growth)).",
                urls: [column.coverage.url].compactMap { $0 })
        }
    }

    /// The columns whose list could not be looked at.
    static func notLooked(_ columns: [Column]) -> [Finding] {
        columns.compactMap { column in
            column.coverage.notLooked.map {
                Finding(
                    .notLooked, column: column.coverage.name,
                    "Its list could not be looked at (\($0)): whether it has anything new is not known.",
                    urls: [column.coverage.url].compactMap { $0 })
            }
        }
    }

    /// The columns that announce more entries than their list pages show. Where a page of the list is still to be asked for, or shows no
    /// list that can be read, that is no more than a list not read to its end.
    static func short(_ columns: [Column]) -> [Finding] {
        columns.compactMap { column in
            if column.missing == 0, let why = column.coverage.cutShort, column.coverage.notLooked == nil {
                return Finding(
                    .cutShort, column: column.coverage.name, "Its list was not read to its end: \(why).", urls: [column.coverage.url].compactMap { $0 })
            }
            guard column.missing > 0, column.coverage.notLooked == nil, let announced = column.coverage.announced else { return nil }
            let entries = Headline.count(announced, "entry", "entries"), reached = Headline.grouped(column.coverage.reached ?? 0)
            let known = "The list announces \(entries), \(reached)"
            let urls = [column.coverage.url].compactMap { $0 } + column.unread.prefix(2).map(\.url)
            guard column.coverage.shortBy != nil else {
                let why = column.unread.contains { $0.fate == .waiting } ? "is still to be asked for" : "was not recognized as a list"
                return Finding(.listUnread, column: column.coverage.name, "\(known) were reached so far: its next page \(why).", urls: urls)
            }
            let count = column.coverage.listPages
            let pages = count == 1 ? "it names no further page" : "all \(count) pages that it names were read"
            let why = column.unread.first.map { "its next page could not be had (\($0.why))" } ?? pages
            return Finding(
                .short, column: column.coverage.name,
                "\(known) were reached: short by \(Headline.grouped(column.missing)); \(why).", urls: urls)
        }
    }

    /// The columns of which more is named and not captured than after the run before.
    static func uncaptured(_ columns: [Column], before: [ColumnCoverage]) -> [Finding] {
        let earlier = Dictionary(before.map { ($0.name, $0.outstanding.values.reduce(0, +)) }) { first, _ in first }
        return columns.compactMap { column in
            let count = column.coverage.outstanding.values.reduce(0, +)
            guard count >= fewestUncaptured || count * 2 >= column.coverage.named, count > earlier[column.coverage.name] ?? 0 else {
                return nil
            }
            var words = column.coverage
            words.uncaptured = column.coverage.outstanding
            return Finding(
                .uncaptured, column: column.coverage.name,
                "Of the \(Headline.count(column.coverage.named, "article")) that are named \(Headline.grouped(count)) could not be "
                    + "captured: \(words.uncapturedWords).",
                urls: [column.coverage.url].compactMap { $0 })
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
                let what = lost.count == 1 ? "an entry" : Headline.count(lost.count, "entry", "entries")
                let titles = lost.prefix(3).compactMap(\.title).map { "“\($0)”" }.joined(separator: ", ")
                findings.append(Finding(
                    .lostItems, column: column, "The list no longer names \(what): \(titles)\(lost.count > 3 ? " …" : "").",
                    urls: lost.compactMap(\.url)))
            }
            if let announced = list.announced, announced.new < announced.old, dropped.insert(column ?? list.change.url).inserted {
                findings.append(Finding(
                    .totalDropped, column: column,
                    "The list announces \(Headline.count(announced.new, "entry", "entries")), before \(Headline.grouped(announced.old)).",
                    urls: [list.change.url]))
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
            findings.append(Finding(
                .oneDate,
                "\(Headline.grouped(count)) of the \(Headline.grouped(total)) articles captured in this run have the date \(date)."))
        }
        let stamps = Dictionary(grouping: redated) { $0 }.mapValues(\.count)
        if let (date, count) = stamps.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), count >= 5 {
            findings.append(Finding(.oneDate, "\(Headline.count(count, "article")) that had other dates before are now dated \(date)."))
        }
        return findings
    }

    private static func longestPause(_ growth: [Int64]) -> Int64 {
        zip(growth.dropFirst(), growth.dropFirst(2)).map { $1 - $0 }.max() ?? 0
    }

    private static func pause(_ growth: [Int64]) -> String {
        let longest = longestPause(growth)
        return longest < 2 * day ? "\(longest / 3600) h" : "\(longest / day) days"
    }
}
