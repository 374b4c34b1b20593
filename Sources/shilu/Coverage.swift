// `shilu coverage`

import Archive
import ArgumentParser
import Crawling

struct Coverage: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints for each column how many articles its lists name, and how many are captured.",
        discussion: "Columns (栏目) are those of the list pages read so far. Tab-separated, for sort and column.")

    @OptionGroup var choice: PortalChoice

    @Flag(help: "One line of JSON a column.")
    var json = false

    func run() throws {
        var output = StandardOutput()
        if !json { try output.write("portal\tcolumn\tannounced\tnamed\tcaptured\tsince\tlast new\tnot looked\turl\n") }
        for folder in try choice.folders() {
            let time = PortalReports(folder).time
            for column in try PortalStatus.columns(of: folder) {
                if json { try output.write(column.jsonLine(portal: folder.name)); continue }
                let cells = [
                    folder.name, column.name, column.announced.map(String.init) ?? "", String(column.named), String(column.captured),
                    time.day(column.since), column.lastGrowth.map(time.day) ?? "", column.notLooked ?? "", column.url,
                ]
                try output.write(cells.map(SafeText.terminal).joined(separator: "\t") + "\n")
            }
        }
        try output.flush()
    }
}
