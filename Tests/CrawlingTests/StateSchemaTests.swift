@testable import Crawling
import Archive
import GRDB
import Testing

@Suite struct StateSchemaTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/state.sqlite" }

    init() throws { folder = try TemporaryFolder() }

    /// The tables as version 1 made them.
    private static let version1 = """
        CREATE TABLE url (
            id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, role TEXT NOT NULL, depth INTEGER NOT NULL,
            via INTEGER REFERENCES url(id), redirects INTEGER NOT NULL DEFAULT 0, priority INTEGER NOT NULL, pending INTEGER NOT NULL,
            state TEXT NOT NULL, reason TEXT, detail TEXT, status INTEGER, attempts INTEGER NOT NULL DEFAULT 0, visited_run TEXT,
            visited_at INTEGER, outcome TEXT, missing_since INTEGER, etag TEXT, last_modified TEXT,
            capture INTEGER REFERENCES capture(id), text_digest TEXT
        ) STRICT;
        CREATE INDEX url_pending ON url(origin, priority, id) WHERE pending = 1;
        CREATE TABLE capture (
            id INTEGER PRIMARY KEY, url INTEGER NOT NULL REFERENCES url(id), run TEXT NOT NULL, fetched_at INTEGER NOT NULL,
            status INTEGER NOT NULL, mime TEXT, index_status TEXT, revisit INTEGER NOT NULL, payload_digest TEXT NOT NULL,
            record_id TEXT NOT NULL, warc TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, indexed INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX capture_unindexed ON capture(id) WHERE indexed = 0;
        CREATE TABLE run (
            name TEXT PRIMARY KEY, started_at INTEGER NOT NULL, finished_at INTEGER, vantage TEXT NOT NULL, scope TEXT NOT NULL,
            records INTEGER NOT NULL DEFAULT 0, records_length INTEGER NOT NULL DEFAULT 0, ledger_length INTEGER NOT NULL DEFAULT 0,
            answers INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE warc_file (
            name TEXT PRIMARY KEY, run TEXT NOT NULL, serial INTEGER NOT NULL, length INTEGER NOT NULL, closed INTEGER NOT NULL
        ) STRICT;
        PRAGMA user_version = 1;
        INSERT INTO run (name, started_at, finished_at, vantage, scope, answers) VALUES ('r1', 1000, 2000, 'local', '', 4);
        INSERT INTO warc_file VALUES ('a.warc.gz', 'r1', 1, 500, 1);
        INSERT INTO capture VALUES
            (1, 1, 'r1', 1100, 200, 'text/html', '200', 0, 'sha256:1', 'urn:uuid:1', 'a.warc.gz', 0, 10, 1),
            (2, 4, 'r1', 1300, 200, 'text/html', '200', 0, 'sha256:2', 'urn:uuid:2', 'a.warc.gz', 10, 10, 0);
        INSERT INTO url (id, url, origin, role, depth, via, priority, pending, state, reason, attempts, visited_run, visited_at, capture, etag)
        VALUES (1, 'http://a/', 'http://a', 'page', 0, NULL, 0, 0, 'captured', NULL, 1, 'r1', 1100, 1, '"x"'),
               (2, 'http://a/gone', 'http://a', 'page', 1, 1, 2, 0, 'gone', 'not found', 1, 'r1', 1200, NULL, NULL),
               (3, 'http://a/out', 'http://a', 'page', 1, 1, 2, 0, 'excluded', 'scope', 0, NULL, NULL, NULL, NULL),
               (4, 'http://a/cut', 'http://a', 'page', 1, 1, 2, 0, 'over a limit', 'size', 1, 'r1', 1300, 2, NULL),
               (5, 'http://a/waits', 'http://a', 'page', 1, 1, 2, 1, 'waiting', NULL, 0, NULL, NULL, NULL, NULL),
               (6, 'http://a/robots.txt', 'http://a', 'robots', 0, NULL, 0, 0, 'captured', NULL, 1, 'r1', 1050, NULL, NULL);
        """

    private static let oldColumns = """
        id, url, origin, role, depth, via, redirects, priority, pending, state, reason, detail, status, attempts, visited_run, visited_at,
        outcome, missing_since, etag, last_modified, capture, text_digest
        """

    private func rows(_ sql: String, _ database: DatabaseQueue) throws -> [String] {
        try database.read { db in try Row.fetchAll(db, sql: sql).map(\.description) }
    }

    @Test func aStateOfVersion1IsMigratedAndLosesNothing() throws {
        let old = try DatabaseQueue(path: path)
        try old.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF;" + Self.version1) }
        let tables = [
            "SELECT \(Self.oldColumns) FROM url ORDER BY id", "SELECT id, url, run, payload_digest, warc, offset, indexed FROM capture ORDER BY id",
            "SELECT name, started_at, finished_at, answers FROM run", "SELECT * FROM warc_file",
        ]
        let before = try tables.map { try rows($0, old) }
        try old.close()

        let state = try PortalState(path: path)
        #expect(try tables.map { try rows($0, state.database) } == before)
        #expect(try state.database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == StateSchema.version)
        // What was visited is due since then; what is gone or left out is not due.
        let due = try state.database.read { try Optional<Int>.fetchAll($0, sql: "SELECT due FROM url ORDER BY id") }
        #expect(due == [1100, nil, nil, 1300, 0, nil])
        #expect(try state.database.read { try Int.fetchAll($0, sql: "SELECT cut FROM capture ORDER BY id") } == [0, 1])
        let seen = try state.database.read { try Optional<Int>.fetchAll($0, sql: "SELECT first_seen FROM url ORDER BY id") }
        #expect(seen == [1100, nil, nil, 1300, nil, nil])

        try state.begin(RunRow(
            name: "r2", startedAt: .init(secondsSince1970: 5000), vantage: "local", recordsLength: 0, ledgerLength: 0, answers: 0), scope: "")
        #expect(try state.next(origin: "http://a", limit: 9, underWay: []).map(\.id) == [5, 1, 4])
        #expect(try state.known(url: "http://a/")?.validators.etag == "\"x\"")
    }

    @Test func aStateThatWasMigratedIsAsANewOne() throws {
        let old = try DatabaseQueue(path: path)
        try old.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF;" + Self.version1) }
        try old.close()
        let migrated = try PortalState(path: path)
        let new = try PortalState(path: folder.path + "/new.sqlite")
        let columns = "SELECT m.name, p.name, p.type, p.\"notnull\" FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' ORDER BY 1, 2"
        let indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1"
        for query in [columns, indexes] { #expect(try rows(query, migrated.database) == rows(query, new.database)) }
    }

    /// The index of faults has the table of states in its words.
    @Test func theIndexOfFaultsKnowsEveryState() throws {
        let listed = StateSchema.ledgerFault.split(separator: "state NOT IN (")[1].split(separator: ")")[0]
        #expect(listed.split(separator: ", ").map { String($0.dropFirst().dropLast()) } == URLState.allCases.map(\.rawValue))
    }

    @Test func aNewerStateIsRefusedAndLeftAsItIs() throws {
        let state = try PortalState(path: path)
        try state.database.write { try $0.execute(sql: "PRAGMA user_version = \(StateSchema.version + 1)") }
        #expect(throws: ArchiveError.self) { try PortalState(path: path) }
        #expect(try state.database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == StateSchema.version + 1)
    }
}
