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
            Get.self, SearchCommand.self, ExportCommand.self, Extract.self, Explain.self, View.self, Test.self, Schema.self, RebuildCommand.self, Verify.self, Repair.self,
            Index.self, Convert.self, FixityCommand.self, ReextractCommand.self, ImportCommand.self, MergeCommand.self, Withhold.self,
            CorpusCommand.self,
        ])

    static func main() async {
        signal(SIGPIPE, SIG_IGN)  // a closed pipe is an error of the write, told by `Outcome.of`
        do {
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
}
