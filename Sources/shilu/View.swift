// `shilu view`

import Archive
import ArgumentParser

struct View: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a saved page as HTML with the found parts coloured and labelled.",
        discussion: """
            The page's visible text with what the reader found in it, and beside it the record, each field with its evidence. \
            The file stands alone: nothing of the page is run and nothing is loaded.
            """)

    @Argument(help: ArgumentHelp("A saved page.", valueName: "file"))
    var file: String

    @Option(name: .shortAndLong, help: ArgumentHelp("The HTML file to write.", valueName: "out.html"))
    var output: String

    func run() throws {
        try PageView(ExplainedPage(path: file)).write(to: output)
    }
}
