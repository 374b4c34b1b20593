// What a crawl says at its end.

import Archive
import Crawling

/// The summary of a run, for people.
struct CrawlSummary {
    private let report: RunReport
    private let folder: PortalFolder
    private let command: String

    init(_ report: RunReport, folder: PortalFolder, command: String) {
        self.report = report
        self.folder = folder
        self.command = command
    }

    var text: String {
        let tally = report.tally.lines.filter { $0.count > 0 }.map { "\($0.count) \($0.name)" }
        var lines = [
            "\(report.portal): run \(report.run) \(report.ending.rawValue)",
            "  \(Self.count(report.answers, "answer")), \(ProgressDisplay.bytes(report.bytes)): \(tally.isEmpty ? "nothing came" : tally.joined(separator: ", "))",
        ]
        for (state, reason, count) in report.reasons where [.failed, .turnedAway, .overLimit, .excluded, .trapped].contains(state) {
            lines.append("  \(count) \(state.rawValue): \(reason.rawValue)")
        }
        if report.shortColumns > 0 {
            lines.append("  \(Self.count(report.shortColumns, "column")) announce\(report.shortColumns == 1 ? "s" : "") more entries than can be found; see the report")
        }
        for left in report.hostsGivenUp { lines.append("  \(left.host) was left alone: \(left.why)") }
        for change in report.portalChanges { lines.append("  \(folder.portalFile) was changed: \(change)") }
        for fault in report.ledgerFaults { lines.append("  THE LEDGER DOES NOT ADD UP: \(fault)") }
        for seed in report.lostSeeds { lines.append("  the seed \(seed): it is not there") }
        for seed in report.straySeeds { lines.append("  \(seed); if that is the portal, add its host to `hosts:` in \(folder.portalFile)") }
        lines += [
            "  originals  \(report.warcFiles.isEmpty ? "none" : report.warcFiles.map { folder.warc($0) }.joined(separator: "\n             "))",
            "  index      \(folder.index)",
            "  records    \(folder.records(run: report.run))  (\(report.records) of this run)",
            "  report     \(folder.reportPage(run: report.run))",
        ]
        switch report.ending {
        case .interrupted: lines.append("  \(Self.count(report.left, "URL")) left. To go on: \(command)")
        case .limitReached: lines.append("  \(Self.count(report.left, "URL")) left beyond the limit; those never asked for come first the next time: \(command)")
        case .hoursOver: lines.append("  \(Self.count(report.left, "URL")) left, for the hours of the portal file are over; they come first the next time: \(command)")
        case .diskFull: lines.append("  \(Self.count(report.left, "URL")) left, for the disk has less room than `min_free`. When there is room: \(command)")
        case .finished: if report.left > 0 { lines.append("  \(Self.count(report.left, "URL")) not reached; tried again the next time.") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func count(_ count: Int, _ thing: String) -> String { "\(count) \(thing)\(count == 1 ? "" : "s")" }
}
