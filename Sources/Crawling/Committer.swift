// Writes what was fetched, in the order that nothing can be lost: WARC, then records and ledger, then one transaction.

import Archive
import Fetching
import Records
import Web
import WebArchive

/// The archive writer of a run.
final class Committer {
    private let state: PortalState
    private let run: String
    private let jobs: Int
    private let series: WARCSeries
    private let records: AppendedFile
    private let ledger: AppendedFile
    private let schedule: RevisitSchedule
    private let retry: RetryRule
    private var discovery: Discovery
    private var walk: ColumnWalk
    private var traps: TrapCounts
    private var answeringHosts: AnsweringHosts
    private var repeatedPages: RepeatedPages

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
        self.walk = walk
        discovery = Discovery(scope: walk.scope, traps: Traps(state))
        traps = TrapCounts(try state.traps())
        answeringHosts = AnsweringHosts(try state.answeringHosts(run: run))
        repeatedPages = RepeatedPages(
            seeds: try seeds.compactMap { try state.known(url: $0.asSent.href) },
            earlier: try state.capturedArticles(run: run, limit: RepeatedPages.window))
    }

    /// Begins to read a batch of answers, on other threads; one batch at a time, each after the one before it was committed.
    ///
    /// - Parameter onDone: called on another thread when all are read.
    func read(_ results: [(queued: QueuedURL, result: FetchResult)], onDone: @escaping @Sendable () -> Void) -> VisitBatch {
        let maker = VisitMaker(warcinfoID: series.warcinfoID, run: run, coding: series.coding) { [state] digest in
            try? state.original(payloadDigest: digest)  // where it cannot be told, the bytes are stored
        }
        return VisitBatch(of: results, by: maker, jobs: jobs, onDone: onDone)
    }

    /// Writes a batch of answers, and commits it; waits until all are read.
    ///
    /// - Parameter seconds: spent in the run so far.
    /// - Returns: the visits, and the origins of URLs that are new.
    func commit(
        _ batch: VisitBatch, seconds: Double, hosts: [String: HostMeasure] = [:]
    ) throws -> (visits: [Visit], newOrigins: Set<String>) {
        let made = try batch.visits()
        answeringHosts.note(made)
        let (visits, withdrawn) = repeatedPages.judge(made.map { answeringHosts.judged(discovery.judged($0)) })
        return (visits, try write(visits, withdrawn: withdrawn, seconds: seconds, hosts: hosts))
    }

    /// Commits visits that asked nobody, such as URLs that robots.txt forbids.
    func commit(unasked visits: [Visit], seconds: Double) throws {
        _ = try write(visits, seconds: seconds)
    }

    /// Judges links by another scope from now on.
    func take(_ scope: Scope) {
        discovery = Discovery(scope: scope, traps: Traps(state))
        walk.scope = scope
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
        _ visits: [Visit], withdrawn: [WithdrawnCapture] = [], seconds: Double, hosts: [String: HostMeasure] = [:]
    ) throws -> Set<String> {
        var written: [WrittenVisit] = []
        var recordLines: [UInt8] = []
        var ledgerLines: [UInt8] = []
        var discovered: [DiscoveredURL] = []
        var recordCount = 0
        for visit in visits {
            let place = try append(visit)
            if let page = visit.page, let place {
                recordLines += page.record(at: place).jsonLine()
                recordCount += 1
            }
            for url in try discovery.urls(from: visit) {
                guard let reason = url.exclusion, reason.isTrap else {
                    discovered.append(url)
                    continue
                }
                guard try !state.knows(url.url), try traps.lists(url.url, reason, isCounted: state.hasCounted) else { continue }
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
        let origins = try state.commit(Batch(
            run: run, visits: written, discovered: discovered, traps: traps.takeChanges(),
            warcFile: series.open.length > 0 ? series.open : nil, records: recordCount,
            recordsLength: records.length, ledgerLength: ledger.length, seconds: seconds, schedule: schedule, retry: retry, hosts: hosts,
            walk: walk, withdrawn: withdrawn))
        if let closed = try series.closeIfFull() { try state.close(warcFile: closed.name) }
        return origins
    }

    private func append(_ visit: Visit) throws -> WARCPlace? {
        var place: WARCPlace?
        let file = series.open.name
        for (index, record) in visit.records.enumerated() {
            let written = switch record {
            case .member(let member, let dictionaryID): try series.append(member: member, dictionaryID: dictionaryID)
            case .streamed(let record): try series.append(record)
            }
            if let capture = visit.capture, capture.index == index {
                place = WARCPlace(
                    file: file, offset: Int(written.offset), length: Int(written.length), recordID: capture.recordID,
                    payloadDigest: capture.payloadDigest)
            }
        }
        return place
    }
}
