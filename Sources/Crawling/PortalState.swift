// The state of a portal: what is known of each URL, kept in one SQLite file with one writer.

import Archive
import GRDB
import Web

/// A URL that is to be asked for, with what is known of it.
struct QueuedURL: Sendable {
    var id: Int64
    var url: WebURL
    var role: URLRole
    var depth: Int
    var redirects: Int
    /// The page on which the URL was first found.
    var via: String?
    var state: URLState
    /// When it was first missing, if it was missing at the last visit.
    var missingSince: Timestamp?
    var validators: Validators
    /// The last good answer: the last that came whole, or what there is of a longer one.
    var lastCapture: LastCapture?
    var textDigest: String?

    /// What the server said of its last answer, for a conditional request (RFC 9110, section 13).
    struct Validators: Sendable, Equatable {
        var etag: String?
        var lastModified: String?
    }

    /// The capture that a revisit refers to.
    struct LastCapture: Sendable {
        var id: Int64
        var recordID: String
        var payloadDigest: String
        var fetchedAt: Timestamp
        var status: Int
    }
}

/// A crawl of the portal.
struct RunRow: Sendable {
    var name: String
    var startedAt: Timestamp
    var vantage: String
    var recordsLength: Int
    var ledgerLength: Int
    /// Answers taken so far, robots.txt apart.
    var answers: Int
}

/// Reads and writes `state.sqlite`.
struct PortalState {
    let database: DatabaseQueue

