// `shilu status`

import Archive
import ArgumentParser
import Crawling

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells what runs, waits or hangs, what is due tonight, and what room the disk has.",
        discussion: """
            With --reasons, why URLs were not taken: each reason with some of its URLs, what was found there, on how many nights in a \
            row, and when they are asked for again. With --reason REASON all of them (refused, challenged, robots, "soft 404" …), \
            tab-separated: URL, state, what was found, failures in a row, last visit, next visit. Waits for no crawl, and disturbs none.
            """)

    @OptionGroup var choice: PortalChoice

    @Flag(help: "Why URLs were not taken, and when they are asked for again.")
    var reasons = false

    @Option(help: ArgumentHelp("List the URLs that have this reason.", valueName: "reason"))
    var reason: URLReason?

    @Flag(help: "One line of JSON a portal.")
    var json = false

    func validate() throws {
        if reasons && reason != nil { throw ValidationError("either --reasons or --reason") }
    }

    func run() throws {
        var output = StandardOutput()
        for folder in try choice.folders() {
            if let reason {
                try ReasonsText(folder).forEachLine(of: reason) { try output.write($0 + "\n") }
                continue
            }
            if reasons {
                try output.write(ReasonsText(folder).text(examples: 10))
                continue
            }
            let status = try PortalStatus(folder)
            try output.write(json ? String(decoding: try status.jsonLine(), as: UTF8.self) : StatusText(status, time: PortalReports(folder).time).text)
        }
        if reason == nil, !reasons, !json, let free = DiskSpace.free(at: choice.archive) { try output.write("disk: \(ByteCount.text(free)) free\n") }
        try output.flush()
    }
}

extension URLReason: ExpressibleByArgument {}
