// The tables of a portal's state file.

import Archive
import GRDB

/// Makes the tables of `state.sqlite`, brings those of an older version to this one, and refuses a file of a newer version.
enum StateSchema {
    /// What brings the tables from one version to the next, the first from nothing. The number of the version, kept in
    /// `PRAGMA user_version`, is how many of them were done. A step that was released is never changed.
    private static let steps = [
        firstTables, dueDates, trapCounts, reportTables, robotsFiles, replacedCaptures, closingIndexes, withdrawnCaptures, sitemapListings,
        faultIndex, columnTables, machineTimes, trappedURLs, listRows, dueByOrigin,
        vanishedAddresses,
    ]

    static var version: Int { steps.count }

    /// Version 1. `pending` is 1 while a URL is in the queue; the partial index keeps the look-up of the next URL constant
    /// however many URLs are known.
    private static let firstTables = """
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

    /// Version 2: each URL remembers when it is due.
    ///
    /// - `due`: when it is to be asked for, in seconds since 1970: past for what is in the queue, and not before then even there;
    ///   NULL if it is not asked for by itself. The partial index finds what is due without reading what is not.
    /// - `interval`: seconds between visits as of the last one. `kind`: article, document, list or other, as read last.
    /// - `failures`: nights in a row on which it failed or was turned away. `effective`: the status that the answer deserved.
    /// - `first_seen`, `changed_at`: when it was found, and when its text was last new, in seconds since 1970.
    /// - `continues`: the list page whose next page it is.
    /// - `capture.cut`: 1 if the body is not all of what was to come, or was lost with its file; no other URL's revisit refers to it.
    /// - `run.mode`: which known URLs it asks for; `bytes`, `seconds`: received and spent in it over all its sessions.
    private static let dueDates = """
        ALTER TABLE url ADD COLUMN due INTEGER;
        ALTER TABLE url ADD COLUMN interval INTEGER;
        ALTER TABLE url ADD COLUMN kind TEXT;
        ALTER TABLE url ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE url ADD COLUMN effective INTEGER;
        ALTER TABLE url ADD COLUMN first_seen INTEGER;
        ALTER TABLE url ADD COLUMN changed_at INTEGER;
        ALTER TABLE url ADD COLUMN continues INTEGER REFERENCES url(id);
        ALTER TABLE capture ADD COLUMN cut INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE run ADD COLUMN mode TEXT NOT NULL DEFAULT 'due';
        ALTER TABLE run ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE run ADD COLUMN seconds INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE run ADD COLUMN ending TEXT;
        CREATE INDEX capture_url ON capture(url);
        UPDATE url SET due = COALESCE(visited_at, 0)
            WHERE role <> 'robots' AND state <> 'gone' AND NOT (state = 'excluded' AND reason IN ('scope', 'depth')) OR pending = 1;
        UPDATE url SET first_seen = (SELECT min(fetched_at) FROM capture WHERE capture.url = url.id),
            changed_at = (SELECT fetched_at FROM capture WHERE capture.id = url.capture);
        UPDATE capture SET cut = 1 WHERE url IN
            (SELECT id FROM url WHERE reason IN ('size', 'broken off', 'timed out'));
        CREATE INDEX url_due ON url(due) WHERE pending = 0 AND due IS NOT NULL;
        CREATE INDEX capture_payload ON capture(payload_digest) WHERE revisit = 0 AND status = 200 AND cut = 0;
        """

    /// Version 3: how many URLs were cut as traps, by origin and reason: `listed` stand in `url` too, `further` are a number only.
    private static let trapCounts = """
        CREATE TABLE trap (
            origin TEXT NOT NULL,
            reason TEXT NOT NULL,
            listed INTEGER NOT NULL,
            further INTEGER NOT NULL,
            PRIMARY KEY (origin, reason)
        ) STRICT;
        """

    /// Version 5: what each origin's robots.txt said when it was asked for last; `rules` is NULL where there was none.
    private static let robotsFiles = """
        CREATE TABLE robots (
            origin TEXT PRIMARY KEY,
            fetched_at INTEGER NOT NULL,
            rules BLOB
        ) STRICT, WITHOUT ROWID;
        """

    /// Version 6: the good copies that the newest run replaced by pages with another text, so that a page which turns out to be
    /// that of another URL can be taken back: what `url` and `page` said of each.
    private static let replacedCaptures = """
        CREATE TABLE replaced (
            url INTEGER PRIMARY KEY REFERENCES url(id),
            run TEXT NOT NULL,
            capture INTEGER,
            text_digest TEXT,
            changed_at INTEGER,
            kind TEXT,
            page_run TEXT,
            page_kind TEXT,
            title TEXT,
            "column" INTEGER,
            published TEXT,
            length INTEGER,
            digest BLOB
        ) STRICT;
        """

    /// Version 7: what the end of a run asks is answered from these, without reading every URL that is known.
    private static let closingIndexes = """
        CREATE INDEX url_state ON url(state, reason, role);
        CREATE INDEX url_visited_run ON url(visited_run);
        """

    /// Version 8: `capture.withdrawn` is 1 for an answer that is not the page asked for; what the WARC file does not tell of it, other
    /// answers told.
    private static let withdrawnCaptures = """
        ALTER TABLE capture ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
        UPDATE capture SET withdrawn = 1 WHERE EXISTS
            (SELECT 1 FROM url WHERE url.id = capture.url AND url.reason = 'wrong page' AND url.visited_at = capture.fetched_at);
        """
    /// From which version on a capture tells whether it was withdrawn.
    static let withdrawnVersion = 8

    /// Version 10: an index of what must not be, which is empty while the ledger adds up; and the fields that were found on a page, so that
    /// the counts of a page that is withdrawn are taken back.
    private static let faultIndex = """
        CREATE INDEX url_fault ON url(state) WHERE \(ledgerFault);
        ALTER TABLE page ADD COLUMN fields TEXT;
        ALTER TABLE replaced ADD COLUMN fields TEXT;
        """

    /// What no URL may be at the end of a run. The index has these very words, or SQLite would not use it; a new state of the table needs
    /// a new step.
    static let ledgerFault = """
        role <> 'robots' AND (state NOT IN ('waiting', 'captured', 'unchanged', 'redirected', 'missing once', 'gone', 'turned away', \
        'failed', 'excluded', 'over a limit', 'trapped') OR state = 'waiting' AND pending = 0 \
        OR pending = 0 AND due IS NULL AND NOT (state IN ('gone', 'trapped') \
        OR state = 'excluded' AND reason IS NOT NULL AND reason IN ('scope', 'depth', 'type')) \
        OR visited_run IS NOT NULL AND outcome IS NULL)
        """

    /// Version 12: when a run began by the machine's own time, so that a clock which was set is known from time that went by.
    private static let machineTimes = """
        ALTER TABLE run ADD COLUMN machine_start TEXT;
        ALTER TABLE run ADD COLUMN machine_seconds INTEGER;
        """

    /// Version 13: the trapped URLs beyond those that are listed, by hash, so that each counts once; before, each link to one counted.
    private static let trappedURLs = """
        CREATE TABLE trapped_url (hash INTEGER PRIMARY KEY) STRICT;
        UPDATE trap SET further = 0;
        """

    /// Version 15: what is known is read origin by origin in the order in which it is due.
    private static let dueByOrigin = """
        DROP INDEX url_due;
        CREATE INDEX url_due ON url(origin, due) WHERE pending = 0 AND due IS NOT NULL;
        """

    static func prepare(_ db: Database, path: String) throws {
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard found <= version else { throw ArchiveError.newerFormat(path: path, found: "state \(found)") }
        guard found < version else { return }
        for step in steps[max(found, 0)...] { try db.execute(sql: step) }
        try db.execute(sql: "PRAGMA user_version = \(version)")
    }
}
