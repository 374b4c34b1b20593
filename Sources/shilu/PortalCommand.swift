// `shilu portal`

import ArgumentParser

struct PortalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portal", abstract: "Makes and checks portal files.", subcommands: [PortalInit.self, PortalCheck.self, PortalColumns.self])
}
