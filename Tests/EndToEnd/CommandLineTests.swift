// What the command says and how it ends when it cannot do what it was told.
import Foundation
import LoopbackServer
import Synchronization
import Testing

@Suite struct CommandLineTests {
    private let folder: TemporaryFolder
    private var archive: String { folder.file("archive") }

    init() throws { folder = try TemporaryFolder() }

    /// One line on standard error that says what is wrong, and nothing on standard output.
    private func expectOneLine(_ ended: Ended, status: Int32, _ parts: String...) {
        #expect(ended.status == status)
        #expect(ended.errorLines.count == 1, "\(ended.errors)")
        #expect(ended.errors.hasPrefix("shilu: "), "\(ended.errors)")
        for part in parts { #expect(ended.errors.contains(part), "\(ended.errors)") }
        #expect(ended.output.isEmpty)
    }

    @Test func helpForWhatIsNoCommandIsABadCommandLine() throws {
        for words in [["nothing"], ["export", "nothing"], ["crawl", "nothing"]] {
            let ended = try ShiluCommand.run(["help"] + words)
            #expect(ended.status == 64 && ended.errors.contains("“nothing” is no command") && ended.output.isEmpty, "\(words): \(ended.errors)")
        }
        for words in [[], ["help"], ["export", "wacz"], ["crawl", "--help"]] { #expect(try ShiluCommand.run(["help"] + words).status == 0, "\(words)") }
    }

    @Test func aSecondCrawlOfAPortalAtOnceIsRefused() throws {
        let second = DispatchSemaphore(value: 0)
        let began = DispatchSemaphore(value: 0)
        let isFirst = Mutex(true)
        let server = try LoopbackServer { request in
            if request.target == "/page/1", isFirst.withLock({ isFirst in defer { isFirst = false }; return isFirst }) {
                began.signal()
                second.wait()
            }
            return Pages.numbered(1)(request)
        }
        defer { server.stop() }
        let first = try ShiluCommand.start(["crawl", server.base + "/", "--archive", archive, "--delay", "0"])
        began.wait()
        let refused = try ShiluCommand.crawl(server.base + "/", into: archive)
        second.signal()
        expectOneLine(refused, status: 5, "127.0.0.1_\(server.port)", "another command is working on this portal")
        #expect(try first.end().status == 0)
        #expect(try ShiluCommand.crawl(server.base + "/", into: archive).status == 0, "the lock goes with the command")
    }

    @Test(arguments: [
        ("name: a\nseeds:\n  - http://a.example/\nhost: [a.example]\n", 4, "“host”"),
        ("name: A B\nseeds: [http://a.example/]\n", 1, "name"),
        ("name: a\nseeds: [ftp://a.example/]\n", 2, "seeds"),
        ("name: a\nseeds: [http://a.example/]\ndelay: soon\n", 3, "“soon” is not a number of seconds"),
        ("name: a\nseeds: [http://a.example/]\nlimits:\n  body: 5 XB\n", 4, "“5 XB” is no size"),
        ("name: a\nseeds: [http://a.example/]\nuser_agent: \"a\\nb\"\n", 3, "user_agent"),
    ]) func aMistakeInAPortalFileIsNamedWithItsLine(_ text: String, _ line: Int, _ words: String) throws {
        let path = try folder.write(text, "portal.yaml")
        expectOneLine(try ShiluCommand.crawl(path, into: archive), status: 6, "\(path):\(line): ", words)
        #expect(!FileManager.default.fileExists(atPath: archive), "nothing is made for a bad portal file")
    }

    @Test(arguments: ["name: [a\n", "- a\n", "", "name: a\n", "seeds: [http://a.example/]\n"]) func whatIsNoPortalFileIsRefused(_ text: String) throws {
        let path = try folder.write(text, "portal.yaml")
        let ended = try ShiluCommand.crawl(path, into: archive)
        #expect(ended.status == 6 && ended.errors.hasPrefix("shilu: \(path)"), "\(ended.errors)")
    }

    @Test func aMissingPortalFileIsNamed() throws {
        expectOneLine(try ShiluCommand.crawl(folder.file("none.yaml"), into: archive), status: 6, folder.file("none.yaml"), "no such file")
        let odd = try ShiluCommand.crawl("http://[/", into: archive)
        expectOneLine(odd, status: 6, "http://[/")
    }

    @Test func aDifferingPortalFileIsShownAndTakenOnlyWithUpdate() throws {
        let server = try LoopbackServer(otherwise: Pages.numbered(2))
        defer { server.stop() }
        let path = try folder.write("name: a\nseeds: [\(server.base)/]\ndelay: 0\n", "a.yaml")
        #expect(try ShiluCommand.crawl(path, into: archive, []).status == 0)
        let held = archive + "/a/portal.yaml"
        let before = try String(contentsOfFile: held, encoding: .utf8)
        _ = try folder.write("name: a\nseeds: [\(server.base)/]\ndelay: 0\nexclude: [/page/2]\n", "a.yaml")
        let refused = try ShiluCommand.crawl(path, into: archive, [])
        #expect(refused.status == 6)
        #expect(refused.errorLines.first == "shilu: \(path) differs from the archive's \(held):")
        #expect(refused.errorLines.contains("  + exclude: [/page/2]") && refused.errors.contains("--update"))
        #expect(try String(contentsOfFile: held, encoding: .utf8) == before)
        #expect(try ShiluCommand.crawl(held, into: archive, []).status == 0, "the archive's own is no other")
        #expect(try ShiluCommand.crawl(path, into: archive, ["--update"]).status == 0)
        #expect(try String(contentsOfFile: held, encoding: .utf8).contains("exclude: [/page/2]"))
    }

    @Test func anArchiveThatCannotBeWrittenIsNamed() throws {
        let file = try folder.write("a file\n", "in-the-way")
        expectOneLine(try ShiluCommand.crawl("http://127.0.0.1:9/", into: file), status: 7, file)
        expectOneLine(try ShiluCommand.crawl("http://127.0.0.1:9/", into: file + "/below"), status: 7, file)
    }

    @Test func aPortalFolderThatCannotBeWrittenIsNamed() throws {
        try FileManager.default.createDirectory(atPath: archive + "/127.0.0.1_9", withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: archive + "/127.0.0.1_9/warc"))
        let ended = try ShiluCommand.crawl("http://127.0.0.1:9/", into: archive)
        expectOneLine(ended, status: 7, archive + "/127.0.0.1_9/warc")
    }

    @Test func anArchiveOfANewerFormatIsRefused() throws {
        try FileManager.default.createDirectory(atPath: archive, withIntermediateDirectories: true)
        _ = try folder.write("{\"format\":\"shilu.archive/2\"}\n", "archive/format.json")
        expectOneLine(try ShiluCommand.crawl("http://127.0.0.1:9/", into: archive), status: 8, "format.json", "shilu.archive/2")
        #expect(try FileManager.default.contentsOfDirectory(atPath: archive) == ["format.json"])
    }

    @Test(arguments: [
        ["crawl"], ["crawl", "a", "b"], ["crawl", "a.yaml", "--slowly"], ["crawl", "a.yaml", "--delay", "-1"],
        ["crawl", "a.yaml", "--max-pages", "0"], ["crawl", "a.yaml", "--jobs", "0"], ["extract"], ["extract", "a", "--jobs", "x"],
        ["plunder"],
    ]) func aBadCommandLineEndsWith64(_ arguments: [String]) throws {
        let ended = try ShiluCommand.run(arguments, in: folder.path)
        #expect(ended.status == 64)
        #expect(ended.errors.hasPrefix("Error: ") && ended.errors.contains("Usage: shilu"), "\(ended.errors)")
        #expect(ended.output.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func aBareURLIsSettledAsAPortalFile() throws {
        let server = try LoopbackServer(otherwise: Pages.numbered(1))
        defer { server.stop() }
        #expect(try ShiluCommand.crawl(server.base + "/", into: archive).status == 0)
        let held = "\(archive)/127.0.0.1_\(server.port)/portal.yaml"
        let text = try String(contentsOfFile: held, encoding: .utf8)
        #expect(text.contains("name: 127.0.0.1_\(server.port)\nseeds:\n  - \(server.base)/\n"))
        // Another seed of the host is appended; the same one is not.
        #expect(try ShiluCommand.crawl(server.base + "/page/1", into: archive).status == 0)
        #expect(try ShiluCommand.crawl(server.base + "/", into: archive).status == 0)
        let later = try String(contentsOfFile: held, encoding: .utf8)
        #expect(later == text.replacing("  - \(server.base)/\n", with: "  - \(server.base)/\n  - \(server.base)/page/1\n"))
        #expect(try ShiluCommand.crawl(held, into: archive).status == 0)
    }
}
