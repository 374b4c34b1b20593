// One run played again into a new state: its answers from the WARC files, its failures from the ledger, in the order of time.

import Archive
import Fetching
import Foundation
import Web
import WebArchive

struct RunReplay {
    private let run: ArchivedRun
    private let folder: PortalFolder
    private let state: PortalState
    /// Whether it may go on: only the last one can, and only if it was not ended.
    private let goesOn: Bool
    private let ledger: ArchivedLedger
    private let row: RunRow
    /// The portal by which it went, and as its file described it.
    private var portal: Portal
    private var file: Portal
    private var schedule: RevisitSchedule
    private let maker: VisitMaker
    private var discovery: Discovery
    private var walk: ColumnWalk
    private var traps: TrapCounts
    private var retry: RetryRule
    /// What is still to come of changes of the portal file within the run.
    private var changes: ArraySlice<(number: Int, change: PortalFileChange)>
    /// The scope, if it was changed while the run went on.
    private var newScope: Scope?
    /// How many captures were played.
    private var captures = 0
    private var answeringHosts = AnsweringHosts()
    /// Whose robots.txt lies at an address that another redirected to, and after how many redirects.
    private var robotsElsewhere: [String: (origin: String, redirects: Int)] = [:]
    private var unanswered: ArraySlice<ArchivedLedger.Unanswered>
    private var lastVisit: Timestamp

    init(_ run: ArchivedRun, of portal: Portal, in folder: PortalFolder, state: PortalState, isLast: Bool) throws {
        let portal = run.portal ?? portal
        self.run = run
        self.portal = portal
        file = portal
        self.folder = folder
        self.state = state
        ledger = ArchivedLedger(path: folder.ledger(run: run.name))
        goesOn = isLast && !ledger.isClosed
        schedule = RevisitSchedule(portal.revisit, runStart: run.startedAt)
        retry = RetryRule(pauses: RetryRule.usualPauses, attempts: portal.limits.attempts, keepsCookies: portal.keepsCookies)
        maker = VisitMaker(warcinfoID: WARCRecordID(), run: run.name)
        unanswered = ledger.unanswered[...]
        changes = ledger.portalFiles[...]
        lastVisit = run.startedAt
        let scope = Scope(portal)
        let last = try state.lastScope()
        row = RunRow(
            name: run.name, startedAt: run.startedAt, vantage: run.vantage, recordsLength: 0, ledgerLength: 0, answers: 0,
            mode: ledger.mode ?? run.mode ?? .due)
        try state.begin(row, scope: last ?? scope.fingerprint, horizon: schedule.horizon)
        try state.forgetReplaced(butOf: run.name)
        discovery = Discovery(scope: scope, traps: Traps(state))
        walk = ColumnWalk(portal, isFull: row.mode == .all)
        traps = TrapCounts(try state.traps())
        try open(by: portal)
    }

    /// Plays it.
    ///
    /// - Returns: files that could not be read to their end, and why.
    mutating func play() throws -> [(path: String, fault: String)] {
        var faults: [(path: String, fault: String)] = []
        var committed: [String: Int] = [:]
        for file in run.files {
            let path = folder.warc(file.name)
            let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
            let isOpen = goesOn && file.serial == run.files.last?.serial
            let (whole, fault) = try ArchivedAnswer.forEach(in: path) { try take($0, from: file.name, serial: file.serial) }
            if let fault { faults.append((path, fault)) }
            // What stands behind the last whole answer of a run that goes on was never committed.
            committed[file.name] = isOpen ? whole : size
            try commit([], in: CommittedWARC(name: file.name, serial: file.serial, length: isOpen ? whole : size, closed: !isOpen))
        }
        try takeChanges { _ in true }
        try takeUnanswered { _ in true }
        if let newScope { try state.judge(by: newScope, run: row) }
        try close(committed, &faults)
        return faults
    }

    // MARK: The portal file

