@testable import Crawling
import Archive
import Foundation
import GRDB
import LoopbackServer
import Synchronization
import Testing
import Web

@Suite struct RunBudgetTests {
    /// A home page that links to so many articles.
    private func portal(_ count: Int) throws -> PlayedPortal {
        try PlayedPortal { request in
            if request.target == "/" { return PlayedPortal.page("首页", ["欢迎访问。"], links: (1...count).map { "/page/\($0)" }) }
            guard request.target.hasPrefix("/page/") else { return nil }
            return PlayedPortal.page("通知", ["全市各级各部门认真贯彻落实会议精神：\(request.target)。"])
        }
    }

    @Test func bytesBoundARunAndTheNextTakesTheRestFirst() throws {
        var portal = try portal(20)
        defer { portal.server.stop() }
        portal.portal.concurrency = 1
        portal.portal.limits.bytes = 6000
        let first = try portal.night(0)
        #expect(first.ending == .limitReached && first.left > 0 && first.bytes >= 6000 && first.bytes < 20_000)
        portal.portal.limits.bytes = nil
        let before = portal.server.log.exchanges.count
        let second = try portal.night(1)
        #expect(second.ending == .finished && second.known == 21 && second.tally.new == first.left, "\(second.tally) \(first.left)")
        let order = portal.targets(since: before)
        #expect(order.prefix(1) == ["/"] && order.dropFirst().prefix(first.left).count { first.left > 0 && $0.hasPrefix("/page/") } == first.left)
    }

    @Test func timeBoundsARun() throws {
        var portal = try portal(100)
        defer { portal.server.stop() }
        portal.portal.delay = 0.05
        portal.portal.limits.time = 1
        let report = try portal.night(0)
        #expect(report.ending == .limitReached && report.left > 0 && report.answers > 0)
    }

    @Test func tooLittleRoomOnTheDiskEndsARunCleanly() throws {
        var portal = try portal(5)
        defer { portal.server.stop() }
        portal.portal.minFreeBytes = 1 << 20
        let report = try portal.night(0) { $0.freeBytes = { 1 << 19 } }
        #expect(report.ending == .diskFull && report.answers == 0 && report.left == 1)
        #expect(CrawlOutcome(report) == .diskFull)
        let next = try portal.night(1) { $0.freeBytes = { 1 << 30 } }
        #expect(next.ending == .finished && next.tally.new == 6 && CrawlOutcome(next) == .allWell)
    }

    @Test func theRealDiskHasRoom() throws {
        let folder = try TemporaryFolder()
        #expect(DiskSpace.free(at: folder.path) ?? 0 > 0)
        #expect(DiskSpace.free(at: folder.path + "/none") == nil)
    }

    @Test func aRunEndsWhenItsHoursAreOver() throws {
        var portal = try portal(3)
        defer { portal.server.stop() }
        portal.portal.hours = [try #require(DailyHours("20:00-07:00"))]
        let outside = try portal.night(0)  // 16:00 in China
        #expect(outside.ending == .hoursOver && outside.answers == 0 && portal.server.log.exchanges.isEmpty)
        #expect(CrawlOutcome(outside) == .allWell)
        let inside = try portal.night(0.25)  // 22:00
        #expect(inside.ending == .finished && inside.tally.new == 4)
    }

    @Test func aPortalFileThatIsChangedHoldsFromThenOn() throws {
        var portal = try portal(200)
        defer { portal.server.stop() }
        let text = "name: played\nseeds: [\(portal.server.base)/]\nrobots: ignore\ndelay: 0.05\nmin_free: 0\n"
        try text.write(toFile: portal.folder.portalFile, atomically: true, encoding: .utf8)
        portal.portal = try PortalFile(reading: portal.folder.portalFile).portal
        let path = portal.folder.portalFile
        let done = Atomic(false)
        let observer = ListeningObserver { progress in
            guard progress.answers >= 3, !done.exchange(true, ordering: .relaxed) else { return }
            try? (text.replacingOccurrences(of: "0.05", with: "0") + "exclude: [/page/]\n").write(toFile: path, atomically: true, encoding: .utf8)
        }
        let report = try portal.night(0, observer: observer)
        #expect(report.ending == .finished && report.left == 0 && report.answers < 150)
        #expect(report.states.first { $0.state == .excluded }?.count ?? 0 > 50 && report.addsUp)
        let due = try portal.state.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM url WHERE url LIKE '%/page/%' AND due IS NOT NULL") }
        #expect(due == 0, "what was captured before is not asked for any more either")
        #expect(report.portalChanges.count == 1 && report.portalChanges[0].contains("+ exclude: [/page/]"))
        #expect(observer.messages.contains { $0.contains("the portal file was changed") && $0.contains("+ delay: 0") })
    }

    @Test func aBrokenPortalFileIsReportedAndTheOldOneGoesOn() throws {
        var portal = try portal(60)
        defer { portal.server.stop() }
        let text = "name: played\nseeds: [\(portal.server.base)/]\nrobots: ignore\ndelay: 0.05\nmin_free: 0\n"
        try text.write(toFile: portal.folder.portalFile, atomically: true, encoding: .utf8)
        portal.portal = try PortalFile(reading: portal.folder.portalFile).portal
        let path = portal.folder.portalFile
        let observer = ListeningObserver { progress in
            if progress.answers == 3 { try? (text + "exclude: 5\n").write(toFile: path, atomically: true, encoding: .utf8) }
        }
        let report = try portal.night(0, observer: observer)
        #expect(report.ending == .finished && report.tally.new == 61 && report.portalChanges.isEmpty)
        #expect(observer.messages.contains { $0.contains("portal.yaml:6:") && $0.contains("the old one") }, "\(observer.messages)")
    }

    @Test func whatTheCommandLineSaidStandsWhileTheFileIsChangedElsewhere() throws {
        var portal = Portal(name: "a", seeds: [try WebURL("http://a.example/")])
        portal.limits.depth = 3
        let old = portal
        portal.delay = 0  // --delay 0
        var new = old
        new.exclude = [try #require(URLPattern("/x"))]
        portal.takeChanges(to: new, from: old)
        #expect(portal.delay == 0 && portal.exclude == new.exclude)
        var newer = new
        newer.delay = 5
        portal.takeChanges(to: newer, from: new)
        #expect(portal.delay == 5)
    }

    @Test(arguments: [
        ("UPDATE url SET state = 'lost' WHERE id = 1", "in no state"), ("UPDATE url SET state = 'waiting', pending = 0 WHERE id = 1", "waiting"),
        ("UPDATE url SET due = NULL WHERE id = 1", "never to be asked for again"),
    ]) func aLedgerThatDoesNotAddUpIsSaidLoudly(_ harm: String, _ words: String) throws {
        let portal = try portal(2)
        defer { portal.server.stop() }
        let first = try portal.night(0)
        #expect(first.addsUp && first.ledgerFaults.isEmpty)
        // The seed is asked for in each run, so another URL is harmed.
        try portal.state.database.write { try $0.execute(sql: harm.replacingOccurrences(of: "id = 1", with: "url LIKE '%/page/1'")) }
        let observer = ListeningObserver()
        let report = try portal.night(0.1, observer: observer)
        #expect(CrawlOutcome(report) == .ledgerDoesNotAddUp && report.ledgerFaults.count == 1)
        #expect(observer.messages.contains { $0.contains("does not add up") && $0.contains(words) }, "\(observer.messages)")
    }
}
