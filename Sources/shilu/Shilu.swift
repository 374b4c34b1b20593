// The command `shilu`.

import ArgumentParser
import Glibc
import Records

@main
struct Shilu: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shilu",
        abstract: "Archives Chinese government and Party portals, and makes clean records of them.",
        discussion: """
            Begin with `shilu crawl URL`; then look into the folder `archive`. \
            Each command's own help tells the rest: `shilu help crawl`.

            \(Outcome.table)
            """,
        version: "shilu \(ShiluVersion.number)",
        subcommands: [
            Crawl.self, NightCommand.self, PortalCommand.self, ReportCommand.self, Status.self, Changes.self, Coverage.self, Why.self,
            Get.self, SearchCommand.self, Stats.self, ExportCommand.self, Extract.self, Explain.self, View.self, Test.self, Schema.self, RebuildCommand.self, Verify.self, Repair.self,
            Index.self, Convert.self, FixityCommand.self, ReextractCommand.self, ImportCommand.self, MergeCommand.self, Withhold.self,
            CorpusCommand.self,
        ])

    static func main() async {
        signal(SIGPIPE, SIG_IGN)  // a closed pipe is an error of the write, told by `Outcome.of`
        do {
            if let name = unknownCommand(in: CommandLine.arguments) { throw ValidationError("“\(name)” is no command; shilu --help lists them") }
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            if let outcome = Outcome.of(error) {
                if !outcome.isSilent { Console.say("shilu: \(error)") }
                Glibc.exit(outcome.rawValue)
            }
            exit(withError: error)
        }
    }

    /// What stands after `help` and is no command: the argument parser would print the help of what stands before it, and call that well.
    private static func unknownCommand(in arguments: [String]) -> String? {
        guard arguments.dropFirst().first == "help" else { return nil }
        var command: any ParsableCommand.Type = Self.self
        for name in arguments.dropFirst(2) where !name.hasPrefix("-") {
            guard let next = command.configuration.subcommands.first(where: { $0._commandName == name }) else { return name == "help" ? nil : name }
            command = next
        }
        return nil
    }
}