    /// Begins, or goes on after it was broken off, by a portal as its file then was.
    private mutating func open(by portal: Portal) throws {
        let scope = Scope(portal)
        if try state.lastScope() != scope.fingerprint || newScope != nil { try state.judge(by: scope, run: row) }
        newScope = nil
        try state.add(seeds: portal.seeds, run: row, first: portal.limits.pages ?? .max > portal.seeds.count)
        try state.add(sitemaps: portal.listedSitemaps, run: row)
        try state.add(columns: portal.columns.map(\.url), run: row)
        (self.portal, file) = (portal, portal)
        schedule = RevisitSchedule(portal.revisit, runStart: run.startedAt)
        retry = RetryRule(pauses: RetryRule.usualPauses, attempts: portal.limits.attempts, keepsCookies: portal.keepsCookies)
        discovery = Discovery(scope: scope, traps: Traps(state))
        walk = ColumnWalk(portal, isFull: row.mode == .all)
    }

    /// Goes on by the portal files that hold from here on, as far as a condition holds.
    private mutating func takeChanges(while isBefore: (PortalFileChange) -> Bool) throws {
        while let (number, change) = changes.first, isBefore(change) {
            try takeUnanswered { $0.number < number }
            changes.removeFirst()
            guard let new = try? PortalFile(text: change.text, path: folder.portalFile).portal else { continue }
            if change.resumes {
                try open(by: new)
                continue
            }
            let before = Scope(portal)
            portal.takeChanges(to: new, from: file)
            file = new
            let scope = Scope(portal)
            guard scope.fingerprint != before.fingerprint else { continue }
            discovery = Discovery(scope: scope, traps: Traps(state))
            walk.scope = scope
            try state.judge(by: scope, run: row)
            newScope = scope
        }
    }

    // MARK: Visits

    private mutating func take(_ answer: ArchivedAnswer, from file: String, serial: Int) throws {
        try takeChanges { [captures] in $0.captures <= captures }
        captures += 1
        let message = answer.message
        guard let head = try? HTTPMessage(parsing: message[...]), let status = head.status else { return }
        let told = ledger.line(file: file, offset: answer.offset)
        // The ledger has the order of visits; of an answer without a line only the time is known.
        try takeUnanswered { next in
            if let told { next.number < told.number } else if let time = next.line.visitedAt { time < answer.date } else { false }
        }
        lastVisit = max(lastVisit, answer.date)
        var queued = try self.queued(answer)
        let body = answer.isRevisit ? [] : Array(message.dropFirst(head.headLength))
        let result = FetchResult.exchange(Exchange(
            id: 0, url: answer.url, requestHead: [], responseHead: Array(message.prefix(head.headLength)), body: .memory(body),
            status: status, startedAt: answer.date,
            // Of a revisit it says that the body is not repeated.
            truncated: answer.isRevisit ? nil : answer.truncated.flatMap(Exchange.Truncation.init)))
        var visit = try maker.visit(queued, result)
        if !answer.isRevisit, visit.capture?.isRevisit == true {
            // A run that was merged in did not know what the runs here had, and stored whole what would be a revisit now.
            queued.lastCapture = nil
            visit = try maker.visit(queued, result)
        }
        visit.seconds = answer.seconds
        visit.records = []
        visit.capture?.recordID = answer.recordID
        visit.capture?.payloadDigest = answer.payloadDigest
        visit.capture?.isRevisit = answer.isRevisit
        if answer.isRevisit {  // its body is that of the original
            visit.twin = queued.lastCapture?.payloadDigest == answer.payloadDigest ? nil : try state.original(payloadDigest: answer.payloadDigest)
            if (200..<300).contains(status) { visit.judgement = Judgement(visit.twin == nil ? .unchanged : .captured) }
            visit.capture?.mime = "warc/revisit"
            if answer.block.isEmpty { visit.capture?.indexStatus = nil }
            visit.page = nil
            visit.kind = nil
            visit.sitemap = nil
        }
        answeringHosts.note([visit])
        visit = answeringHosts.judged(discovery.judged(visit))
        visit.judgement = judgement(of: answer, told?.line, today: visit.judgement, before: queued)
        if !visit.judgement.isOfThePage { visit.kind = nil }
        visit.facts = visit.page.map { PageFacts($0, column: queued.list?.path) }
        if queued.role == .robots { try learnRobots(&visit, isRevisit: answer.isRevisit) }
        let place = WARCPlace(
            file: file, offset: answer.offset, length: answer.length, recordID: answer.recordID, payloadDigest: answer.payloadDigest)
        try commit(
            [WrittenVisit(visit: visit, place: place)],
            in: CommittedWARC(name: file, serial: serial, length: answer.offset + answer.length, closed: false))
        if let line = ledger.withdrawal(of: answer.url, visitedAt: answer.date) {
            try commit([], in: nil, withdrawn: WithdrawnCapture(
                id: queued.id, url: line.url, before: line.before.flatMap(URLState.init) ?? queued.state, status: line.status,
                visitedAt: answer.date, via: line.via))
        }
    }

