// hosts.sqlite: what an archive remembers of hosts, shared by all processes that crawl into it.

import GRDB
import Web

/// Reads and writes `hosts.sqlite`, each time in one short transaction.
struct HostFile: Sendable {
    private let database: DatabaseQueue
    /// Who holds the reservations of this process.
    private let owner: Int64

    /// Raised with every change of the tables; kept in `PRAGMA user_version`.
    static let version = 1
    /// What was not seen for so long is forgotten, in seconds.
    private static let memorySpan: Int64 = 400 * 86_400

    /// - `name`: the address that last answered for a host name. `site`: a host with its port: until when it wants to be left
    ///   alone, and when it was left because it failed, in seconds since 1970. `viewpoint` is the place from which it was asked.
    /// - `server`: an address: when a request to it last began or ended, and until when somebody has one in hand, in seconds
    ///   since the machine started, by whom; and its smoothed answer time in seconds.
    private static let tables = """
        CREATE TABLE name (
            viewpoint TEXT NOT NULL,
            name TEXT NOT NULL,
            address TEXT NOT NULL,
            seen_at INTEGER NOT NULL,
            PRIMARY KEY (viewpoint, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE site (
            viewpoint TEXT NOT NULL,
            site TEXT NOT NULL,
            quiet_until INTEGER,
            left_at INTEGER,
            left_why TEXT,
            seen_at INTEGER NOT NULL,
            PRIMARY KEY (viewpoint, site)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE server (
            address TEXT PRIMARY KEY,
            last_at REAL NOT NULL,
            busy_until REAL NOT NULL,
            owner INTEGER NOT NULL,
            answer_time REAL,
            seen_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// The file is of a newer version.
    struct Newer: Error {
        let version: Int
    }

    init(path: String, at time: Timestamp) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(2)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -2000")
        }
        database = try DatabaseQueue(path: path, configuration: configuration)
        owner = Int64.random(in: 1...Int64.max)
        try database.write { db in
            let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            guard found <= Self.version else { throw Newer(version: found) }
            if found == 0 {
                try db.execute(sql: Self.tables)
                try db.execute(sql: "PRAGMA user_version = \(Self.version)")
            }
            for table in ["name", "site", "server"] {
                try db.execute(sql: "DELETE FROM \(table) WHERE seen_at < ?", arguments: [time.secondsSince1970 - Self.memorySpan])
            }
        }
    }

    // MARK: Names

    func address(of name: String, from viewpoint: String) throws -> String? {
        try database.read { db in
            try String.fetchOne(
                db.cachedStatement(sql: "SELECT address FROM name WHERE viewpoint = ? AND name = ?"), arguments: [viewpoint, name])
        }
    }

    func set(address: String, of name: String, from viewpoint: String, at time: Timestamp) throws {
        try database.write { db in
            try db.cachedStatement(sql: """
                INSERT INTO name (viewpoint, name, address, seen_at) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET address = excluded.address, seen_at = excluded.seen_at
                """).execute(arguments: [viewpoint, name, address, time.secondsSince1970])
        }
    }

    // MARK: Sites

    /// What is remembered of a site.
    struct Site: Sendable, Equatable {
        var quietUntil: Timestamp?
        var leftAt: Timestamp?
        var leftWhy: String?
    }

    func site(_ site: String, from viewpoint: String) throws -> Site {
        try database.read { db in
            let statement = try db.cachedStatement(sql: "SELECT * FROM site WHERE viewpoint = ? AND site = ?")
            guard let row = try Row.fetchOne(statement, arguments: [viewpoint, site]) else { return Site() }
            return Site(
                quietUntil: (row["quiet_until"] as Int64?).map { Timestamp(secondsSince1970: $0) },
                leftAt: (row["left_at"] as Int64?).map { Timestamp(secondsSince1970: $0) }, leftWhy: row["left_why"])
        }
    }

    func set(_ site: String, from viewpoint: String, to memory: Site, at time: Timestamp) throws {
        try database.write { db in
            try db.cachedStatement(sql: """
                INSERT INTO site (viewpoint, site, quiet_until, left_at, left_why, seen_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET quiet_until = excluded.quiet_until, left_at = excluded.left_at,
                    left_why = excluded.left_why, seen_at = excluded.seen_at
                """).execute(arguments: [
                    viewpoint, site, memory.quietUntil?.secondsSince1970, memory.leftAt?.secondsSince1970, memory.leftWhy,
                    time.secondsSince1970])
        }
    }

    // MARK: Servers

    func answerTime(of address: String) throws -> Double? {
        try database.read { db in
            try Double.fetchOne(db.cachedStatement(sql: "SELECT answer_time FROM server WHERE address = ?"), arguments: [address])
        }
    }

    /// Reserves a server for a while, if no other process has a request in hand, or had one within the pause.
    ///
    /// - Returns: `nil` if it is reserved, else the time before which it need not be tried again.
    func reserve(_ address: String, pause: Double, until: Double, now: Double, at time: Timestamp) throws -> Double? {
        try database.write { db in
            // What lies further ahead than anybody reserves was written before the machine was started anew.
            try db.cachedStatement(sql: """
                INSERT INTO server (address, last_at, busy_until, owner, seen_at) VALUES (:address, :now, :until, :owner, :time)
                ON CONFLICT DO UPDATE SET last_at = :now, busy_until = :until, owner = :owner, seen_at = :time
                WHERE owner = :owner OR busy_until <= :now AND last_at + :pause <= :now OR max(last_at, busy_until) > :now + :longest
                """).execute(arguments: [
                    "address": address, "now": now, "until": until, "owner": owner, "time": time.secondsSince1970, "pause": pause,
                    "longest": Self.longestReservation])
            guard db.changesCount == 0 else { return nil }
            let statement = try db.cachedStatement(sql: "SELECT max(busy_until, last_at + ?) FROM server WHERE address = ?")
            return try Double.fetchOne(statement, arguments: [pause, address])
        }
    }

    /// No reservation is longer than this, in seconds.
    static let longestReservation = 60.0

    /// Reserves on, as requests are still under way.
    func extend(_ addresses: [String], until: Double) throws {
        try database.write { db in
            let statement = try db.cachedStatement(sql: "UPDATE server SET busy_until = ? WHERE address = ? AND owner = ?")
            for address in addresses { try statement.execute(arguments: [until, address, owner]) }
        }
    }

    /// Says that the last request under way has ended.
    func release(_ address: String, now: Double, answerTime: Double?, at time: Timestamp) throws {
        try database.write { db in
            try db.cachedStatement(sql: """
                INSERT INTO server (address, last_at, busy_until, owner, answer_time, seen_at) VALUES (:address, :now, :now, :owner, :answer, :time)
                ON CONFLICT DO UPDATE SET last_at = max(last_at, :now), busy_until = CASE owner WHEN :owner THEN :now ELSE busy_until END,
                    answer_time = COALESCE(:answer, answer_time), seen_at = :time
                """).execute(arguments: [
                    "address": address, "now": now, "owner": owner, "answer": answerTime, "time": time.secondsSince1970])
        }
    }
}
