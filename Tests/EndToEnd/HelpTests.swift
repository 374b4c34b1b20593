// The help as it stands in Snapshots/. After a change that is meant: SHILU_ACCEPT_SNAPSHOTS=1, then read the diff.
import Foundation
import Testing

@Suite struct HelpTests {
    @Test(arguments: [
        ("help", ["--help"]), ("help-crawl", ["help", "crawl"]), ("help-night", ["help", "night"]), ("help-rebuild", ["help", "rebuild"]), ("help-extract", ["help", "extract"]), ("help-test", ["help", "test"]),
        ("help-schema", ["help", "schema"]), ("help-explain", ["help", "explain"]), ("help-view", ["help", "view"]),
        ("help-verify", ["help", "verify"]), ("help-repair", ["help", "repair"]),
        ("help-index", ["help", "index"]), ("help-withhold", ["help", "withhold"]), ("help-get", ["help", "get"]), ("help-search", ["help", "search"]), ("help-stats", ["help", "stats"]), ("help-corpus-citations", ["help", "corpus", "citations"]), ("help-export", ["help", "export"]), ("help-export-warc", ["help", "export", "warc"]),
        ("help-export-wacz", ["help", "export", "wacz"]),
        ("help-fixity", ["help", "fixity"]), ("help-export-bag", ["help", "export", "bag"]), ("help-reextract", ["help", "reextract"]),
        ("help-corpus", ["help", "corpus"]), ("help-corpus-build", ["help", "corpus", "build"]), ("help-corpus-withdraw", ["help", "corpus", "withdraw"]), ("help-corpus-sign", ["help", "corpus", "sign"]), ("help-corpus-pii", ["help", "corpus", "pii"]), ("help-import", ["help", "import"]), ("help-merge", ["help", "merge"]), ("help-convert", ["help", "convert"]),
        ("help-portal", ["help", "portal"]), ("help-portal-columns", ["help", "portal", "columns"]), ("help-portal-check", ["help", "portal", "check"]), ("help-portal-init", ["help", "portal", "init"]),
        ("help-report", ["help", "report"]), ("help-status", ["help", "status"]), ("help-changes", ["help", "changes"]),
        ("help-coverage", ["help", "coverage"]), ("help-why", ["help", "why"]), ("version", ["--version"]), ("no-command", []),
    ]) func theHelpIsAsItWas(_ name: String, _ arguments: [String]) throws {
        let ended = try ShiluCommand.run(arguments)
        #expect(ended.status == 0 && ended.errors.isEmpty)
        // The number of jobs is that of the machine's cores.
        let text = ended.text.replacing(/\(default: [0-9]+\)/, with: "(default: CORES)")
        let file = Repository.snapshots.appendingPathComponent("\(name).txt")
        if ProcessInfo.processInfo.environment["SHILU_ACCEPT_SNAPSHOTS"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try text == String(contentsOf: file, encoding: .utf8))
    }

    @Test func aCommandsOwnHelpIsThatOfHelp() throws {
        for command in ["crawl", "night", "extract", "test", "explain", "view", "schema"] {
            #expect(try ShiluCommand.run([command, "--help"]).text == ShiluCommand.run(["help", command]).text)
        }
    }
}
