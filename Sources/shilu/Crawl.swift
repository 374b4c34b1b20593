// `shilu crawl`

import Archive
import ArgumentParser
import Crawling
import Foundation
import Search
import Web

struct Crawl: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Crawls a portal into the archive.",
        discussion: """
            Fetches what is reachable from the portal's seeds, keeps the originals as WARC, and writes an index and records. \
            Ctrl-C ends it after the requests in flight; the same command goes on from there. A later crawl asks again for \
            what is due, and keeps what changed: the seeds each time, lists each day, an article the more rarely the longer it \
            has not changed.

            Examples:
              shilu crawl http://www.example.gov.cn/ --max-pages 200
              shilu crawl archive/www.example.gov.cn        the next night
            """)

    @Argument(help: ArgumentHelp("A portal file, a portal's folder, or the URL of a portal.", valueName: "file|url"))
    var portal: String

    @Option(help: "The folder of the archive.")
    var archive = "archive"

    @Option(help: ArgumentHelp("Seconds between two requests to a host; 0 only for hosts of one's own.", valueName: "seconds"))
    var delay: Double?

    @Option(help: ArgumentHelp("Answers to take in this run, robots.txt apart, instead of the portal file's limit.", valueName: "count"))
    var maxPages: Int?

    @Flag
    var mode = RunMode.due

    @Option(help: "Pages read at a time.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "How events are written to standard error: text or json, a line each.")
    var logFormat = LogFormat.text

    @Flag(help: "Take a portal file that differs from the archive's.")
    var update = false

    func validate() throws {
        if let delay, !(delay >= 0 && delay <= 86_400) { throw ValidationError("--delay must be between 0 and 86400 seconds") }
        if let maxPages, maxPages < 1 { throw ValidationError("--max-pages must be 1 or more") }
        guard jobs >= 1 else { throw ValidationError("--jobs must be 1 or more") }
    }

    func run() throws {
        let typed = try PortalSource.read(portal)
        let archive = try ArchiveFolder(opening: archive)
        let report = try crawl(typed, into: archive)
        if report.ending != .interrupted { ArchiveSearch.follow(archive) }
        try end(report)
    }

    private func crawl(_ typed: PortalFile, into archive: ArchiveFolder) throws -> RunReport {
        let folder = try archive.portal(typed.portal.name)
        let lock = try FolderLock(folder)
        defer { withExtendedLifetime(lock) {} }
        let file = try PortalSource.settle(typed, isURL: PortalSource.isURL(portal), in: folder, update: update)
        if file.addedSeed { Console.say("\(file.path): adds the seed \(typed.portal.seeds[0])") }
        var settled = file.portal
        if let delay { settled.delay = delay }
        if let maxPages { settled.limits.pages = maxPages }

        let interrupt = Interrupt()
        let display = ProgressDisplay(portal: settled.name, format: logFormat)
        defer { display.end() }
        let report = try Run(
            portal: settled, folder: folder, hosts: HostMemory(of: archive), mode: mode, jobs: jobs, interrupt: interrupt,
            observer: display).crawl()
        display.end()
        if logFormat == .text { Console.write(CrawlSummary(report, folder: folder, command: again()).text) }
        return report
    }

    /// The command that goes on, as it was typed.
    private func again() -> String {
        CommandLine.arguments.map { argument in
            let isPlain = argument.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:=,+@%".contains($0)) }
            return isPlain ? argument : "'\(argument.replacingOccurrences(of: "'", with: "'\\''"))'"
        }.joined(separator: " ")
    }

    private func end(_ report: RunReport) throws {
        let outcome = Outcome(CrawlOutcome(report))
        if outcome != .allWell { throw ExitCode(outcome.rawValue) }
    }
}

extension RunMode: EnumerableFlag {
    public static func help(for mode: RunMode) -> ArgumentHelp? {
        switch mode {
        case .due: "Ask for the known pages that are due."
        case .all: "Ask for all known pages."
        case .new: "Ask for the lists and home pages that are due: for what is new."
        }
    }
}
