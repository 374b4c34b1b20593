// How a run treated each host, added up over its batches and over the sessions of a run that was interrupted.

import GRDB

extension PortalState {
    /// Adds measures to those of a run, in the batch's transaction.
    func add(_ measures: [String: HostMeasure], run: String, in db: Database) throws {
        for (host, measure) in measures {
            var sum = try Self.measure(host: host, run: run, in: db) ?? HostMeasure()
            sum.add(measure)
            try db.cachedStatement(sql: """
                INSERT OR REPLACE INTO host_run (run, host, requests, bytes, errors, busy, asked_to_wait, too_early, smallest_gap,
                    most_at_once, seconds, times)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """).execute(arguments: [
                    run, host, sum.requests, sum.bytes, sum.errors, sum.busy, sum.askedToWait, sum.tooEarly, sum.smallestGap,
                    sum.mostAtOnce, sum.times.sum, sum.times.text])
        }
    }

    /// The hosts that a run spoke to, those asked most first.
    func hosts(run: String) throws -> [(host: String, measure: HostMeasure)] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM host_run WHERE run = ? ORDER BY requests DESC, host", arguments: [run])
                .map { ($0["host"], Self.measure($0)) }
        }
    }

    private static func measure(host: String, run: String, in db: Database) throws -> HostMeasure? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM host_run WHERE run = ? AND host = ?")
        return try Row.fetchOne(statement, arguments: [run, host]).map(measure)
    }

    private static func measure(_ row: Row) -> HostMeasure {
        var measure = HostMeasure()
        measure.requests = row["requests"]
        measure.bytes = row["bytes"]
        measure.errors = row["errors"]
        measure.busy = row["busy"]
        measure.askedToWait = row["asked_to_wait"]
        measure.tooEarly = row["too_early"]
        measure.smallestGap = row["smallest_gap"]
        measure.mostAtOnce = row["most_at_once"]
        measure.times = AnswerTimes(text: row["times"], sum: row["seconds"])
        return measure
    }
}
