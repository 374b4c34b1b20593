// `shilu portal check`

import ArgumentParser
import Crawling

struct PortalCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tells every mistake in portal files.",
        discussion: "A line a mistake: FILE:LINE: what is wrong. Ends with 6 if there are any.")

    @Argument(help: ArgumentHelp("Portal files, portals' folders, or folders of these, as an archive is.", valueName: "file"))
    var files: [String]

    func run() throws {
        var check = PortalFileCheck()
        for file in files { check.add(file) }
        var output = StandardOutput()
        for mistake in check.mistakes { try output.write("\(mistake)\n") }
        try output.flush()
        let count = check.mistakes.count
        let files = "\(check.files.count) portal \(check.files.count == 1 ? "file" : "files")"
        Console.say("\(files): \(count == 0 ? "no mistake" : count == 1 ? "1 mistake" : "\(count) mistakes")")
        if count > 0 { throw ExitCode(Outcome.badPortalFile.rawValue) }
    }
}
