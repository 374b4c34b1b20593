// What the end of a run asks of the state: counts for the report, lines for the index.

import Archive
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

    /// Hands on the index lines, without line feeds, of captures that are not in the index yet; so many threads make them.
    func forEachUnindexed(jobs: Int = 1, _ body: ([UInt8]) throws -> Void) throws {
        try database.read { db in
            let rows = try Row.fetchCursor(db, sql: """
                SELECT url.url, fetched_at, mime, index_status, payload_digest, length, offset, warc, method, post_query
                FROM capture JOIN url ON url.id = capture.url WHERE capture.indexed = 0
                """)
            var waiting: [UnindexedCapture] = []
            func flush() throws {
                for line in mapInParallel(waiting, jobs: jobs, \.line) { try body(line) }
                waiting.removeAll(keepingCapacity: true)
            }
            while let row = try rows.next() {
                waiting.append(UnindexedCapture(row))
                if waiting.count == 1000 { try flush() }
            }
            try flush()
        }
    }

    /// A capture as its index line tells it.
    private struct UnindexedCapture: Sendable {
        let url: String
        let parts: CDXJLine
        let post: RequestQuery?

        init(_ row: Row) {
            let url: String = row[0]
            post = (row[8] as String?).map { RequestQuery(method: $0, query: row[9]) }
            self.url = url
            parts = CDXJLine(
                key: "", timestamp: Timestamp(secondsSince1970: row[1]).cdx14, url: url, mime: row[2], status: row[3], digest: row[4],
                length: row[5], offset: row[6], filename: row[7], more: post?.members ?? [])
        }

        var line: [UInt8] {
            var line = parts
            if post != nil { line.url = (try? WebURL(url))?.withoutFragment.href ?? url }
            let filed = post?.url(line.url) ?? line.url
            line.key = (try? WebURL(filed))?.surtKey ?? filed
            return line.bytes
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
