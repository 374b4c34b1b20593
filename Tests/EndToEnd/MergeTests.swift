// `shilu merge`: two archives of one portal, crawled from two places, brought together.
import Foundation
import LoopbackServer
import Testing

@Suite struct MergeTests {
    /// A portal, and archives of it.
    private struct Place {
        let folder: TemporaryFolder
        let server: LoopbackServer

        init(_ answer: @escaping LoopbackServer.Answer = Pages.numbered(4)) throws {
            folder = try TemporaryFolder()
            server = try LoopbackServer(otherwise: answer)
        }

        private func portalFile(_ vantage: String, _ more: String) throws -> String {
            try folder.write("name: portal\nseeds: [\(server.base)/]\ndelay: 0\nvantage: \(vantage)\n\(more)", "\(vantage)-\(UUID().uuidString).yaml")
        }

        func arguments(_ vantage: String, _ archive: String, _ more: String = "") throws -> [String] {
            ["crawl", try portalFile(vantage, more), "--archive", folder.file(archive), "--all", "--update"]
        }

        func crawl(_ vantage: String, _ archive: String, _ more: String = "") throws {
            let ended = try ShiluCommand.run(try arguments(vantage, archive, more))
            #expect(ended.status == 0, "\(ended.errors)")
        }

        func merge(_ other: String, _ archive: String) throws -> Ended {
            try ShiluCommand.run(["merge", folder.file(other), "--archive", folder.file(archive)])
        }

        func verify(_ archive: String) throws {
            let ended = try ShiluCommand.run(["verify", folder.file(archive), "--deep"])
            #expect(ended.status == 0, "\(ended.text)")
        }

        func copy(_ archive: String, to other: String) throws {
            try FileManager.default.copyItem(atPath: folder.file(archive), toPath: folder.file(other))
        }

        func portal(_ archive: String) -> PortalArchive { PortalArchive(folder: folder.file(archive) + "/portal") }

        /// What the state says, without the numbers of rows.
        func state(_ archive: String) throws -> String {
            let program = """
                import sqlite3, sys
                c = sqlite3.connect(sys.argv[1])
                for sql in ["SELECT url, role, state, reason, status, visited_run, visited_at, etag, text_digest, due, pending, kind FROM url ORDER BY url",
                    "SELECT u.url, c.warc, c.offset FROM url u LEFT JOIN capture c ON c.id = u.capture ORDER BY 1",
                    "SELECT u.url, c.run, c.warc, c.offset, c.length, c.record_id, c.indexed FROM capture c JOIN url u ON u.id = c.url ORDER BY 3, 4",
                    "SELECT name, vantage, records, finished_at IS NULL FROM run ORDER BY name", "SELECT name, run, length, closed FROM warc_file ORDER BY name",
                    "SELECT u.url, p.run, p.title, p.kind FROM page p JOIN url u ON u.id = p.url ORDER BY 1"]:
                    for row in c.execute(sql): print(row)
                """
            return try Peers.run("python3", ["-c", program, portal(archive).folder + "/state.sqlite"]).text
        }
    }

    private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    /// A page that is another one from its second visit on.
    private static func changing(_ request: ReceivedRequest) -> [ScriptedExchange.Step]? {
        if request.target == "/page/2", request.value("user-agent")?.contains("second") == true { return Pages.answer("第2页", ["改了：" + Pages.sentence]) }
        if request.target == "/only/second" { return Pages.answer("另一页", links: ["/"]) }
        if request.target == "/", request.value("user-agent")?.contains("second") == true {
            return Pages.answer("首页", links: (1...4).map { "/page/\($0)" } + ["/only/second"])
        }
        return Pages.numbered(4)(request)
    }

