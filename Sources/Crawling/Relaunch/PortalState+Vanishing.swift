// Counts, in the transaction of each visit, the known addresses that are missing in a row, and puts off the rest where they vanish together.

import GRDB
import Web

/// Known addresses of a site of which so many in a row were missing that the others wait for the next night.
struct VanishedAddresses: Equatable {
    /// The column; nil for what belongs to none, and for files.
    var column: String?
    var origin: String
    /// In a row.
    var missing: Int
    /// How many wait for the next night.
    var putOff: Int
}

extension PortalState {
    /// What `vanished.column` says of what has no column: pages, files, later pages of lists, and all addresses of the site together.
    private static let noColumn: Int64 = 0, files: Int64 = -1, lists: Int64 = -2, wholeSite: Int64 = -3

    /// Whether anything was missing in the run that begins the counts.
    func hasVanished(in db: Database) throws -> Bool {
        try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM vanished)")) ?? false
    }

    /// Counts a visit; where the rule says so, takes the known addresses of its column that were not asked for out of the queue.
    ///
    /// - Parameters:
    ///   - nextNight: when they are due again, in seconds since 1970.
    ///   - hasVanished: whether anything was counted before; what is there begins no count.
    /// - Returns: whether some were taken out.
    func note(_ sign: VanishingRule.Sign, of visit: Visit, run: String, nextNight: Int, _ hasVanished: inout Bool, in db: Database) throws -> Bool {
        guard sign == .missing || hasVanished else { return false }
        let queued = visit.queued, origin = queued.url.origin
        let column = try group(of: queued, in: db)
        let put = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT misses, put_off FROM vanished WHERE origin = ? AND \"column\" = ?"), arguments: [origin, column])
        if put?["put_off"] as Int? != nil {
            // It was in flight when the others were put off, itself among them.
            try db.cachedStatement(sql: "UPDATE vanished SET put_off = put_off - 1 WHERE origin = ? AND \"column\" = ?").execute(arguments: [origin, column])
            return false
        }
        guard sign == .missing else {
            // Only an article says that articles are where they were.
            try db.cachedStatement(sql: "DELETE FROM vanished WHERE origin = ? AND \"column\" IN (?, ?) AND put_off IS NULL")
                .execute(arguments: [origin, column, column >= Self.noColumn ? Self.wholeSite : column])
            return false
        }
        hasVanished = true
        let count = try db.cachedStatement(sql: """
            INSERT INTO vanished (origin, "column", misses) VALUES (?, ?, 1) ON CONFLICT (origin, "column") DO UPDATE SET misses = misses + 1
            """)
        try count.execute(arguments: [origin, column])
        try count.execute(arguments: [origin, Self.wholeSite])
        guard try isOver(column, of: origin, run: run, in: db) else { return false }
        return try putOff(column, of: origin, run: run, until: nextNight, in: db)
    }

    /// Whether so many addresses of a group are missing in a row that no more of it is to be asked for.
    private func isOver(_ column: Int64, of origin: String, run: String, in db: Database) throws -> Bool {
        func misses(_ column: Int64) throws -> Int {
            try Int.fetchOne(
                db.cachedStatement(sql: "SELECT misses FROM vanished WHERE origin = ? AND \"column\" = ?"), arguments: [origin, column]) ?? 0
        }
        let own = try misses(column)
        // A folder of pictures that went is no site that was built anew.
        if column != Self.files, own >= VanishingRule.perColumn { return true }
        guard own >= VanishingRule.perSuspectColumn else { return false }
        if try misses(Self.wholeSite) >= VanishingRule.perSite { return true }
        return try column > 0 && isLost(column, run: run, in: db)
    }

    /// Whether the page of a column no longer shows a list, as it was read in a run.
    private func isLost(_ column: Int64, run: String, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: """
                SELECT EXISTS (SELECT 1 FROM list_page JOIN list_column ON list_column.page = list_page.url JOIN url ON url.id = list_page.url
                    WHERE list_page."column" = ? AND url.visited_run = ?
                        AND (list_column.lost_at IS NOT NULL OR url.state IN ('missing once', 'gone', 'redirected')))
                """), arguments: [column, run]) ?? false
    }

    /// Takes what is known of a group, was good, and is still to be asked for out of the queue.
    private func putOff(_ column: Int64, of origin: String, run: String, until due: Int, in db: Database) throws -> Bool {
        let isPage = "role IN ('page', 'frame', 'list')"
        let group = switch column {
        case Self.files: "NOT \(isPage) AND :column < 0"
        case Self.lists:
            """
            kind IS 'list' AND (continues IS NOT NULL OR EXISTS (SELECT 1 FROM list_request WHERE list_request.url = url.id AND number > 1))
                AND :column < 0
            """
        default: "\(isPage) AND kind IS NOT 'list' AND coalesce((SELECT \"column\" FROM page WHERE page.url = url.id), \(Self.noColumn)) = :column"
        }
        try db.cachedStatement(sql: """
            UPDATE url SET pending = 0, due = :due
            WHERE pending = 1 AND origin = :origin AND priority >= \(Self.listPriority) AND depth > 0 AND visited_run IS NOT :run
                AND state IN ('captured', 'unchanged') AND capture IS NOT NULL AND role NOT IN ('robots', 'sitemap', 'feed') AND \(group)
            """).execute(arguments: ["due": due, "origin": origin, "run": run, "column": column])
        let count = db.changesCount
        try db.cachedStatement(sql: "UPDATE vanished SET put_off = ? WHERE origin = ? AND \"column\" = ?").execute(arguments: [count, origin, column])
        return count > 0
    }

    /// What an address is counted with.
    private func group(of queued: QueuedURL, in db: Database) throws -> Int64 {
        guard [.page, .frame, .list].contains(queued.role) else { return Self.files }
        if queued.kind == .list { return Self.lists }
        return try Int64.fetchOne(db.cachedStatement(sql: "SELECT \"column\" FROM page WHERE url = ?"), arguments: [queued.id]) ?? Self.noColumn
    }

    /// What was put off in the newest run, column by column; and, by site, how many known addresses in a row were missing at its end.
    func vanished() throws -> (columns: [VanishedAddresses], sites: [(origin: String, missing: Int)]) {
        try database.read { db in
            let columns = try Row.fetchAll(
                db,
                sql: """
                    SELECT vanished.origin, site_column.name, misses, put_off FROM vanished LEFT JOIN site_column ON site_column.id = vanished."column"
                    WHERE put_off > 0 ORDER BY vanished.origin, vanished."column"
                    """
            ).map { VanishedAddresses(column: $0["name"], origin: $0["origin"], missing: $0["misses"], putOff: $0["put_off"]) }
            let sites = try Row.fetchAll(
                db, sql: "SELECT origin, misses FROM vanished WHERE \"column\" = ? AND misses >= ? ORDER BY origin",
                arguments: [Self.wholeSite, VanishingRule.perSite])
            return (columns, sites.map { ($0["origin"], $0["misses"]) })
        }
    }
}
