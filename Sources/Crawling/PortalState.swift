// The state of a portal: what is known of each URL, kept in one SQLite file with one writer.

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
    var attempts: Int
    var validators: Validators
    /// The last answer that is preserved whole.
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

/// A WARC file of a run and how much of it is committed.
struct WARCFileRow: Sendable {
    var name: String
    var serial: Int
    var length: Int
    var closed: Bool
}

/// Reads and writes `state.sqlite`.
struct PortalState {
    let database: DatabaseQueue

    init(path: String) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            // A commit that a power cut takes back is harmless: the WARC file is then longer than what is committed, and is
            // cut back to it. So the log need not be synced at each commit.
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

    /// Begins a run: every URL that is not gone is to be asked for again, first those that were never visited, then those
    /// visited longest ago.
    func begin(_ run: RunRow) throws {
        try database.write { db in
            try db.execute(
                sql: "INSERT INTO run (name, started_at, vantage) VALUES (?, ?, ?)",
                arguments: [run.name, run.startedAt.secondsSince1970, run.vantage])
            try db.execute(sql: """
                UPDATE url SET pending = 1, attempts = 0,
                    priority = CASE WHEN visited_at IS NULL THEN depth + 1 ELSE \(Self.revisitPriority) + visited_at END
                WHERE state <> 'gone' AND role <> 'robots'
                """)
        }
    }

    /// Ends a run.
    func finish(run: String, at time: Timestamp) throws {
        try database.write { db in
            try db.execute(sql: "UPDATE run SET finished_at = ? WHERE name = ?", arguments: [time.secondsSince1970, run])
        }
    }

    /// The WARC files of a run, in their order.
    func warcFiles(run: String) throws -> [WARCFileRow] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM warc_file WHERE run = ? ORDER BY serial", arguments: [run]).map {
                WARCFileRow(name: $0["name"], serial: $0["serial"], length: $0["length"], closed: $0["closed"])
            }
        }
    }

    /// Known URLs come after new ones; below this number stand depths.
    private static let revisitPriority = 1_000_000

    // MARK: The queue

    /// Adds the seeds, and makes them the first to be asked for.
    func add(seeds: [WebURL]) throws {
        try database.write { db in
            for seed in seeds {
                try db.execute(
                    sql: """
                        INSERT INTO url (url, origin, role, depth, priority, pending, state) VALUES (?, ?, 'page', 0, 0, 1, 'waiting')
                        ON CONFLICT (url) DO UPDATE SET depth = 0, priority = 0
                        """,
                    arguments: [seed.href, seed.origin])
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

    /// The robots.txt of an origin, added if it is not known; it is no part of the queue.
    func robots(url: WebURL) throws -> QueuedURL? {
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO url (url, origin, role, depth, priority, pending, state) VALUES (?, ?, 'robots', 0, 0, 0, 'waiting')
                    ON CONFLICT (url) DO UPDATE SET pending = 0, role = 'robots'
                    """,
                arguments: [url.href, url.origin])
        }
        return try known(url: url.href)
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
            missingSince: (row["missing_since"] as Int64?).map { Timestamp(secondsSince1970: $0) }, attempts: row["attempts"],
            validators: .init(etag: row["etag"], lastModified: row["last_modified"]), lastCapture: last,
            textDigest: row["text_digest"])
    }
}
