// Writes what was fetched, in the order that nothing can be lost: WARC, then records and ledger, then one transaction.

import Archive
import Dispatch
import Fetching
import Records
import Synchronization
import Web
import WebArchive

/// What a run has cost so far, as it is written with a batch.
struct RunCost: Sendable {
    /// Spent in the run, over all its sessions.
    var seconds: Double
    /// How hosts were treated since the last batch.
    var hosts: [String: HostMeasure] = [:]
}

/// The archive writer of a run: one batch is written at a time.
final class Committer: Sendable {
    private let state: PortalState
    private let run: String
    private let jobs: Int
    private let series: WARCSeries
    private let records: AppendedFile
    private let ledger: AppendedFile
    private let schedule: RevisitSchedule
    private let retry: RetryRule
    private let memory: Mutex<Memory>
    private let queue = DispatchQueue(label: "shilu.commit")

    /// What is remembered from one batch to the next.
    private struct Memory {
        var discovery: Discovery
        var walk: ColumnWalk
        var traps: TrapCounts
        var answeringHosts: AnsweringHosts
        var repeatedPages: RepeatedPages
    }

    init(
        state: PortalState, run: String, jobs: Int, series: WARCSeries, records: AppendedFile, ledger: AppendedFile, walk: ColumnWalk,
        schedule: RevisitSchedule, retry: RetryRule, seeds: [WebURL]
    ) throws {
        self.state = state
        self.run = run
        self.jobs = jobs
        self.series = series
        self.records = records
        self.ledger = ledger
        self.schedule = schedule
        self.retry = retry
        memory = Mutex(Memory(
            discovery: Discovery(scope: walk.scope, traps: Traps(state)), walk: walk, traps: TrapCounts(try state.traps()),
            answeringHosts: AnsweringHosts(try state.answeringHosts(run: run)),
            repeatedPages: RepeatedPages(
                seeds: try seeds.compactMap { try state.known(url: $0.asSent.href) },
                earlier: try state.capturedArticles(run: run, limit: RepeatedPages.window))))
    }

    /// Begins to read a batch of answers, on other threads.
    ///
    /// - Parameter onDone: called on another thread when all are read.
    func read(_ answers: [(queued: QueuedURL, result: FetchResult)], onDone: @escaping @Sendable () -> Void) -> Underway<[Visit]> {
        let maker = VisitMaker(warcinfoID: series.warcinfoID, run: run, coding: series.coding)
        return Underway(on: .global(), onDone: onDone) { [jobs] in try maker.visits(answers, jobs: jobs) }
    }

    /// Whether the WARC file may be ended once these visits are committed.
    func mayEndFile(with visits: [Visit]) -> Bool {
        let records = visits.flatMap(\.records)
        return series.mayEnd(with: records.count, bytes: records.reduce(0) { $0 + $1.mostBytes })
    }

    /// Begins to write a batch, and to commit it, on another thread.
    ///
    /// - Parameter onDone: called on the other thread when it is committed.
    func commit(_ visits: [Visit], of asked: [AskedURL], _ cost: RunCost, onDone: @escaping @Sendable () -> Void) -> Underway<CommittedBatch> {
        Underway(on: queue, onDone: onDone) { [self] in
            try memory.withLock { memory in
                memory.answeringHosts.note(visits)
                let (judged, withdrawn) = memory.repeatedPages.judge(try sharing(visits).map { memory.answeringHosts.judged(memory.discovery.judged($0)) })
                let robots = zip(asked, judged).compactMap { asked, visit in asked.robotsOf.map { (origin: $0, visit: visit) } }
                return CommittedBatch(
                    asked: asked, visits: judged, queue: try write(judged, robots: robots, withdrawn: withdrawn, cost, &memory))
            }
        }
    }

    /// Makes each answer whose bytes the archive has, or one before it in the batch, a revisit of them.
    private func sharing(_ visits: [Visit]) throws -> [Visit] {
        var originals: [String: QueuedURL.LastCapture] = [:]
        return try visits.map { visit in
            guard let capture = visit.capture, let asTwin = visit.asTwin else { return visit }
            if let original = try originals[capture.payloadDigest] ?? state.original(payloadDigest: capture.payloadDigest) { return try asTwin(original) }
            originals[capture.payloadDigest] = QueuedURL.LastCapture(
                id: nil, url: visit.queued.url.href, recordID: capture.recordID, payloadDigest: capture.payloadDigest,
                fetchedAt: capture.fetchedAt, status: capture.status)
            return visit
        }
    }

    /// Commits visits that asked nobody, such as URLs that robots.txt forbids.
    func commit(unasked visits: [Visit], seconds: Double) throws {
        _ = try memory.withLock { try write(visits, RunCost(seconds: seconds), &$0) }
    }

    /// Judges links by another scope from now on.
    func take(_ scope: Scope) {
        memory.withLock {
            $0.discovery = Discovery(scope: scope, traps: Traps(state))
            $0.walk.scope = scope
        }
    }

    /// Writes into the ledger that the portal file was changed.
    func note(_ change: PortalFileChange) throws {
        try ledger.append(change.ledgerLine)
        try state.set(ledgerLength: ledger.length, ofRun: run)
    }

    /// Makes all durable.
    func sync() throws {
        try series.sync()
        try records.sync()
        try ledger.sync()
    }

    private func write(
        _ visits: [Visit], robots: [(origin: String, visit: Visit)] = [], withdrawn: [WithdrawnCapture] = [], _ cost: RunCost, _ memory: inout Memory
    ) throws -> QueueChange {
        var written: [WrittenVisit] = []
        var recordLines: [UInt8] = []
        var ledgerLines: [UInt8] = []
        var discovered: [DiscoveredURL] = []
        var recordCount = 0
        for visit in visits {
            let place = try append(visit)
            if let page = visit.page, let place {
                recordLines += visit.record?.line(page.capture(at: place)) ?? page.record(at: place).jsonLine()
                recordCount += 1
            }
            for url in try memory.discovery.urls(from: visit) {
                guard let reason = url.exclusion, reason.isTrap else {
                    discovered.append(url)
                    continue
                }
                guard try !state.knows(url.url), try memory.traps.lists(url.url, reason, isCounted: state.hasCounted) else { continue }
                discovered.append(url)
                ledgerLines += LedgerLine(trapped: url, on: visit).json
            }
            if let line = LedgerLine(visit, place: place) { ledgerLines += line.json }
            written.append(WrittenVisit(visit: visit, place: place))
        }
        for capture in withdrawn { ledgerLines += LedgerLine(withdrawn: capture).json }
        try series.sync()
        try records.append(recordLines)
        try ledger.append(ledgerLines)
        let queue = try state.commit(Batch(
            run: run, visits: written, discovered: discovered, traps: memory.traps.takeChanges(),
            warcFile: series.open.length > 0 ? series.open : nil, records: recordCount,
            recordsLength: records.length, ledgerLength: ledger.length, seconds: cost.seconds, schedule: schedule, retry: retry, hosts: cost.hosts,
            walk: memory.walk, robots: robots, withdrawn: withdrawn))
        if let closed = try series.closeIfFull() { try state.close(warcFile: closed.name) }
        return queue
    }

    private func append(_ visit: Visit) throws -> WARCPlace? {
        let file = series.open.name
        let places = try series.append(visit.records)
        return visit.capture.map { capture in
            let place = places[capture.index]
            return WARCPlace(
                file: file, offset: Int(place.offset), length: Int(place.length), recordID: capture.recordID, payloadDigest: capture.payloadDigest)
        }
    }
}
