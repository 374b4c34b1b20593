// The queue of a run: what is to be asked for, and what is known of it.

import Archive
import GRDB
import Lists
import Reading
import Web

extension PortalState {
    /// Known URLs come after new ones, whose priorities are depths; of the known the lists come first, for there stand news.
    static let listPriority = 900_000
    static let revisitPriority = 1_000_000

    /// Adds the seeds, and makes them the first to be asked for, once a run, whatever became of them before.
    ///
    /// - Parameter first: whether seeds that were visited in an earlier run come before all others again; not where a limit
    ///   would let nothing but them be asked for.
    func add(seeds: [WebURL], run: RunRow, first: Bool = true) throws {
        let now = run.startedAt.secondsSince1970
        try database.write { db in
            for seed in seeds.map(\.asSent) {
                try db.execute(
                    sql: """
                        INSERT INTO url (url, origin, role, depth, priority, pending, due, first_seen, state)
                        VALUES (?, ?, 'page', 0, 0, 1, ?, ?, 'waiting')
                        ON CONFLICT (url) DO UPDATE SET role = 'page', depth = 0,
                            priority = CASE WHEN ? OR visited_at IS NULL THEN 0 ELSE \(Self.revisitPriority) + coalesce(due, 0) END,
                            pending = CASE WHEN visited_run IS ? THEN pending ELSE 1 END,
                            due = CASE WHEN visited_run IS ? THEN due ELSE min(coalesce(due, excluded.due), excluded.due) END
                        """,
                    arguments: [seed.href, seed.origin, now, now, first, run.name, run.name])
            }
        }
    }

    /// The origins (`http://host:port`) for which something is to be asked.
    func pendingOrigins() throws -> [String] {
        try database.read { db in try Self.origins(where: "pending = 1", in: db) }
    }

    static let queuedURL = """
        SELECT url.*, via.url AS via_url, capture.id AS c_id, capture.record_id AS c_record_id,
            capture.payload_digest AS c_payload_digest, capture.fetched_at AS c_fetched_at, capture.status AS c_status,
            original.url AS c_url, list_request.number AS list_number, list_row.row AS list_row, \(StoredColumn.columns)
        FROM url LEFT JOIN url AS via ON via.id = url.via LEFT JOIN capture ON capture.id = url.capture
            LEFT JOIN url AS original ON original.id = capture.url LEFT JOIN list_request ON list_request.url = url.id
            LEFT JOIN list_row ON list_row.url = url.id
            LEFT JOIN list_column ON list_column.id = list_request."column" LEFT JOIN url AS column_page ON column_page.id = list_column.page
        """

