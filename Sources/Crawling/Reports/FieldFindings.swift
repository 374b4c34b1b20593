// Fields that were found on most articles and are so no longer: the sign of a changed template.

import Archive
import Foundation

/// Compares how often a field is found with how often it was.
enum FieldFindings {
    /// Articles of a run, and how many of them have the field.
    struct Rate: Equatable {
        var of: Int
        var found: Int
    }

    /// The counts of one run: by column (0: none) and field, as the state keeps them.
    struct RunCounts {
        var run: String
        var counts: [PortalState.FieldKey: Int]

        func rate(_ field: String, column: Int64?) -> Rate {
            counts.reduce(into: Rate(of: 0, found: 0)) { sum, item in
                guard column == nil || item.key.column == column else { return }
                if item.key.field == PortalState.FieldKey.articles { sum.of += item.value }
                if item.key.field == field { sum.found += item.value }
            }
        }
    }

    /// The past must know so many articles, and the present so many; a run with fewer is joined by the runs before it.
    private static let fewestPast = 20
    private static let fewestNow = 3
    private static let enoughNow = 10
    /// A field is missed if the past had it on at least this part of the articles …
    private static let usual = 0.5
    /// … and this would be a rarer chance than so.
    private static let chance = 0.001

    /// The fall of a rate at the end of a series of runs, oldest first; `nil` if there is none, or it was there a run before.
    static func fall(_ series: [Rate]) -> (now: Rate, past: Rate)? {
        guard let fall = standing(series), standing(series.dropLast()) == nil else { return nil }
        return fall
    }

    private static func standing(_ series: [Rate]) -> (now: Rate, past: Rate)? {
        var now = Rate(of: 0, found: 0)
        var start = series.count
        while start > 0, now.of < enoughNow {
            let rate = series[series.startIndex + start - 1]
            // What a whole earlier run says of itself is past, unless this run is small.
            if start < series.count, rate.of >= fewestPast { break }
            start -= 1
            now = Rate(of: now.of + rate.of, found: now.found + rate.found)
        }
        let past = series.prefix(start).reduce(Rate(of: 0, found: 0)) { Rate(of: $0.of + $1.of, found: $0.found + $1.found) }
        guard now.of >= fewestNow, past.of >= fewestPast else { return nil }
        let usually = Double(past.found) / Double(past.of)
        guard usually >= usual, Double(now.found) / Double(now.of) <= usually / 2 else { return nil }
        let believed = min(usually, 1 - 1 / Double(past.of + 2))
        return atMost(now.found, of: now.of, chance: believed) < chance ? (now, past) : nil
    }

    /// The probability of so few successes or fewer in so many trials (binomial distribution).
    static func atMost(_ successes: Int, of trials: Int, chance: Double) -> Double {
        (0...successes).reduce(0) { sum, k in
            let ways = lgamma(Double(trials) + 1) - lgamma(Double(k) + 1) - lgamma(Double(trials - k) + 1)
            return sum + exp(ways + Double(k) * log(chance) + Double(trials - k) * log(1 - chance))
        }
    }

    /// The findings at the end of a series of runs, oldest first: for the portal, or for the columns that alone show them.
    static func findings(_ runs: [RunCounts], columns: [Int64: String]) -> [Finding] {
        let found = PageFacts.watched.flatMap { field -> [(field: String, finding: Finding)] in
            let falling = columns.keys.sorted().compactMap { id in
                fall(runs.map { $0.rate(field, column: id) }).map { (columns[id] ?? "", $0) }
            }
            if falling.count != 1, let fall = fall(runs.map { $0.rate(field, column: nil) }) {
                return [(field, finding(field, column: nil, fall))]
            }
            return falling.map { (field, finding(field, column: $0.0, $0.1)) }
        }
        // Bodies that are empty are short as well, which need not be said.
        let empty = found.filter { $0.field == "paragraphs" }.map(\.finding.column)
        return found.filter { $0.field != PageFacts.longBody || !(empty.contains(nil) || empty.contains($0.finding.column)) }.map(\.finding)
    }

    /// Fields that the portal file expects and that fewer than one in ten of a run's articles have, whatever the past had; but not
    /// those of which another finding tells.
    static func unmet(_ expected: [String], in run: RunCounts, told: [Finding]) -> [Finding] {
        expected.compactMap { field in
            let rate = run.rate(field, column: nil)
            let label = "\(FieldName.chinese(field)) (\(field))"
            let isTold = told.contains { $0.kind == .fieldLost && $0.text.contains(label) }
            guard rate.of >= fewestNow, rate.found * 10 < rate.of, !isTold else { return nil }
            let found = "\(rate.found) of \(rate.of) articles"
            return Finding(.fieldLost, "The field \(label), which the portal file expects, is found on \(found).")
        }
    }

    private static func finding(_ field: String, column: String?, _ fall: (now: Rate, past: Rate)) -> Finding {
        let now = "\(fall.now.found) of \(fall.now.of) articles"
        let share = Int((100 * Double(fall.past.found) / Double(fall.past.of)).rounded())
        let past = "\(share) % of \(Headline.count(fall.past.of, "article"))"
        switch field {
        case "paragraphs": return Finding(.bodiesShort, column: column, "Bodies (正文) are empty: found on \(now), before on \(past).")
        case PageFacts.longBody:
            return Finding(.bodiesShort, column: column, "Bodies (正文) turned short: \(now) have 50 characters or more, before \(past).")
        default:
            let name = FieldName.chinese(field)
            return Finding(.fieldLost, column: column, "The field \(name) (\(field)) is no longer found: on \(now), before on \(past).")
        }
    }
}
