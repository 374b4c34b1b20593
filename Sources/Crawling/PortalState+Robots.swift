// The robots.txt files of a portal's hosts, which are believed for a day, over runs.

import Foundation
import GRDB
import Web

extension PortalState {
    /// What an origin's robots.txt said, and when it was asked for; `nil` if that is not known.
    func robotsPolicy(of origin: String) throws -> (policy: RobotsPolicy, fetchedAt: Timestamp)? {
        try database.read { db in
            let statement = try db.cachedStatement(sql: "SELECT fetched_at, rules FROM robots WHERE origin = ?")
            guard let row = try Row.fetchOne(statement, arguments: [origin]) else { return nil }
            let rules = (row["rules"] as Data?).map { RobotsPolicy.rules(RobotsTxt(parsing: Array($0))) }
            return (rules ?? .allowAll, Timestamp(secondsSince1970: row["fetched_at"]))
        }
    }

    /// Keeps what an origin's robots.txt said. That it could not be had is not kept: it is asked for again the next time.
    func keep(_ policy: RobotsPolicy, of origin: String, fetchedAt time: Timestamp) throws {
        try database.write { db in try keep(policy, of: origin, fetchedAt: time, in: db) }
    }

    func keep(_ policy: RobotsPolicy, of origin: String, fetchedAt time: Timestamp, in db: Database) throws {
        let rules: Data?
        switch policy {
        case .rules(let file): rules = Data(file.text)
        case .allowAll: rules = nil
        case .disallowAll: return
        }
        try db.cachedStatement(sql: """
            INSERT INTO robots (origin, fetched_at, rules) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET fetched_at = excluded.fetched_at, rules = excluded.rules
            """).execute(arguments: [origin, time.secondsSince1970, rules])
    }
}
