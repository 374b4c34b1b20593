// What a conversion changes in the state: where captures lie, and how long the files of a run are.

import Archive
import GRDB
import WebArchive

extension PortalState {
    /// The closed WARC files of runs that have ended, and their runs, in their order.
    func filesOfEndedRuns() throws -> [(file: CommittedWARC, run: String)] {
        try database.read { db in
            try Row.fetchAll(db, sql: """
                SELECT warc_file.* FROM warc_file JOIN run ON run.name = warc_file.run
                WHERE closed = 1 AND finished_at IS NOT NULL ORDER BY run, serial, warc_file.name
                """).map {
                (CommittedWARC(name: $0["name"], serial: $0["serial"], length: $0["length"], closed: true), $0["run"])
            }
        }
    }

    /// Says that the captures of a file lie in another one now; in one transaction, and not at all if one has no place there.
    func move(_ file: CommittedWARC, to name: String, length: Int, run: String, _ records: MovedRecords) throws {
        try database.write { db in
            let update = try db.cachedStatement(sql: "UPDATE capture SET warc = ?, offset = ?, length = ?, indexed = 0 WHERE id = ?")
            for row in try Row.fetchAll(db, sql: "SELECT id, offset FROM capture WHERE warc = ?", arguments: [file.name]) {
                let offset: Int64 = row["offset"]
                guard let place = records.places[offset] else {
                    throw InputError(path: file.name, cause: "offset \(offset): the state has a capture here, the file has none; see shilu verify")
                }
                try update.execute(arguments: [name, place.offset, place.length, row["id"] as Int64])
            }
            try db.execute(sql: "DELETE FROM warc_file WHERE name = ?", arguments: [file.name])
            try db.execute(
                sql: "INSERT OR REPLACE INTO warc_file (name, run, serial, length, closed) VALUES (?, ?, ?, ?, 1)",
                arguments: [name, run, file.serial, length])
        }
    }

    /// Says how long the ledger of a run is now.
    func setLedger(run: String, length: Int) throws {
        try database.write { db in
            try db.execute(sql: "UPDATE run SET ledger_length = ? WHERE name = ?", arguments: [length, run])
        }
    }

    /// Makes the index of all captures aside, and puts it in the old one's place.
    func writeIndex(of folder: PortalFolder, beside ending: String) throws {
        let path = folder.index + ending
        try? FileSystem.remove(path)
        try forgetIndex()
        var index = CDXJMerge(into: path)
        try forEachUnindexed { try index.add($0) }
        try ForeignFiles(of: folder).forEachIndexLine { try index.add($0) }
        try index.commit()
        try FileSystem.move(path, to: folder.index)
        try markIndexed()
    }
}

extension PortalState {
    /// How many WARC files were committed to.
    func warcFileCount() throws -> Int {
        try database.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM warc_file") ?? 0 }
    }
}
