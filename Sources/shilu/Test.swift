// `shilu test`

import Archive
import ArgumentParser
import Foundation

struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replays saved pages against the records expected of them.",
        discussion: """
            Reads every page NAME.html of the folder and below it, and compares its record with NAME.record.json beside it, \
            field by field. Keys that the expected record leaves out are not compared. With --accept the expected records are \
            written anew, after asking.
            """)

    @Argument(help: ArgumentHelp("A folder of saved pages.", valueName: "folder"))
    var folder: String

    @Flag(help: "Write the records as expected, after asking.")
    var accept = false

    @Flag(help: "Do not ask.")
    var yes = false

    func run() throws {
        let replays = try PageReplay.all(in: folder)
        guard !replays.isEmpty else { throw InputError(path: folder, cause: "holds no saved page") }
        var output = StandardOutput()
        var wrong = 0
        for replay in replays {
            let differences = try replay.differences()
            guard !differences.isEmpty else { continue }
            wrong += 1
            try output.write("\(replay.page)\n")
            for difference in differences { try output.write("  \(difference)\n") }
            guard accept else { continue }
            try output.flush()
            if yes || Self.isConfirmed("Take this as the record expected of \(replay.page)? [y/N] ") {
                try replay.accept()
                wrong -= 1
            }
        }
        try output.write("\(replays.count) pages, \(wrong) differ\n")
        try output.flush()
        if wrong > 0 { throw ExitCode(Outcome.differs.rawValue) }
    }

    private static func isConfirmed(_ question: String) -> Bool {
        Console.write(question)
        return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
    }
}
