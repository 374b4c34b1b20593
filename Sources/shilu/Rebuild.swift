// `shilu rebuild`

import Archive
import ArgumentParser
import Crawling

struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Makes the state of a portal again from its WARC files and ledgers.",
        discussion: """
            For a state.sqlite that is damaged or lost. Every run is played again: its answers from the WARC files, its failures from \
            the ledger. The old state is kept beside the new one as state.sqlite.damaged. What they do not hold is \
            named; URLs of which they say nothing are asked for anew by the next crawl.
            """)

    @Argument(help: ArgumentHelp("A portal's folder.", valueName: "portal"))
    var portal: String

    func run() throws {
        let folder = try PortalFolder(existing: portal)
        let lock = try FolderLock(folder, rewrites: true)
        defer { withExtendedLifetime(lock) {} }
        let report = try Rebuild(portal: try PortalSource.held(in: folder).portal, folder: folder).rebuild()
        for (path, fault) in report.faults { Console.say("shilu: \(path): \(fault)") }
        for url in report.anew { Console.say("asked for anew: \(url)") }
        for matter in report.untold { Console.say("not to be restored: \(matter)") }
        Console.say("\(folder.state): \(report.known) URLs and \(report.captures) captures of \(report.runs) runs")
        if let old = report.oldState { Console.say("the old state lies in \(old)") }
        if !report.faults.isEmpty { throw ExitCode(Outcome.unreadableInput.rawValue) }
    }
}