    /// How many URLs are in the queue.
    func pendingCount() throws -> Int {
        try database.look { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM url WHERE pending = 1") ?? 0 }
    }

    /// The next URLs of an origin, in the order in which they are to be asked for; those that are already under way are left out,
    /// and those that failed and are to be tried again after `time`.
    func next(origin: String, limit: Int, underWay: Set<Int64>, at time: Timestamp) throws -> [QueuedURL] {
        try database.look { db in
            let statement = try db.cachedStatement(sql: Self.queuedURL + """
                 WHERE url.pending = 1 AND url.origin = ? AND NOT (url.state IN ('failed', 'turned away') AND url.due BETWEEN ? AND ?) ORDER BY url.priority, url.id LIMIT ?
                """)
            let now = time.secondsSince1970
            let rows = try Row.fetchCursor(statement, arguments: [origin, now + 1, now + Int64(RetryRule.longestWait), limit + underWay.count])
            var queued: [QueuedURL] = []
            while queued.count < limit, let row = try rows.next() {
                if !underWay.contains(row["id"]), let url = Self.queued(row) { queued.append(url) }
            }
            return queued
        }
    }

    /// When the next URL of an origin is to be tried again, if there is one.
    func nextRetry(origin: String, after time: Timestamp) throws -> Timestamp? {
        try database.look { db in
            let now = time.secondsSince1970
            return try Int64.fetchOne(
                db, sql: "SELECT min(due) FROM url WHERE pending = 1 AND origin = ? AND state IN ('failed', 'turned away') AND due BETWEEN ? AND ?",
                arguments: [origin, now + 1, now + Int64(RetryRule.longestWait)]).map { Timestamp(secondsSince1970: $0) }
        }
    }

    /// Takes out of the queue what failed in a run that ends: it is due by its failures.
    func leaveRetries(run: String, schedule: RevisitSchedule) throws {
        try database.write { db in
            let update = try db.cachedStatement(sql: "UPDATE url SET pending = 0, due = ? WHERE id = ?")
            let rows = try Row.fetchCursor(
                db, sql: "SELECT id, url, failures, visited_at FROM url WHERE pending = 1 AND state IN ('failed', 'turned away') AND visited_run = ?",
                arguments: [run])
            while let row = try rows.next() {
                guard let url = try? WebURL(row["url"] as String) else { continue }
                let due = schedule.due(afterFailures: row["failures"], of: url, visitedAt: Timestamp(secondsSince1970: row["visited_at"]))
                try update.execute(arguments: [due, row["id"] as Int64])
            }
        }
    }

    /// A URL that is asked for as a robots.txt. It is no part of the queue; where it is a page as well, its page is left alone.
    func robots(url: WebURL) throws -> QueuedURL {
        let url = url.asSent
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO url (url, origin, role, depth, priority, pending, state) VALUES (?, ?, 'robots', 0, 0, 0, 'waiting')
                    ON CONFLICT (url) DO NOTHING
                    """,
                arguments: [url.href, url.origin])
        }
        guard var queued = try known(url: url.href) else {
            throw DatabaseError(message: "the URL \(url) was added and is not there")
        }
        queued.role = .robots
        queued.via = nil
        return queued
    }

    /// What is known of a URL.
    func known(url: String) throws -> QueuedURL? {
        try database.read { db in
            try Row.fetchOne(db, sql: Self.queuedURL + " WHERE url.url = ?", arguments: [url]).flatMap(Self.queued)
        }
    }

    static func queued(_ row: Row) -> QueuedURL? {
        guard let url = try? WebURL(row["url"] as String) else { return nil }
        let list = Self.list(row)
        // A call for data whose dialect a newer version knew cannot be made.
        if row["role"] as String == URLRole.list.rawValue, list == nil { return nil }
        return QueuedURL(
            id: row["id"], url: url, role: URLRole(rawValue: row["role"]) ?? .page, depth: row["depth"],
            redirects: row["redirects"], via: row["via_url"], state: URLState(rawValue: row["state"]) ?? .waiting,
            missingSince: (row["missing_since"] as Int64?).map { Timestamp(secondsSince1970: $0) },
            validators: .init(etag: row["etag"], lastModified: row["last_modified"]), lastCapture: capture(row),
            textDigest: row["text_digest"], kind: (row["kind"] as String?).flatMap(Page.Kind.init), interval: row["interval"],
            failures: row["failures"], attempts: row["attempts"], visitedRun: row["visited_run"],
            continuesList: row["continues"] as Int64? != nil, continuesColumn: (row["list_number"] as Int?).map { $0 > 1 } ?? false, list: list,
            row: (row["list_row"] as String?).flatMap { RowEvidence(parsing: $0) })
    }

    private static func list(_ row: Row) -> ListVisit? {
        guard row["role"] as String == URLRole.list.rawValue, let number = row["list_number"] as Int?, let column = StoredColumn(row),
              let request = ListReader.request(for: number, of: column.column) else { return nil }
        return ListVisit(
            place: ListPlace(column: column.column, number: number, identity: row["url"]), request: request, path: column.path)
    }

    private static func capture(_ row: Row) -> QueuedURL.LastCapture? {
        (row["c_id"] as Int64?).map { id in
            .init(
                id: id, url: row["c_url"], recordID: row["c_record_id"], payloadDigest: row["c_payload_digest"],
                fetchedAt: Timestamp(secondsSince1970: row["c_fetched_at"]), status: row["c_status"])
        }
    }

    /// The first whole answer of status 200 with these bytes, of whatever URL.
    func original(payloadDigest digest: String) throws -> QueuedURL.LastCapture? {
        try database.look { db in try original(payloadDigest: digest, in: db) }
    }

    func original(payloadDigest digest: String, in db: Database) throws -> QueuedURL.LastCapture? {
        let statement = try db.cachedStatement(sql: """
            SELECT capture.id AS c_id, url.url AS c_url, record_id AS c_record_id, payload_digest AS c_payload_digest,
                fetched_at AS c_fetched_at, capture.status AS c_status
            FROM capture JOIN url ON url.id = capture.url
            WHERE payload_digest = ? AND revisit = 0 AND capture.status = 200 AND cut = 0 ORDER BY capture.id LIMIT 1
            """)
        return try Row.fetchOne(statement, arguments: [digest]).flatMap(Self.capture)
    }
}