    /// What was judged then goes before what would be judged today: the ledger's word, then what was noted beside the answer. Of an answer
    /// that the ledger does not tell of, the state is that of before.
    private func judgement(of answer: ArchivedAnswer, _ told: ArchivedLedger.Line?, today: Judgement, before: QueuedURL) -> Judgement {
        let found = answer.judgement ?? today
        if var judgement = told?.judgement {
            if judgement.detail == nil, judgement.reason == found.reason { judgement.detail = found.detail }
            return judgement
        }
        guard ledger.exists, before.state != .waiting, before.role != .robots, !Self.isSame(found.state, before.state) else { return found }
        return Judgement(before.state, found.reason, detail: found.detail, effectiveStatus: found.effectiveStatus)
    }

    /// Keeps what a robots.txt said, for the origin that asked for it.
    private mutating func learnRobots(_ visit: inout Visit, isRevisit: Bool) throws {
        let (origin, redirects) = robotsElsewhere[visit.queued.url.href] ?? (visit.queued.url.origin, 0)
        if let target = visit.redirectTarget {
            robotsElsewhere[target.asSent.href] = (origin, redirects + 1)
            if redirects >= Frontier.robotsRedirects { try state.keep(.allowAll, of: origin, fetchedAt: visit.visitedAt) }
            return
        }
        if isRevisit { visit.robots = try state.robotsPolicy(of: origin)?.policy }  // the same as it said before
        try state.keep(visit.robots ?? .disallowAll, of: origin, fetchedAt: visit.visitedAt)
    }

    private static func isSame(_ left: URLState, _ right: URLState) -> Bool {
        left == right || [left, right].allSatisfy { $0 == .captured || $0 == .unchanged }
    }

    /// What the new state knows of the URL; one that no page led to is added as its own metadata tells.
    private func queued(_ answer: ArchivedAnswer) throws -> QueuedURL {
        let role = answer.metadata("role").flatMap(URLRole.init) ?? .page
        if role == .robots { return try state.robots(url: answer.url) }
        if role == .list, let place = ListPlace(metadata: answer.metadata), let url = try? WebURL(place.identity) {
            if try state.known(url: place.identity) == nil { try state.add(unlinked: place, url: url, at: answer.date) }
            return try known(url, role: .list, depth: 0, via: nil, at: answer.date)
        }
        return try known(answer.url, role: role, depth: answer.metadata("hopsFromSeed").flatMap { Int($0) } ?? 0, via: answer.metadata("via"), at: answer.date)
    }

    private func known(_ url: WebURL, role: URLRole, depth: Int, via: String?, at time: Timestamp) throws -> QueuedURL {
        if let known = try state.known(url: url.href) { return known }
        try state.add(unlinked: url, role: role, depth: depth, via: via, at: time)
        guard let known = try state.known(url: url.href) else {
            throw ArchiveError.file(path: folder.state + ".new", action: "use the new state", cause: "\(url) was added and is not there")
        }
        return known
    }

