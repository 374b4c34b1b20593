// What the state knows of traps: the URLs of a series, and how many were cut.

import GRDB
import Web

extension PortalState: KnownURLs {
    func urls(beginning prefix: String, limit: Int) throws -> [String] {
        guard let last = prefix.unicodeScalars.last, let next = Unicode.Scalar(last.value + 1) else { return [] }
        let end = String(prefix.unicodeScalars.dropLast()) + String(next)
        return try database.look { db in
            try String.fetchAll(
                db, sql: "SELECT url FROM url WHERE url >= ? AND url < ? AND state <> 'trapped' LIMIT ?", arguments: [prefix, end, limit])
        }
    }

    /// Whether a URL is in the state.
    func knows(_ url: WebURL) throws -> Bool {
        try database.look { db in try knows(url, in: db) }
    }

    func knows(_ url: WebURL, in db: Database) throws -> Bool {
        try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM url WHERE url = ?)"), arguments: [url.href]) ?? false
    }

    /// Whether a trapped URL that is not in the state was counted before.
    func hasCounted(trapped hash: Int64) throws -> Bool {
        try database.look { db in
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM trapped_url WHERE hash = ?)"), arguments: [hash]) ?? false
        }
    }

    /// What was cut, by origin and reason.
    func traps() throws -> [TrapCount] {
        try database.look { db in
            try Row.fetchAll(db, sql: "SELECT * FROM trap ORDER BY origin, reason").compactMap { row in
                URLReason(rawValue: row["reason"]).map {
                    TrapCount(origin: row["origin"], reason: $0, listed: row["listed"], further: row["further"])
                }
            }
        }
    }

    func save(_ traps: [TrapCount], in db: Database) throws {
        for trap in traps {
            try db.cachedStatement(sql: """
                INSERT INTO trap (origin, reason, listed, further) VALUES (?, ?, ?, ?)
                ON CONFLICT (origin, reason) DO UPDATE SET listed = excluded.listed, further = excluded.further
                """).execute(arguments: [trap.origin, trap.reason.rawValue, trap.listed, trap.further])
            let insert = try db.cachedStatement(sql: "INSERT OR IGNORE INTO trapped_url (hash) VALUES (?)")
            for hash in trap.newHashes { try insert.execute(arguments: [hash]) }
        }
    }
}
