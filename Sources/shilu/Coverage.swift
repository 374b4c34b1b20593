// `shilu coverage`

import Archive
import ArgumentParser
import Crawling

struct Coverage: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints for each column how many articles its lists and the sitemaps name, and how many are captured.",
        discussion: """
            Columns (栏目) are those of the list pages read so far, and those that articles name which only a sitemap led to. What is \
            named is captured, or stands under “not captured” with the reason. A list is short where it announces more entries than \
            it shows though all its pages were read; a crawl that finds such ends with 20.
            """)

    @OptionGroup var choice: PortalChoice

    @Flag(help: "One line of JSON a column.")
    var json = false

    func run() throws {
        var output = StandardOutput()
        for folder in try choice.folders() {
            let columns = try PortalStatus.columns(of: folder)
            if json {
                for column in columns { try output.write(column.jsonLine(portal: folder.name)) }
            } else {
                try output.write(CoverageText(portal: folder.name, columns, time: PortalReports(folder).time).text)
            }
        }
        try output.flush()
    }
}
