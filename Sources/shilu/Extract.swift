// `shilu extract`

import Archive
import ArgumentParser
import Foundation

struct Extract: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes the records of saved pages and WARC files to standard output.",
        discussion: """
            One line of JSON a page, in the order of the input, whatever the number of jobs. A folder gives its pages and \
            WARC files, byte-sorted; the folder of a portal gives its WARC files. A saved page may have a sidecar \
            NAME.html.json with its "url", "header" and "charset".
            """)

    @Argument(help: ArgumentHelp("HTML files, WARC files, folders, or - for standard input.", valueName: "path"))
    var paths: [String]

    @Option(help: "Pages read at a time.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard jobs >= 1 else { throw ValidationError("--jobs must be 1 or more") }
    }

    func run() throws {
        let inputs = try ExtractionInput.expand(paths)
        var output = StandardOutput()
        var complaints = 0
        try Extraction(jobs: jobs).run(inputs) { line in
            try output.write(line)
        } complain: { error in
            complaints += 1
            Console.say("shilu: \(error)")
        }
        try output.flush()
        if complaints > 0 { throw ExitCode(Outcome.unreadableInput.rawValue) }
    }
}
