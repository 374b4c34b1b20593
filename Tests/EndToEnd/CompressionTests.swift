// `.warc.zst` by choice: crawled with a dictionary of the portal, killed, resumed; and `shilu convert` there and back.
import Foundation
import LoopbackServer
import Testing
import WebArchive

@Suite struct CompressionTests {
    /// Enough answers for the first file to be learnt from: three records each.
    private static let pages = 380

    private func portal(_ server: LoopbackServer, _ folder: TemporaryFolder) throws -> String {
        try folder.write("name: zst\nseeds: [\(server.base)/]\ndelay: 0\ncompression: zstd\n", "portal.yaml")
    }

    private func expectSound(_ archive: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let verified = try ShiluCommand.run(["verify", archive, "--deep"])
        #expect(verified.status == 0, "\(verified.text.suffix(2000))", sourceLocation: sourceLocation)
    }

    private func beginsWithDictionary(_ path: String) throws -> Bool {
        try Data(contentsOf: URL(fileURLWithPath: path)).starts(with: [0x5D, 0x2A, 0x4D, 0x18])
    }

    @Test func aPortalLearnsItsDictionaryFromItsFirstRecords() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(Self.pages))
        defer { server.stop() }
        #expect(try ShiluCommand.run(["crawl", portal(server, folder), "--archive", folder.file("archive")]).status == 0)
        let archive = try PortalArchive(of: folder.file("archive"))
        #expect(try archive.warcFiles.count == 2 && archive.warcFiles.allSatisfy { $0.hasSuffix(".warc.zst") })
        #expect(try archive.warcFiles.map(beginsWithDictionary) == [false, true])
        // Answers are read while others are written: each record still belongs to the file that it lies in.
        for file in try archive.warcFiles {
            let records = try StoredRecord.all(in: file)
            #expect(Set(records.dropFirst().map { $0.fields["WARC-Warcinfo-ID"] ?? "" }) == ["<\(records[0].id)>"])
        }
        let dictionaries = try FileManager.default.contentsOfDirectory(atPath: archive.folder + "/dictionaries")
        #expect(dictionaries.count == 1 && dictionaries[0].hasSuffix(".zdict"))
        #expect(try archive.manifest.contains("dictionaries/\(dictionaries[0])"))
        try expectSound(folder.file("archive"))
        let got = try ShiluCommand.run(["get", server.base + "/page/\(Self.pages)", "--text", "--archive", folder.file("archive")])
        #expect(got.status == 0 && got.text.hasPrefix("第\(Self.pages)页\n"), "\(got.errors)")

        // The next night begins with it, and makes no other.
        Thread.sleep(forTimeInterval: 1.1)
        #expect(try ShiluCommand.run(["crawl", archive.folder, "--all", "--archive", folder.file("archive")]).status == 0)
        #expect(try archive.warcFiles.map(beginsWithDictionary) == [false, true, true])
        #expect(try FileManager.default.contentsOfDirectory(atPath: archive.folder + "/dictionaries") == dictionaries)
        try expectSound(folder.file("archive"))

        // A state that is lost is made again from such files, too.
        for name in ["state.sqlite", "state.sqlite-wal", "state.sqlite-shm"] { try? FileManager.default.removeItem(atPath: archive.folder + "/" + name) }
        let rebuilt = try ShiluCommand.run(["rebuild", archive.folder])
        #expect(rebuilt.status == 0, "\(rebuilt.errors)")
        try expectSound(folder.file("archive"))
    }

    @Test func aCrawlThatIsKilledGoesOnAndEveryFileIsWhole() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(Self.pages))
        defer { server.stop() }
        let file = try portal(server, folder)
        var kills = 0
        for pause in [0.2, 0.5, 0.35, 0.7, 0.15, 0.9] {
            let session = try ShiluCommand.start(["crawl", file, "--archive", folder.file("archive"), "--delay", "0.002"])
            Thread.sleep(forTimeInterval: pause)
            kill(session.pid, SIGKILL)
            if try session.end().status == -SIGKILL { kills += 1 }
        }
        #expect(kills > 0)
        #expect(try ShiluCommand.run(["crawl", file, "--archive", folder.file("archive")]).status == 0)
        let archive = try PortalArchive(of: folder.file("archive"))
        try expectSound(folder.file("archive"))
        let urls = try archive.warcRecords(run: archive.runs[0]).filter { $0.type == .response }.map(\.url)
        #expect(Set(urls).count == urls.count)
        let shown = Set(urls)
        #expect((1...Self.pages).allSatisfy { shown.contains(server.base + "/page/\($0)") })
    }

    // MARK: Conversion

    /// All files of a portal that say something of WARC files or are such, by name.
    private func files(_ portal: PortalArchive) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: portal.folder)
        where ["warc/", "records/", "index", "manifest-"].contains(where: name.hasPrefix) || name.hasSuffix("ledger.jsonl") {
            files[name] = FileManager.default.contents(atPath: portal.folder + "/" + name)
        }
        return files
    }

    private func withoutPlaces(_ records: String) -> String {
        records.replacing(/"warc":"[^"]*","offset":[0-9]+,"length":[0-9]+/, with: "")
    }

    @Test func conversionThereAndBackGivesTheArchiveThatWas() throws {
        let folder = try TemporaryFolder()
        let path = try ExportedPortal.crawled.get().copy(to: folder)
        let portal = try PortalArchive(of: path)
        let before = try files(portal)
        let records = try portal.runs.map(portal.records)
        let there = try ShiluCommand.run(["convert", path, "--to", "zstd"])
        #expect(there.status == 0, "\(there.errors)")
        #expect(try portal.warcFiles.count == 2 && portal.warcFiles.allSatisfy { $0.hasSuffix(".warc.zst") })
        try expectSound(path)
        #expect(try portal.runs.map(portal.records).map(withoutPlaces) == records.map(withoutPlaces))
        #expect(try portal.runs.map(portal.records) != records)
        #expect(try ShiluCommand.run(["convert", path, "--to", "zstd"]).errors.contains("nothing to convert"))
        let url = try ExportedPortal.crawled.get().base + "/chunked"
        #expect(try ShiluCommand.run(["get", url, "--archive", path]).output == ShiluCommand.run(["get", url, "--archive", ExportedPortal.crawled.get().path]).output)

        let back = try ShiluCommand.run(["convert", portal.folder, "--to", "gzip"])
        #expect(back.status == 0, "\(back.errors)")
        try expectSound(path)
        let after = try files(portal)
        #expect(Set(after.keys) == Set(before.keys))
        for (name, data) in before { #expect(after[name] == data, "\(name)") }
        #expect(!FileManager.default.fileExists(atPath: portal.folder + "/conversion.json"))
        // The next night goes on as if nothing had been.
        #expect(try String(contentsOfFile: path + "/log.jsonl", encoding: .utf8).contains("were converted to gzip"))
    }

    @Test func aConversionThatIsKilledAtAnyInstantGoesOnToTheSameEnd() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(Self.pages))
        defer { server.stop() }
        #expect(try ShiluCommand.run(["crawl", portal(server, folder), "--archive", folder.file("archive")]).status == 0)
        let archive = try PortalArchive(of: folder.file("archive"))
        try FileManager.default.copyItem(atPath: folder.file("archive"), toPath: folder.file("undisturbed"))
        #expect(try ShiluCommand.run(["convert", folder.file("undisturbed"), "--to", "gzip"]).status == 0)
        var kills = 0
        var pause = 0.02
        while true {
            let session = try ShiluCommand.start(["convert", folder.file("archive"), "--to", "gzip"])
            Thread.sleep(forTimeInterval: pause)
            kill(session.pid, SIGKILL)
            let ended = try session.end()
            if ended.status == 0 { break }
            try #require(ended.status == -SIGKILL, "\(ended.errors)")
            kills += 1
            pause *= 1.25
        }
        #expect(kills > 0)
        try expectSound(folder.file("archive"))
        let (found, expected) = (try files(archive), try files(PortalArchive(of: folder.file("undisturbed"))))
        #expect(Set(found.keys) == Set(expected.keys))
        for (name, data) in expected { #expect(found[name] == data, "\(name)") }
    }

    @Test func oneFileIsConvertedWhenItIsNamedAndTheOthersStay() throws {
        let folder = try TemporaryFolder()
        let path = try ExportedPortal.crawled.get().copy(to: folder)
        let portal = try PortalArchive(of: path)
        let files = try portal.warcFiles
        #expect(try ShiluCommand.run(["convert", files[0], "--to", "zstd"]).status == 0)
        #expect(try portal.warcFiles == [files[0].replacing(".warc.gz", with: ".warc.zst"), files[1]])
        try expectSound(path)
    }

    @Test func aFileOutsideAnArchiveStaysBesideTheNewOne() throws {
        let folder = try TemporaryFolder()
        let original = try #require(try ExportedPortal.crawled.get().archive.warcFiles.first)
        let path = folder.file("a.warc.gz")
        try FileManager.default.copyItem(atPath: original, toPath: path)
        #expect(try ShiluCommand.run(["convert", path, "--to", "zstd"]).status == 0)
        #expect(try ShiluCommand.run(["verify", folder.file("a.warc.zst")]).status == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(contentsOf: URL(fileURLWithPath: original)))
        #expect(try ShiluCommand.run(["convert", path, "--to", "zstd"]).status == 7)  // the new file is there
        #expect(try ShiluCommand.run(["convert", path, "--to", "gzip"]).status == 9)
        let damaged = try Data(contentsOf: URL(fileURLWithPath: path)).dropLast(20)
        try damaged.write(to: URL(fileURLWithPath: folder.file("b.warc.gz")))
        let refused = try ShiluCommand.run(["convert", folder.file("b.warc.gz"), "--to", "zstd"])
        #expect(refused.status == 9 && !FileManager.default.fileExists(atPath: folder.file("b.warc.zst")), "\(refused.status) \(refused.errors)")
    }
}
