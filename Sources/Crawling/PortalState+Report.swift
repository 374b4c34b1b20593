// What the end of a run asks of the state: counts for the report, lines for the index.

import GRDB
import Web
import WebArchive

extension PortalState {
    /// Marks a WARC file as closed.
    func close(warcFile name: String) throws {
        try database.write { db in try db.execute(sql: "UPDATE warc_file SET closed = 1 WHERE name = ?", arguments: [name]) }
    }

    /// Marks all WARC files of a run as closed.
    func closeWARCFiles(run: String) throws {
        try database.write { db in try db.execute(sql: "UPDATE warc_file SET closed = 1 WHERE run = ?", arguments: [run]) }
    }

    /// Hands on the index lines of captures that are not in the index yet.
    func forEachUnindexed(_ body: (CDXJLine) throws -> Void) throws {
        try database.read { db in
            let rows = try Row.fetchCursor(
                db, sql: "SELECT url.url, capture.* FROM capture JOIN url ON url.id = capture.url WHERE capture.indexed = 0")
            while let row = try rows.next() {
                var url: String = row["url"]
                var post: RequestQuery?
                if let method = row["method"] as String? {
                    post = RequestQuery(method: method, query: row["post_query"])
                    url = (try? WebURL(url))?.withoutFragment.href ?? url
                }
                let filed = post?.url(url) ?? url
                try body(CDXJLine(
                    key: (try? WebURL(filed))?.surtKey ?? filed,
                    timestamp: Timestamp(secondsSince1970: row["fetched_at"]).cdx14, url: url, mime: row["mime"],
                    status: row["index_status"], digest: row["payload_digest"], length: row["length"], offset: row["offset"],
                    filename: row["warc"], more: post?.members ?? []))
            }
        }
    }

    /// Says that the index holds nothing, for it is not there.
    func forgetIndex() throws {
        try database.write { db in try db.execute(sql: "UPDATE capture SET indexed = 0") }
    }

    /// Waits until all that was committed is on the disk, as files that speak of it are about to be.
    func makeDurable() throws {
        try database.writeWithoutTransaction { db in _ = try db.checkpoint(.full) }
    }

    /// Seeds whose redirect leads out of the portal, and where they lead.
    func straySeeds() throws -> [String] {
        try database.read { db in
            try String.fetchAll(db, sql: """
                SELECT url || ' ' || detail FROM url WHERE depth = 0 AND state = 'redirected' AND reason = 'scope' ORDER BY id
                """)
        }
    }

    /// Seeds that a run found missing, and what they answered.
    func lostSeeds(run: String) throws -> [String] {
        try database.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT url || ' ' || coalesce(detail, state) FROM url
                    WHERE depth = 0 AND role = 'page' AND state IN ('missing once', 'gone') AND visited_run = ? ORDER BY id
                    """,
                arguments: [run])
        }
    }

    /// Says that the index holds all captures.
    func markIndexed() throws {
        try database.write { db in try db.execute(sql: "UPDATE capture SET indexed = 1 WHERE indexed = 0") }
    }

    /// Answers of a run, robots.txt apart.
    func answers(run: String) throws -> Int {
        try database.read { db in try Int.fetchOne(db, sql: "SELECT answers FROM run WHERE name = ?", arguments: [run]) ?? 0 }
    }

    /// Bytes that a run received.
    func bytes(run: String) throws -> Int {
        try database.read { db in try Int.fetchOne(db, sql: "SELECT bytes FROM run WHERE name = ?", arguments: [run]) ?? 0 }
    }

    /// Records that a run wrote.
    func records(run: String) throws -> Int {
        try database.read { db in try Int.fetchOne(db, sql: "SELECT records FROM run WHERE name = ?", arguments: [run]) ?? 0 }
    }

    /// What a run made of the URLs that it asked for.
    func tally(run: String) throws -> RunReport.Tally {
        let counts = try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT outcome, count(*) AS n FROM url WHERE visited_run = ? AND role <> 'robots'
                        AND NOT (role IN ('sitemap', 'feed') AND outcome IN ('new', 'changed', 'same text', 'unchanged'))
                    GROUP BY outcome
                    """,
                arguments: [run])
        }
        var tally = RunReport.Tally()
        for row in counts {
            guard let outcome = VisitOutcome(rawValue: row["outcome"]) else { continue }
            let count: Int = row["n"]
            switch outcome {
            case .new: tally.new = count
            case .changed: tally.changed = count
            case .sameText: tally.sameText = count
            case .unchanged: tally.unchanged = count
            case .redirected: tally.redirected = count
            case .missing: tally.missing = count
            case .turnedAway: tally.turnedAway = count
            case .failed: tally.failed = count
            case .excluded: tally.excluded = count
            case .overLimit: tally.overLimit = count
            }
        }
        return tally
    }

    /// All URLs by state, in the order of the table of states.
    func states() throws -> [(state: URLState, count: Int)] {
        let counts = try database.read { db in
            try Row.fetchAll(db, sql: "SELECT state, count(*) AS n FROM url WHERE role <> 'robots' GROUP BY state")
        }
        return URLState.allCases.compactMap { state in
            counts.first { $0["state"] == state.rawValue }.map { (state, $0["n"]) }
        }
    }

    /// All URLs that have a reason, by state and reason.
    func reasons() throws -> [(state: URLState, reason: URLReason, count: Int)] {
        try database.read { db in
            try Row.fetchAll(
                db, sql: """
                    SELECT state, reason, count(*) AS n FROM url WHERE reason IS NOT NULL AND role <> 'robots'
                    GROUP BY state, reason ORDER BY state, reason
                    """)
        }.compactMap { row in
            guard let state = URLState(rawValue: row["state"]), let reason = URLReason(rawValue: row["reason"]) else { return nil }
            return (state, reason, row["n"])
        }
    }

    /// How many URLs the state holds.
    func knownCount() throws -> Int {
        try database.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM url WHERE role <> 'robots'") ?? 0 }
    }
}
