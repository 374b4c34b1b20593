// One transaction a batch: new states, captures and links, after their WARC records are durable.

import Archive
import GRDB
import Web

/// What is committed at a time.
struct Batch {
    var run: String
    var visits: [WrittenVisit]
    var discovered: [DiscoveredURL]
    /// Counts of what was cut, as they are with this batch.
    var traps: [TrapCount] = []
    /// The WARC file that was written to, and its length with this batch; `nil` if the run has written none yet.
    var warcFile: CommittedWARC?
    /// Records that this batch adds.
    var records: Int
    /// The lengths of records and ledger with this batch, in bytes.
    var recordsLength: Int
    var ledgerLength: Int
    /// Spent in the run so far, over all its sessions.
    var seconds: Double
    var schedule: RevisitSchedule
    var retry: RetryRule
    /// How hosts were treated since the last batch.
    var hosts: [String: HostMeasure] = [:]
    /// How lists are walked; `nil` where they are not.
    var walk: ColumnWalk?
    /// The origins whose robots.txt is among the visits: what it says is kept with its capture, or a run that is killed would ask for it twice.
    var robots: [(origin: String, visit: Visit)] = []
    /// Captures of earlier batches of the run that turned out to be of other pages.
    var withdrawn: [WithdrawnCapture] = []
}

/// What a batch did to the queue.
struct QueueChange {
    /// The origins of URLs that came into it or stay in it.
    var grown: Set<String> = []
    /// The origins of URLs that went out of it without having been asked for.
    var shrunk: Set<String> = []
}

extension PortalState {
    /// Commits a batch.
    func commit(_ batch: Batch) throws -> QueueChange {
        try database.write { db in
            var shrunk: Set<String> = []
            // A run for all that is known asks for all that is known.
            let looksForVanished = batch.walk.map { !$0.isFull } ?? false
            var hasVanished = try looksForVanished && self.hasVanished(in: db)
            let time = batch.visits.map { $0.visit.visitedAt.secondsSince1970 }.max() ?? 0
            let times = Dictionary(batch.visits.map { ($0.visit.queued.id, $0.visit.visitedAt.secondsSince1970) }) { first, _ in first }
            var added = try add(batch.discovered, at: { times[$0] ?? time }, run: batch.run, in: db)
            try save(batch.traps, in: db)
            for written in batch.visits {
                let brought = added.newByPage[written.visit.queued.id] ?? 0
                let visit = written.visit
                if try save(written, brought: brought, of: batch, in: db) { added.origins.insert(visit.queued.url.origin) }
                if looksForVanished, let sign = VanishingRule.sign(of: visit, run: batch.run),
                   try note(sign, of: visit, run: batch.run, nextNight: batch.schedule.nextNight, &hasVanished, in: db) {
                    shrunk.insert(visit.queued.url.origin)
                }
            }
            for (origin, visit) in batch.robots where visit.redirectTarget == nil {
                try keep(visit.robots ?? .disallowAll, of: origin, fetchedAt: visit.visitedAt, in: db)
            }
            for capture in batch.withdrawn { try withdraw(capture, run: batch.run, in: db) }
            for written in batch.visits { try goOn(behind: written.visit, &added, at: time, run: batch.run, in: db) }
            for written in batch.visits { try noteRows(of: written.visit, in: db) }
            if let rule = batch.walk {
                for written in batch.visits {
                    try walk(
                        behind: written.visit, by: rule, batch.schedule, run: batch.run, isTriedAgain: batch.retry.pause(after: written.visit) != nil, &added, at: time,
                        in: db)
                }
            }
            added.origins.formUnion(try remember(batch.visits, run: batch.run, in: db))
            try add(batch.hosts, run: batch.run, in: db)
            if let file = batch.warcFile {
                try db.cachedStatement(sql: """
                    INSERT INTO warc_file (name, run, serial, length, closed) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (name) DO UPDATE SET length = excluded.length, closed = excluded.closed
                    """).execute(arguments: [file.name, batch.run, file.serial, file.length, file.closed])
            }
            let answers = batch.visits.count { $0.visit.answered && $0.visit.queued.role != .robots }
            let bytes = batch.visits.reduce(0) { $0 + $1.visit.bytes }
            try db.cachedStatement(sql: """
                UPDATE run SET records = records + ?, records_length = ?, ledger_length = ?, answers = answers + ?, bytes = bytes + ?,
                    seconds = ?
                WHERE name = ?
                """).execute(arguments: [
                    batch.records, batch.recordsLength, batch.ledgerLength, answers, bytes, Int(batch.seconds), batch.run])
            return QueueChange(grown: added.origins, shrunk: shrunk)
        }
    }

