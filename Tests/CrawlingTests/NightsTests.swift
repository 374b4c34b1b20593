// Nights played one after another: what each asks for.
@testable import Crawling
import Foundation
import GRDB
import LoopbackServer
import Synchronization
import Testing
import Web

@Suite struct NightsTests {
    private static let day = 86_400

    /// A portal with a list, two articles of which one is edited each night, a counter, and a page that is deleted on the third.
    private static func portal(_ night: @escaping @Sendable () -> Int) throws -> PlayedPortal {
        try PlayedPortal { request in
            let night = night()
            let text = "全市各级各部门认真贯彻落实会议精神，扎实推进各项工作。"
            switch request.target {
            case "/": return PlayedPortal.page("首页", ["欢迎访问市委组织部网站。"], links: ["/quiet", "/edited", "/counter", "/deleted"])
            case "/quiet": return PlayedPortal.page("关于做好当前工作的通知", [text, text])
            case "/edited": return PlayedPortal.page("关于召开全市组织工作会议的公告", ["第\(night)版：\(text)", text, text])
            case "/counter": return PlayedPortal.page("组织工作简报第一期", [text, text, "浏览次数：\(1000 + night)", "今天是2026年1月\(night + 1)日 星期一"])
            case "/deleted": return night < 2 ? PlayedPortal.page("一条旧的新闻", [text, text]) : ScriptedExchange.response(404, "Not Found")
            default: return nil
            }
        }
    }

    @Test func eachNightAsksForWhatIsDue() throws {
        let night = Mutex(0)
        let portal = try Self.portal { night.withLock { $0 } }
        defer { portal.server.stop() }
        var asked: [[String]] = []
        for number in 0..<30 {
            night.withLock { $0 = number }
            let before = portal.server.log.exchanges.count
            let report = try portal.night(Double(number))
            #expect(report.left == 0 && report.addsUp, "night \(number)")
            asked.append(portal.targets(since: before))
        }
        func nights(_ target: String) -> [Int] { asked.indices.filter { asked[$0].contains(target) } }
        #expect(nights("/") == Array(0..<30))
        #expect(nights("/edited") == Array(0..<30))
        #expect(nights("/quiet").prefix(3) == [0, 1, 3] && nights("/quiet").count < 8, "\(nights("/quiet"))")
        #expect(nights("/counter").prefix(3) == [0, 1, 3] && nights("/counter").count < 8, "a counter is no change: \(nights("/counter"))")
        // Found on nights 0 and 1, missing on 3, gone on 4, and not asked for again though the home page's bytes never change.
        #expect(nights("/deleted") == [0, 1, 3, 4])
        #expect(asked.allSatisfy { Set($0).count == $0.count }, "no page twice a night")
    }

    @Test func allAsksForAllAndNewForListsAndHomePagesOnly() throws {
        let portal = try Self.portal { 0 }
        defer { portal.server.stop() }
        _ = try portal.night(0)
        for (day, mode, count) in [(0.1, RunMode.due, 1), (0.2, .all, 5), (5.0, .new, 1), (5.1, .due, 5)] {
            let before = portal.server.log.exchanges.count
            _ = try portal.night(day, mode: mode)
            #expect(portal.targets(since: before).count == count, "\(mode) on day \(day)")
        }
    }

    @Test func whatARunForAllDoesNotReachIsDueAsBeforeAndComesFirstInTheNextOfIts() throws {
        let pages = (1...9).map { "/\($0)" }
        var portal = try PlayedPortal { request in
            request.target == "/" ? PlayedPortal.page("首页", ["欢迎访问市委组织部网站。"], links: pages)
                : pages.contains(request.target) ? PlayedPortal.page("通知\(request.target)", ["全市各级各部门认真贯彻落实\(request.target)号会议精神。"]) : nil
        }
        defer { portal.server.stop() }
        func night(_ day: Double, _ mode: RunMode) throws -> (asked: Set<String>, left: Int) {
            let before = portal.server.log.exchanges.count
            let report = try portal.night(day, mode: mode)
            #expect(report.addsUp)
            return (Set(portal.targets(since: before).filter { $0 != "/" }), report.left)
        }
        portal.portal.limits.pages = nil
        #expect(try night(0, .due).asked.count == 9)
        portal.portal.limits.pages = 5
        let first = try night(0.1, .all)
        #expect(first.asked.count == 4 && first.left == 5)
        #expect(try PortalStatus(portal.folder, at: PlayedPortal.start).waiting == 0)
        let due = try night(0.2, .due)
        #expect(due.asked.isEmpty && due.left == 0)
        let second = try night(0.3, .all)
        #expect(second.asked.count == 4 && second.asked.isDisjoint(with: first.asked) && second.left == 5)
    }

