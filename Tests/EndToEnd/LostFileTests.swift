// A WARC file that was lost or cut is noticed, and no revisit refers to it.
import Foundation
import LoopbackServer
import Testing

@Suite struct LostFileTests {
    enum Harm: CaseIterable { case deleted, cut }

    @Test(arguments: Harm.allCases) func whatALostFileHeldIsKeptWholeAgain(_ harm: Harm) throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(5))
        defer { server.stop() }
        _ = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"))
        let archive = try PortalArchive(of: folder.file("archive"))
        let path = try #require(try archive.warcFiles.first)
        switch harm {
        case .deleted: try FileManager.default.removeItem(atPath: path)
        case .cut: try Data(contentsOf: URL(fileURLWithPath: path)).dropLast(100).write(to: URL(fileURLWithPath: path))
        }
        let second = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"))
        #expect(second.errors.contains((path as NSString).lastPathComponent) && second.errors.contains("restore it from a copy"))
        let run = try #require(try archive.runs.last)
        let pages = try archive.records(run: run).split(separator: "\n")
        #expect(pages.count == 6)
        let third = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"), ["--delay", "0", "--all"])
        #expect(third.errors.contains("6 unchanged"), "\(third.errors)")
    }
}
