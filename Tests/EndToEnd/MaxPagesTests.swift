// `--max-pages` bounds a run exactly; the next run goes on with the rest.
import Foundation
import LoopbackServer
import Testing

@Suite struct MaxPagesTests {
    @Test(arguments: ["0", "0.001"]) func eachRunTakesItsShareAndTheNextTakesTheRestFirst(_ delay: String) throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(24))
        defer { server.stop() }
        let options = ["--delay", delay, "--max-pages", "10", "--all"]
        // The seed is asked for in each run, for it is where news stand: 1 + 9, 1 + 9, 1 + 6 and three known ones.
        for (run, share) in [(1, 9), (2, 18), (3, 24)] {
            let before = server.log.exchanges.count
            let ended = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"), options)
            #expect(ended.status == 0, "\(ended.errors)")
            let archive = try PortalArchive(of: folder.file("archive"))
            let report = try archive.report(run: try #require(try archive.runs.last))
            #expect(report.answers == 10 && report.ending == "limit reached" && report.sumsUp, "\(run)")
            #expect(server.log.exchanges.count - before == 11)  // and robots.txt
            #expect(server.log.requestsByTarget.keys.count { $0.hasPrefix("/page/") } == share)
            #expect(report.left == 25 - 10)
            #expect(ended.errors.contains("15 URLs left beyond the limit"))
        }
        #expect((1...24).count { server.log.requestsByTarget["/page/\($0)"] == 1 } == 21)
        #expect(server.log.requestsByTarget["/"] == 3)
    }

    @Test func aLimitThatIsNotReachedIsNoLimit() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Pages.numbered(4))
        defer { server.stop() }
        let ended = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"), ["--delay", "0", "--max-pages", "5"])
        let archive = try PortalArchive(of: folder.file("archive"))
        let report = try archive.report(run: try archive.runs[0])
        #expect(ended.status == 0 && report.ending == "finished" && report.answers == 5 && report.left == 0)
    }
}
