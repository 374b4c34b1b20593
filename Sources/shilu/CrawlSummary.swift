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
            "  \(report.answers) answers, \(ProgressDisplay.bytes(report.bytes)): \(tally.isEmpty ? "nothing came" : tally.joined(separator: ", "))",
        ]
        for (state, reason, count) in report.reasons where [.failed, .turnedAway, .overLimit, .excluded].contains(state) {
            lines.append("  \(count) \(state.rawValue): \(reason.rawValue)")
        }
        for (host, why) in report.hostsGivenUp { lines.append("  \(host) was left alone: \(why)") }
        for seed in report.straySeeds { lines.append("  \(seed); if that is the portal, add its host to `hosts:` in \(folder.portalFile)") }
        lines += [
            "  originals  \(report.warcFiles.isEmpty ? "none" : report.warcFiles.map { folder.warc($0) }.joined(separator: "\n             "))",
            "  index      \(folder.index)",
            "  records    \(folder.records(run: report.run))  (\(report.records) of this run)",
            "  report     \(folder.report(run: report.run))",
        ]
        switch report.ending {
        case .interrupted: lines.append("  \(report.left) URLs wait. To go on: \(command)")
        case .limitReached: lines.append("  \(report.left) URLs wait beyond the limit. They come first the next time: \(command)")
        case .finished: if report.left > 0 { lines.append("  \(report.left) URLs were not reached; they come first the next time.") }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
