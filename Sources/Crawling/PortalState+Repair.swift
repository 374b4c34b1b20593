// What a repair changes in the state: captures of a damaged file lie in another one now, or are lost.

import Archive
import GRDB
import Web
import WebArchive

extension PortalState {
    /// A WARC file that was committed to, and its run.
    func warcFile(_ name: String) throws -> (file: CommittedWARC, run: String)? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM warc_file WHERE name = ?", arguments: [name]).map {
                (CommittedWARC(name: $0["name"], serial: $0["serial"], length: $0["length"], closed: $0["closed"]), $0["run"])
            }
        }
    }

    /// The captures of a file whose records are not of those IDs.
    func captures(in file: String, without kept: Set<String>) throws -> [LostRecord] {
        try database.read { db in
            let sql = "SELECT record_id, fetched_at, url.url AS href FROM capture JOIN url ON url.id = capture.url WHERE warc = ? ORDER BY offset"
            return try Row.fetchAll(db, sql: sql, arguments: [file]).compactMap { row in
                let id: String = row["record_id"]
                return kept.contains(id) ? nil : LostRecord(id: id, targetURI: row["href"], date: Timestamp(secondsSince1970: row["fetched_at"]).iso8601)
            }
        }
    }

    /// Puts a file in the place of another: its captures lie where `places` says, by record ID; those that are not there are lost,
    /// and no revisit refers to them any more. In one transaction.
    func replace(file: String, by other: CommittedWARC?, run: String, places: [String: WrittenRecord]) throws {
        try forgetOriginals(in: file, but: Set(places.keys))
        try database.write { db in
            let update = try db.cachedStatement(sql: "UPDATE capture SET warc = ?, offset = ?, length = ?, indexed = 0 WHERE id = ?")
            let delete = try db.cachedStatement(sql: "DELETE FROM capture WHERE id = ?")
            for row in try Row.fetchAll(db, sql: "SELECT id, record_id FROM capture WHERE warc = ?", arguments: [file]) {
                let id: Int64 = row["id"]
                if let other, let place = places[row["record_id"]] {
                    try update.execute(arguments: [other.name, place.offset, place.length, id])
                } else {
                    try delete.execute(arguments: [id])
                }
            }
            try db.execute(sql: "DELETE FROM warc_file WHERE name = ?", arguments: [file])
            if let other {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO warc_file (name, run, serial, length, closed) VALUES (?, ?, ?, ?, 1)",
                    arguments: [other.name, run, other.serial, other.length])
            }
        }
    }

    /// Says what the records of a run are now.
    func setRecords(run: String, count: Int, length: Int) throws {
        try database.write { db in
            try db.execute(sql: "UPDATE run SET records = ?, records_length = ? WHERE name = ?", arguments: [count, length, run])
        }
    }

    /// The pages whose last good capture is lost are asked for whole again; nothing else of a URL refers to a lost capture either.
    private func forgetOriginals(in file: String, but kept: Set<String>) throws {
        try database.write { db in
            let again = try db.cachedStatement(sql: """
                UPDATE url SET etag = NULL, last_modified = NULL, due = CASE WHEN due IS NULL THEN NULL ELSE 0 END WHERE capture = ?
                """)
            let columns = try db.foreignKeys(on: "url").filter { $0.destinationTable == "capture" }.flatMap { $0.mapping.map(\.origin) }
            let forget = try columns.map { try db.cachedStatement(sql: "UPDATE url SET \($0) = NULL WHERE \($0) = ?") }
            for row in try Row.fetchAll(db, sql: "SELECT id, record_id FROM capture WHERE warc = ?", arguments: [file]) {
                guard !kept.contains(row["record_id"]) else { continue }
                for statement in [again] + forget { try statement.execute(arguments: [row["id"] as Int64]) }
            }
        }
    }
}
