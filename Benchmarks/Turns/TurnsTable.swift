// The figures of a simulation as text.

import Foundation

struct TurnsTable {
    private let simulation: Simulation
    private let rule: Simulation.Rule
    /// By yield, the greatest first.
    private let ranked: [Simulation.Portal]

    init(_ simulation: Simulation, _ rule: Simulation.Rule) {
        self.simulation = simulation
        self.rule = rule
        ranked = simulation.portals.sorted { ($1.yield, $0.name) < ($0.yield, $1.name) }
    }

    /// Days from an article's appearing to its being found, over all articles.
    var daysToFind: Double {
        let articles = ranked.reduce(0) { $0 + $1.articles.count }
        return ranked.reduce(0) { $0 + $1.waiting } / Double(max(articles, 1))
    }

    /// The most days between two complete crawls of any portal that a night can hold.
    var longestGap: Double { ranked.filter { $0.cost <= simulation.seconds }.map(\.longestGap).max() ?? 0 }

    var summary: String {
        let cost = ranked.reduce(0) { $0 + $1.cost }
        let share = simulation.seconds * Double(simulation.jobs) / cost
        let never = ranked.count { $0.turns == 0 }
        return String(
            format: "%@: %d portals, %d nights that hold %.0f %% of them: an article is found after %.2f days on average; longest gap %.1f days; %d portals never crawled to their end",
            rule.rawValue, ranked.count, simulation.nights, 100 * share, daysToFind, longestGap, never)
    }

    private static let head = "portals           articles/day   crawl/min   turns   days to find   the longest   longest gap"

    /// A line for each tenth of the portals.
    var tenths: String {
        let size = max(1, ranked.count / 10)
        return ([Self.head] + stride(from: 0, to: ranked.count, by: size).map { start in
            let group = Array(ranked[start..<min(start + size, ranked.count)])
            return Self.line("\(start + 1)–\(start + group.count)", group)
        }).joined(separator: "\n")
    }

    /// A line for each portal.
    var portals: String { ([Self.head] + ranked.map { Self.line($0.name, [$0]) }).joined(separator: "\n") }

    private static func line(_ name: String, _ group: [Simulation.Portal]) -> String {
        let count = Double(group.count)
        let articles = group.reduce(0) { $0 + $1.articles.count }
        let days = articles > 0 ? String(format: "%.2f", group.reduce(0) { $0 + $1.waiting } / Double(articles)) : "–"
        let numbers = [
            String(format: "%.3f", group.reduce(0) { $0 + $1.yield } / count), String(format: "%.0f", group.reduce(0) { $0 + $1.cost } / count / 60),
            String(format: "%.1f", group.reduce(0) { $0 + Double($1.turns) } / count), days,
            String(format: "%.1f", group.map(\.longestToFind).max() ?? 0), String(format: "%.1f", group.map(\.longestGap).max() ?? 0),
        ]
        let widths = [12, 12, 8, 15, 14, 14]
        return name.padding(toLength: 18, withPad: " ", startingAt: 0)
            + zip(numbers, widths).map { String(repeating: " ", count: max(0, $1 - $0.count)) + $0 }.joined()
    }
}
