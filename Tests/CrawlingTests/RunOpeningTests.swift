// A run is known to the state before anything of it lies on the disk, and nothing that an earlier version left is taken for a run.
@testable import Crawling
import Archive
import Foundation
import LoopbackServer
import Testing
import Web

@Suite struct RunOpeningTests {
    private func smallPortal() throws -> PlayedPortal {
        try PlayedPortal { request in request.target == "/" ? PlayedPortal.page("首页", ["欢迎访问市委组织部网站。"], links: ["/page/1"]) : nil }
    }

    @Test func aRunWhoseFolderCannotBeMadeIsCommittedAndGoesOnUnderItsName() throws {
        let portal = try smallPortal()
        defer { portal.server.stop() }
        let runs = portal.folder.path + "/runs"
        try Data().write(to: URL(fileURLWithPath: runs))  // in the place of the folder
        #expect(throws: ArchiveError.self) { try portal.night(0) }
        let begun = try #require(try portal.state.unfinishedRun()).name
        try FileManager.default.removeItem(atPath: runs)
        let report = try portal.night(0.5)
        #expect(report.run == begun && report.addsUp)
        #expect(try FileManager.default.contentsOfDirectory(atPath: runs) == [begun])
    }

    @Test func aRunTakesNoFolderThatIsThereAlready() throws {
        let portal = try smallPortal()
        defer { portal.server.stop() }
        let first = try portal.night(0)
        try FileManager.default.removeItem(atPath: portal.folder.state)
        let log = portal.folder.log(run: first.run)
        let before = FileManager.default.contents(atPath: log)
        let second = try portal.night(0)
        #expect(second.run != first.run)
        #expect(FileManager.default.contents(atPath: log) == before)
    }

    /// An earlier version made the folder first: killed then, it left a log and a portal file. So does a crawl that finds the state damaged.
    @Test func aRebuildGoesOnWithTheNewestFolderThatHoldsNothingAndLeavesOlderOnes() throws {
        let portal = try smallPortal()
        defer { portal.server.stop() }
        func orphan(day: Int64, of run: String) throws -> String {
            let name = (PlayedPortal.start + day * 86_400).compact
            try FileManager.default.createDirectory(atPath: portal.folder.runFolder(name), withIntermediateDirectories: true)
            for file in ["portal.yaml", "log.jsonl"] {
                try FileManager.default.copyItem(atPath: portal.folder.runFolder(run) + "/" + file, toPath: portal.folder.runFolder(name) + "/" + file)
            }
            return name
        }
        let first = try portal.night(0).run
        let older = try orphan(day: 1, of: first)
        _ = try portal.night(2)
        #expect(try Rebuild(portal: portal.portal, folder: portal.folder).rebuild().runs == 2)
        #expect(try portal.state.unfinishedRun()?.name == nil && FileManager.default.fileExists(atPath: portal.folder.log(run: older)))
        let newest = try orphan(day: 3, of: first)
        #expect(try Rebuild(portal: portal.portal, folder: portal.folder).rebuild().runs == 3)
        #expect(try portal.night(4).run == newest)
        #expect(FileManager.default.fileExists(atPath: portal.folder.report(run: newest)))
    }
}
