// `shilu repair`

import Archive
import ArgumentParser
import Crawling
import Foundation
import WebArchive

struct Repair: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes the sound records out of a damaged WARC or ARC file.",
        discussion: """
            The file itself is only read. Beside it come NAME.repaired.warc.gz with the sound records, byte for byte as they were, \
            and NAME.repaired.warc.gz.torn with the rest: before each stretch stands a line that says where it lay and which rule \
            it breaks. Of a sound file nothing is written. In a portal's warc/ the new file takes the damaged one's place: that \
            moves to damaged/, and index, state, records and manifest follow, with a line in the archive's log.
            """)

    @Argument(help: ArgumentHelp("A WARC or ARC file.", valueName: "file"))
    var path: String

    @Option(name: [.short, .long], help: ArgumentHelp("The new file, which must not be there.", valueName: "file"))
    var output: String?

    func run() throws {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw InputError(path: path, cause: "is a folder; shilu verify tells which of its files is damaged, and repair takes that")
        }
        do {
            if output == nil, let archive = ArchiveRepair(path: path) {
                let outcome = try archive.run()
                Self.say(outcome.repair, of: path)
                if let damaged = outcome.damaged {
                    Console.say("\(path) lies in \(damaged) now; \(outcome.lost) captures are lost, the run has \(outcome.records) records")
                }
            } else {
                Self.say(try WARCRepair(path: path, output: output).run(), of: path)
            }
        } catch let error as WARCReadError {
            Console.say("shilu: \(error)")
            throw ExitCode(Outcome.unreadableInput.rawValue)
        }
    }

    private static func say(_ result: WARCRepair.Outcome, of path: String) {
        if result.wasSound { return Console.say("\(path) is sound; nothing was written") }
        Console.say(result.output.map { "\(result.kept) records in \($0)" } ?? "no record of \(path) is sound")
        if let torn = result.tornPath { Console.say("\(result.torn) stretches that are not sound in \(torn)") }
    }
}
