// What names a place in a WARC file follows when a conversion or a repair makes a new file: reports, changes, ledgers; and a rebuild.
import Foundation
import LoopbackServer
import Testing
import WebArchive

@Suite struct MovedPlacesTests {
    private struct Change: Decodable {
        var url: String
        var warc: String?
        var offset: Int?
        var warc_before: String?
        var offset_before: Int?
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    /// Each place that a list of changes names holds a record of its URL.
    private func expectPlaces(_ archive: PortalArchive, but lost: Set<String> = []) throws {
        for run in try archive.runs {
            for line in try text("\(archive.folder)/runs/\(run)/changes.jsonl").split(separator: "\n") {
                let change = try JSONDecoder().decode(Change.self, from: Data(line.utf8))
                for (file, offset) in [(change.warc, change.offset), (change.warc_before, change.offset_before)] {
                    guard let file, let offset, !lost.contains(file) else { continue }
                    var reader = try WARCReader(path: archive.folder + "/warc/" + file, at: Int64(offset))
                    #expect(try reader.next()?.targetURI == change.url, "\(run): \(file) at \(offset)")
                }
            }
        }
    }

    @Test func afterAConversionReportsNameTheNewFiles() throws {
        let folder = try TemporaryFolder()
        let path = try ExportedPortal.crawled.get().copy(to: folder)
        let archive = try PortalArchive(of: path)
        try expectPlaces(archive)
        #expect(try ShiluCommand.run(["convert", path, "--to", "zstd"]).status == 0)
        for run in try archive.runs {
            for name in ["report.json", "report.html", "changes.jsonl", "ledger.jsonl"] {
                #expect(try !text("\(archive.folder)/runs/\(run)/\(name)").contains(".warc.gz"), "\(run)/\(name)")
            }
            #expect(try text("\(archive.folder)/runs/\(run)/report.json").contains(".warc.zst"))
        }
        #expect(try text("\(archive.folder)/runs/\(archive.runs[1])/report.html").contains(" at "))
        try expectPlaces(archive)
        let verified = try ShiluCommand.run(["verify", path, "--deep"])
        #expect(verified.status == 0 && verified.text.contains(" 0 errors"), "\(verified.text)")
        #expect(try ShiluCommand.run(["fixity", path]).status == 0)
        #expect(try ShiluCommand.run(["changes", "--archive", path, "--since", "2020-01-01"]).text.contains(".warc.gz") == false)
    }

    @Test func afterARepairNothingIsLostInARebuild() throws {
        let folder = try TemporaryFolder()
        let path = try ExportedPortal.crawled.get().copy(to: folder)
        let archive = try PortalArchive(of: path)
        let first = try #require(try archive.warcFiles.first)
        let name = (first as NSString).lastPathComponent
        // A byte of the robots.txt's answer is changed: no page, and nothing refers to it.
        let robots = try #require(try archive.index.first { $0.filename == name && $0.url.hasSuffix("/robots.txt") })
        var bytes = try Data(contentsOf: URL(fileURLWithPath: first))
        bytes[Int(robots.offset) + 80] ^= 0x10
        try bytes.write(to: URL(fileURLWithPath: first))
        #expect(try ShiluCommand.run(["repair", first]).status == 0)
        let repaired = try #require(try archive.warcFiles.first { $0.contains("-repaired.warc.gz") })
        try expectPlaces(archive, but: [name])
        let run = try #require(try archive.runs.first)
        let ledger = try text("\(archive.folder)/runs/\(run)/ledger.jsonl")
        #expect(ledger.contains((repaired as NSString).lastPathComponent))
        let indexed = try archive.index.count
        let errors = try errors(path)
        let why = try ShiluCommand.run(["why", ExportedPortal.crawled.get().base + "/changed", "--archive", path]).text

        let rebuilt = try ShiluCommand.run(["rebuild", archive.folder])
        #expect(rebuilt.status == 0, "\(rebuilt.errors)")
        #expect(try archive.index.count == indexed && archive.index.contains { $0.filename == (repaired as NSString).lastPathComponent })
        #expect(try self.errors(path) == errors)
        #expect(try ShiluCommand.run(["why", ExportedPortal.crawled.get().base + "/changed", "--archive", path]).text == why)
    }

    private func errors(_ path: String) throws -> [Substring] {
        try ShiluCommand.run(["verify", path, "--deep"]).text.split(separator: "\n").filter { $0.contains(": error: ") }.sorted()
    }
}

/// A crawl that goes on, and ends, while its archive is verified.
@Suite struct VerifyWhileCrawlingTests {
    @Test func aRunThatGoesOnAndEndsMeanwhileIsNoFault() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(40))
        defer { server.stop() }
        for _ in 0..<2 {
            let crawl = try ShiluCommand.start(["crawl", server.base + "/", "--archive", folder.file("archive"), "--delay", "0.03", "--all"])
            while !FileManager.default.fileExists(atPath: folder.file("archive") + "/format.json") { Thread.sleep(forTimeInterval: 0.01) }
            var looks = 0
            while crawl.process.isRunning {
                guard try PortalArchive.isThere(in: folder.file("archive")) else { continue }
                let verified = try ShiluCommand.run(["verify", folder.file("archive"), "--deep"])
                #expect(verified.status == 0, "\(verified.text)\(verified.errors)")
                looks += 1
            }
            #expect(try crawl.end().status == 0)
            #expect(looks > 0)
        }
        let verified = try ShiluCommand.run(["verify", folder.file("archive"), "--deep"])
        #expect(verified.status == 0 && verified.text.contains(" 0 errors, 0 notes"), "\(verified.text)")
    }
}