    @Test func aClockThatWasWrongIsGotOver() throws {
        let portal = try Self.portal { 0 }
        defer { portal.server.stop() }
        let ahead = try portal.night(400)
        let observer = ListeningObserver()
        let before = portal.server.log.exchanges.count
        let right = try portal.night(0, observer: observer)
        #expect(portal.targets(since: before).count == 5, "what a wrong clock said is due at once")
        #expect(observer.messages.contains { $0.contains("was it set back?") })
        #expect(ahead.run != right.run && right.run.hasPrefix("2027"))
        let after = portal.server.log.exchanges.count
        _ = try portal.night(0)  // the same second again
        #expect(portal.targets(since: after) == ["/"])
        let due = try portal.state.database.read { try Int64.fetchAll($0, sql: "SELECT due FROM url WHERE due IS NOT NULL") }
        #expect(due.allSatisfy { $0 < PlayedPortal.start.secondsSince1970 + Int64(3 * Self.day) })
        #expect(try portal.state.finishedRuns().count == 3)
    }

    /// A list of three pages, each naming its next.
    @Test func aLaterPageOfAListIsAskedForWhereThePageBeforeShowsNews() throws {
        let news = Mutex(0)
        let portal = try PlayedPortal { request in
            if request.target == "/" { return PlayedPortal.page("首页", ["欢迎访问市委组织部网站。"], links: ["/list/index.html"]) }
            let pages = ["/list/index.html": 0, "/list/index_1.html": 1, "/list/index_2.html": 2]
            if let number = pages[request.target] {
                let first = news.withLock { $0 }
                let rows: String = (0..<20).map { (row: Int) -> String in
                    let id = 60 - number * 20 - row + first
                    return "<li><a href=\"/art/\(id).html\">关于做好第\(id)号工作的通知</a><span>2026-01-\(String(format: "%02d", id % 28 + 1))</span></li>"
                }.joined()
                let next = number < 2 ? "<a href=\"index_\(number + 1).html\">下一页</a>" : ""
                return ScriptedExchange.response(200, fields: [("Content-Type", "text/html; charset=utf-8")], body: Array("""
                    <!DOCTYPE html><html><head><title>通知公告</title></head><body><div>当前位置：<a href="/">首页</a> &gt; 通知公告</div>
                    <ul>\(rows)</ul><div class="page">共60条 \(next)</div></body></html>
                    """.utf8))
            }
            return request.target.hasPrefix("/art/") ? PlayedPortal.page("通知", ["全市各级各部门认真贯彻落实：\(request.target)。"]) : nil
        }
        defer { portal.server.stop() }
        _ = try portal.night(0)
        func lists(_ day: Double) throws -> [String] {
            let before = portal.server.log.exchanges.count
            _ = try portal.night(day)
            return portal.targets(since: before).filter { $0.hasPrefix("/list/") }
        }
        let second = try lists(1)
        #expect(second == ["/list/index.html"], "\(second)")
        news.withLock { $0 = 3 }
        let third = try lists(2)
        #expect(third == ["/list/index.html", "/list/index_1.html"], "the second page brings nothing that nobody knew: \(third)")
        #expect(try lists(9) == ["/list/index.html"])
        #expect(try lists(40) == ["/list/index.html", "/list/index_1.html", "/list/index_2.html"], "each month all of it, in its order")
    }
}
