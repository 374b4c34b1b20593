// What a night says at its end.

import Archive
import Crawling

/// The summary of a night, for people.
struct NightSummary {
    private let report: NightReport
    private let archive: ArchiveFolder

    init(_ report: NightReport, archive: ArchiveFolder) {
        self.report = report
        self.archive = archive
    }

    var text: String {
        let tally = report.tally.filter { $0.count > 0 }.map { "\($0.count) \($0.name)" }
        var lines = [
            "night \(report.night) \(report.ending.rawValue): \(report.turns.count) portals, \(report.answers) answers, \(ProgressDisplay.bytes(report.bytes))",
            "  \(tally.isEmpty ? "nothing came" : tally.joined(separator: ", "))",
        ]
        for (outcome, count) in report.outcomes {
            let names = report.turns.filter { $0.outcome == outcome }.map(\.portal)
            let some = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " …" : "")
            lines.append("  \(count) \(outcome.rawValue)\(outcome == .allWell ? "" : ": \(some)")")
        }
        lines.append("  report     \(archive.nightPage(report.night))")
        return lines.joined(separator: "\n") + "\n"
    }
}