    /// Returns whether the URL stays in the queue, to be tried again.
    private func save(
        _ written: WrittenVisit, brought: Int, of batch: Batch, in db: Database
    ) throws -> Bool {
        let run = batch.run
        let visit = written.visit
        var captureID: Int64?
        if let place = written.place, let capture = visit.capture {
            try db.cachedStatement(sql: """
                INSERT INTO capture (url, run, fetched_at, status, mime, index_status, revisit, cut, withdrawn,
                    payload_digest, record_id, warc, offset, length, method, post_query)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """).execute(arguments: [
                    visit.queued.id, run, capture.fetchedAt.secondsSince1970, capture.status, capture.mime, capture.indexStatus, capture.isRevisit,
                    !capture.isWhole, !visit.judgement.isOfThePage, capture.payloadDigest, capture.recordID, place.file, place.offset, place.length,
                    capture.post?.method, capture.post?.query])
            if let twin = visit.twin {
                captureID = try twin.id ?? original(payloadDigest: twin.payloadDigest, in: db)?.id
            } else if !capture.isRevisit, isGood(capture, visit) {
                captureID = db.lastInsertedRowID
            }
        }
        // A page that is asked for as a robots.txt keeps what is known of it as a page.
        let condition = visit.queued.role == .robots ? " AND role = 'robots'" : ""
        let validators = validators(after: visit)
        let missingSince = missingSince(after: visit)
        let time = visit.visitedAt.secondsSince1970
        let outcome = VisitOutcome(visit)
        let failures = switch outcome {
        case .missing where visit.judgement.reason == .notFound: 0
        case .failed, .turnedAway, .missing: visit.queued.failures + (visit.queued.visitedRun == run && visit.queued.failures > 0 ? 0 : 1)
        default: 0
        }
        if captureID != nil, outcome == .changed { try keepReplaced(visit.queued.id, run: run, in: db) }
        let next = batch.schedule.next(after: visit, failures: failures, brought: brought)
        let retryAt = batch.retry.pause(after: visit).map { Int(time) + Int(visit.seconds.rounded(.up)) + $0 }
        // What was known of a URL before its first visit of a run is kept for the run's report.
        try db.cachedStatement(sql: """
            UPDATE url SET state_before = CASE WHEN visited_run IS ? THEN state_before ELSE state END,
                capture_before = CASE WHEN visited_run IS ? THEN capture_before ELSE capture END,
                pending = ?, due = ?, interval = ?, state = ?, reason = ?, detail = ?, status = ?, effective = ?, failures = ?,
                attempts = ?,
                visited_run = ?, visited_at = ?, outcome = ?, missing_since = ?, etag = ?, last_modified = ?, kind = COALESCE(?, kind),
                capture = COALESCE(?, capture), text_digest = COALESCE(?, text_digest), changed_at = COALESCE(?, changed_at)
            WHERE id = ?
            """ + condition).execute(arguments: [
                run, run, retryAt != nil, retryAt ?? next.due, next.interval, visit.judgement.state.rawValue, visit.judgement.reason?.rawValue,
                visit.judgement.detail, visit.status, visit.effectiveStatus, failures, visit.attempt, run, time, outcome.rawValue,
                missingSince?.secondsSince1970, validators.etag, validators.lastModified, visit.kind?.rawValue,
                captureID, captureID == nil ? nil : visit.page?.textDigest, outcome == .new || outcome == .changed ? time : nil,
                visit.queued.id])
        return retryAt != nil
    }

    /// Since when the page answers 404 or 410 itself. What is no answer of the page, a refusal or a soft 404, neither begins nor ends that.
    private func missingSince(after visit: Visit) -> Timestamp? {
        switch (visit.judgement.state, visit.judgement.reason) {
        case (.missingOnce, .notFound), (.gone, _): visit.queued.missingSince ?? visit.visitedAt
        case (.missingOnce, _), (.turnedAway, _), (.failed, _): visit.queued.missingSince
        default: nil
        }
    }

    /// What to ask with the next time. Only an answer that was taken replaces what the server said before.
    private func validators(after visit: Visit) -> QueuedURL.Validators {
        switch (visit.judgement.state, visit.status) {
        case (.captured, _), (.overLimit, _), (.unchanged, 200): visit.validators
        case (.unchanged, _):
            .init(
                etag: visit.validators.etag ?? visit.queued.validators.etag,
                lastModified: visit.validators.lastModified ?? visit.queued.validators.lastModified)
        default: visit.queued.validators
        }
    }

    /// Whether a capture becomes the one that later revisits refer to. A refusal, an error page or a body that broke off never
    /// takes the place of a good copy.
    private func isGood(_ capture: Visit.PreparedCapture, _ visit: Visit) -> Bool {
        guard visit.judgement.isOfThePage else { return false }
        guard let last = visit.queued.lastCapture, (200..<300).contains(last.status) else {
            return capture.isWhole || visit.judgement.state == .overLimit
        }
        return capture.isWhole && (200..<300).contains(visit.effectiveStatus ?? capture.status)
    }
}
