// The state of a portal: what is known of each URL, kept in one SQLite file with one writer.

import Archive
import GRDB
import Reading
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
    /// What the page was when it was read last; `nil` if it never was, or is no page.
    var kind: Page.Kind?
    /// Seconds between two visits, as of the last visit.
    var interval: Int?
    /// Visits in a row that failed or were turned away; several in one run count as one.
    var failures = 0
    /// How often it was asked for in the run that asked for it last.
    var attempts = 0
    var visitedRun: String?
    /// Whether it is a later page of a list.
    var continuesList = false
    /// Whether it is a later page of a column, which is asked for when the page before says so.
    var continuesColumn = false
    /// What is sent for it, if it is a call for the data of a list.
    var list: ListVisit?

    /// What a list said of it.
    var row: RowEvidence?

    /// The URL that a server gets to see.
    var target: WebURL { list?.request.url ?? url }

    /// Which attempt of a run the next one is, counted from 1.
    func attempt(in run: String) -> Int { visitedRun == run ? attempts + 1 : 1 }

    /// What the server said of its last answer, for a conditional request (RFC 9110, section 13).
    struct Validators: Sendable, Equatable {
        var etag: String?
        var lastModified: String?
    }

    /// The capture that a revisit refers to.
    struct LastCapture: Sendable {
        /// In the state; `nil` of one that is written with the same batch.
        var id: Int64?
        /// The URL that it is of: another one's, where that gave the same bytes first.
        var url: String
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
    var mode = RunMode.due
    /// Bytes received and seconds spent in it so far.
    var bytes = 0
    var seconds = 0
}

/// Reads and writes `state.sqlite`.
struct PortalState: Sendable {
    let database: DatabaseQueue

    /// Seconds that a crawl waits for another program that holds the state: a moment of a backup must not end a night.
    static let patience = 30.0

    init(path: String, patience: Double = Self.patience) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.prepareDatabase { db in
            // A commit that a power cut takes back is harmless while the run goes on: the WARC file is then longer than what is
            // committed, and is cut back to it. So the log need not be synced at each commit; `makeDurable` does it at the end.
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -2000")
        }
        database = try DatabaseQueue(path: path, configuration: configuration)
        try database.write { db in try StateSchema.prepare(db, path: path) }
    }
}

extension DatabaseQueue {
    /// Reads what a crawl asks for again and again: one statement, which sees one state of the file by itself. `read` sets
    /// `PRAGMA query_only` before and after, and SQLite prepares all kept statements anew after each.
    func look<T>(_ body: (Database) throws -> T) throws -> T { try unsafeRead(body) }
}
