// The tables of a portal's state file.

import Archive
import GRDB

/// Makes the tables of `state.sqlite`, and refuses a file of a newer version.
enum StateSchema {
    /// Raised with every change of the tables; kept in `PRAGMA user_version`.
    static let version = 1

    /// `pending` is 1 while a URL is still to be asked for in the run; the partial index keeps the look-up of the next URL
    /// constant however many URLs are known.
    private static let tables = """
        CREATE TABLE url (
            id INTEGER PRIMARY KEY,
            url TEXT NOT NULL UNIQUE,
            origin TEXT NOT NULL,
            role TEXT NOT NULL,
            depth INTEGER NOT NULL,
            via INTEGER REFERENCES url(id),
            redirects INTEGER NOT NULL DEFAULT 0,
            priority INTEGER NOT NULL,
            pending INTEGER NOT NULL,
            state TEXT NOT NULL,
            reason TEXT,
            detail TEXT,
            status INTEGER,
            attempts INTEGER NOT NULL DEFAULT 0,
            visited_run TEXT,
            visited_at INTEGER,
            outcome TEXT,
            missing_since INTEGER,
            etag TEXT,
            last_modified TEXT,
            capture INTEGER REFERENCES capture(id),
            text_digest TEXT
        ) STRICT;
        CREATE INDEX url_pending ON url(origin, priority, id) WHERE pending = 1;
        CREATE TABLE capture (
            id INTEGER PRIMARY KEY,
            url INTEGER NOT NULL REFERENCES url(id),
            run TEXT NOT NULL,
            fetched_at INTEGER NOT NULL,
            status INTEGER NOT NULL,
            mime TEXT,
            index_status TEXT,
            revisit INTEGER NOT NULL,
            payload_digest TEXT NOT NULL,
            record_id TEXT NOT NULL,
            warc TEXT NOT NULL,
            offset INTEGER NOT NULL,
            length INTEGER NOT NULL,
            indexed INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX capture_unindexed ON capture(id) WHERE indexed = 0;
        CREATE TABLE run (
            name TEXT PRIMARY KEY,
            started_at INTEGER NOT NULL,
            finished_at INTEGER,
            vantage TEXT NOT NULL,
            scope TEXT NOT NULL,
            records INTEGER NOT NULL DEFAULT 0,
            records_length INTEGER NOT NULL DEFAULT 0,
            ledger_length INTEGER NOT NULL DEFAULT 0,
            answers INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE warc_file (
            name TEXT PRIMARY KEY,
            run TEXT NOT NULL,
            serial INTEGER NOT NULL,
            length INTEGER NOT NULL,
            closed INTEGER NOT NULL
        ) STRICT;
        """

    static func prepare(_ db: Database, path: String) throws {
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard found <= version else { throw ArchiveError.newerFormat(path: path, found: "state \(found)") }
        if found == 0 {
            try db.execute(sql: tables)
            try db.execute(sql: "PRAGMA user_version = \(version)")
        }
    }
}
