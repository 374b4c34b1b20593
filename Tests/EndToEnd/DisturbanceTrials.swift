// A network that is gone for a while, a process that is stopped for a while.
import Foundation
import LoopbackServer
import Testing

@Suite struct DisturbanceTrials {
    /// Seconds that a disturbance lasts; `scripts/trials` asks for a minute.
    private static let seconds = ProcessInfo.processInfo.environment["SHILU_TRIAL_SECONDS"].flatMap { Double($0) } ?? 2

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func aCrawlThatIsStoppedForAWhileGoesOnAsIfNothingHadBeen() throws {
        let portal = try ChangingPortal(count: 60, pace: 0.02)
        defer { portal.server.stop() }
        let program = try ShiluCommand.start(["crawl", portal.base + "/", "--archive", folder.file("archive"), "--delay", "0.001"])
        while portal.server.log.exchanges.count < 20 { Thread.sleep(forTimeInterval: 0.005) }
        kill(program.pid, SIGSTOP)
        Thread.sleep(forTimeInterval: Self.seconds)
        kill(program.pid, SIGCONT)
        let ended = try program.end()
        #expect(ended.status == 0, "\(ended.errors)")
        let archive = try PortalArchive(of: folder.file("archive"))
        try archive.expectEachOnce(run: try archive.runs[0], pages: portal.pages, base: portal.base)
        try archive.expectSound()
    }

    @Test func whatANetworkThatWasGoneKeptBackIsThereAfterTheNextCrawl() throws {
        let count = 40
        let first = try LoopbackServer { request in Pages.numbered(count)(request).map { [.sleep(0.01)] + $0 } }
        let command = ["crawl", first.base + "/", "--archive", folder.file("archive"), "--delay", "0.001"]
        let program = try ShiluCommand.start(command)
        while first.log.exchanges.count < 15 { Thread.sleep(forTimeInterval: 0.005) }
        first.stop()
        Thread.sleep(forTimeInterval: Self.seconds)
        let second = try LoopbackServer(port: first.port, otherwise: Pages.numbered(count))
        defer { second.stop() }
        let disturbed = try program.end()
        #expect([0, 2].contains(disturbed.status), "\(disturbed.errors)")
        // A host that failed is asked again when it is due; all that is known is asked for here.
        let last = try ShiluCommand.run(command + ["--all"])
        #expect(last.status == 0, "\(last.errors)")
        let archive = try PortalArchive(of: folder.file("archive"))
        let responses = try archive.pageCaptures().filter { $0.type == .response && (try? HTTPStatus(of: $0)) == 200 }.map(\.url)
        #expect(Set(responses) == Set([first.base + "/"] + (1...count).map { "\(first.base)/page/\($0)" }))
        let report = try archive.report(run: try #require(try archive.runs.last))
        #expect(report.states.keys.allSatisfy { ["captured", "unchanged"].contains($0) } && report.sumsUp)
    }

    private func HTTPStatus(of record: StoredRecord) throws -> Int? {
        String(decoding: record.block.prefix(12), as: UTF8.self).split(separator: " ").last.flatMap { Int($0) }
    }
}
