// Another archive's state of the same portal joined into this one, in one transaction.

import Archive
import GRDB

extension PortalState {
    /// The runs that were ended or not, in the order in which they were begun here.
    func runVantages() throws -> [(name: String, vantage: String)] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT name, vantage FROM run ORDER BY rowid").map { ($0["name"], $0["vantage"]) }
        }
    }

    /// Joins the state at a path, whose tables are of this version.
    ///
    /// Of a URL that both know, what the later visit said stands, and the later good capture, with the validators that the server gave
    /// with it, is the one that revisits refer to. Done twice it is as done once.
    ///
    /// - Parameters:
    ///   - runs: all their runs, and the names that they have here.
    ///   - arriving: those of them that are new here, by their names there.
    /// - Returns: how many captures and URLs came.
    func join(stateAt path: String, runs: [String: String], arriving: [String]) throws -> (captures: Int, urls: Int) {
        try database.writeWithoutTransaction { db in
            try db.execute(sql: "ATTACH DATABASE ? AS other", arguments: [path])
            defer { try? db.execute(sql: "DETACH DATABASE other") }
            var counts = (captures: 0, urls: 0)
            try db.inTransaction {
                counts = try StateJoin(db, runs: runs, arriving: Set(arriving)).run()
                return .commit
            }
            return counts
        }
    }
}

/// The steps of a join; `other` is the attached state. The temporary tables go with the last step.
private struct StateJoin {
    private let db: Database
    private let runs: [String: String]
    private let arriving: Set<String>

    /// Columns of `url` that say what the last visit found.
    private static let visit = [
        "pending", "due", "interval", "state", "reason", "detail", "status", "effective", "failures", "attempts", "visited_at", "outcome",
        "missing_since",
    ]

    init(_ db: Database, runs: [String: String], arriving: Set<String>) {
        self.db = db
        self.runs = runs
        self.arriving = arriving
    }

    func run() throws -> (captures: Int, urls: Int) {
        try mapRuns()
        try addRuns()
        let urls = try addURLs()
        let captures = try addCaptures()
        try updateKnownURLs()
        try addPages()
        try addColumns()
        try addRunTables()
        try addMemory()
        for table in ["run_map", "came", "taken", "capture_map"] { try db.execute(sql: "DROP TABLE temp.\(table)") }
        return (captures, urls)
    }

    // MARK: Runs

    private func mapRuns() throws {
        try db.execute(sql: "CREATE TEMP TABLE run_map (theirs TEXT PRIMARY KEY, ours TEXT NOT NULL, arrives INTEGER NOT NULL)")
        for (theirs, ours) in runs {
            try db.execute(sql: "INSERT INTO run_map VALUES (?, ?, ?)", arguments: [theirs, ours, arriving.contains(theirs)])
        }
    }

    /// Their runs come before ours: the newest run here is the one by whose scope URLs were judged.
    private func addRuns() throws {
        let columns = try self.columns("run", but: ["name"])
        try db.execute(sql: """
            INSERT INTO main.run (rowid, name, \(columns.list))
            SELECT (SELECT min(COALESCE(min(rowid), 1), 1) FROM main.run) - row_number() OVER (ORDER BY t.rowid DESC), map.ours, \(columns.of("t"))
            FROM other.run t JOIN run_map map ON map.theirs = t.name WHERE map.arrives ORDER BY t.rowid
            """)
        try db.execute(sql: """
            INSERT OR IGNORE INTO main.warc_file (name, run, serial, length, closed)
            SELECT t.name, map.ours, t.serial, t.length, t.closed FROM other.warc_file t JOIN run_map map ON map.theirs = t.run WHERE map.arrives
            """)
    }

    // MARK: URLs and captures

    private func addURLs() throws -> Int {
        try db.execute(sql: """
            CREATE TEMP TABLE came (ours INTEGER PRIMARY KEY, theirs INTEGER NOT NULL);
            CREATE TEMP TABLE taken (ours INTEGER PRIMARY KEY, theirs INTEGER NOT NULL);
            """)
        let before = try Int64.fetchOne(db, sql: "SELECT COALESCE(max(id), 0) FROM main.url") ?? 0
        let columns = try self.columns("url", but: ["id", "visited_run"] + references("url"))
        try db.execute(sql: """
            INSERT INTO main.url (\(columns.list), visited_run)
            SELECT \(columns.of("t")), COALESCE(map.ours, t.visited_run) FROM other.url t LEFT JOIN run_map map ON map.theirs = t.visited_run
            WHERE NOT EXISTS (SELECT 1 FROM main.url m WHERE m.url = t.url) ORDER BY t.id
            """)
        try db.execute(
            sql: "INSERT INTO came SELECT m.id, t.id FROM main.url m JOIN other.url t ON t.url = m.url WHERE m.id > ?", arguments: [before])
        try db.execute(sql: "INSERT INTO taken SELECT * FROM came")
        for column in try references("url", to: "url") {
            try db.execute(sql: """
                UPDATE main.url SET \(column) = m.id FROM came, other.url t, other.url v, main.url m
                WHERE came.ours = main.url.id AND t.id = came.theirs AND v.id = t.\(column) AND m.url = v.url
                """)
        }
        return try Int.fetchOne(db, sql: "SELECT count(*) FROM came") ?? 0
    }

