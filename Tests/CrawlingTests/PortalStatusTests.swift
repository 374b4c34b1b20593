// What `shilu status` says: what is due tonight, and what hangs.
@testable import Crawling
import Archive
import Foundation
import LoopbackServer
import Testing
import Web

@Suite struct PortalStatusTests {
    private func time(_ text: String) throws -> Timestamp { try #require(Timestamp(iso8601: text)) }

    @Test func theNextHoursAreThoseOfTonightOverMidnight() throws {
        let hours = AskingHours(hours: [try #require(DailyHours("22:00-06:00"))], timeZone: try #require(TimeZone(identifier: "Asia/Shanghai")))
        // 16:30 in Shanghai.
        let evening = hours.next(from: try time("2026-11-24T08:30:10Z"))
        #expect(evening.start.iso8601 == "2026-11-24T14:00:00Z" && evening.end.iso8601 == "2026-11-24T22:00:00Z")
        // 02:00 there: the night goes on.
        let night = hours.next(from: try time("2026-11-24T18:00:00Z"))
        #expect(night.start.iso8601 == "2026-11-24T18:00:00Z" && night.end.iso8601 == "2026-11-24T22:00:00Z")
        let always = AskingHours(hours: [], timeZone: .gmt).next(from: try time("2026-11-24T18:00:00Z"))
        #expect(always.end.iso8601 == "2026-11-25T18:00:00Z")
    }

    private func crawled() throws -> PlayedPortal {
        let portal = try PlayedPortal { request in
            switch request.target {
            case "/": PlayedPortal.page("首页", ["欢迎访问市委组织部网站。"], links: ["/page/1"])
            case "/page/1": PlayedPortal.page("通知", ["全市各级各部门认真贯彻落实会议精神。"])
            default: nil
            }
        }
        _ = try portal.night(0)
        return portal
    }

    @Test func whatIsDueTonightIsDueBeforeTheHoursAreOver() throws {
        let portal = try crawled()
        defer { portal.server.stop() }
        // Both are due about a day after the first night; the hours end an hour after `now`, or go on for a day.
        let now = PlayedPortal.start + Int64(3600)
        func status(_ hours: String) throws -> PortalStatus {
            try "name: played\nseeds: [\(portal.server.base)/]\n\(hours)timezone: UTC\n".write(toFile: portal.folder.portalFile, atomically: true, encoding: .utf8)
            return try PortalStatus(portal.folder, at: now)
        }
        let always = try status("")
        #expect(always.dueTonight == 2 && always.asksFrom == nil)
        let clock = { (seconds: Int64) in String((now + seconds).iso8601.dropFirst(11).prefix(5)) }
        let short = try status("hours: \"\(clock(-3600))-\(clock(3600))\"\n")
        #expect(short.dueTonight == 0 && short.asksFrom == now.iso8601 && short.known == 2)
    }

    @Test func aRunThatCommitsNothingForLongHangs() throws {
        let portal = try crawled()
        defer { portal.server.stop() }
        #expect(try PortalStatus(portal.folder).activity == .idle)
        let lock = try FolderLock(portal.folder)
        defer { withExtendedLifetime(lock) {} }
        #expect(try PortalStatus(portal.folder).activity == .running)
        #expect(try PortalStatus(portal.folder, at: .now() + Int64(1000)).activity == .hanging)
        // A rebuild writes beside the state.
        try Data().write(to: URL(fileURLWithPath: portal.folder.state + ".new"))
        let later = Date().addingTimeInterval(900)
        try FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: portal.folder.state + ".new")
        #expect(try PortalStatus(portal.folder, at: .now() + Int64(1000)).activity == .running)
    }
}