    @Test func allOfBothIsThereNothingIsChangedAndTheLaterVisitStands() throws {
        let place = try Place(Self.changing)
        defer { place.server.stop() }
        try place.crawl("first", "a")
        Thread.sleep(forTimeInterval: 1.1)  // visits are told apart by the second
        try place.crawl("second", "b", "user_agent: second\n")
        let (a, b) = (place.portal("a"), place.portal("b"))
        let before = try a.index.count
        let warcs = try (a.warcFiles + b.warcFiles).map { (name: ($0 as NSString).lastPathComponent, bytes: try bytes($0)) }
        let merged = try place.merge("b", "a")
        #expect(merged.status == 0 && merged.errors.contains("portal: 1 runs and 0 imports came, with 1 WARC files"), "\(merged.errors)")
        for warc in warcs { #expect(try bytes(a.folder + "/warc/" + warc.name) == warc.bytes) }
        #expect(try a.index.count == before + b.index.count)
        #expect(try a.runs == (a.runs.prefix(1) + b.runs))
        #expect(try a.records(run: b.runs[0]) == b.records(run: b.runs[0]))
        try place.verify("a")
        #expect(try ShiluCommand.run(["fixity", place.folder.file("a")]).text.contains("0 errors, 0 notes"))
        #expect(try String(contentsOfFile: a.folder + "/merges.jsonl", encoding: .utf8).contains("\"from\":\"" + place.folder.file("b") + "/portal\""))
        if Peers.has("python3") {
            let state = try place.state("a")
            #expect(state.contains("/only/second', 'page', 'captured'"), "\(state)")
            let later = (try #require(try b.warcFiles.first) as NSString).lastPathComponent
            #expect(state.contains("/page/2', '\(later)'"), "\(state)")
        }

        // The next crawl takes the merged captures for its own: what is as it was at the later visit is unchanged.
        try place.crawl("first", "a", "user_agent: second\n")
        try place.verify("a")
        let run = try #require(try a.runs.last)
        let tally = try a.report(run: run).shownTally
        #expect(tally["changed"] == nil && tally["unchanged"] == 6, "\(tally)")
        #expect(try ShiluCommand.run(["rebuild", a.folder]).status == 0)
        try place.verify("a")
    }

    @Test(.enabled(if: Peers.has("python3"), "no venv (SHILU_VENV)")) func twiceIsTheSameAsOnceAndSoIsAKillInBetween() throws {
        let place = try Place()
        defer { place.server.stop() }
        try place.crawl("first", "a")
        for _ in 0..<3 { try place.crawl("second", "b") }
        try place.copy("a", to: "killed")
        #expect(try place.merge("b", "a").status == 0)
        func result(_ archive: String) throws -> [String] {
            let portal = place.portal(archive)
            let manifest = try String(contentsOfFile: portal.folder + "/manifest-sha256.txt", encoding: .utf8)
            return [try portal.indexText, manifest, try place.state(archive)]
        }
        let once = try result("a")
        let again = try place.merge("b", "a")
        #expect(again.status == 0 && again.errors.contains("portal: 0 runs and 0 imports came"), "\(again.errors)")
        #expect(try result("a") == once)

        for pause in stride(from: 0.02, to: 0.3, by: 0.03) {
            let running = try ShiluCommand.start(["merge", place.folder.file("b"), "--archive", place.folder.file("killed")])
            Thread.sleep(forTimeInterval: pause)
            kill(running.pid, SIGKILL)
            _ = try running.end()
        }
        #expect(try place.merge("b", "killed").status == 0)
        #expect(try result("killed") == once)
        try place.verify("killed")
        let left = try FileManager.default.contentsOfDirectory(atPath: place.portal("killed").folder).filter { $0.hasPrefix(".merge") }
        #expect(left.isEmpty, "\(left)")
    }

    @Test func runsThatBeganAtOneSecondAreBothKept() throws {
        let place = try Place()
        defer { place.server.stop() }
        for _ in 0..<10 {
            for archive in ["a", "b"] { try? FileManager.default.removeItem(atPath: place.folder.file(archive)) }
            let both = try ["a", "b"].map { try ShiluCommand.start(place.arguments($0 == "a" ? "first" : "second", $0)) }
            for running in both { #expect(try running.end().status == 0) }
            if try place.portal("a").runs == place.portal("b").runs { break }
        }
        let run = try #require(try place.portal("a").runs.first)
        try #require(try place.portal("b").runs == [run])
        #expect(try place.merge("b", "a").status == 0)
        let a = place.portal("a")
        #expect(try a.runs == [run, run + "-second"])
        #expect(try a.records(run: run + "-second") == place.portal("b").records(run: run))
        try place.verify("a")
        #expect(try ShiluCommand.run(["rebuild", a.folder]).status == 0)
        try place.verify("a")
        #expect(try ShiluCommand.run(["reextract", "--archive", place.folder.file("a")]).status == 0)
        // Merged on, they are the same runs.
        #expect(try place.merge("a", "b").status == 0)
        #expect(try place.portal("b").runs == [run, run + "-first"])
        try place.verify("b")
    }

    @Test func aFileOfOneNameWithOtherBytesIsRefusedAndNothingDone() throws {
        let place = try Place()
        defer { place.server.stop() }
        try place.crawl("first", "a")
        try place.copy("a", to: "b")
        try place.crawl("first", "b")
        let warc = try #require(try place.portal("b").warcFiles.first)
        try (bytes(warc) + Data([0])).write(to: URL(fileURLWithPath: warc))
        for name in ["manifest-sha256.txt", "manifests.jsonl"] { try FileManager.default.removeItem(atPath: place.portal("b").folder + "/" + name) }
        let index = try place.portal("a").indexText
        let refused = try place.merge("b", "a")
        #expect(refused.status == 21 && refused.errors.contains("is another file than"), "\(refused.errors)")
        #expect(try place.portal("a").indexText == index && place.portal("a").runs.count == 1)
        try place.verify("a")
    }

    @Test func whatIsWithheldThereIsWithheldHereAndAPortalThatIsNotHereComes() throws {
        let place = try Place()
        defer { place.server.stop() }
        try place.crawl("second", "b")
        let url = place.server.base + "/page/1"
        _ = try ShiluCommand.run(["withhold", url, "--reason", "x", "--archive", place.folder.file("b")])
        let merged = try place.merge("b", "a")
        #expect(merged.status == 0, "\(merged.errors)")
        #expect(try place.portal("a").indexText == place.portal("b").indexText)
        try place.verify("a")
        #expect(try ShiluCommand.run(["withhold", "--list", "--archive", place.folder.file("a")]).text.contains(url))
        _ = try place.merge("b", "a")
        #expect(try String(contentsOfFile: place.folder.file("a") + "/withheld.jsonl", encoding: .utf8).split(separator: "\n").count == 1)
        #expect(try place.merge("a", "a").status == 9)
        #expect(try place.merge("none", "a").status == 9)
    }

    @Test func filesThatTheOtherArchiveImportedComeWithWhatIsKnownOfThem() throws {
        let place = try Place()
        defer { place.server.stop() }
        try place.crawl("first", "a")
        try place.crawl("second", "c")
        let source = try #require(try place.portal("c").warcFiles.first)
        try FileManager.default.copyItem(atPath: source, toPath: place.folder.file("foreign.warc.gz"))
        try place.crawl("second", "b")
        let imported = try ShiluCommand.run(["import", place.folder.file("foreign.warc.gz"), "--portal", "portal", "--archive", place.folder.file("b")])
        #expect(imported.status == 0, "\(imported.errors)")
        let merged = try place.merge("b", "a")
        #expect(merged.status == 0 && merged.errors.contains("1 runs and 1 imports came"), "\(merged.errors)")
        #expect(try place.portal("a").index.contains { $0.filename == "foreign.warc.gz" })
        try place.verify("a")
        #expect(try place.merge("b", "a").errors.contains("0 runs and 0 imports came"))
    }
    @Test func aPortalThatHoldsImportsOnlyComesAsWell() throws {
        let place = try Place()
        defer { place.server.stop() }
        try place.crawl("first", "a")
        try place.crawl("second", "c")
        try FileManager.default.copyItem(atPath: #require(try place.portal("c").warcFiles.first), toPath: place.folder.file("foreign.warc.gz"))
        let imported = try ShiluCommand.run(["import", place.folder.file("foreign.warc.gz"), "--seed", "http://old.example/", "--archive", place.folder.file("b")])
        #expect(imported.status == 0, "\(imported.errors)")
        let merged = try place.merge("b", "a")
        #expect(merged.status == 0 && merged.errors.contains("old.example: 0 runs and 1 imports came, with 1 WARC files, 6 captures"), "\(merged.errors)")
        try place.verify("a")
        let got = try ShiluCommand.run(["get", place.server.base + "/page/1", "--text", "--portal", "old.example", "--archive", place.folder.file("a")])
        #expect(got.status == 0 && got.text.hasPrefix("第1页"), "\(got.errors)")
        #expect(try place.merge("b", "a").errors.contains("old.example: 0 runs and 0 imports came"))
        #expect(!FileManager.default.fileExists(atPath: place.folder.file("b/old.example/state.sqlite")), "the other archive is only read")
    }
}
