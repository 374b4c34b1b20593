// A clock that is set back loses nothing and repeats nothing.
@testable import Crawling
import Foundation
import LoopbackServer
import Testing

@Suite struct WrongClockTests {
    @Test func nightsAfterTheClockWasSetBackTakeWhatIsNewAndStoreNothingTwice() throws {
        let portal = try PlayedPortal { request in
            switch request.target {
            case "/": PlayedPortal.page("首页", ["欢迎访问市委组织部网站。"], links: (1...5).map { "/page/\($0)" })
            case let target where target.hasPrefix("/page/"): PlayedPortal.page("通知", ["全市各级各部门认真贯彻落实\(target)会议精神。"])
            default: nil
            }
        }
        defer { portal.server.stop() }
        let first = try portal.night(100)
        #expect(first.tally.new == 6)
        let back = try portal.night(3, mode: .all)
        #expect(back.ending == .finished && back.tally.new == 0 && back.tally.unchanged == 6 && back.addsUp)
        let on = try portal.night(101, mode: .all)
        #expect(on.tally.unchanged == 6 && on.tally.new == 0 && on.left == 0 && on.addsUp)
        #expect(Set([first.run, back.run, on.run]).count == 3)
        // What a clock that was years ahead said is due is asked for all the same.
        _ = try portal.night(4000, mode: .all)
        #expect(try portal.night(102).answers == 6)
    }

    @Test func twoNightsInOneSecondHaveTwoNames() throws {
        let portal = try PlayedPortal { request in request.target == "/" ? PlayedPortal.page("首页", ["欢迎访问。"]) : nil }
        defer { portal.server.stop() }
        let runs = try [portal.night(1), portal.night(1), portal.night(0)].map(\.run)
        #expect(Set(runs).count == 3)
    }

    /// Ten minutes after a page was missing for the first time the clock is set ahead by a day, and ten minutes later the next run begins.
    @Test func aDayThatTheClockJumpsOverIsNoNight() throws {
        let portal = try PlayedPortal { request in
            request.target == "/" ? PlayedPortal.page("首页", ["欢迎访问市委组织部网站。"], links: ["/missing"]) : nil
        }
        defer { portal.server.stop() }
        func state(day: Double, machine: Int64) throws -> URLState? {
            _ = try portal.night(day, mode: .all) { $0.machineTime = { MachineTime(start: "one", seconds: machine) } }
            return try portal.state.known(url: portal.server.base + "/missing")?.state
        }
        let minute = 1.0 / 1440
        #expect(try state(day: 0, machine: 1000) == .missingOnce)
        #expect(try state(day: 1 + 10 * minute, machine: 1600) == .missingOnce)
        #expect(try state(day: 1 + 20 * minute, machine: 2200) == .missingOnce)
        // And back again.
        #expect(try state(day: 30 * minute, machine: 2800) == .missingOnce)
        // A day later it is gone.
        #expect(try state(day: 1 + 30 * minute, machine: 2800 + 86_400) == .gone)
    }
}
