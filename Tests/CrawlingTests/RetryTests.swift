@testable import Crawling
import Foundation
import GRDB
import LoopbackServer
import Synchronization
import Testing
import Web
import WebArchive

@Suite struct RetryTests {
    private static let article = PlayedPortal.page("通知", ["全市各级各部门认真贯彻落实会议精神，扎实推进各项工作。"])

    /// A portal whose one page fails so many times.
    private func portal(failures: Int, _ failure: @escaping @Sendable () -> [ScriptedExchange.Step]) throws -> PlayedPortal {
        let turns = Mutex(0)
        return try PlayedPortal { request in
            switch request.target {
            case "/": return PlayedPortal.page("首页", ["欢迎访问市委组织部网站。"], links: ["/page"])
            case "/page": return turns.withLock { turn in turn += 1; return turn <= failures ? failure() : Self.article }
            default: return nil
            }
        }
    }

    private func row(_ portal: PlayedPortal) throws -> Row {
        try #require(try portal.state.database.read { try Row.fetchOne($0, sql: "SELECT * FROM url WHERE url LIKE '%/page'") })
    }

    @Test func aPageThatFailsTwiceIsCapturedAtTheThirdAttemptAndEveryAnswerIsKept() throws {
        let portal = try portal(failures: 2) { ScriptedExchange.response(502, "Bad Gateway", body: Array("busy".utf8)) }
        defer { portal.server.stop() }
        let report = try portal.night(0) { $0.retryPauses = [1, 2] }
        #expect(portal.targets().filter { $0 == "/page" }.count == 3)
        #expect(report.ending == .finished && report.tally.new == 2 && report.tally.failed == 0 && report.left == 0)
        let row = try row(portal)
        #expect(row["state"] as String == "captured" && row["attempts"] as Int == 3 && row["failures"] as Int == 0)
        #expect(try portal.state.database.read { try Int.fetchAll($0, sql: "SELECT status FROM capture WHERE url = ? ORDER BY id", arguments: [row["id"] as Int64]) } == [502, 502, 200])
        let ledger = try String(contentsOfFile: portal.folder.ledger(run: report.run), encoding: .utf8)
        #expect(ledger.contains("\"state\":\"failed\"") && ledger.contains("\"attempt\":3"))
        var metadata = ""
        var reader = try WARCReader(path: portal.folder.warc(try #require(report.warcFiles.first)))
        while let entry = try reader.next() {
            if entry.type == .metadata { metadata += String(decoding: try reader.block(limit: 1 << 16), as: UTF8.self) }
            _ = try reader.finish()
        }
        #expect(metadata.contains("attempt: 2") && metadata.contains("attempt: 3"))
    }

    @Test func afterThreeAttemptsItIsLeftForTheNextNight() throws {
        let portal = try portal(failures: 99) { ScriptedExchange.response(500, "Error") }
        defer { portal.server.stop() }
        let report = try portal.night(0) { $0.retryPauses = [1, 1] }
        #expect(portal.targets().filter { $0 == "/page" }.count == 3)
        #expect(report.tally.failed == 1 && report.left == 0)
        let row = try row(portal)
        #expect(row["pending"] as Int == 0 && row["failures"] as Int == 1)
        let wait = (row["due"] as Int64) - PlayedPortal.start.secondsSince1970
        #expect((60_000...86_400).contains(wait), "\(wait) s")
        for (night, failures) in [(1.0, 2), (2.0, 2), (3.0, 3)] {  // after one day, then after two
            _ = try portal.night(night) { $0.retryPauses = [] }
            #expect(try self.row(portal)["failures"] as Int == failures, "night \(night)")
        }
    }

    @Test(arguments: [403, 404, 400]) func whatIsNoStumbleIsNotTriedAgain(_ status: Int) throws {
        let portal = try portal(failures: 99) { ScriptedExchange.response(status, "No") }
        defer { portal.server.stop() }
        let report = try portal.night(0)
        #expect(portal.targets().filter { $0 == "/page" }.count == 1 && report.left == 0)
    }

    @Test func whatWaitsForAnAttemptOutlivesTheProcess() throws {
        let portal = try portal(failures: 1) { ScriptedExchange.response(500, "Error") }
        defer { portal.server.stop() }
        let interrupted = Interrupt()
        let observer = ListeningObserver { if $0.answers == 2 { interrupted.raise() } }
        let first = try portal.night(0, observer: observer) { $0.interrupt = interrupted }
        #expect(first.ending == .interrupted && first.left == 1)
        let second = try portal.night(0.01) { $0.retryPauses = [1, 1] }
        #expect(second.run == first.run && second.tally.new == 2 && second.left == 0)
        #expect(try row(portal)["attempts"] as Int == 2)
    }
}
