// The README's table of exit codes is the command's own.
import Foundation
import Testing

@Suite struct ExitCodeTests {
    @Test func theReadmeHasTheTableOfTheHelp() throws {
        let help = try ShiluCommand.run(["--help"]).text
        let readme = try String(contentsOfFile: Repository.root.appendingPathComponent("README.md").path, encoding: .utf8)
        let rows = readme.matches(of: /\n\| ([0-9]+) \| (.+) \|/).map { (code: String($0.1), meaning: String($0.2)) }
        #expect(rows.count > 10)
        let flat = help.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for (code, meaning) in rows { #expect(flat.contains("\(code) \(meaning)"), "\(code)") }
        let table = try #require(help.firstRange(of: "EXIT CODES:").map { help[$0.upperBound...] })
        #expect(table.matches(of: #/\n  ([0-9]+)  /#).map { String($0.1) } == rows.map(\.code))
    }
}
