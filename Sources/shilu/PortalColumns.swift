// `shilu portal columns`

import Archive
import ArgumentParser
import Crawling
import Foundation

struct PortalColumns: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "columns",
        abstract: "Lists the columns of portals, with the dialects by which their lists are read.",
        discussion: """
            Shows what the crawls found: for each column its dialect, the total that it announces and where, how many entries its list \
            showed, and why the walk through it ended before its end. With --write they take the place of `columns` in the portal \
            file, whose other lines stay as they are.
            """)

    @OptionGroup var choice: PortalChoice

    @Flag(help: "Write them into the portal files.")
    var write = false

    func run() throws {
        var output = StandardOutput()
        for folder in try choice.folders() {
            let columns = try PortalStatus.columns(of: folder)
            try output.write(ColumnsText(portal: folder.name, columns).text)
            guard write else { continue }
            let found = PortalFileColumns(columns)
            let text = try String(contentsOfFile: folder.portalFile, encoding: .utf8)
            try FileSystem.write(found.written(into: text), to: folder.portalFile)
            Console.say("\(folder.portalFile): \(found.count) columns")
        }
        try output.flush()
    }
}
