// The runs of a portal and their WARC files, and what a run begins with.

import Archive
import GRDB
import Web

extension PortalState {
    /// The run that was not ended, if there is one.
    func unfinishedRun() throws -> RunRow? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM run WHERE finished_at IS NULL ORDER BY rowid DESC LIMIT 1").map { row in
                RunRow(
                    name: row["name"], startedAt: Timestamp(secondsSince1970: row["started_at"]), vantage: row["vantage"],
                    recordsLength: row["records_length"], ledgerLength: row["ledger_length"], answers: row["answers"],
                    mode: RunMode(rawValue: row["mode"]) ?? .due, bytes: row["bytes"], seconds: row["seconds"])
            }
        }
    }

    /// Whether there is a run of this name.
    func hasRun(_ name: String) throws -> Bool {
        try database.read { db in try Bool.fetchOne(db, sql: "SELECT 1 FROM run WHERE name = ?", arguments: [name]) ?? false }
    }

    /// Begins a run: known URLs join the queue, by its mode. What an earlier run left in the queue stays before them.
    ///
    /// By default it costs as much as there is due, however much is known.
    ///
    /// - Parameter horizon: what is due more seconds after the run's start was said by a clock that was wrong, and is due now.
    func begin(_ run: RunRow, scope: String, horizon: Int = .max) throws {
        try database.write { db in
            try db.execute(
                sql: "INSERT INTO run (name, started_at, vantage, scope, mode) VALUES (?, ?, ?, ?, ?)",
                arguments: [run.name, run.startedAt.secondsSince1970, run.vantage, scope, run.mode.rawValue])
            try db.execute(sql: "DELETE FROM vanished")
            try enqueue(by: run.mode, run, horizon: horizon, in: db)
        }
    }

    /// Widens a run that goes on to all known URLs that it has not asked for yet.
    func widen(_ run: RunRow) throws {
        try database.write { db in
            try db.execute(sql: "UPDATE run SET mode = ? WHERE name = ?", arguments: [RunMode.all.rawValue, run.name])
        }
    }

    /// What is due joins the queue; a run for all known URLs asks for the others behind it (``unasked(origin:in:behind:limit:underWay:)``).
    private func enqueue(by mode: RunMode, _ run: RunRow, horizon: Int, in db: Database) throws {
        let join = """
            UPDATE url SET pending = 1, due = min(due, :now),
                priority = CASE WHEN kind IS 'list' THEN \(Self.listPriority) ELSE \(Self.revisitPriority) + min(due, :now) END
            WHERE pending = 0 AND origin = :origin AND due
            """
        let now = run.startedAt.secondsSince1970
        let isWhereNewsStand = "(kind IS 'list' OR depth = 0 OR visited_at IS NULL)"
        if mode == .new {  // they stay due
            try db.execute(sql: "UPDATE url SET pending = 0 WHERE pending = 1 AND NOT \(isWhereNewsStand)")
        }
        let which = mode == .new ? " AND " + isWhereNewsStand : ""
        let (latest, overflows) = now.addingReportingOverflow(Int64(horizon))
        for origin in try Self.knownOrigins(in: db) {
            try db.cachedStatement(sql: join + " <= :now" + which).execute(arguments: ["origin": origin, "now": now])
            guard !overflows else { continue }
            try db.cachedStatement(sql: join + " > :latest" + which).execute(arguments: ["origin": origin, "now": now, "latest": latest])
        }
    }

    /// The scope by which the URLs were judged last: that of the newest run.
    func lastScope() throws -> String? {
        try database.read { db in try String.fetchOne(db, sql: "SELECT scope FROM run ORDER BY rowid DESC LIMIT 1") }
    }

    /// Judges all URLs anew, because the scope was changed. What it lets in is to be asked for, what it leaves out is not.
    func judge(by scope: Scope, run: RunRow) throws {
        try database.write { db in
            let update = try db.cachedStatement(sql: "UPDATE url SET pending = ?, due = ?, state = ?, reason = ? WHERE id = ?")
            let rows = try Row.fetchCursor(db, sql: """
                SELECT id, url, role, depth, state FROM url
                WHERE role <> 'robots' AND (due IS NOT NULL OR state = 'excluded' AND reason IN ('scope', 'depth', 'type'))
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

    /// When the run that began last did so, by the clock and by the machine's own time; `nil` where that is not known.
    func lastBeginning() throws -> (clock: Timestamp, machine: MachineTime)? {
        try database.read { db in
            let row = try Row.fetchOne(db, sql: "SELECT started_at, machine_start, machine_seconds FROM run ORDER BY rowid DESC LIMIT 1")
            guard let row, let seconds = row["machine_seconds"] as Int64? else { return nil }
            return (Timestamp(secondsSince1970: row["started_at"]), MachineTime(start: row["machine_start"], seconds: seconds))
        }
    }

    /// Says when a run began by the machine's own time. Where the clock was set since the run before, pages that are missing are missing
    /// since as long as they were: a day that the clock jumps over is no night on which they were missing still.
    func note(_ machine: MachineTime, ofRun run: String, shift: ClockShift?) throws {
        try database.write { db in
            try db.execute(
                sql: "UPDATE run SET machine_start = ?, machine_seconds = ? WHERE name = ?", arguments: [machine.start, machine.seconds, run])
            guard let shift else { return }
            try db.execute(
                sql: "UPDATE url SET missing_since = missing_since + ? WHERE missing_since IS NOT NULL", arguments: [shift.seconds])
        }
    }

    /// Says how long the ledger of a run is, in bytes.
    func set(ledgerLength: Int, ofRun run: String) throws {
        try database.write { db in try db.execute(sql: "UPDATE run SET ledger_length = ? WHERE name = ?", arguments: [ledgerLength, run]) }
    }

    /// How many captures of a run were committed.
    func captureCount(run: String) throws -> Int {
        try database.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM capture WHERE run = ?", arguments: [run]) ?? 0 }
    }

    /// When the newest run began.
    func lastStart() throws -> Timestamp? {
        try database.read { db in
            try Int64.fetchOne(db, sql: "SELECT started_at FROM run ORDER BY rowid DESC LIMIT 1").map(Timestamp.init(secondsSince1970:))
        }
    }

    /// Ends a run.
    func finish(run: String, at time: Timestamp, _ ending: RunReport.Ending) throws {
        try database.write { db in
            try db.execute(
                sql: "UPDATE run SET finished_at = ?, ending = ? WHERE name = ?",
                arguments: [time.secondsSince1970, ending.rawValue, run])
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
            try db.execute(sql: "UPDATE capture SET cut = 1 WHERE warc = ? AND cut = 0", arguments: [file])
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
