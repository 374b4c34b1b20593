// Nights of a small portal on loopback, played one after another by a clock of their own.
@testable import Crawling
import Archive
import Foundation
import LoopbackServer
import Synchronization
import Web

final class PlayedNights {
    private let server: LoopbackServer
    private let archive: TemporaryFolder
    private let shared: SharedSite
    private let lock: FolderLock
    let folder: PortalFolder
    /// What the last night came to.
    private(set) var outcome: CrawlOutcome?

    /// 02:00 in China on 1 October 2026.
    private static let firstNight = Timestamp(year: 2026, month: 9, day: 30, hour: 18) ?? .now()

    init() throws {
        let shared = SharedSite()
        server = try LoopbackServer(otherwise: { shared.site.withLock { $0 }.answer($0.target) })
        self.shared = shared
        archive = try TemporaryFolder()
        folder = try ArchiveFolder(opening: archive.path).portal("small")
        lock = try FolderLock(folder)
    }

    /// What the server's threads and the test share.
    private final class SharedSite: Sendable {
        let site = Mutex(SmallSite(columns: []))
    }

    var base: String { server.base }

    /// Crawls the site as it is on a night, counted from 1, and reads the report.
    @discardableResult
    func play(
        _ night: Int, _ site: SmallSite, change: (inout Portal) -> Void = { _ in }, prepare: (inout Run) -> Void = { _ in }
    ) throws -> MorningReport {
        shared.site.withLock { $0 = site }
        var portal = Portal(name: "small", seeds: [try WebURL(server.base + "/")])
        portal.delay = 0
        portal.limits.attempts = 1  // the clock stands still: another attempt would never be due
        change(&portal)
        let time = Self.firstNight + Int64(86_400 * (night - 1))
        var crawl = Run(
            portal: portal, folder: folder, hosts: HostMemory(), mode: .all, jobs: 2, interrupt: Interrupt(), observer: Silent(), clock: WallClock { time })
        crawl.machineTime = { MachineTime(start: "played", seconds: time.secondsSince1970) }
        prepare(&crawl)
        let run = try crawl.crawl()
        outcome = CrawlOutcome(run)
        return try MorningReport(json: Data(contentsOf: URL(fileURLWithPath: folder.report(run: run.run))))
    }

    /// The lines of `changes.jsonl` of a run.
    func changes(_ report: MorningReport) throws -> [ChangeLine] {
        let text = try String(contentsOfFile: folder.changes(run: report.run), encoding: .utf8)
        return try text.split(separator: "\n").map { try ReportJSON.decoder.decode(ChangeLine.self, from: Data($0.utf8)) }
    }

    func html(_ report: MorningReport) throws -> String { try String(contentsOfFile: folder.reportPage(run: report.run), encoding: .utf8) }

    private struct Silent: RunObserver {
        func progress(_ progress: RunProgress) {}
        func event(_ event: RunEvent) {}
    }
}
