// What the judgement of answers asks of the state, and the lists of reasons that an operator reads.

import GRDB
import Web

/// URLs of one state and reason.
struct ReasonGroup: Sendable, Equatable {
    var state: URLState
    var reason: URLReason
    var count: Int
    /// Some of them, those visited last first.
    var examples: [Example]

    struct Example: Sendable, Equatable {
        var url: String
        /// What was found, in words.
        var detail: String?
        /// The HTTP status, and the one that the answer should have had.
        var status: Int?
        var effectiveStatus: Int?
        var visitedAt: Timestamp?
        /// Requests in the last run that asked for it.
        var attempts: Int
        /// Nights in a row on which it failed or was turned away.
        var failures: Int
        /// When it is asked for again; `nil` if not by itself.
        var due: Timestamp?
        /// When its last good copy was captured, if there is one.
        var lastGoodAt: Timestamp?
    }
}

extension PortalState {
    /// All URLs that have a reason, grouped by state and reason.
    ///
    /// - Parameter examples: so many of each group at most.
    func reasonGroups(examples: Int) throws -> [ReasonGroup] {
        try database.read { db in
            let rows = try Row.fetchAll(
                db, sql: """
                    SELECT state, reason, count(*) AS n FROM url WHERE reason IS NOT NULL AND role <> 'robots'
                    GROUP BY state, reason ORDER BY state, reason
                    """)
            return try rows.compactMap { row in
                guard let state = URLState(rawValue: row["state"]), let reason = URLReason(rawValue: row["reason"]) else { return nil }
                let found = try Row.fetchAll(
                    db, sql: Self.reasonRows + " AND state = ? ORDER BY visited_at DESC, url.id LIMIT ?",
                    arguments: [reason.rawValue, state.rawValue, examples])
                return ReasonGroup(state: state, reason: reason, count: row["n"], examples: found.map(Self.example))
            }
        }
    }

    /// Hands on all URLs that have a reason, with their states, those visited last first.
    func forEachURL(with reason: URLReason, _ body: (_ state: String, ReasonGroup.Example) throws -> Void) throws {
        try database.read { db in
            let rows = try Row.fetchCursor(db, sql: Self.reasonRows + " ORDER BY visited_at DESC, url.id", arguments: [reason.rawValue])
            while let row = try rows.next() { try body(row["state"], Self.example(row)) }
        }
    }

    private static let reasonRows = """
        SELECT url.url, state, detail, url.status, effective, visited_at, attempts, failures, due, capture.fetched_at AS good_at
        FROM url LEFT JOIN capture ON capture.id = url.capture AND capture.status BETWEEN 200 AND 299
        WHERE reason = ? AND role <> 'robots'
        """

    private static func example(_ row: Row) -> ReasonGroup.Example {
        func time(_ column: String) -> Timestamp? { (row[column] as Int64?).map(Timestamp.init(secondsSince1970:)) }
        return ReasonGroup.Example(
            url: row["url"], detail: row["detail"], status: row["status"], effectiveStatus: row["effective"], visitedAt: time("visited_at"),
            attempts: row["attempts"], failures: row["failures"], due: time("due"), lastGoodAt: time("good_at"))
    }

    /// The hosts that have shown a page in a run.
    func answeringHosts(run: String) throws -> Set<String> {
        guard try answers(run: run) > 0 else { return [] }  // a new run: no need to read all URLs
        let origins = try database.read { db in
            try String.fetchAll(
                db, sql: "SELECT DISTINCT origin FROM url WHERE visited_run = ? AND role = 'page' AND state IN ('captured', 'unchanged')",
                arguments: [run])
        }
        return Set(origins.compactMap { try? WebURL($0).host })
    }

    // MARK: Wrong pages

    /// Keeps what is known of a URL's last good copy, which a page with another text is about to replace.
    func keepReplaced(_ id: Int64, run: String, in db: Database) throws {
        try db.cachedStatement(sql: """
            INSERT OR REPLACE INTO replaced (url, run, capture, text_digest, changed_at, kind,
                page_run, page_kind, title, "column", published, length, digest, fields)
            SELECT url.id, ?, url.capture, url.text_digest, url.changed_at, url.kind,
                page.run, page.kind, page.title, page."column", page.published, page.length, page.digest, page.fields
            FROM url LEFT JOIN page ON page.url = url.id WHERE url.id = ?
            """).execute(arguments: [run, id])
    }

