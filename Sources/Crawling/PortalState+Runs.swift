// The runs of a portal and their WARC files, and what a run begins with.

import Archive
import GRDB
import Web

extension PortalState {
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

    /// Begins a run: every known URL that is due joins the queue, the one that is due longest first. What an earlier run left in
    /// the queue stays before them. Costs as much as there is due, however much is known.
    func begin(_ run: RunRow, scope: String) throws {
        try database.write { db in
            try db.execute(
                sql: "INSERT INTO run (name, started_at, vantage, scope) VALUES (?, ?, ?, ?)",
                arguments: [run.name, run.startedAt.secondsSince1970, run.vantage, scope])
            try db.execute(
                sql: "UPDATE url SET pending = 1, priority = \(Self.revisitPriority) + due WHERE pending = 0 AND due <= ?",
                arguments: [run.startedAt.secondsSince1970])
        }
    }

    /// The scope by which the URLs were judged last: that of the newest run.
    func lastScope() throws -> String? {
        try database.read { db in try String.fetchOne(db, sql: "SELECT scope FROM run ORDER BY started_at DESC LIMIT 1") }
    }

    /// Judges all URLs anew, because the scope was changed. What it lets in is to be asked for, what it leaves out is not.
    func judge(by scope: Scope, run: RunRow) throws {
        try database.write { db in
            let update = try db.cachedStatement(sql: "UPDATE url SET pending = ?, due = ?, state = ?, reason = ? WHERE id = ?")
            let rows = try Row.fetchCursor(db, sql: """
                SELECT id, url, role, depth, state FROM url
                WHERE role <> 'robots' AND (due IS NOT NULL OR state = 'excluded' AND reason IN ('scope', 'depth'))
                """)
            while let row = try rows.next() {
                guard let url = try? WebURL(row["url"] as String), let role = URLRole(rawValue: row["role"]) else { continue }
                let id: Int64 = row["id"]
                switch scope.verdict(on: url, role: role, depth: row["depth"]) {
                case .take where row["state"] as String == URLState.excluded.rawValue:
                    try update.execute(arguments: [1, run.startedAt.secondsSince1970, URLState.waiting.rawValue, nil, id])
                case .take: break
                case .elsewhere: try update.execute(arguments: [0, nil, URLState.excluded.rawValue, URLReason.scope.rawValue, id])
                case .leave(let reason): try update.execute(arguments: [0, nil, URLState.excluded.rawValue, reason.rawValue, id])
                }
            }
            try db.execute(sql: "UPDATE run SET scope = ? WHERE name = ?", arguments: [scope.fingerprint, run.name])
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
                    UPDATE url SET capture = NULL, etag = NULL, last_modified = NULL, due = CASE WHEN due IS NULL THEN NULL ELSE 0 END
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
}