    private func addCaptures() throws -> Int {
        let columns = try self.columns("capture", but: ["id", "url", "run", "indexed"])
        try db.execute(sql: """
            INSERT INTO main.capture (url, run, indexed, \(columns.list))
            SELECT m.id, map.ours, 0, \(columns.of("t")) FROM other.capture t JOIN run_map map ON map.theirs = t.run
                JOIN other.url u ON u.id = t.url JOIN main.url m ON m.url = u.url
            WHERE map.arrives ORDER BY t.id
            """)
        let count = db.changesCount
        try db.execute(sql: """
            CREATE TEMP TABLE place AS SELECT id, warc, offset FROM main.capture;
            CREATE INDEX temp.place_index ON place(warc, offset);
            CREATE TEMP TABLE capture_map (theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL);
            INSERT INTO capture_map SELECT t.id, place.id FROM other.capture t JOIN place ON place.warc = t.warc AND place.offset = t.offset;
            DROP TABLE temp.place;
            """)
        for column in try references("url", to: "capture") {
            try db.execute(sql: """
                UPDATE main.url SET \(column) = map.ours FROM came, other.url t, capture_map map
                WHERE came.ours = main.url.id AND t.id = came.theirs AND map.theirs = t.\(column)
                """)
        }
        return count
    }

    private func updateKnownURLs() throws {
        let both = "main.url.url = t.url AND main.url.id NOT IN (SELECT ours FROM came)"
        try db.execute(sql: """
            INSERT INTO taken SELECT main.url.id, t.id FROM other.url t JOIN main.url ON main.url.url = t.url
                JOIN capture_map map ON map.theirs = t.capture JOIN main.capture theirs ON theirs.id = map.ours
                LEFT JOIN main.capture ours ON ours.id = main.url.capture
            WHERE main.url.id NOT IN (SELECT ours FROM came) AND theirs.fetched_at > COALESCE(ours.fetched_at, -1)
            """)
        // What the last visit here said is not gone with its capture: it is the one before now.
        try db.execute(sql: """
            UPDATE main.url SET capture = map.ours, text_digest = t.text_digest, etag = t.etag, last_modified = t.last_modified,
                changed_at = max(COALESCE(main.url.changed_at, 0), COALESCE(t.changed_at, 0)), kind = COALESCE(t.kind, main.url.kind)
            FROM taken, other.url t JOIN capture_map map ON map.theirs = t.capture
            WHERE taken.ours = main.url.id AND t.id = taken.theirs AND \(both)
            """)
        let sets = Self.visit.map { "\($0) = t.\($0)" }.joined(separator: ", ")
        try db.execute(sql: """
            UPDATE main.url SET \(sets), visited_run = COALESCE((SELECT ours FROM run_map WHERE theirs = t.visited_run), t.visited_run)
            FROM other.url t WHERE \(both) AND t.visited_at > COALESCE(main.url.visited_at, -1)
            """)
        try db.execute(sql: """
            UPDATE main.url SET first_seen = min(COALESCE(main.url.first_seen, t.first_seen), t.first_seen)
            FROM other.url t WHERE \(both) AND t.first_seen IS NOT NULL
            """)
    }

    // MARK: Pages and lists

    private func addPages() throws {
        try db.execute(sql: "INSERT OR IGNORE INTO main.site_column (name) SELECT name FROM other.site_column ORDER BY id")
        let column = "(SELECT c.id FROM main.site_column c JOIN other.site_column n ON n.name = c.name WHERE n.id = t.\"column\")"
        let columns = try self.columns("page", but: ["url", "run", "column", "moved_to"])
        try db.execute(sql: """
            INSERT OR REPLACE INTO main.page (url, run, "column", moved_to, \(columns.list))
            SELECT taken.ours, COALESCE((SELECT ours FROM run_map WHERE theirs = t.run), t.run), \(column),
                (SELECT m.id FROM other.url v JOIN main.url m ON m.url = v.url WHERE v.id = t.moved_to), \(columns.of("t"))
            FROM taken JOIN other.page t ON t.url = taken.theirs
            """)
        let listColumns = try self.columns("list_page", but: ["url", "column"])
        try db.execute(sql: """
            INSERT OR REPLACE INTO main.list_page (url, "column", \(listColumns.list))
            SELECT taken.ours, \(column), \(listColumns.of("t")) FROM taken JOIN other.list_page t ON t.url = taken.theirs
            """)
        try db.execute(sql: """
            INSERT OR REPLACE INTO main.sitemap_file (url, entries)
            SELECT taken.ours, t.entries FROM taken JOIN other.sitemap_file t ON t.url = taken.theirs
            """)
        try db.execute(sql: """
            INSERT INTO main.listing (list, url, first_at, left_at)
            SELECT l.id, u.id, t.first_at, t.left_at FROM other.listing t
                JOIN other.url ol ON ol.id = t.list JOIN main.url l ON l.url = ol.url
                JOIN other.url ou ON ou.id = t.url JOIN main.url u ON u.url = ou.url WHERE true
            ON CONFLICT (list, url) DO UPDATE SET first_at = min(first_at, excluded.first_at),
                left_at = CASE WHEN list IN (SELECT ours FROM taken) THEN excluded.left_at ELSE left_at END
            """)
    }

