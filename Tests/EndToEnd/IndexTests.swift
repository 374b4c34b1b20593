// An index that was lost or damaged is whole again after the next crawl.
import Foundation
import LoopbackServer
import Testing

@Suite struct IndexTests {
    enum Harm: CaseIterable { case deleted, reversed }

    @Test(arguments: Harm.allCases) func theNextCrawlMakesTheIndexAgain(_ harm: Harm) throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(6))
        defer { server.stop() }
        _ = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"))
        let path = try PortalArchive(of: folder.file("archive")).folder + "/index.cdxj"
        let first = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        switch harm {
        case .deleted: try FileManager.default.removeItem(atPath: path)
        case .reversed: try Data((first.reversed().joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        }
        let ended = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"), ["--delay", "0", "--all"])
        #expect(ended.status == 0, "\(ended.errors)")
        let second = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(Set(first).isSubset(of: Set(second)) && second.count == 2 * first.count)
        #expect(second == second.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(FileManager.default.fileExists(atPath: path + ".damaged") == (harm == .reversed))
    }
}
