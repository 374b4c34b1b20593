// All portals of an archive, crawled side by side in one process: the line for cron.
//
//     portals ─▶ Turns ─▶ a thread each: lock ─▶ portal file ─▶ Run ─▶ outcome ─▶ NightBook ─▶ report, log

import Archive
import Foundation
import Synchronization
import Web

/// What bounds a night.
public struct NightBounds: Sendable {
    /// Portals crawled at a time.
    public var jobs: Int
    /// Seconds that the night may take; `nil` for any.
    public var seconds: Double?
    /// Seconds between two requests to a host, instead of what the portal files say.
    public var delay: Double?

    public init(jobs: Int, seconds: Double? = nil, delay: Double? = nil) {
        self.jobs = jobs
        self.seconds = seconds
        self.delay = delay
    }
}

/// Why a night cannot begin.
public enum NightError: Error, CustomStringConvertible {
    /// The archive holds no portal.
    case noPortals(archive: String)
    /// Another night of the archive is running.
    case alreadyRunning(archive: String)

    public var description: String {
        switch self {
        case .noPortals(let archive):
            "\(archive): holds no portal, that is, no folder with a portal.yaml; `shilu crawl URL --archive \(archive)` makes one"
        case .alreadyRunning(let archive): "\(archive): another night of this archive is running (it holds the lock)"
        }
    }
}

/// A night. One portal that fails never stops another: whatever ends its crawl is its own outcome.
public struct Night: Sendable {
    private let archive: ArchiveFolder
    private let bounds: NightBounds
    private let interrupt: Interrupt
    private let observer: any NightObserver
    private let clock: WallClock

    public init(
        archive: ArchiveFolder, bounds: NightBounds, interrupt: Interrupt, observer: any NightObserver, clock: WallClock = .system
    ) {
        self.archive = archive
        self.bounds = bounds
        self.interrupt = interrupt
        self.observer = observer
        self.clock = clock
    }

    /// Crawls all portals, until each has had its turn, the time is over, or the interrupt is raised.
    ///
    /// - Throws: ``NightError``, or ``ArchiveError`` where the night's own report or log cannot be written.
    public func crawl() throws -> NightReport {
        let portals = try archive.portals()
        guard !portals.isEmpty else { throw NightError.noPortals(archive: archive.path) }
        let lock = try lock()
        defer { withExtendedLifetime(lock) {} }

        let jobs = OpenFiles.portalsAtATime(min(bounds.jobs, portals.count))
        StateMemory.bound()
        let book = try NightBook(
            archive: archive, portals: portals.map(\.name), timeBudget: bounds.seconds, observer: observer, clock: clock)
        if jobs < min(bounds.jobs, portals.count) {
            book.warn("the limit of open files allows \(jobs) portals at a time (`ulimit -n`)")
        }
        let candidates = NightMemory.history(of: archive).candidates(portals.map(\.name), at: clock.now())
        let order = Turns.order(candidates, within: bounds.seconds.map { $0 * Double(jobs) })
        let folders = Dictionary(uniqueKeysWithValues: portals.map { ($0.name, $0) })
        let end = bounds.seconds.map { ContinuousClock.now + .seconds($0) }
        let queue = PortalQueue(order)

        let hosts = HostMemory(of: archive, at: clock.now())
        Self.onThreads(jobs) {
            while !interrupt.isRaised, end.map({ .now < $0 }) ?? true, let name = queue.next() {
                if let folder = folders[name] { turn(of: folder, hosts, until: end, book) }
            }
        }
        let isOutOfTime = end.map { .now >= $0 } ?? false
        return try book.close(ending: interrupt.isRaised ? .interrupted : isOutOfTime ? .outOfTime : .finished)
    }

    private func lock() throws -> FolderLock {
        do {
            return try FolderLock(nightsOf: archive)
        } catch {
            if case .locked = error { throw NightError.alreadyRunning(archive: archive.path) }
            throw error
        }
    }

    /// The portals that have not had their turn.
    private final class PortalQueue: Sendable {
        private let names: Mutex<ArraySlice<String>>

        init(_ names: [String]) { self.names = Mutex(names[...]) }

        func next() -> String? { names.withLock { $0.popFirst() } }
    }

    private func turn(of folder: PortalFolder, _ hosts: HostMemory, until end: ContinuousClock.Instant?, _ book: NightBook) {
        let start = ContinuousClock.now
        var turn = PortalTurn(portal: folder.name, outcome: .unexpected)
        turn.startedAt = clock.now()
        book.began(folder.name)
        do {
            let report = try crawl(folder, hosts, until: end, book)
            turn.report = report
            turn.outcome = CrawlOutcome(report)
            if report.ending == .limitReached, let end, .now >= end { turn.outcome = max(turn.outcome, .outOfTime) }
        } catch {
            turn.outcome = CrawlOutcome(error)
            turn.message = "\(error)"
        }
        turn.seconds = start.duration(to: .now) / .seconds(1)
        book.ended(turn)
    }

    private func crawl(
        _ folder: PortalFolder, _ hosts: HostMemory, until end: ContinuousClock.Instant?, _ book: NightBook
    ) throws -> RunReport {
        let lock = try FolderLock(folder)
        defer { withExtendedLifetime(lock) {} }
        var portal = try PortalSource.held(in: folder).portal
        if let delay = bounds.delay { portal.delay = delay }
        // Pages are read on the portal's own thread: with many portals side by side every core has its share.
        return try Run(
            portal: portal, folder: folder, hosts: hosts, jobs: 1, interrupt: interrupt, observer: book.observer(of: folder.name),
            clock: clock, endsAt: end
        ).crawl()
    }

    /// Calls a function on so many threads and waits for all: crawls mostly wait, and Dispatch has a thread a core.
    private static func onThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        let group = DispatchGroup()
        for _ in 0..<count {
            group.enter()
            Thread {
                body()
                group.leave()
            }.start()
        }
        group.wait()
    }
}
