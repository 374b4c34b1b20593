// `shilu stats`

import Archive
import ArgumentParser
import Crawling

struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells what an archive holds: by portal, year and kind, and which fields its records have.",
        discussion: """
            Counted is the newest good record of each page, as the files of records have it; refusals and withheld pages are not. Years and \
            fields are of articles and documents: the year is that of the date that the page shows. With --json a line a portal.
            """)

    @OptionGroup var choice: PortalChoice

    @Flag(help: "One line of JSON a portal.")
    var json = false

    func run() throws {
        let folders = try choice.folders()
        let withheld = try WithheldList(of: try ArchiveFolder(existing: choice.archive))
        var output = StandardOutput()
        var all: [Holdings] = []
        for folder in folders {
            let holdings = try Holdings(of: folder, withheld: withheld, state: try StateReading(of: folder))
            if json { try output.write(holdings.jsonLine) } else { all.append(holdings) }
        }
        if !json { try output.write(HoldingsText(all).text) }
        try output.flush()
    }
}
