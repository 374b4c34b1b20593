// `shilu reextract`: what it shows, what it replaces, what follows, and what a kill leaves.
import Foundation
import LoopbackServer
import Testing

@Suite struct ReextractTests {
    /// An archive of two runs whose records an older reader made: another name, a title that it read wrongly, no source.
    private struct OldArchive {
        let folder: TemporaryFolder
        let archive: PortalArchive
        var path: String { folder.file("archive") }

        init() throws {
            folder = try TemporaryFolder()
            let server = try LoopbackServer(otherwise: Pages.numbered(5))
            defer { server.stop() }
            for _ in 0..<2 { _ = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"), ["--delay", "0", "--all"]) }
            archive = try PortalArchive(of: folder.file("archive"))
            let records = archive.folder + "/records/" + (try archive.runs[0]) + ".jsonl"
            let lines = try String(contentsOfFile: records, encoding: .utf8).split(separator: "\n").map { line in
                line.replacing("\"extractor\":\"shilu/", with: "\"extractor\":\"shilu/0.0.").replacing("\"title\":\"第3页\"", with: "\"title\":\"第三页\"")
                    .replacing("\"source\":\"市委组织部\"", with: "\"source\":null")
            }
            try (lines.joined(separator: "\n") + "\n").write(toFile: records, atomically: false, encoding: .utf8)
            // The manifest is that of the older reader's records.
            for name in ["manifest-sha256.txt", "manifests.jsonl"] { try FileManager.default.removeItem(atPath: archive.folder + "/" + name) }
        }

        func reextract(_ more: String...) throws -> Ended { try ShiluCommand.run(["reextract", "--archive", path] + more) }
        var records: String { get throws { try archive.records(run: archive.runs[0]) } }
        var old: [String] { (try? FileManager.default.contentsOfDirectory(atPath: archive.folder + "/records/old")) ?? [] }
    }

    @Test func withNobodyToAskItShowsWhatChangesAndChangesNothing() throws {
        let old = try OldArchive()
        let before = try old.records
        let ended = try old.reextract()
        #expect(ended.status == 10, "\(ended.errors)")
        #expect(ended.text.contains(" records of 2 runs; 6 differ\n") && ended.text.contains("  source: 0 changed, 6 came, 0 went\n"), "\(ended.text)")
        #expect(ended.text.contains("  title: 1 changed, 0 came, 0 went\n") && ended.text.contains("before \"第三页\"\n      after  \"第3页\""), "\(ended.text)")
        #expect(try old.records == before && old.old.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: old.archive.folder + "/records").sorted() == old.archive.runs.map { $0 + ".jsonl" })
        let json = try old.reextract("--json")
        #expect(json.text.contains(#""differ":6,"came":0,"went":0,"fields":{"#) && json.text.contains(#""title":{"changed":1,"came":0,"went":0,"samples":["#), "\(json.text)")
    }

    @Test func onYesTheRecordsAreReplacedTheOldOnesKeptAndAllFollows() throws {
        let old = try OldArchive()
        let before = try old.records
        let input = try old.folder.write("y\n", "answer")
        let ended = try ShiluCommand.run(["reextract", "--archive", old.path], input: input)
        #expect(ended.status == 0, "\(ended.errors)")
        let name = try #require(old.old.first)
        #expect(try String(contentsOfFile: old.archive.folder + "/records/old/" + name, encoding: .utf8) == before)
        #expect(try old.records.contains("第3页"))
        #expect(try old.archive.manifest.contains("records/old/" + name))
        #expect(try String(contentsOfFile: old.path + "/log.jsonl", encoding: .utf8).contains("records were made again: 6 of"))
        let verified = try ShiluCommand.run(["verify", old.path, "--deep"])
        #expect(verified.status == 0 && !verified.text.contains("records-"), "\(verified.text)")
        let again = try old.reextract()
        #expect(again.status == 0 && again.text.contains("; 0 differ"), "\(again.text)")
        #expect(old.old.count == 1)
    }

    @Test(.enabled(if: Peers.has("python3"), "no venv (SHILU_VENV)")) func whatTheStateKeepsOfPagesFollows() throws {
        let old = try OldArchive()
        func sql(_ statement: String) throws -> String {
            let program = "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); print(c.execute(sys.argv[2]).fetchall()); c.commit()"
            return try Peers.run("python3", ["-c", program, old.archive.folder + "/state.sqlite", statement]).text
        }
        let good = try sql("SELECT title, published, length, kind FROM page ORDER BY url")
        let fields = try sql("SELECT run, field, found FROM field_count ORDER BY 1, 2, 3")
        let digests = try sql("SELECT text_digest FROM url ORDER BY id")
        _ = try sql("UPDATE page SET title = 'x', length = 1, kind = 'list', published = NULL")
        _ = try sql("UPDATE field_count SET found = 77")
        _ = try sql("UPDATE url SET text_digest = 'x' WHERE text_digest IS NOT NULL")
        #expect(try old.reextract("--yes").status == 0)
        #expect(try sql("SELECT title, published, length, kind FROM page ORDER BY url") == good)
        #expect(try sql("SELECT text_digest FROM url ORDER BY id") == digests)
        // Counts are a run's own: those of the run whose records did not differ stay.
        let run = try old.archive.runs[0]
        #expect(try sql("SELECT run, field, found FROM field_count WHERE run = '\(run)' ORDER BY 1, 2, 3").split(separator: ")").dropLast().allSatisfy(fields.contains))
    }

    @Test func aKillAtAnyMomentLosesNothingAndTheSameCommandEndsIt() throws {
        let old = try OldArchive()
        for pause in stride(from: 0.02, to: 0.4, by: 0.04) {
            let running = try ShiluCommand.start(["reextract", "--archive", old.path, "--yes"])
            Thread.sleep(forTimeInterval: pause)
            kill(running.pid, SIGKILL)
            _ = try running.end()
            #expect(try old.records.split(separator: "\n").count == 6, "whole records, old or new")
        }
        #expect(try old.reextract("--yes").status == 0)
        let verified = try ShiluCommand.run(["verify", old.path, "--deep"])
        #expect(verified.status == 0 && !verified.text.contains("records-"), "\(verified.text)")
        #expect(old.old.count == 1)
        #expect(!FileManager.default.fileExists(atPath: old.archive.folder + "/.reextract"))
    }
}
