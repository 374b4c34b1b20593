// `shilu report`

import Archive
import ArgumentParser
import Crawling

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Prints what a run found: new, changed, moved, gone, refused.",
        discussion: """
            The same as runs/RUN/report.html says, for the last run of each portal. A changed text is shown as \
            [-what went-]{+what came+}.
            """)

    @OptionGroup var choice: PortalChoice

    @Option(help: ArgumentHelp("All runs since this day (2026-11-24, in the portal's time zone) instead of the last.", valueName: "day"))
    var since: Day?

    @Flag(help: "One line of JSON a run, as in report.json.")
    var json = false

    func run() throws {
        var output = StandardOutput()
        for folder in try choice.folders() {
            let reports = try PortalReports(folder).reports(since: since?.text)
            for report in reports {
                if json {
                    try output.write(report.json())
                } else {
                    try output.write(ReportText(report, path: folder.reportPage(run: report.run)).text)
                }
            }
            if reports.isEmpty, !json { try output.write("\(folder.name)  no report\(since.map { " since \($0.text)" } ?? " yet")\n") }
        }
        try output.flush()
    }
}
