// What a run for all known pages asks for besides its queue: known URLs that are not due, and that it has not asked for yet.

import GRDB
import Web

/// How far the known URLs of an origin were read, in the order in which they are due.
struct SweepPlace: Sendable {
    fileprivate var due = Int64.min
    fileprivate var id = Int64.min
}

extension PortalState {
    /// The origins of URLs that are due some day.
    func knownOrigins() throws -> [String] {
        try database.read { db in try Self.knownOrigins(in: db) }
    }

    static func knownOrigins(in db: Database) throws -> [String] {
        try origins(where: "pending = 0 AND due IS NOT NULL", in: db)
    }

    /// Walks a partial index from origin to origin instead of reading all of it.
    static func origins(where condition: String, in db: Database) throws -> [String] {
        let statement = try db.cachedStatement(sql: "SELECT origin FROM url WHERE \(condition) AND origin > ? ORDER BY origin LIMIT 1")
        var origins: [String] = []
        while let next = try String.fetchOne(statement, arguments: [origins.last ?? ""]) { origins.append(next) }
        return origins
    }

    /// The next known URLs of an origin that a run has not asked for. Nothing is written for them: the run's name in `visited_run`
    /// tells what it has asked for, and what it does not reach is due when it was before.
    ///
    /// - Returns: the URLs, and where to read on; `nil` if there are no more.
    func unasked(
        origin: String, in run: String, behind place: SweepPlace, limit: Int, underWay: Set<Int64>
    ) throws -> (urls: [QueuedURL], next: SweepPlace?) {
        try database.look { db in
            let rows = try Row.fetchAll(db.cachedStatement(sql: Self.unaskedURLs), arguments: [origin, place.due, place.id, run, limit])
            let next = rows.count < limit ? nil : rows.last.map { SweepPlace(due: $0["due"], id: $0["id"]) }
            return (rows.lazy.filter { !underWay.contains($0["id"]) }.compactMap(Self.queued), next)
        }
    }

    static let unaskedURLs = queuedURL + """
         WHERE url.pending = 0 AND url.due IS NOT NULL AND url.origin = ? AND (url.due, url.id) > (?, ?) AND url.visited_run IS NOT ?
        ORDER BY url.due, url.id LIMIT ?
        """

    /// How many known URLs a run for all of them has not asked for, besides those in its queue.
    func unaskedCount(in run: String) throws -> Int {
        try database.read { db in
            // All of them are counted by an index, and only those that the run asked for are read.
            let known = try Int.fetchOne(db, sql: "SELECT count(*) FROM url WHERE pending = 0 AND due IS NOT NULL") ?? 0
            let asked = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM url INDEXED BY url_visited_run WHERE visited_run = ? AND +pending = 0 AND due IS NOT NULL",
                arguments: [run]) ?? 0
            return known - asked
        }
    }

    /// How many URLs a run has still to ask for.
    func leftCount(of run: RunRow) throws -> Int {
        try pendingCount() + (run.mode == .all ? unaskedCount(in: run.name) : 0)
    }

    /// The condition that tells what is left to be asked for, in a state that may have a run which goes on.
    static func left(of unfinished: RunRow?) -> String {
        guard let unfinished, unfinished.mode == .all else { return "url.pending = 1" }
        return "(url.pending = 1 OR url.due IS NOT NULL AND url.visited_run IS NOT '\(unfinished.name)')"
    }
}
