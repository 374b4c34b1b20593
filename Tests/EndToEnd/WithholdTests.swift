// `shilu withhold`: orders that are kept, listed and undone, and an archive whose WARC files stay as they are.
import Foundation
import LoopbackServer
import Testing

@Suite struct WithholdTests {
    private func crawled() throws -> (folder: TemporaryFolder, archive: String, base: String) {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(3))
        defer { server.stop() }
        _ = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"))
        return (folder, folder.file("archive"), server.base)
    }

    private func withhold(_ archive: String, _ arguments: String...) throws -> Ended {
        try ShiluCommand.run(["withhold"] + arguments + ["--archive", archive])
    }

    @Test func anOrderIsListedUntilItIsUndoneAndTouchesNoWARCFile() throws {
        let (folder, archive, base) = try crawled()
        defer { withExtendedLifetime(folder) {} }
        let before = try PortalArchive(of: archive).warcFiles.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
        let url = base + "/page/2"
        let ordered = try withhold(archive, url, "--reason", "个人信息", "--who", "张三")
        #expect(ordered.status == 0 && ordered.errors.contains("\(url): withheld; 1 captures of it"), "\(ordered.errors)")
        let listed = try withhold(archive, "--list")
        #expect(listed.text.hasSuffix("  \(url)  个人信息  [张三]\n"), "\(listed.text)")
        let json = try withhold(archive, "--list", "--json").text
        #expect(json.contains(#""action":"withhold","url":"\#(url)","twins":false,"prefix":false,"reason":"个人信息","who":"张三""#), "\(json)")
        #expect(try PortalArchive(of: archive).warcFiles.map { try Data(contentsOf: URL(fileURLWithPath: $0)) } == before)
        #expect(try ShiluCommand.run(["verify", archive, "--deep"]).status == 0)

        let undone = try withhold(archive, url, "--undo", "--reason", "已更正")
        #expect(undone.status == 0 && undone.errors.contains("shown again"), "\(undone.errors)")
        #expect(try withhold(archive, "--list").text.isEmpty)
        #expect(try String(contentsOfFile: archive + "/withheld.jsonl", encoding: .utf8).split(separator: "\n").count == 2)
    }

    @Test func aPrefixCoversAllThatBeginSo() throws {
        let (folder, archive, base) = try crawled()
        defer { withExtendedLifetime(folder) {} }
        #expect(try withhold(archive, base + "/page/", "--prefix", "--reason", "x").errors.contains("withheld; 3 captures"))
        let undone = try withhold(archive, base + "/page/1", "--undo", "--reason", "x")
        #expect(undone.status == 9 && undone.errors.contains("no order was given for exactly this URL"), "\(undone.errors)")
    }

    @Test func anOrderNeedsAReasonAndAnArchive() throws {
        let (folder, archive, base) = try crawled()
        defer { withExtendedLifetime(folder) {} }
        #expect(try withhold(archive, base + "/page/1").status == 64)
        #expect(try withhold(archive, "--reason", "x").status == 64)
        #expect(try withhold(archive, "not a URL", "--reason", "x").status == 64)
        #expect(try withhold(folder.file("nowhere"), base + "/", "--reason", "x").status == 9)
        #expect(!FileManager.default.fileExists(atPath: archive + "/withheld.jsonl"))
    }

    @Test func aListThatWasChangedIsUnsound() throws {
        let (folder, archive, base) = try crawled()
        defer { withExtendedLifetime(folder) {} }
        for number in 1...3 { _ = try withhold(archive, base + "/page/\(number)", "--reason", "x") }
        let path = archive + "/withheld.jsonl"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        try "\(lines[0])\n\(lines[2])\n".write(toFile: path, atomically: false, encoding: .utf8)
        let verified = try ShiluCommand.run(["verify", archive])
        #expect(verified.status == 16 && verified.text.contains("error: withheld-list (Shilu archive): line 2 does not follow"), "\(verified.text)")
        #expect(try withhold(archive, base + "/", "--reason", "x").status == 9)
    }
}
