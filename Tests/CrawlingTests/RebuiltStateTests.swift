// A state that is made again from WARC files and ledgers is the state that was lost, in every column that they can tell.
@testable import Crawling
import Foundation
import LoopbackServer
import PortalSimulator
import Synchronization
import Testing
import Web

@Suite struct RebuiltStateTests {
    /// What neither WARC files nor ledgers, nor the reports of runs that ended, tell: how servers were treated, and for how long a run
    /// went on, and how long the machine had been running.
    private static let untold: Set = ["host_run", "run.seconds", "run.machine_start", "run.machine_seconds"]

    /// Loses the state, makes it again and compares the two.
    private func expectSame(_ portal: PlayedPortal, _ night: String) throws {
        let waiting = try portal.state.neverVisited()
        let before = try StateDump(portal.state, without: Self.untold)
        let report = try Rebuild(portal: portal.portal, folder: portal.folder).rebuild()
        let difference = try StateDump(portal.state, without: Self.untold).difference(from: before)
        #expect(report.faults.isEmpty && report.anew == waiting)
        // Of a robots.txt that did not answer nothing is written.
        let told = difference.split(separator: "\n").filter { !($0.contains("role=\"robots\"") && $0.contains("state=\"failed\"")) }
        #expect(told.isEmpty, "\(night):\n\(told.joined(separator: "\n"))")
    }

    @Test(arguments: [RunMode.due, .all]) func aFortnightGoesOnWithStatesThatWereLost(_ mode: RunMode) throws {
        let life = FortnightPortal()
        let portal = try PlayedPortal { life.answer(to: $0) }
        defer { portal.server.stop() }
        for day in 0..<14 {
            life.begin(day: day)
            let report = try portal.night(Double(day), mode: mode) { $0.retryPauses = [] }
            #expect(report.addsUp)
            if [0, 3, 5, 6, 8, 9, 13].contains(day) { try expectSame(portal, "night \(day)") }
        }
    }