    /// What the ledger says of URLs that brought no answer, as far as a condition holds.
    private mutating func takeUnanswered(while isBefore: (ArchivedLedger.Unanswered) -> Bool) throws {
        while let next = unanswered.first, next.number < changes.first?.number ?? .max, isBefore(next) {
            unanswered.removeFirst()
            let line = next.line
            guard let visitedAt = line.visitedAt, let url = try? WebURL(line.url), let judgement = line.judgement else { continue }
            var visit = Visit(
                queued: try known(url, role: .page, depth: 1, via: line.via, at: visitedAt), judgement: judgement, visitedAt: visitedAt)
            visit.attempt = line.attempt ?? 1
            lastVisit = max(lastVisit, visitedAt)
            try commit([WrittenVisit(visit: visit, place: nil)], in: nil)
        }
    }

    private mutating func commit(_ visits: [WrittenVisit], in file: CommittedWARC?, withdrawn: WithdrawnCapture? = nil) throws {
        var discovered: [DiscoveredURL] = []
        for written in visits {
            for url in try discovery.urls(from: written.visit) {
                guard let reason = url.exclusion, reason.isTrap else {
                    discovered.append(url)
                    continue
                }
                if try !state.knows(url.url), try traps.lists(url.url, reason, isCounted: state.hasCounted) { discovered.append(url) }
            }
        }
        _ = try state.commit(Batch(
            run: run.name, visits: visits, discovered: discovered, traps: traps.takeChanges(), warcFile: file, records: 0, recordsLength: 0,
            ledgerLength: 0, seconds: 0, schedule: schedule, retry: retry, walk: walk, withdrawn: withdrawn.map { [$0] } ?? []))
    }

    // MARK: The end

    /// Brings records and ledger of a run that goes on to what its WARC files hold; ends any other.
    private func close(_ committed: [String: Int], _ faults: inout [(path: String, fault: String)]) throws {
        let path = folder.records(run: run.name)
        var records = FileManager.default.contents(atPath: path).map { [UInt8]($0) }
        if records == nil, !committed.isEmpty, !goesOn { faults.append((path, "is lost; `shilu extract` makes it again")) }
        var ledgerText = ledger.lines.map { $0.text + "\n" }.joined()
        if goesOn {
            func isCommitted(_ file: String?, _ offset: Int?) -> Bool { offset ?? 0 < file.flatMap { committed[$0] } ?? .max }
            // Made again: a kill may have come between an answer and its record.
            var made: [UInt8] = []
            try Extraction(jobs: 1).run(committed.keys.sorted().map { .warc(path: folder.warc($0)) }) { line in
                guard let place = try? JSONDecoder().decode(RecordPlace.self, from: Data(line)).capture else { return }
                if isCommitted(place.warc, place.offset) { made += line }
            } complain: { _ in }
            records = made
            ledgerText = ledger.lines.filter { $0.line.map { isCommitted($0.warc, $0.offset) } ?? true }.map { $0.text + "\n" }.joined()
            try FileSystem.write(made, to: path)
            if ledger.exists { try FileSystem.write(ledgerText, to: folder.ledger(run: run.name)) }
        }
        try state.setLengths(
            run: run.name, records: records?.count { $0 == UInt8(ascii: "\n") } ?? 0, recordsLength: records?.count ?? 0,
            ledgerLength: ledgerText.utf8.count)
        if !goesOn { try end() }
    }

    /// Ends a run as its report says, or, without one, with its last visit.
    private func end() throws {
        try state.leaveRetries(run: run.name, schedule: schedule)
        try state.noteMoves(run: run.name)
        let report = FileManager.default.contents(atPath: folder.report(run: run.name)).flatMap { try? MorningReport(json: $0) }
        if let figures = report?.nights.last, figures.run == run.name { try state.note(figures) }
        if let report { try state.set(answers: report.answers, bytes: report.bytes, ofRun: run.name) }
        try state.finish(
            run: run.name, at: report.flatMap { Timestamp(iso8601: $0.endedAt) } ?? lastVisit,
            report.flatMap { RunReport.Ending(rawValue: $0.ending) } ?? .finished)
    }

    private struct RecordPlace: Decodable {
        struct Capture: Decodable {
            let warc: String?
            let offset: Int?
        }

        let capture: Capture
    }
}