    init(path: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)  // another reader's moment must not end a night
        configuration.prepareDatabase { db in
            // A commit that a power cut takes back is harmless while the run goes on: the WARC file is then longer than what is
            // committed, and is cut back to it. So the log need not be synced at each commit; `makeDurable` does it at the end.
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000")
        }
        database = try DatabaseQueue(path: path, configuration: configuration)
        try database.write { db in try StateSchema.prepare(db, path: path) }
    }

    // MARK: Runs

    /// The run that was not ended, if there is one.
    func unfinishedRun() throws -> RunRow? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM run WHERE finished_at IS NULL ORDER BY started_at DESC LIMIT 1").map { row in
                RunRow(
                    name: row["name"], startedAt: Timestamp(secondsSince1970: row["started_at"]), vantage: row["vantage"],
                    recordsLength: row["records_length"], ledgerLength: row["ledger_length"], answers: row["answers"])
            }
        }
    }

    /// Whether there is a run of this name.
    func hasRun(_ name: String) throws -> Bool {
        try database.read { db in try Bool.fetchOne(db, sql: "SELECT 1 FROM run WHERE name = ?", arguments: [name]) ?? false }
    }

    /// Begins a run: every URL that is not gone, and not outside the scope, is to be asked for again; first those that were
    /// never visited, then those visited longest ago.
    func begin(_ run: RunRow, scope: String) throws {
        try database.write { db in
            try db.execute(
                sql: "INSERT INTO run (name, started_at, vantage, scope) VALUES (?, ?, ?, ?)",
                arguments: [run.name, run.startedAt.secondsSince1970, run.vantage, scope])
            try db.execute(sql: """
                UPDATE url SET pending = 1, attempts = 0,
                    priority = CASE WHEN visited_at IS NULL THEN depth + 1 ELSE \(Self.revisitPriority) + visited_at END
                WHERE state <> 'gone' AND role <> 'robots' AND NOT (state = 'excluded' AND reason IN ('scope', 'depth'))
                """)
        }
    }

    /// The scope by which the URLs were judged last: that of the newest run.
    func lastScope() throws -> String? {
        try database.read { db in try String.fetchOne(db, sql: "SELECT scope FROM run ORDER BY started_at DESC LIMIT 1") }
    }

    /// Judges all URLs anew, because the scope was changed. What it lets in is to be asked for, what it leaves out is not.
    func judge(by scope: Scope, run: String) throws {
        try database.write { db in
            let update = try db.cachedStatement(sql: "UPDATE url SET pending = ?, state = ?, reason = ? WHERE id = ?")
            let rows = try Row.fetchCursor(db, sql: """
                SELECT id, url, role, depth, state FROM url
                WHERE role <> 'robots' AND (pending = 1 OR state = 'excluded' AND reason IN ('scope', 'depth'))
                """)
            while let row = try rows.next() {
                guard let url = try? WebURL(row["url"] as String), let role = URLRole(rawValue: row["role"]) else { continue }
                let isExcluded = row["state"] as String == URLState.excluded.rawValue
                switch scope.verdict(on: url, role: role, depth: row["depth"]) {
                case .take:
                    if isExcluded { try update.execute(arguments: [1, URLState.waiting.rawValue, nil, row["id"] as Int64]) }
                case .elsewhere: try update.execute(arguments: [0, URLState.excluded.rawValue, URLReason.scope.rawValue, row["id"] as Int64])
                case .leave(let reason): try update.execute(arguments: [0, URLState.excluded.rawValue, reason.rawValue, row["id"] as Int64])
                }
            }
            try db.execute(sql: "UPDATE run SET scope = ? WHERE name = ?", arguments: [scope.fingerprint, run])
        }
    }

    /// Ends a run.
    func finish(run: String, at time: Timestamp) throws {
        try database.write { db in
            try db.execute(sql: "UPDATE run SET finished_at = ? WHERE name = ?", arguments: [time.secondsSince1970, run])
        }
    }

    /// The names of the runs that were ended, in their order.
    func finishedRuns() throws -> [String] {
        try database.read { db in try String.fetchAll(db, sql: "SELECT name FROM run WHERE finished_at IS NOT NULL ORDER BY name") }
    }

    /// Whether nothing was ever crawled by this state.
    func isEmpty() throws -> Bool {
        try database.read { db in try !(Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM run)") ?? false) }
    }

    /// All WARC files that were closed.
    func closedWARCFiles() throws -> [CommittedWARC] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM warc_file WHERE closed = 1 ORDER BY run, serial").map {
                CommittedWARC(name: $0["name"], serial: $0["serial"], length: $0["length"], closed: true)
            }
        }
    }

    /// No revisit may refer any more to what a WARC file held: its pages are asked for without conditions, and kept whole.
    func forgetOriginals(in file: String) throws {
        try database.write { db in
            try db.execute(
                sql: """
                    UPDATE url SET capture = NULL, etag = NULL, last_modified = NULL
                    WHERE capture IN (SELECT id FROM capture WHERE warc = ?)
                    """,
                arguments: [file])
        }
    }

    /// The WARC files of a run, in their order.
    func warcFiles(run: String) throws -> [CommittedWARC] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM warc_file WHERE run = ? ORDER BY serial", arguments: [run]).map {
                CommittedWARC(name: $0["name"], serial: $0["serial"], length: $0["length"], closed: $0["closed"])
            }
        }
    }

    /// Known URLs come after new ones; below this number stand depths.
    private static let revisitPriority = 1_000_000

    // MARK: The queue

    /// Adds the seeds, and makes them the first to be asked for, once a run, whatever became of them before.
    ///
    /// - Parameter first: whether seeds that were visited in an earlier run come before all others again; not where a limit
    ///   would let nothing but them be asked for.
    func add(seeds: [WebURL], run: String, first: Bool = true) throws {
        try database.write { db in
            for seed in seeds.map(\.asSent) {
                try db.execute(
                    sql: """
                        INSERT INTO url (url, origin, role, depth, priority, pending, state) VALUES (?, ?, 'page', 0, 0, 1, 'waiting')
                        ON CONFLICT (url) DO UPDATE SET role = 'page', depth = 0,
                            priority = CASE WHEN ? OR visited_at IS NULL THEN 0 ELSE \(Self.revisitPriority) + visited_at END,
                            pending = CASE WHEN visited_run IS ? THEN pending ELSE 1 END
                        """,
                    arguments: [seed.href, seed.origin, first, run])
            }
        }
    }

    /// The origins (`http://host:port`) for which something is to be asked.
    func pendingOrigins() throws -> [String] {
        try database.read { db in
            // Walks the partial index from origin to origin instead of reading all of it.
            var origins: [String] = []
            var last = ""
            while let next = try String.fetchOne(
                db, sql: "SELECT origin FROM url WHERE pending = 1 AND origin > ? ORDER BY origin LIMIT 1", arguments: [last]) {
                origins.append(next)
                last = next
            }
            return origins
        }
    }

    private static let queuedURL = """
        SELECT url.*, via.url AS via_url, capture.id AS c_id, capture.record_id AS c_record_id,
            capture.payload_digest AS c_payload_digest, capture.fetched_at AS c_fetched_at, capture.status AS c_status
        FROM url LEFT JOIN url AS via ON via.id = url.via LEFT JOIN capture ON capture.id = url.capture
        """

    /// How many URLs are still to be asked for.
    func pendingCount() throws -> Int {
        try database.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM url WHERE pending = 1") ?? 0 }
    }

    /// The next URLs of an origin, in the order in which they are to be asked for; those that are already under way are left out.
    func next(origin: String, limit: Int, underWay: Set<Int64>) throws -> [QueuedURL] {
        try database.read { db in
            let statement = try db.cachedStatement(
                sql: Self.queuedURL + " WHERE url.pending = 1 AND url.origin = ? ORDER BY url.priority, url.id LIMIT ?")
            let rows = try Row.fetchAll(statement, arguments: [origin, limit + underWay.count])
            return rows.lazy.filter { !underWay.contains($0["id"]) }.prefix(limit).compactMap(Self.queued)
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

    private static func queued(_ row: Row) -> QueuedURL? {
        guard let url = try? WebURL(row["url"] as String) else { return nil }
        var last: QueuedURL.LastCapture?
        if let id = row["c_id"] as Int64? {
            last = .init(
                id: id, recordID: row["c_record_id"], payloadDigest: row["c_payload_digest"],
                fetchedAt: Timestamp(secondsSince1970: row["c_fetched_at"]), status: row["c_status"])
        }
        return QueuedURL(
            id: row["id"], url: url, role: URLRole(rawValue: row["role"]) ?? .page, depth: row["depth"],
            redirects: row["redirects"], via: row["via_url"], state: URLState(rawValue: row["state"]) ?? .waiting,
            missingSince: (row["missing_since"] as Int64?).map { Timestamp(secondsSince1970: $0) },
            validators: .init(etag: row["etag"], lastModified: row["last_modified"]), lastCapture: last,
            textDigest: row["text_digest"])
    }
}