    /// Takes a capture back: the URL has its last good copy again, or none, and is asked for without conditions.
    func withdraw(_ withdrawn: WithdrawnCapture, run: String, in db: Database) throws {
        let judgement = RepeatedPages.judgement()
        let before = { (column: String) in
            "\(column) = (SELECT replaced.\(column) FROM replaced WHERE replaced.url = url.id AND replaced.run = :run)"
        }
        try db.execute(
            sql: """
                UPDATE url SET state = :state, reason = :reason, detail = :detail, effective = :effective, outcome = :outcome,
                    failures = failures + 1, etag = NULL, last_modified = NULL,
                    \(["capture", "text_digest", "changed_at", "kind"].map(before).joined(separator: ", "))
                WHERE id = :id AND visited_run = :run
                """,
            arguments: [
                "state": judgement.state.rawValue, "reason": judgement.reason?.rawValue, "detail": judgement.detail,
                "effective": judgement.effectiveStatus, "outcome": VisitOutcome.turnedAway.rawValue, "id": withdrawn.id, "run": run,
            ])
        try db.execute(sql: "UPDATE capture SET withdrawn = 1 WHERE url = ? AND run = ?", arguments: [withdrawn.id, run])
        try forgetPage(withdrawn.id, run: run, in: db)
        try db.execute(
            sql: """
                INSERT INTO page (url, run, kind, title, "column", published, length, digest, fields)
                SELECT url, page_run, page_kind, title, "column", published, length, digest, fields FROM replaced
                WHERE url = ? AND run = ? AND page_kind IS NOT NULL
                """,
            arguments: [withdrawn.id, run])
    }

    /// Takes back what a run remembered of a page: its fields are not counted, and a list that it was taken for names what it named before.
    private func forgetPage(_ id: Int64, run: String, in db: Database) throws {
        if let page = try Row.fetchOne(db, sql: "SELECT \"column\", fields FROM page WHERE url = ? AND run = ?", arguments: [id, run]),
           let fields = page["fields"] as String? {
            let column: Int64 = page["column"] ?? 0
            for field in [FieldKey.articles] + fields.split(separator: ",").map(String.init) {
                try db.execute(
                    sql: "UPDATE field_count SET found = found - 1 WHERE run = ? AND \"column\" = ? AND field = ?", arguments: [run, column, field])
            }
            try db.execute(sql: "DELETE FROM field_count WHERE run = ? AND found <= 0", arguments: [run])
        }
        try db.execute(sql: "DELETE FROM page WHERE url = ?", arguments: [id])
        let start = try Int64.fetchOne(db, sql: "SELECT started_at FROM run WHERE name = ?", arguments: [run]) ?? 0
        try db.execute(sql: "DELETE FROM listing WHERE list = ? AND first_at >= ?", arguments: [id, start])
        try db.execute(sql: "UPDATE listing SET left_at = NULL WHERE list = ? AND left_at >= ?", arguments: [id, start])
        try db.execute(
            sql: "UPDATE list_page SET rows = (SELECT count(*) FROM listing WHERE list = :id AND left_at IS NULL) WHERE url = :id",
            arguments: ["id": id])
        try db.execute(sql: "DELETE FROM list_page WHERE url = :id AND NOT EXISTS (SELECT 1 FROM listing WHERE list = :id)", arguments: ["id": id])
    }

    /// What runs before this one replaced stays replaced.
    func forgetReplaced(butOf run: String) throws {
        try database.write { db in try db.execute(sql: "DELETE FROM replaced WHERE run <> ?", arguments: [run]) }
    }

    /// The articles that a run captured before it was broken off, the last ones; what other runs replaced is forgotten.
    func capturedArticles(run: String, limit: Int) throws -> [RepeatedPages.Seen] {
        try forgetReplaced(butOf: run)
        guard try answers(run: run) > 0 else { return [] }
        let rows = try database.read { db in
            try Row.fetchAll(db, sql: """
                SELECT url.id, url.url, url.status, url.visited_at, url.outcome, url.kind, url.text_digest, via.url AS via_url,
                    capture.payload_digest
                FROM url JOIN capture ON capture.id = url.capture LEFT JOIN url AS via ON via.id = url.via
                WHERE url.visited_run = ? AND url.role = 'page' AND url.depth > 0 AND url.outcome IN ('new', 'changed')
                    AND capture.run = url.visited_run
                ORDER BY url.visited_at DESC, url.id DESC LIMIT ?
                """, arguments: [run, limit])
        }
        return rows.reversed().compactMap { row in
            guard let url = try? WebURL(row["url"] as String), let number = ArticleAddress(url)?.number else { return nil }
            var keys = [RepeatedPages.key(payload: row["payload_digest"])]
            let isNewText = row["outcome"] == VisitOutcome.new.rawValue && ["article", "document"].contains(row["kind"] as String?)
            if let digest = row["text_digest"] as String?, !isNewText { keys.append(RepeatedPages.key(text: digest)) }
            return RepeatedPages.Seen(
                capture: WithdrawnCapture(
                    id: row["id"], url: url.href, before: .captured, status: row["status"],
                    visitedAt: Timestamp(secondsSince1970: row["visited_at"]), via: row["via_url"]),
                number: number, keys: keys)
        }
    }
}
