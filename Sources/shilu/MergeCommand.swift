// `shilu merge`

import Archive
import ArgumentParser
import Crawling
import Foundation

struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Brings another Shilu archive of the same portals into this one.",
        discussion: """
            WARC files, records and runs come as they are, and nothing is overwritten: where both archives have a file of one name, and they \
            differ, the portal is refused. A run that began at the second of another vantage's is called RUN-VANTAGE here. Of a URL that both \
            know, the later visit and the later good capture stand. Orders to withhold come too. Done twice it is as done once, and \
            after a kill the same command ends it. Give machines different vantages in their portal files.
            """)

    @Argument(help: ArgumentHelp("The folder of the other archive, which is only read.", valueName: "archive"))
    var other: String

    @Option(help: "The folder of this archive.")
    var archive = "archive"

    func run() throws {
        guard FileManager.default.fileExists(atPath: other + "/format.json") else { throw InputError(path: other, cause: "is no archive: it has no format.json") }
        var worst: Outcome?
        try ArchiveMerge(from: ArchiveFolder(existing: other), to: ArchiveFolder(opening: archive)).run { portal, result in
            switch result {
            case .success(let outcome):
                Console.say("\(portal): \(outcome.runs.count) runs and \(outcome.imports.count) imports came, with \(outcome.warcFiles) WARC files, "
                    + "\(outcome.captures) captures and \(outcome.urls) URLs")
                if outcome.portalFileDiffers { Console.say("  its portal.yaml is another one there; this archive's stays") }
            case .failure(let error):
                Console.say("shilu: \(portal): \(error)")
                worst = worst ?? Outcome.of(error) ?? .unexpected
            }
        }
        if let worst { throw ExitCode(worst.rawValue) }
    }
}