    @Test func everyKindOfAnswerIsRestored() throws {
        let closed = try ClosedPort()
        defer { closed.stop() }
        let life = ManyAnswers(closed: closed.base)
        var portal = try PlayedPortal(robots: true) { life.answer(to: $0) }
        portal.portal.delay = 0.001  // each answer is committed by itself, so that wrong pages are withdrawn
        defer { portal.server.stop() }
        for day in 0..<5 {
            life.begin(day: day)
            let report = try portal.night(Double(day), mode: day == 2 ? .all : .due) { $0.retryPauses = [] }
            #expect(report.addsUp)
            if day == 0 {
                #expect(try String(contentsOfFile: portal.folder.ledger(run: report.run), encoding: .utf8).contains("\"wrong page\",\"detail\":\"the same page"))
                let states = Set(report.states.map(\.state)), reasons = Set(report.reasons.map(\.reason))
                #expect(states.isSuperset(of: [.captured, .redirected, .missingOnce, .turnedAway, .failed, .excluded, .trapped]))
                #expect(reasons.isSuperset(of: [
                    .refused, .challenged, .wrongPage, .softNotFound, .serverError, .brokenOff, .robots, .sessionID, .notFound, .empty,
                ]), "\(reasons)")
            }
            try expectSame(portal, "night \(day)")
        }
    }

    @Test func aSiteThatWasBuiltAnewIsRestored() throws {
        let columns = try PlayedColumns([TRSStaticSite(.named), JpaasSite(), VSBSite(.descending), HanwebPageSite(.records)], articles: 40)
        defer { columns.site.stop() }
        try columns.night(0)
        try expectSame(columns.played, "the night before")
        columns.site.change { columns in
            columns = columns.map { SimulatedColumn(id: 50 + $0.id, name: $0.name, dialect: JpaasSite(size: 20), articles: $0.articles) }
        }
        for day in 1...2 {
            try columns.night(Double(day))
            try expectSame(columns.played, "night \(day)")
        }
    }

    @Test(arguments: [RunMode.due, .all]) func aRunThatWasInterruptedGoesOnAsItWas(_ mode: RunMode) throws {
        let paths = (1...12).map { "/info/\($0).htm" }
        let fuse = Fuse()
        var portal = try PlayedPortal { request in
            fuse.requestCame()
            if request.target == "/" { return PlayedPortal.page("首页", ["欢迎访问市委组织部网站。"], links: paths) }
            return paths.contains(request.target) ? PlayedPortal.page(request.target, ["全市各级各部门认真贯彻落实\(request.target)会议精神。"]) : nil
        }
        defer { portal.server.stop() }
        portal.portal.delay = 0.001  // one at a time
        _ = try portal.night(0)
        let interrupt = Interrupt()
        fuse.light(interrupt, after: 5)
        let interrupted = try portal.night(1, mode: mode) { $0.interrupt = interrupt }
        #expect(interrupted.ending == .interrupted && interrupted.left > 0)
        // Of a run that goes on the figures are told at its end, and its last file may be one that was not closed.
        let untold = Self.untold.union(["night", "run.bytes", "run.answers", "warc_file.closed"])
        let before = try StateDump(portal.state, without: untold)
        _ = try Rebuild(portal: portal.portal, folder: portal.folder).rebuild()
        let difference = try StateDump(portal.state, without: untold).difference(from: before)
        #expect(difference.isEmpty, "\(difference)")
        #expect(try portal.state.unfinishedRun()?.mode == mode)
        let count = portal.server.log.exchanges.count
        let last = try portal.night(1.1)
        #expect(last.run == interrupted.run && last.left == 0 && last.addsUp)
        #expect(portal.targets(since: count).count == interrupted.left)
    }

    /// A home page with a hundred pages in two folders, and its portal file.
    private func twoFolders(_ onRequest: @escaping @Sendable () -> Void = {}) throws -> (portal: PlayedPortal, text: String) {
        let paths = (1...50).flatMap { ["/news/\($0).htm", "/info/\($0).htm"] }
        var portal = try PlayedPortal { request in
            onRequest()
            if request.target == "/" { return PlayedPortal.page("首页", ["欢迎访问市委组织部网站。"], links: paths) }
            return PlayedPortal.page(request.target, ["全市各级各部门认真贯彻落实\(request.target)会议精神。"])
        }
        let text = "name: played\nseeds: [\(portal.server.base)/]\nrobots: ignore\ndelay: 0.05\nmin_free: 0\n"
        try write(text, for: &portal)
        return (portal, text)
    }

    private func write(_ text: String, for portal: inout PlayedPortal) throws {
        try text.write(toFile: portal.folder.portalFile, atomically: true, encoding: .utf8)
        portal.portal = try PortalFile(reading: portal.folder.portalFile).portal
    }

    @Test func aPortalFileThatWasChangedWithinTheRunHoldsFromTheSamePlaceOn() throws {
        var (portal, text) = try twoFolders()
        defer { portal.server.stop() }
        let path = portal.folder.portalFile
        let changed = text.replacingOccurrences(of: "0.05", with: "0") + "exclude: [/news/]\n"
        let done = Atomic(false)
        let report = try portal.night(0, observer: ListeningObserver { progress in
            guard progress.answers >= 5, !done.exchange(true, ordering: .relaxed) else { return }
            try? changed.write(toFile: path, atomically: true, encoding: .utf8)
        })
        #expect(report.portalChanges.count == 1 && report.addsUp)
        let excluded = try #require(report.states.first { $0.state == .excluded }?.count)
        #expect(excluded == 50 && report.tally.new > 51, "some were captured before")
        try expectSame(portal, "the night of the change")
        #expect(try portal.state.lastScope() == Scope(PortalFile(reading: path).portal).fingerprint)
        try write(changed, for: &portal)
        #expect(try portal.night(1).addsUp)
        try expectSame(portal, "the night after it")
    }

    @Test func aPortalFileThatWasChangedBeforeTheRunWentOnHoldsFromTheSamePlaceOn() throws {
        let fuse = Fuse()
        var (portal, text) = try twoFolders { fuse.requestCame() }
        defer { portal.server.stop() }
        let interrupt = Interrupt()
        fuse.light(interrupt, after: 20)
        let first = try portal.night(0) { $0.interrupt = interrupt }
        #expect(first.ending == .interrupted)
        try write(text.replacingOccurrences(of: "seeds: [", with: "seeds: [\(portal.server.base)/more.htm, ") + "exclude: [/news/]\nrevisit: {min: 3}\n", for: &portal)
        let last = try portal.night(0.1)
        #expect(last.run == first.run && last.addsUp && portal.targets().contains("/more.htm"))
        let news = portal.targets().count { $0.hasPrefix("/news/") }
        #expect(news > 0 && news < 50)
        let copy = try String(contentsOfFile: portal.folder.portalCopy(run: last.run), encoding: .utf8)
        #expect(copy == text, "the copy is as it stood when the run began")
        try expectSame(portal, "the night that went on")
        #expect(try portal.night(5).addsUp)
        try expectSame(portal, "the night after it")
    }

    /// Interrupts a run after so many requests.
    private final class Fuse: Sendable {
        private let state = Mutex<(interrupt: Interrupt, left: Int)?>(nil)

        func light(_ interrupt: Interrupt, after count: Int) { state.withLock { $0 = (interrupt, count) } }

        func requestCame() {
            let due = state.withLock { state -> Interrupt? in
                state?.left -= 1
                return state?.left == 0 ? state?.interrupt : nil
            }
            due?.raise()
        }
    }
}
