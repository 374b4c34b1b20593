// `shilu portal`

import ArgumentParser

struct PortalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portal", abstract: "Checks portal files.", subcommands: [PortalCheck.self])
}
