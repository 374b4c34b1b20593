// The state of a portal for commands that only read: they never write, and never wait for a crawl.

import Archive
import Foundation
import GRDB

extension PortalState {
    /// Opens a state for reading; `nil` if the portal was never crawled.
    ///
    /// A write-ahead log lets readers see the last commit while a crawl writes. On a file system that may not be written, where SQLite
    /// cannot make the log's index, the file is read as it stands.
    init?(reading folder: PortalFolder) throws {
        guard FileManager.default.fileExists(atPath: folder.state) else { return nil }
        var configuration = Configuration()
        configuration.readonly = true
        let path = folder.state
        do {
            database = try DatabaseQueue(path: path, configuration: configuration)
            let found = try database.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 }
            if found > StateSchema.version { throw ArchiveError.newerFormat(path: path, found: "state \(found)") }
            if found < StateSchema.version {
                throw ArchiveError.file(path: path, action: "read the state", cause: "it is of an older shilu; the next crawl brings it up to date")
            }
        } catch let error as DatabaseError {
            throw ArchiveError.file(path: path, action: "read the state", cause: error.message ?? "\(error.resultCode)")
        }
    }
}