    /// Columns that are walked by their dialect; of one that both know, what was seen of it last stands, so that no total looks grown that was met
    /// with there.
    private func addColumns() throws {
        let columns = try self.columns("list_column", but: ["id", "page"])
        let later = columns.names.filter { $0 != "key" }.map { name in
            name == "walked_at" ? "walked_at = COALESCE(excluded.walked_at, walked_at)" : "\"\(name)\" = excluded.\"\(name)\""
        }
        try db.execute(sql: """
            INSERT INTO main.list_column (page, \(columns.list))
            SELECT m.id, \(columns.of("t")) FROM other.list_column t JOIN other.url u ON u.id = t.page JOIN main.url m ON m.url = u.url
            WHERE true ORDER BY t.id
            ON CONFLICT (page, key) DO UPDATE SET \(later.joined(separator: ", ")) WHERE excluded.seen_at > seen_at
            """)
        let requests = try self.columns("list_request", but: ["url", "column"])
        try db.execute(sql: """
            INSERT INTO main.list_request (url, "column", \(requests.list))
            SELECT m.id, c.id, \(requests.of("t")) FROM other.list_request t JOIN other.url u ON u.id = t.url JOIN main.url m ON m.url = u.url
                JOIN other.list_column oc ON oc.id = t."column" JOIN other.url ou ON ou.id = oc.page
                JOIN main.url cm ON cm.url = ou.url JOIN main.list_column c ON c.page = cm.id AND c.key = oc.key
            WHERE true
            ON CONFLICT (url) DO UPDATE SET \(requests.names.map { "\"\($0)\" = excluded.\"\($0)\"" }.joined(separator: ", ")), "column" = excluded."column"
            WHERE url IN (SELECT ours FROM taken)
            """)
        try db.execute(sql: """
            INSERT OR IGNORE INTO main.list_next (url, next)
            SELECT m.id, t.next FROM other.list_next t JOIN other.url u ON u.id = t.url JOIN main.url m ON m.url = u.url
            """)
        try db.execute(sql: """
            INSERT INTO main.list_row (url, row)
            SELECT m.id, t.row FROM other.list_row t JOIN other.url u ON u.id = t.url JOIN main.url m ON m.url = u.url WHERE true
            ON CONFLICT (url) DO UPDATE SET row = excluded.row WHERE length(excluded.row) > length(row)
            """)
    }

    // MARK: The rest

    private func addRunTables() throws {
        for table in ["host_run", "night"] {
            let columns = try self.columns(table, but: ["run"])
            try db.execute(sql: """
                INSERT OR IGNORE INTO main.\(table) (run, \(columns.list))
                SELECT map.ours, \(columns.of("t")) FROM other.\(table) t JOIN run_map map ON map.theirs = t.run WHERE map.arrives
                """)
        }
        try db.execute(sql: """
            INSERT OR IGNORE INTO main.field_count (run, "column", field, found)
            SELECT map.ours, COALESCE((SELECT c.id FROM main.site_column c JOIN other.site_column n ON n.name = c.name WHERE n.id = t."column"), 0),
                t.field, t.found
            FROM other.field_count t JOIN run_map map ON map.theirs = t.run WHERE map.arrives
            """)
    }

    private func addMemory() throws {
        try db.execute(sql: """
            INSERT INTO main.trap (origin, reason, listed, further) SELECT origin, reason, listed, further FROM other.trap WHERE true
            ON CONFLICT (origin, reason) DO UPDATE SET listed = max(listed, excluded.listed), further = max(further, excluded.further);
            INSERT INTO main.robots (origin, fetched_at, rules) SELECT origin, fetched_at, rules FROM other.robots WHERE true
            ON CONFLICT (origin) DO UPDATE SET fetched_at = excluded.fetched_at, rules = excluded.rules WHERE excluded.fetched_at > fetched_at;
            """)
    }

    // MARK: Columns

    /// Columns of a table, for those that later versions add too.
    private struct Columns {
        let names: [String]
        var list: String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
        func of(_ table: String) -> String { names.map { "\(table).\"\($0)\"" }.joined(separator: ", ") }
    }

    private func columns(_ table: String, but left: [String]) throws -> Columns {
        Columns(names: try db.columns(in: table, in: "main").map(\.name).filter { !left.contains($0) })
    }

    /// The columns of a table that hold the number of a row of another, or of a certain other.
    private func references(_ table: String, to target: String? = nil) throws -> [String] {
        try db.foreignKeys(on: table, in: "main").filter { target == nil || $0.destinationTable == target }.flatMap { $0.mapping.map(\.origin) }
    }
}
