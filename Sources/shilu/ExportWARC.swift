// `shilu export warc`

import Archive
import ArgumentParser
import Web

struct ExportWARC: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warc",
        abstract: "Copies captures to a WARC file, byte for byte.",
        discussion: """
            Each capture comes with its request and its metadata, as the gzip members that they are; what lies in another \
            compression becomes one. Revisits bring the captures that they refer to; where one of these is withheld or lost, it \
            is named. Nothing that is withheld is ever copied.
            """)

    @OptionGroup var captures: ExportedCaptures

    @Option(name: [.short, .long], help: ArgumentHelp("The file, which must not be there.", valueName: "file.warc.gz"))
    var output: String

    func validate() throws {
        guard output.hasSuffix(".warc.gz") else { throw ValidationError("the name of the output must end with .warc.gz") }
    }

    func run() throws {
        let (portals, withheld) = try captures.folders()
        let export = WARCExport(of: portals, withheld: withheld, selection: try captures.selection()) { Console.say("shilu: \($0)") }
        try ExportedCaptures.end(try export.write(to: output, date: .now()), output)
    }
}
