// One transaction a batch: new states, captures and links, after their WARC records are durable.

import GRDB
import Web

/// What is committed at a time.
struct Batch {
    var run: String
    var visits: [WrittenVisit]
    var discovered: [DiscoveredURL]
    /// The WARC file that was written to, and its length with this batch.
    var warcFile: WARCFileRow
    /// Records that this batch adds.
    var records: Int
    /// The lengths of records and ledger with this batch, in bytes.
    var recordsLength: Int
    var ledgerLength: Int
}

extension PortalState {
    /// Commits a batch; returns the origins of URLs that are new.
    func commit(_ batch: Batch) throws -> Set<String> {
        try database.write { db in
            for written in batch.visits { try save(written, run: batch.run, in: db) }
            let origins = try add(batch.discovered, in: db)
            try db.cachedStatement(sql: """
                INSERT INTO warc_file (name, run, serial, length, closed) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET length = excluded.length, closed = excluded.closed
                """).execute(arguments: [
                    batch.warcFile.name, batch.run, batch.warcFile.serial, batch.warcFile.length, batch.warcFile.closed])
            let answers = batch.visits.count { $0.visit.answered && $0.visit.queued.role != .robots }
            try db.cachedStatement(sql: """
                UPDATE run SET records = records + ?, records_length = ?, ledger_length = ?, answers = answers + ? WHERE name = ?
                """).execute(arguments: [batch.records, batch.recordsLength, batch.ledgerLength, answers, batch.run])
            return origins
        }
    }

    private func save(_ written: WrittenVisit, run: String, in db: Database) throws {
        let visit = written.visit
        var captureID: Int64?
        if let place = written.place, let capture = visit.capture {
            try db.cachedStatement(sql: """
                INSERT INTO capture (url, run, fetched_at, status, mime, index_status, revisit, payload_digest, record_id,
                    warc, offset, length)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """).execute(arguments: [
                    visit.queued.id, run, capture.fetchedAt.secondsSince1970, capture.status, capture.mime, capture.indexStatus, capture.isRevisit,
                    capture.payloadDigest, capture.recordID, place.file, place.offset, place.length])
            if !capture.isRevisit, keeps(capture.status, before: visit.queued.lastCapture) { captureID = db.lastInsertedRowID }
        }
        let validators = validators(after: visit)
        let isMissing = visit.judgement.state == .missingOnce || visit.judgement.state == .gone
        let missingSince = isMissing ? visit.queued.missingSince ?? visit.visitedAt : nil
        try db.cachedStatement(sql: """
            UPDATE url SET pending = 0, state = ?, reason = ?, detail = ?, status = ?, attempts = attempts + 1,
                visited_run = ?, visited_at = ?, outcome = ?, missing_since = ?, etag = ?, last_modified = ?,
                capture = COALESCE(?, capture), text_digest = COALESCE(?, text_digest)
            WHERE id = ?
            """).execute(arguments: [
                visit.judgement.state.rawValue, visit.judgement.reason?.rawValue, visit.judgement.detail, visit.status, run,
                visit.visitedAt.secondsSince1970, VisitOutcome(visit).rawValue, missingSince?.secondsSince1970, validators.etag, validators.lastModified,
                captureID, visit.page?.textDigest, visit.queued.id])
    }

    /// What to ask with the next time. Only an answer that was taken replaces what the server said before.
    private func validators(after visit: Visit) -> QueuedURL.Validators {
        switch (visit.judgement.state, visit.status) {
        case (.captured, _), (.unchanged, 200): visit.validators
        case (.unchanged, _):
            .init(
                etag: visit.validators.etag ?? visit.queued.validators.etag,
                lastModified: visit.validators.lastModified ?? visit.queued.validators.lastModified)
        default: visit.queued.validators
        }
    }

    /// The last good copy is never replaced by a refusal or an error page.
    private func keeps(_ status: Int, before last: QueuedURL.LastCapture?) -> Bool {
        (200..<300).contains(status) || !(200..<300).contains(last?.status ?? 0)
    }

    private func add(_ discovered: [DiscoveredURL], in db: Database) throws -> Set<String> {
        var origins: Set<String> = []
        let statement = try db.cachedStatement(sql: """
            INSERT INTO url (url, origin, role, depth, via, redirects, priority, pending, state, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO NOTHING
            """)
        for found in discovered {
            let origin = found.url.origin
            // Embeds come after the pages of the next level, so that a bounded crawl is of pages first.
            let priority = found.depth + 1 + (found.role.isEmbed ? 2 : 0)
            try statement.execute(arguments: [
                found.url.href, origin, found.role.rawValue, found.depth, found.via, found.redirects, priority,
                found.exclusion == nil ? 1 : 0, (found.exclusion == nil ? URLState.waiting : .excluded).rawValue,
                found.exclusion?.rawValue])
            if db.changesCount > 0, found.exclusion == nil { origins.insert(origin) }
        }
        return origins
    }
}
