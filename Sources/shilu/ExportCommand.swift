// `shilu export`

import ArgumentParser

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes what the archive holds in other forms.", subcommands: [ExportWARC.self, ExportWACZ.self, ExportBag.self])
}
