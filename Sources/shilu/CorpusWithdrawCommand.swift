// `shilu corpus withdraw`

import ArgumentParser
import Corpus
import Web

struct CorpusWithdrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Takes records out of a published data set.",
        discussion: """
            The documents go from the shards, and titles and URLs from left-out and clusters; a tombstone with time, reason and the digest of the \
            line stays in withdrawn.jsonl. The data set gets the next MAJOR version. All other lines stay as they were, and the \
            checksum lists of earlier versions are kept in history/, so that citations of the rest still verify. A later build \
            of the same folder leaves out what was withdrawn.
            """)

    @Argument(help: ArgumentHelp("The data set's folder.", valueName: "dir"))
    var folder: String

    @Argument(help: ArgumentHelp("Ids of records, or URLs for all versions of a page.", valueName: "id"))
    var names: [String]

    @Option(help: ArgumentHelp("Why; it is published with the tombstone.", valueName: "text"))
    var reason: String

    @Option(help: ArgumentHelp("Who ordered it; published too.", valueName: "name"))
    var who: String?

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason is needed: it is kept with the tombstone") }
    }

    func run() throws {
        let outcome = try DataSetWithdrawal(from: folder, names: names, reason: reason, who: who, time: Timestamp.now().iso8601).run()
        Console.say("\(folder): \(outcome.withdrawn) documents withdrawn; version \(outcome.version)")
        for id in outcome.copies { Console.say("\(folder): a copy or excerpt stays in the set: \(id)") }
    }
}
