// The state of a portal for commands that only read: they never write, and never wait for a crawl's end.

import Archive
import Foundation
import GRDB

extension PortalState {
    /// Opens a state for reading; `nil` if the portal was never crawled, or its first crawl is just making the state.
    init?(reading folder: PortalFolder) throws {
        guard FileManager.default.fileExists(atPath: folder.state) else { return nil }
        let path = folder.state
        do {
            database = try Self.reader(path)
            let found = try database.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 }
            if found == 0 { return nil }
            if found > StateSchema.version { throw ArchiveError.newerFormat(path: path, found: "state \(found)") }
            if found < StateSchema.version {
                throw ArchiveError.file(
                    path: path, action: "read the state", cause: "it is of an older shilu; the next crawl brings it up to date")
            }
        } catch let error as DatabaseError {
            throw switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: ArchiveError.stateInUse(path: path)
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: ArchiveError.damagedState(path: path, cause: error.message ?? "no SQLite file")
            default: ArchiveError.file(path: path, action: "read the state", cause: error.message ?? "\(error.resultCode)")
            }
        }
    }

    /// Opens a state file for reading.
    ///
    /// A write-ahead log lets readers see the last commit while a crawl writes. Where the file system may not be written, SQLite cannot
    /// make the log's index; there nobody writes, and a state whose log is empty is read as it stands. SQLite holds a file for moments when
    /// the last writer closes it, or the first one opens it; they are waited for.
    static func reader(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        do {
            let database = try DatabaseQueue(path: path, configuration: configuration)
            _ = try database.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") }
            return database
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
            let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
            if log?[.size] as? Int ?? 0 > 0 {
                let cause = "the crawl that wrote last was broken off, and what it wrote can be read only where the folder can be written; copy the folder"
                throw ArchiveError.file(path: path, action: "read the state", cause: cause)
            }
            var allowed = CharacterSet.urlPathAllowed
            allowed.remove(charactersIn: "?#%")
            let address = URL(fileURLWithPath: path).path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
            return try DatabaseQueue(path: "file:\(address)?immutable=1", configuration: configuration)
        }
    }
}
