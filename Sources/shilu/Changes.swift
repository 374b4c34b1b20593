// `shilu changes`

import Archive
import ArgumentParser
import Crawling

struct Changes: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes what changed as JSON lines or as an Atom feed, for other programs.",
        discussion: "Of the last run of each portal, or of all since a day. A line is of the schema shilu.change/1.")

    @OptionGroup var choice: PortalChoice

    @Option(help: ArgumentHelp("All runs since this day (2026-11-24, in the portal's time zone) instead of the last.", valueName: "day"))
    var since: Day?

    @Flag(help: "JSON lines; this is the default.")
    var json = false

    @Flag(help: "An Atom feed (RFC 4287) of the newest 500.")
    var atom = false

    func validate() throws {
        if json && atom { throw ValidationError("either --json or --atom") }
    }

    func run() throws {
        var output = StandardOutput()
        let folders = try choice.folders()
        var feed = AtomFeed(name: folders.count == 1 ? folders[0].name : choice.archive)
        for folder in folders {
            try PortalReports(folder).forEachChange(since: since?.text) { line in
                if atom { feed.add(try ChangeLine(json: line)) } else { try output.write(Array(line) + [0x0A]) }
            }
        }
        if atom { try output.write(feed.xml) }
        try output.flush()
    }
}
