// `shilu verify` on archives that crawls left, sound and harmed, and on what other programs write.
import Foundation
import LoopbackServer
import Testing
import WebArchive

@Suite struct VerifyCommandTests {
    /// A small archive of two runs, crawled once and copied for each test.
    private static let crawled = Result {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(6))
        defer { server.stop() }
        for _ in 0..<2 { _ = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"), ["--delay", "0", "--all"]) }
        return folder
    }

    private func verify(_ path: String, _ more: String...) throws -> Ended { try ShiluCommand.run(["verify", path] + more) }

    /// The archive with one thing changed, and what is said of it.
    private func harmed(deep: Bool = false, _ harm: (PortalArchive) throws -> Void) throws -> Ended {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Self.crawled.get().file("archive"), toPath: folder.file("archive"))
        try harm(PortalArchive(of: folder.file("archive")))
        return try deep ? verify(folder.file("archive"), "--deep") : verify(folder.file("archive"))
    }

    private func lines(_ path: String) throws -> [String] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private func write(_ lines: [String], _ path: String) throws {
        try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: false, encoding: .utf8)
    }

    @Test(arguments: SharedCrawl.allCases) func anArchiveThatCrawlsLeftIsSound(_ portal: SharedCrawl) throws {
        let ended = try verify(portal.archive.folder, "--deep")
        #expect(ended.status == 0, "\(ended.text)")
        #expect(ended.text.hasPrefix("sound: ") && ended.text.contains(" 0 errors, 0 notes"), "\(ended.text)")
    }

    @Test func anArchiveIsSoundWhateverTheNumberOfJobs() throws {
        let archive = try Self.crawled.get().file("archive")
        let one = try verify(archive, "--jobs", "1", "--json")
        #expect(one.status == 0)
        #expect(try verify(archive, "--jobs", "3", "--json").text == one.text)
        #expect(one.text.contains(#""verdict":"sound""#))
    }

    @Test func aLineThatTheIndexLacksOrHasTooMuchIsNamed() throws {
        let lacking = try harmed { try write(Array(lines($0.folder + "/index.cdxj").dropFirst()), $0.folder + "/index.cdxj") }
        #expect(lacking.status == 16 && lacking.text.contains("error: index-missing (Shilu archive): no line for the record of"), "\(lacking.text)")
        let more = try harmed { archive in
            let all = try lines(archive.folder + "/index.cdxj")
            try write(all + [all[all.count - 1].replacing(/"offset": "[0-9]+"/, with: #""offset": "1""#)].sorted(), archive.folder + "/index.cdxj")
        }
        #expect(more.status == 16 && more.text.contains("error: index-extra"), "\(more.text)")
        let disordered = try harmed { try write(lines($0.folder + "/index.cdxj").reversed(), $0.folder + "/index.cdxj") }
        #expect(disordered.status == 16 && disordered.text.contains("error: index-order") && !disordered.text.contains("index-extra"))
        let none = try harmed { try FileManager.default.removeItem(atPath: $0.folder + "/index.cdxj") }
        #expect(none.status == 16 && none.text.contains("error: index-missing"))
    }

    /// Each part of a line, and what it is changed to.
    private static let parts = [
        ("^[^ ]+", "local)/elsewhere"), (" [0-9]{14} ", " 20200101000000 "), (#""url": "[^"]*""#, #""url": "http://a.example/""#), (#""mime": "[^"]*""#, #""mime": "text/plain""#),
        (#""status": "[^"]*""#, #""status": "201""#), (#""digest": "[^"]*""#, #""digest": "sha256:00""#),
        (#""length": "[^"]*""#, #""length": "1""#), (#""offset": "[^"]*""#, #""offset": "1""#), (#""filename": "[^"]*""#, #""filename": "other.warc.gz""#),
        (#", "status": "[^"]*""#, ""), (#"\}$"#, #", "more": "1"}"#),
    ]

    @Test(arguments: parts) func aLineThatSaysSomethingElseThanItsRecordIsNamed(_ part: (pattern: String, text: String)) throws {
        let ended = try harmed { archive in
            var all = try lines(archive.folder + "/index.cdxj")
            let index = try #require(all.firstIndex { $0.contains("/page/3") && $0.contains(#""status": "200""#) })
            let changed = all[index].replacing(try Regex(part.pattern), with: part.text, maxReplacements: 1)
            #expect(changed != all[index])
            all[index] = changed
            try write(all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, archive.folder + "/index.cdxj")
        }
        #expect(ended.status == 16, "\(ended.text)")
        #expect(ended.text.contains("error: index-missing") && ended.text.contains("error: index-extra"), "\(ended.text)")
    }

    @Test func aWARCFileThatWasHarmedIsNamedWithItsOffset() throws {
        let cut = try harmed { archive in
            let path = try #require(archive.warcFiles.first)
            try Data(contentsOf: URL(fileURLWithPath: path)).dropLast(1).write(to: URL(fileURLWithPath: path))
        }
        #expect(cut.status == 16 && cut.text.contains("error: torn-file") && cut.text.contains("error: state-differs"), "\(cut.text)")
        let flipped = try harmed { archive in
            let path = try #require(archive.warcFiles.first)
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let offset = try #require(archive.index.first { path.hasSuffix($0.filename) }).offset
            bytes[Int(offset) + 60] ^= 0x40
            try bytes.write(to: URL(fileURLWithPath: path))
        }
        #expect(flipped.status == 16 && flipped.text.contains("error: damaged-member"), "\(flipped.text)")
        let lost = try harmed { try FileManager.default.removeItem(atPath: #require($0.warcFiles.last)) }
        #expect(lost.status == 16)
        for rule in ["index-extra", "state-differs", "fixity-missing"] { #expect(lost.text.contains("error: \(rule)"), "\(rule): \(lost.text)") }
    }

    @Test func whatARevisitRefersToMustBeInTheArchive() throws {
        // The first run's file is lost: the second run's revisits have no original any more.
        let lost = try harmed { try FileManager.default.removeItem(atPath: #require($0.warcFiles.first)) }
        #expect(lost.text.contains("error: missing-original (WARC/1.1 §5.11)"), "\(lost.text)")
    }

    @Test func recordsAreComparedWhenItIsAskedFor() throws {
        func change(_ from: String, _ to: String, listed: Bool = true) -> (PortalArchive) throws -> Void {
            { archive in
                let path = archive.folder + "/records/" + (try #require(archive.runs.first)) + ".jsonl"
                try lines(path).map { $0.replacing(from, with: to) }.joined(separator: "\n").appending("\n").write(toFile: path, atomically: false, encoding: .utf8)
                guard !listed else { return }
                try write(lines(archive.folder + "/manifest-sha256.txt").filter { !$0.contains("records/") }, archive.folder + "/manifest-sha256.txt")
                try FileManager.default.removeItem(atPath: archive.folder + "/manifests.jsonl")
            }
        }
        #expect(try harmed(change("市委组织部", "县委组织部")).status == 0)
        let changed = try harmed(deep: true, change("市委组织部", "县委组织部"))
        #expect(changed.status == 16 && changed.text.contains("error: records-differ") && changed.text.contains("error: fixity "), "\(changed.text)")
        let older = try harmed(deep: true, change("\"extractor\":\"shilu/", "\"extractor\":\"shilu/0.0.", listed: false))
        #expect(older.status == 0 && older.text.contains("note: records-extractor") && older.text.contains("shilu reextract"), "\(older.text)")
    }

    @Test func theManifestIsComparedWithTheFiles() throws {
        let manifest = "/manifest-sha256.txt"
        let unlisted = try harmed {
            try write(lines($0.folder + manifest).filter { !$0.contains("warc/") }, $0.folder + manifest)
            try FileManager.default.removeItem(atPath: $0.folder + "/manifests.jsonl")
        }
        #expect(unlisted.status == 0 && unlisted.text.contains("note: unlisted-file"), "\(unlisted.text)")
        let bad = try harmed { try write(lines($0.folder + manifest) + ["what is this"], $0.folder + manifest) }
        #expect(bad.status == 16 && bad.text.contains("error: fixity"))
        let gone = try harmed { try FileManager.default.removeItem(atPath: $0.folder + manifest) }
        #expect(gone.status == 16 && gone.text.contains("error: fixity-missing"))
    }

    @Test(.enabled(if: Peers.has("python3"), "no venv (SHILU_VENV)")) func theStateIsComparedWithTheFiles() throws {
        let none = try harmed { archive in
            for name in ["state.sqlite", "state.sqlite-wal", "state.sqlite-shm"] { try? FileManager.default.removeItem(atPath: archive.folder + "/" + name) }
        }
        #expect(none.status == 0 && none.text.contains("note: state-missing"), "\(none.text)")
        for change in ["UPDATE capture SET offset = offset + 1 WHERE id = 3", "DELETE FROM capture WHERE id = 2", "UPDATE warc_file SET length = length + 1"] {
            let changed = try harmed { archive in
                let script = "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
                let status = try Peers.run("python3", ["-c", script, archive.folder + "/state.sqlite", change]).status
                #expect(status == 0)
            }
            #expect(changed.status == 16 && changed.text.contains("error: state-differs"), "\(change): \(changed.text)")
        }
    }

    @Test func whatIsNoArchiveFileIsUnreadable() throws {
        let folder = try TemporaryFolder()
        let text = try verify(folder.write("hello", "a.txt"))
        #expect(text.status == 9 && text.errors.contains("is no WARC, ARC, CDXJ or WACZ file"))
        #expect(try verify(folder.file("none")).status == 9)
        let empty = try verify(folder.write("", "a.warc"))
        #expect(empty.status == 16 && empty.text.contains("error: empty-file (WARC/1.1 §4): the file holds no record"))
        let json = try verify(folder.write("hello\n", "b.warc"), "--json")
        #expect(json.text.contains(#""offset":0,"record_id":null,"severity":"error","rule":"not-a-record","section":"WARC/1.1 §4""#), "\(json.text)")
    }

    @Test func repairTakesTheSoundRecordsOfAFile() throws {
        let folder = try TemporaryFolder()
        let original = try #require(try PortalArchive(of: Self.crawled.get().file("archive")).warcFiles.first)
        let sound = try ShiluCommand.run(["repair", original])
        #expect(sound.status == 0 && sound.errors.contains("is sound; nothing was written"))
        var bytes = try Data(contentsOf: URL(fileURLWithPath: original))
        bytes[bytes.count / 2] ^= 0x10
        try bytes.write(to: URL(fileURLWithPath: folder.file("a.warc.gz")))
        let repaired = try ShiluCommand.run(["repair", folder.file("a.warc.gz")])
        #expect(repaired.status == 0, "\(repaired.errors)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("a.warc.gz"))) == bytes)
        #expect(try verify(folder.file("a.repaired.warc.gz")).status == 0)
        #expect(try StoredRecord.all(in: folder.file("a.repaired.warc.gz")).count == StoredRecord.all(in: original).count - 1)
        #expect(try String(decoding: Data(contentsOf: URL(fileURLWithPath: folder.file("a.repaired.warc.gz.torn"))), as: UTF8.self).hasPrefix("{\"offset\":"))
        #expect(try ShiluCommand.run(["repair", folder.file("none")]).status == 9)
        let aFolder = try ShiluCommand.run(["repair", folder.path])
        #expect(aFolder.status == 9 && aFolder.errors.contains("is a folder; shilu verify tells which of its files is damaged"), "\(aFolder.errors)")
    }
}

/// `shilu repair` on a file that lies in an archive.
@Suite struct RepairCommandTests {
    @Test func inAnArchiveAllFollowsTheNewFile() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(6))
        defer { server.stop() }
        func crawl() throws -> Ended { try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"), ["--delay", "0", "--all"]) }
        for _ in 0..<2 { _ = try crawl() }
        let archive = try PortalArchive(of: folder.file("archive"))
        let original = try #require(try archive.warcFiles.first)
        let name = (original as NSString).lastPathComponent
        let before = try StoredRecord.all(in: original)
        // A byte in the response of a page is changed.
        let line = try #require(try archive.index.first { $0.filename == name && $0.url.contains("/page/3") })
        var bytes = try Data(contentsOf: URL(fileURLWithPath: original))
        bytes[Int(line.offset) + 100] ^= 0x10
        try bytes.write(to: URL(fileURLWithPath: original))

        let repaired = try ShiluCommand.run(["repair", original])
        #expect(repaired.status == 0, "\(repaired.errors)")
        #expect(repaired.errors.contains("1 captures are lost"), "\(repaired.errors)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: archive.folder + "/damaged/" + name)) == bytes)
        #expect(!FileManager.default.fileExists(atPath: original))
        let output = try #require(try archive.warcFiles.first)
        #expect(try StoredRecord.all(in: output).count == before.count - 1)
        #expect(try !archive.index.contains { $0.filename == name } && archive.index.contains { output.hasSuffix($0.filename) })
        #expect(try archive.manifest.contains("damaged/\(name)") && !archive.manifest.contains("warc/\(name)"))
        #expect(try String(contentsOfFile: folder.file("archive") + "/log.jsonl", encoding: .utf8).contains("was repaired"))

        // What is left hangs together. The second run's revisit of the lost page has no original any more, and the request and metadata of
        // the lost response are alone: that is known, and said.
        let lost = try #require(before.first { $0.type == .response && $0.url.hasSuffix("/page/3") })
        let repairs = archive.folder + "/repairs.jsonl"
        let text = try String(contentsOfFile: repairs, encoding: .utf8)
        #expect(text.contains(#""damaged":"\#(name)""#) && text.contains(#""lost":[{"id":"\#(lost.id)","url":"\#(lost.url)","date":"#), "\(text)")
        func judged() throws -> (status: Int32, lost: [Substring], errors: [Substring]) {
            let verified = try ShiluCommand.run(["verify", folder.file("archive"), "--deep"])
            let lines = verified.text.split(separator: "\n")
            return (verified.status, lines.filter { $0.contains("note: lost-record") }, lines.filter { $0.contains(": error: ") })
        }
        let verified = try judged()
        #expect(verified.status == 0 && verified.errors.isEmpty, "\(verified.errors)")
        #expect(verified.lost.count >= 3 && verified.lost.contains { $0.contains("WARC-Concurrent-To leads to no record") }, "\(verified.lost)")
        #expect(verified.lost.contains { $0.contains("WARC-Refers-To leads to no record") }, "\(verified.lost)")
        // Only what is known to be lost is let pass.
        try text.replacing(lost.id, with: "urn:uuid:00000000-0000-4000-8000-000000000000").write(toFile: repairs, atomically: false, encoding: .utf8)
        let unknown = try judged()
        #expect(unknown.status == 16 && unknown.errors.allSatisfy { $0.contains("dangling-reference") || $0.contains("missing-original") }, "\(unknown.errors)")
        try text.write(toFile: repairs, atomically: false, encoding: .utf8)

        // A repair of a sound file changes nothing, and the next crawl goes on.
        let again = try ShiluCommand.run(["repair", output])
        #expect(again.status == 0 && again.errors.contains("is sound; nothing was written"))
        #expect(try crawl().status == 0)
        #expect(try archive.records(run: #require(archive.runs.first)).split(separator: "\n").count == 6)
        #expect(try judged().errors.isEmpty)
    }

    @Test func aFileWhoseFirstRecordIsLostIsSoundWhenRepaired() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(2))
        defer { server.stop() }
        _ = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"))
        let archive = try PortalArchive(of: folder.file("archive"))
        let original = try #require(try archive.warcFiles.first)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: original))
        bytes[60] ^= 0x10
        try bytes.write(to: URL(fileURLWithPath: original))
        #expect(try ShiluCommand.run(["repair", original]).status == 0)
        let verified = try ShiluCommand.run(["verify", folder.file("archive"), "--deep"])
        #expect(verified.status == 0 && verified.text.contains("note: lost-record"), "\(verified.text)")
        // Another archive into which it is merged knows it as well.
        let merged = try ShiluCommand.run(["merge", folder.file("archive"), "--archive", folder.file("other")])
        #expect(merged.status == 0, "\(merged.errors)")
        let there = try ShiluCommand.run(["verify", folder.file("other"), "--deep"])
        #expect(there.status == 0 && there.text.contains("note: lost-record"), "\(there.text)")
    }

    @Test(arguments: [true, false]) func aRepairThatWasKilledIsEndedByTheNextCrawlOrTheSameCommand(byCrawl: Bool) throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(4))
        defer { server.stop() }
        func crawl() throws -> Ended { try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"), ["--delay", "0", "--all"]) }
        _ = try crawl()
        let archive = try PortalArchive(of: folder.file("archive"))
        let original = try #require(try archive.warcFiles.first)
        let name = (original as NSString).lastPathComponent
        let line = try #require(try archive.index.first { $0.filename == name && $0.url.contains("/page/3") })
        var bytes = try Data(contentsOf: URL(fileURLWithPath: original))
        bytes[Int(line.offset) + 100] ^= 0x10
        try bytes.write(to: URL(fileURLWithPath: original))
        // What a kill right after the state's change leaves: all as before, but the state, the new file and the plan.
        let run = try #require(archive.runs.first)
        let others = ["index.cdxj", "manifest-sha256.txt", "records/\(run).jsonl"]
        try FileManager.default.copyItem(atPath: archive.folder, toPath: folder.file("before"))
        #expect(try ShiluCommand.run(["repair", original]).status == 0)
        let output = try #require(try archive.warcFiles.first)
        let expected = try others.map { try Data(contentsOf: URL(fileURLWithPath: archive.folder + "/" + $0)) }
        for other in others {
            try FileManager.default.removeItem(atPath: archive.folder + "/" + other)
            try FileManager.default.copyItem(atPath: folder.file("before/" + other), toPath: archive.folder + "/" + other)
        }
        try FileManager.default.removeItem(atPath: archive.folder + "/records/old")
        try FileManager.default.moveItem(atPath: archive.folder + "/damaged/" + name, toPath: original)
        let plan = """
            {"warc":"\(name)","repaired":"\((output as NSString).lastPathComponent)","hasOutput":true,"run":"\(run)",\
            "oldRecords":"records/old/\(run)-20261124T050000Z.jsonl","kept":1,"torn":1,"lost":1}
            """
        try plan.write(toFile: archive.folder + "/repair.json", atomically: false, encoding: .utf8)

        let next = try byCrawl ? crawl() : ShiluCommand.run(["repair", original])
        #expect(next.status == 0, "\(next.errors)")
        #expect(!FileManager.default.fileExists(atPath: original) && !FileManager.default.fileExists(atPath: archive.folder + "/repair.json"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: archive.folder + "/records/\(run).jsonl")) == expected[2])
        #expect(try !archive.index.contains { $0.filename == name } && archive.index.contains { output.hasSuffix($0.filename) })
        #expect(try archive.manifest.contains("damaged/\(name)") && !archive.manifest.contains("warc/\(name)"))
        if !byCrawl { #expect(try Data(contentsOf: URL(fileURLWithPath: archive.folder + "/index.cdxj")) == expected[0]) }

        // One that was killed before the state's change begins anew.
        try FileManager.default.removeItem(atPath: archive.folder)
        try FileManager.default.copyItem(atPath: folder.file("before"), toPath: archive.folder)
        try plan.write(toFile: archive.folder + "/repair.json", atomically: false, encoding: .utf8)
        try Data("half".utf8).write(to: URL(fileURLWithPath: output))
        let anew = try byCrawl ? crawl() : ShiluCommand.run(["repair", original])
        #expect(anew.status == 0, "\(anew.errors)")
        #expect(FileManager.default.fileExists(atPath: original) == byCrawl && FileManager.default.fileExists(atPath: output) == !byCrawl)
    }

    @Test func aFileThatTheStateDoesNotKnowIsRefused() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(2))
        defer { server.stop() }
        _ = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"))
        let archive = try PortalArchive(of: folder.file("archive"))
        let other = archive.folder + "/warc/other.warc.gz"
        try FileManager.default.copyItem(atPath: try #require(archive.warcFiles.first), toPath: other)
        let refused = try ShiluCommand.run(["repair", other])
        #expect(refused.status == 9 && refused.errors.contains("does not know this file"), "\(refused.errors)")
    }
}

/// Files of others, which are sound.
@Suite struct VerifyPeersTests {
    private static let wget = "/usr/bin/wget"

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: wget), "no wget"), arguments: [[], ["--no-warc-compression"]])
    func filesByWgetAreSound(_ options: [String]) throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(8))
        defer { server.stop() }
        _ = try RunningProgram(Self.wget, ["-q", "-r", "-P", folder.file("pages"), "--warc-file=\(folder.file("w"))"] + options + [server.base + "/"]).end()
        let ended = try ShiluCommand.run(["verify", folder.file(options.isEmpty ? "w.warc.gz" : "w.warc")])
        #expect(ended.status == 0 && ended.text.contains(" 0 errors"), "\(ended.text)")
        #expect(ended.text.contains("note: bracketed-uri"))
    }

    @Test(.enabled(if: Peers.has("warcio"), "no venv with warcio (SHILU_VENV)")) func filesByWarcioAreSound() throws {
        let folder = try TemporaryFolder()
        let made = try Peers.run("python3", [Repository.peerProgram("write_warc.py"), folder.path])
        #expect(made.status == 0, "\(made.errors)")
        let files = made.text.split(separator: "\n").map(String.init)
        #expect(files.count == 4)
        for file in files {
            let ended = try ShiluCommand.run(["verify", file])
            #expect(ended.status == 0 && ended.text.contains("sound: 1 files, 8 records, 0 errors"), "\(ended.text)")
            #expect(ended.text.contains("note: coded-payload-digest"))
        }
    }
}
