// `shilu night`

import Archive
import ArgumentParser
import Crawling
import Search

struct NightCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "night",
        abstract: "Crawls all portals of an archive, side by side: the line for cron.",
        discussion: """
            Every folder of the archive with a portal.yaml has its turn, each at its own polite pace; one that fails never stops \
            another. The report over all lies in nights/NIGHT/report.html and report.json. The exit code is that of the gravest \
            outcome.

            With --time, portals that have waited a week or longer come first, as long as half of the time lasts; then those \
            whose new and changed pages, as earlier nights found them, wait longest for the time that a crawl takes.

            Example, in a crontab:
              30 1 * * *  shilu night --archive /srv/archive --time 6h
            """)

    @Option(help: "The folder of the archive.")
    var archive = "archive"

    @Option(help: "Portals crawled at a time.")
    var jobs = 100

    @Option(help: ArgumentHelp("The most time that the night may take: 6h, 90m, 1h30m.", valueName: "duration"))
    var time: TimeSpan?

    @Option(help: ArgumentHelp("Seconds between two requests to a host; 0 only for hosts of one's own.", valueName: "seconds"))
    var delay: Double?

    @Option(help: ArgumentHelp("Write the night's figures to this file, for Prometheus.", valueName: "file"))
    var metrics: String?

    @Option(help: "How events are written to standard error: text or json, a line each.")
    var logFormat = LogFormat.text

    func validate() throws {
        if let delay, !(delay >= 0 && delay <= 86_400) { throw ValidationError("--delay must be between 0 and 86400 seconds") }
        guard jobs >= 1, jobs <= 10_000 else { throw ValidationError("--jobs must be between 1 and 10000") }
    }

    func run() throws {
        let folder = try ArchiveFolder(existing: archive)
        let interrupt = Interrupt()
        let display = NightDisplay(format: logFormat)
        defer { display.end() }
        let report = try Night(
            archive: folder, bounds: NightBounds(jobs: jobs, seconds: time?.seconds, delay: delay), interrupt: interrupt, observer: display
        ).crawl()
        display.end()
        if logFormat == .text { Console.write(NightSummary(report, archive: folder).text) }
        if let metrics { try NightMetrics(report, archive: folder).write(to: metrics) }
        if report.outcome != .interrupted { ArchiveSearch.follow(folder) }
        let outcome = Outcome(report.outcome)
        if outcome != .allWell { throw ExitCode(outcome.rawValue) }
    }
}
