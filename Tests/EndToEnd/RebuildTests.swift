// A state that is damaged or lost is made again from WARC files and ledgers.
import Foundation
import LoopbackServer
import Testing

@Suite struct RebuildTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func crawl(_ portal: ChangingPortal, _ more: String...) throws -> Ended {
        try ShiluCommand.run(["crawl", portal.base + "/", "--archive", folder.file("archive"), "--delay", "0"] + more)
    }

    enum Harm: CaseIterable { case overwritten, cut, lost }

    @Test(arguments: Harm.allCases) func aRebuiltStateAsksWithConditionsAndStoresNothingTwice(_ harm: Harm) throws {
        let portal = try ChangingPortal(count: 30, pace: 0)
        defer { portal.server.stop() }
        #expect(try crawl(portal).status == 0)
        portal.change()
        Thread.sleep(forTimeInterval: 1.1)
        #expect(try crawl(portal, "--all").status == 0)
        let archive = try PortalArchive(of: folder.file("archive"))
        let before = try archive.pageCaptures().filter { $0.type == .response }.count
        let index = try archive.indexText
        let states = try archive.report(run: try #require(try archive.runs.last)).states

        let state = archive.folder + "/state.sqlite"
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: state + suffix) }
        switch harm {
        case .overwritten: try Data(repeating: 0x55, count: 50_000).write(to: URL(fileURLWithPath: state))
        case .cut: try Data(contentsOf: URL(fileURLWithPath: state)).prefix(9000).write(to: URL(fileURLWithPath: state))
        case .lost: try FileManager.default.removeItem(atPath: state)
        }
        if harm != .lost {
            let refused = try crawl(portal, "--all")
            #expect(refused.status == 14 && refused.errors.contains("shilu rebuild"), "\(refused.errors)")
        }

        let rebuilt = try ShiluCommand.run(["rebuild", archive.folder])
        #expect(rebuilt.status == 0, "\(rebuilt.errors)")
        #expect(!rebuilt.errors.contains("asked for anew"))
        #expect(FileManager.default.fileExists(atPath: state + ".damaged") == (harm != .lost))
        #expect(try archive.indexText == index)

        Thread.sleep(forTimeInterval: 1.1)
        let asked = portal.server.log.exchanges.count
        let night = try crawl(portal, "--all")
        #expect(night.status == 0, "\(night.errors)")
        let requests = portal.server.log.exchanges.dropFirst(asked).map(\.request)
        #expect(requests.count { Pages.number(of: $0) != nil } == portal.pages)
        for request in requests where Pages.number(of: request) != nil { #expect(request.value("If-None-Match") != nil, "\(request.target)") }
        let run = try #require(try archive.runs.last)
        #expect(try archive.pageCaptures().filter { $0.type == .response }.count == before, "nothing is stored twice")
        let report = try archive.report(run: run)
        #expect(report.shownTally == ["unchanged": portal.pages + 1] && report.sumsUp)
        #expect(report.known == states.values.reduce(0, +))
        try archive.expectSound()
    }

    @Test func failuresAndTheMissingComeFromTheLedger() throws {
        let closed = try ClosedPort()
        defer { closed.stop() }
        let server = try LoopbackServer { request in
            switch request.target {
            case "/": Pages.answer("首页", links: ["/page/1", "/missing", "/refused", "/moved", closed.base + "/down"])
            case "/refused": ScriptedExchange.response(403, "Forbidden", body: Array("no".utf8))
            case "/moved": ScriptedExchange.response(301, "Moved", fields: [("Location", "/page/1")])
            default: Pages.numbered(1)(request)
            }
        }
        defer { server.stop() }
        let file = try folder.write("""
            name: a
            seeds: [\(server.base)/]
            robots: ignore
            delay: 0
            limits: {attempts: 1}
            """, "a.yaml")
        #expect(try ShiluCommand.run(["crawl", file, "--archive", folder.file("archive")]).status == 2)
        let archive = try PortalArchive(of: folder.file("archive"))
        let first = try archive.report(run: try archive.runs[0])
        try FileManager.default.removeItem(atPath: archive.folder + "/state.sqlite")
        let rebuilt = try ShiluCommand.run(["rebuild", archive.folder])
        #expect(rebuilt.status == 0 && rebuilt.errors.contains("\(first.known) URLs and"), "\(rebuilt.errors)")
        server.replaceExchanges([])
        Thread.sleep(forTimeInterval: 1.1)
        _ = try ShiluCommand.run(["crawl", file, "--archive", folder.file("archive"), "--all"])
        let second = try archive.report(run: try #require(try archive.runs.last))
        #expect(second.known == first.known && second.sumsUp)
        #expect(second.reasons.sorted { $0.reason < $1.reason } == first.reasons.sorted { $0.reason < $1.reason })
        #expect(second.tally["new"] == 0 && second.tally["unchanged"] == 2)
    }

    @Test func aKilledRunGoesOnAfterTheRebuildUnderItsName() throws {
        let portal = try ChangingPortal(count: 60, pace: 0.02)
        defer { portal.server.stop() }
        let command = ["crawl", portal.base + "/", "--archive", folder.file("archive"), "--delay", "0.001"]
        let program = try ShiluCommand.start(command)
        while portal.server.log.exchanges.count < 25 { Thread.sleep(forTimeInterval: 0.005) }
        kill(program.pid, SIGKILL)
        _ = try program.end()
        let archive = try PortalArchive(of: folder.file("archive"))
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: archive.folder + "/state.sqlite" + suffix) }
        let rebuilt = try ShiluCommand.run(["rebuild", archive.folder])
        #expect(rebuilt.status == 0, "\(rebuilt.errors)")
        // What was linked to and never asked for is named.
        #expect(rebuilt.errors.contains("asked for anew: \(portal.base)/page/60"))
        #expect(try ShiluCommand.run(command).status == 0)
        #expect(try archive.runs.count == 1)
        try archive.expectEachOnce(run: try archive.runs[0], pages: portal.pages, base: portal.base)
        try archive.expectSound()
    }

    @Test func aPlaceThatIsNoPortalIsNamed() throws {
        let ended = try ShiluCommand.run(["rebuild", folder.file("none")])
        #expect(ended.status == 6 && ended.errors.contains("is no portal's folder"))
    }
}
