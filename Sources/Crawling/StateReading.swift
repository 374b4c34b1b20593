// A portal's state opened for reading only, for those who compare it with the WARC files.

import Archive
import Foundation
import GRDB

/// `state.sqlite`, as it stands at the last commit; nothing is written, no table made, no version raised.
public struct StateReading: PortalStateReading {
    private let database: DatabaseQueue
    private let version: Int

    /// Opens the state of a portal; nil where there is none, or where the portal's first crawl is just making it. A newer state is refused.
    public init?(of folder: PortalFolder) throws {
        guard FileManager.default.fileExists(atPath: folder.state) else { return nil }
        database = try PortalState.reader(folder.state)
        let found = try database.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 }
        version = found
        if found == 0 { return nil }
        guard found <= StateSchema.version else { throw ArchiveError.newerFormat(path: folder.state, found: "state \(found)") }
    }

    public func unfinishedRuns() throws -> Set<String> {
        try database.read(Self.unfinishedRuns)
    }

    private static func unfinishedRuns(_ db: Database) throws -> Set<String> {
        try String.fetchSet(db, sql: "SELECT name FROM run WHERE finished_at IS NULL")
    }

    public func isWithdrawn(url: String, at place: CapturePlace) throws -> Bool {
        guard version >= StateSchema.withdrawnVersion else { return false }
        return try database.read { db in
            let statement = try db.cachedStatement(sql: """
                SELECT 1 FROM url JOIN capture ON capture.url = url.id WHERE url.url = ? AND warc = ? AND offset = ? AND withdrawn = 1
                """)
            return try Bool.fetchOne(statement, arguments: [url, place.warc, place.offset]) ?? false
        }
    }

    public func moment(_ body: (StateCapture) throws -> Void) throws -> StateMoment {
        try database.read { db in
            let files = try Row.fetchAll(db, sql: "SELECT name, serial, length, closed FROM warc_file ORDER BY name").map {
                CommittedWARC(name: $0["name"], serial: $0["serial"], length: $0["length"], closed: $0["closed"])
            }
            let rows = try Row.fetchCursor(db, sql: "SELECT record_id, payload_digest, warc, offset, length FROM capture")
            while let row = try rows.next() {
                try body(StateCapture(
                    recordID: row["record_id"], payloadDigest: row["payload_digest"], warc: row["warc"], offset: row["offset"], length: row["length"]))
            }
            return StateMoment(unfinished: try Self.unfinishedRuns(db), warcFiles: files)
        }
    }
}
