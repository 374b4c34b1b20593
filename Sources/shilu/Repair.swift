// `shilu repair`

import ArgumentParser
import Records
import WebArchive

struct Repair: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes the sound records out of a damaged WARC or ARC file.",
        discussion: """
            The file itself is only read. Beside it come NAME.repaired.warc.gz with the sound records, byte for byte as they were, \
            and NAME.repaired.warc.gz.torn with the rest: before each stretch stands a line that says where it lay and which rule \
            it breaks. Of a sound file nothing is written.
            """)

    @Argument(help: ArgumentHelp("A WARC or ARC file.", valueName: "file"))
    var path: String

    @Option(name: [.short, .long], help: ArgumentHelp("The new file, which must not be there.", valueName: "file"))
    var output: String?

    func run() throws {
        let result: WARCRepair.Result
        do {
            result = try WARCRepair(path: path, output: output).run()
        } catch let error as WARCReadError {
            Console.say("shilu: \(error)")
            throw ExitCode(Outcome.unreadableInput.rawValue)
        }
        guard let output = result.output else { return Console.say("\(path) is sound; nothing was written") }
        Console.say("\(result.kept) records in \(output)")
        if let torn = result.tornPath { Console.say("\(result.torn) stretches that are not sound in \(torn)") }
    }
}
