// `shilu index` on files of others and on an archive that a crawl left.
import Foundation
import LoopbackServer
import Testing

@Suite struct IndexCommandTests {
    @Test(arguments: SharedCrawl.allCases) func aPortalsIndexMadeAnewIsThatOfTheCrawl(_ portal: SharedCrawl) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: portal.archive.folder, toPath: folder.file("portal"))
        let index = folder.file("portal/index.cdxj")
        let before = try Data(contentsOf: URL(fileURLWithPath: index))
        try FileManager.default.removeItem(atPath: index)
        let ended = try ShiluCommand.run(["index", folder.file("portal")])
        #expect(ended.status == 0 && ended.text.isEmpty, "\(ended.errors)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: index)) == before)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("portal"))
        #expect(!names.contains { $0.hasSuffix(".new") || $0.hasPrefix(".") }, "\(names)")
        // With -o the index goes elsewhere, in one memory as in another.
        for more in [["--jobs", "1"], ["--jobs", "3", "--memory", "1"]] {
            let other = try ShiluCommand.run(["index", folder.file("portal"), "-o", folder.file("other.cdxj")] + more)
            #expect(try other.status == 0 && Data(contentsOf: URL(fileURLWithPath: folder.file("other.cdxj"))) == before)
        }
    }

    @Test func aPortalThatAnotherCommandWorksOnIsLeftAlone() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: SharedCrawl.threeNights.archive.folder, toPath: folder.file("portal"))
        let descriptor = open(folder.file("portal/lock"), O_RDWR | O_CREAT, 0o644)
        defer { close(descriptor) }
        try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        #expect(try ShiluCommand.run(["index", folder.file("portal")]).status == 5)
    }

    @Test func aDamagedStretchIsToldAndWhatLiesBehindItIsIndexed() throws {
        let folder = try TemporaryFolder()
        let archive = try SharedCrawl.threeNights.archive
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: archive.folder + "/warc").sorted().first { $0.hasSuffix(".warc.gz") })
        var bytes = try Data(contentsOf: URL(fileURLWithPath: archive.folder + "/warc/" + name))
        try bytes.write(to: URL(fileURLWithPath: folder.file(name)))
        let whole = try ShiluCommand.run(["index", folder.file(name)])
        #expect(whole.status == 0)
        let lines = whole.text.split(separator: "\n")
        let hit = try #require(lines[lines.count / 2].firstMatch(of: /"length": "([0-9]+)", "offset": "([0-9]+)"/))
        let (length, offset) = try (#require(Int(hit.1)), #require(Int(hit.2)))
        for place in (offset + 20)..<(offset + min(60, length)) { bytes[place] ^= 0x5A }
        try bytes.write(to: URL(fileURLWithPath: folder.file(name)))
        let harmed = try ShiluCommand.run(["index", folder.file(name)])
        #expect(harmed.status == 9 && harmed.errors.contains("offset \(offset): damaged gzip member"), "\(harmed.errors)")
        #expect(harmed.text.split(separator: "\n") == lines.filter { !$0.contains("\"offset\": \"\(offset)\"") })
        #expect(try ShiluCommand.run(["index", folder.file("none.warc")]).status == 9)
    }

    @Test(.enabled(if: Peers.has("cdxj-indexer"), "no venv with cdxj-indexer (SHILU_VENV)"))
    func theLinesAreThoseOfCDXJIndexer() throws {
        let archive = try SharedCrawl.threeNights.archive
        let theirs = try Peers.run("cdxj-indexer", ["--sort", "--post-append", archive.folder + "/warc"])
        let ours = try ShiluCommand.run(["index", archive.folder + "/warc"])
        #expect(ours.text.split(separator: "\n") == theirs.text.split(separator: "\n").sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
}
