// One crawl of one portal: the way of the data, from the portal file to the archive.
//
//     portal ─▶ Frontier ─▶ Fetcher ─▶ exchange ─▶ Committer ─▶ WARC, records, ledger, state
//                  ▲                                   │
//                  └───────────── links ◀──────────────┘

import Archive
import Fetching
import Foundation
import GRDB
import Web
import WebArchive

/// A crawl of a portal; the portal's lock must be held.
public struct Run {
    private let portal: Portal
    private let folder: PortalFolder
    private let hosts: HostMemory
    private let mode: RunMode
    private let jobs: Int
    var interrupt: Interrupt
    private let observer: any RunObserver
    private let clock: WallClock
    private let endsAt: ContinuousClock.Instant?

    /// Seconds to the second and to the third attempt at a URL that fails.
    var retryPauses = RetryRule.usualPauses
    /// Seconds that the run waits for another program that holds the state.
    var patience = PortalState.patience
    /// So many changed pages are compared.
    var mostCompared = Morning.mostCompared
    /// Tells how long the machine has been running.
    var machineTime: @Sendable () -> MachineTime = MachineTime.now
    /// Tells the free bytes of the archive's disk.
    var freeBytes: @Sendable () -> Int?

    /// - Parameters:
    ///   - hosts: the archive's memory of hosts: one for all runs of a process.
    ///   - clock: tells the run's date and time, that of each answer, and when a page is due.
    ///   - endsAt: when the run is to end, whatever is left, as at any other limit.
    public init(
        portal: Portal, folder: PortalFolder, hosts: HostMemory, mode: RunMode = .due, jobs: Int, interrupt: Interrupt, observer: any RunObserver,
        clock: WallClock = .system, endsAt: ContinuousClock.Instant? = nil
    ) {
        self.portal = portal
        self.folder = folder
        self.hosts = hosts
        self.mode = mode
        self.jobs = jobs
        self.interrupt = interrupt
        self.observer = observer
        self.clock = clock
        self.endsAt = endsAt
        freeBytes = { [path = folder.path] in DiskSpace.free(at: path) }
    }

    /// Crawls until nothing is left to ask for, a limit is reached, or the interrupt is raised.
    ///
    /// - Throws: ``ArchiveError`` where the archive cannot be written or read; what was committed until then stands.
    public func crawl() throws -> RunReport {
        do {
            return try crawlPortal()
        } catch let error as DatabaseError {
            throw switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: ArchiveError.stateInUse(path: folder.state)
            case .SQLITE_FULL: ArchiveError.full(path: folder.state, action: "write the state")
            // SQLite says so, and not that the disk is full, of the file beside the state that it maps into memory.
            case .SQLITE_IOERR where freeBytes() ?? .max < Self.nothing: ArchiveError.full(path: folder.state, action: "write the state")
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: ArchiveError.damagedState(path: folder.state, cause: error.message ?? "no SQLite file")
            default: ArchiveError.file(path: folder.state, action: "use the state", cause: error.message ?? "\(error.resultCode)")
            }
        }
    }

    /// A disk with fewer free bytes is full.
    private static let nothing = 256 << 10

    private func crawlPortal() throws -> RunReport {
        let opened = try RunOpening(
            portal: portal, folder: folder, mode: mode, observer: observer, clock: clock, patience: patience, machineTime: machineTime()).open()
        let committer = try Committer(
            state: opened.state, run: opened.run.name, jobs: jobs, series: opened.series, records: opened.records,
            ledger: opened.ledger, walk: ColumnWalk(portal, isFull: opened.run.mode == .all), schedule: opened.schedule,
            retry: RetryRule(pauses: retryPauses, attempts: portal.limits.attempts, keepsCookies: portal.keepsCookies),
            seeds: portal.seeds)
        let fetcher = try Fetcher(FetcherConfiguration(
            spoolFolder: folder.spoolFolder, proxy: portal.proxy, keepsCookies: portal.keepsCookies, clock: clock))
        let waker = fetcher.waker
        let registration = interrupt.onRaise { waker.wake() }
        defer { withExtendedLifetime(registration) {} }
        var loop = RunLoop(
            portal: portal, watch: PortalWatch(folder.portalFile), budget: RunBudget(portal, endsAt: endsAt, free: freeBytes), opened: opened,
            fetcher: fetcher, committer: committer, hosts: hosts,
            frontier: try Frontier(
                state: opened.state, politeness: Politeness(portal), memory: hosts, clock: clock,
                robotsSince: opened.run.mode == .all ? opened.run.startedAt : nil,
                sweepingRun: opened.run.mode == .all ? opened.run.name : nil),
            observer: observer, wallClock: clock)

        while !interrupt.isRaised {
            try loop.look()
            let pause = try loop.ask()
            if pause == nil, !loop.isBusy { break }
            try loop.take(loop.wait(pause))
            try loop.advance()
        }
        if interrupt.isRaised, fetcher.inFlight > 0 {
            try opened.log.warning("ends after \(fetcher.inFlight) requests in flight; Ctrl-C again ends at once")
        }
        while fetcher.inFlight > 0 { try loop.take(fetcher.poll(timeout: 1)) }
        try loop.commitAll()
        if let scope = loop.newScope { try opened.state.judge(by: scope, run: opened.run) }
        return try RunClosing(opened: opened, committer: committer, folder: folder, portal: portal, clock: clock, jobs: jobs, mostCompared: mostCompared).close(
            isInterrupted: interrupt.isRaised, stop: loop.stop, portalChanges: loop.portalChanges, hostsGivenUp: loop.hostsGivenUp)
    }
}
