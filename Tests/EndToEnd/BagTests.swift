// `shilu export bag`: a bag that Python's bagit validates, and what is refused.
import Foundation
import LoopbackServer
import Testing

@Suite struct BagTests {
    private func crawled() throws -> (folder: TemporaryFolder, archive: PortalArchive, base: String) {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(3))
        defer { server.stop() }
        for _ in 0..<2 { _ = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"), ["--delay", "0", "--all"]) }
        return (folder, try PortalArchive(of: folder.file("archive")), server.base)
    }

    private func bag(_ archive: PortalArchive, _ path: String, _ more: String...) throws -> Ended {
        try ShiluCommand.run(["export", "bag", archive.folder, "-o", path] + more)
    }

    private func validate(_ path: String) throws -> Ended {
        let program = "import bagit, sys; b = bagit.Bag(sys.argv[1]); b.validate(); print(b.info['Payload-Oxum'], b.version, len(b.payload_entries()))"
        return try Peers.run("python3", ["-c", program, path])
    }

    @Test(.enabled(if: Peers.has("bagit.py"), "no venv with bagit (SHILU_VENV)")) func bagitValidatesTheBagAndSeesWhatIsHarmed() throws {
        let (folder, archive, _) = try crawled()
        let path = folder.file("bag")
        let made = try bag(archive, path)
        #expect(made.status == 0, "\(made.errors)")
        let valid = try validate(path)
        #expect(valid.status == 0 && valid.text.contains(" 1.0 "), "\(valid.errors)")
        let warc = try #require(try FileManager.default.contentsOfDirectory(atPath: path + "/data/warc").first)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path + "/data/warc/" + warc))
        bytes[9] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path + "/data/warc/" + warc))
        #expect(try validate(path).status != 0)
    }

    @Test func theBagHoldsTheFolderAsItLiesThereButForItsState() throws {
        let (folder, archive, base) = try crawled()
        let path = folder.file("bag")
        #expect(try bag(archive, path).status == 0)
        for file in try archive.manifest + ["index.cdxj", "portal.yaml", "manifest-sha256.txt", "manifests.jsonl"] {
            #expect(FileManager.default.contentsEqual(atPath: archive.folder + "/" + file, andPath: path + "/data/" + file), "\(file)")
        }
        #expect(!FileManager.default.fileExists(atPath: path + "/data/state.sqlite"))
        let info = try String(contentsOfFile: path + "/bag-info.txt", encoding: .utf8)
        #expect(info.contains("Captures: \(try archive.index.count)\n") && info.contains("Seed: \(base)/\n"), "\(info)")
        // What comes out of the bag is an archive again.
        try FileManager.default.createDirectory(atPath: folder.file("restored"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: path + "/data", toPath: folder.file("restored") + "/" + (archive.folder as NSString).lastPathComponent)
        let restored = folder.file("restored") + "/" + (archive.folder as NSString).lastPathComponent
        #expect(try ShiluCommand.run(["rebuild", restored]).status == 0)
        let verified = try ShiluCommand.run(["verify", restored, "--deep"])
        #expect(verified.status == 0, "\(verified.text)")
    }

    @Test func aPortalOfWhichSomethingIsWithheldIsRefusedUnlessThatIsSaid() throws {
        let (folder, archive, base) = try crawled()
        _ = try ShiluCommand.run(["withhold", base + "/page/1", "--reason", "x", "--archive", folder.file("archive")])
        let refused = try bag(archive, folder.file("bag"))
        #expect(refused.status == 17 && refused.errors.contains("2 captures are withheld (\(base)/page/1)"), "\(refused.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.file("bag")))
        let included = try bag(archive, folder.file("bag"), "--include-withheld")
        #expect(included.status == 0 && FileManager.default.fileExists(atPath: folder.file("bag") + "/data/withheld.jsonl"), "\(included.errors)")
        #expect(try String(contentsOfFile: folder.file("bag") + "/bag-info.txt", encoding: .utf8).contains("Withheld-Captures: 2\n"))
    }

    @Test func aDamagedFileAndAFolderThatIsThereAreRefused() throws {
        let (folder, archive, _) = try crawled()
        try FileManager.default.createDirectory(atPath: folder.file("there/inside"), withIntermediateDirectories: true)
        #expect(try bag(archive, folder.file("there")).status == 7)
        let path = try #require(try archive.warcFiles.first)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[99] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        let refused = try bag(archive, folder.file("bag"))
        #expect(refused.status == 16 && refused.errors.contains("is not what the manifest says"), "\(refused.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.file("bag") + "/bagit.txt"))
    }
}
