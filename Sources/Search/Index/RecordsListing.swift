// Which files of records the index has not read, or has read before they changed.

import Archive
import Foundation
import GRDB

/// What the file system says of a file or folder.
struct FileStamp: Equatable {
    var size: Int64
    /// Nanoseconds since 1970; 0 if it changed so lately that another change could leave the same time.
    var modified: Int64
    var node: Int64

    /// Nil where there is none.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        size = Int64(status.st_size)
        node = Int64(truncatingIfNeeded: status.st_ino)
        let modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        self.modified = time(nil) - status.st_mtim.tv_sec < 2 ? 0 : modified
    }

    init(size: Int64, modified: Int64, node: Int64) {
        self.size = size
        self.modified = modified
        self.node = node
    }

    /// Whether a file that had this stamp before is unchanged.
    func isTrusted(before: FileStamp) -> Bool { modified != 0 && self == before }
}

/// The files of `records/` of a portal, compared with what the index has read of them.
struct RecordsListing {
    /// A file to be read, or read again.
    struct Unread {
        var name: String
        var stamp: FileStamp
        /// Its number in the index, if it was read before.
        var id: Int64?
    }

    /// By name: runs in their order, imports behind them.
    var unread: [Unread] = []
    /// Files that are there no more.
    var lost: [Int64] = []
    /// Of the folder, looked at before its files were.
    var modified: Int64 = 0

    /// How many of a portal's files are looked at when its folder has not changed: only the newest runs' grow.
    private static let growing = 3

    /// Nil where nothing changed.
    init?(of folder: PortalFolder, portal id: Int64?, in db: Database) throws {
        let path = folder.path + "/records"
        let stamp = FileStamp(path)
        modified = stamp?.modified ?? 0
        var known: [String: (id: Int64, stamp: FileStamp)] = [:]
        if let id {
            let before = try Int64.fetchOne(db, sql: "SELECT modified FROM portal WHERE id = ?", arguments: [id])
            let isUnchanged = modified != 0 && before == modified
            let rows = try Row.fetchCursor(
                db, sql: "SELECT id, name, size, modified, node FROM file WHERE portal = ? ORDER BY modified = 0 DESC, modified DESC LIMIT ?",
                arguments: [id, isUnchanged ? Self.growing : -1])
            while let row = try rows.next() {
                known[row["name"]] = (row["id"], FileStamp(size: row["size"], modified: row["modified"], node: row["node"]))
            }
            if isUnchanged, known.allSatisfy({ Self.isSame($1.stamp, path + "/" + $0) }) { return nil }
            if isUnchanged { known = [:] }
            if known.isEmpty {
                let all = try Row.fetchCursor(db, sql: "SELECT id, name, size, modified, node FROM file WHERE portal = ?", arguments: [id])
                while let row = try all.next() {
                    known[row["name"]] = (row["id"], FileStamp(size: row["size"], modified: row["modified"], node: row["node"]))
                }
            }
        }
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { $0.hasSuffix(".jsonl") }.sorted()
        for name in names {
            guard let stamp = FileStamp(path + "/" + name) else { continue }
            let before = known.removeValue(forKey: name)
            if let before, stamp.isTrusted(before: before.stamp) { continue }
            unread.append(Unread(name: name, stamp: stamp, id: before?.id))
        }
        lost = known.values.map(\.id)
        if unread.isEmpty, lost.isEmpty, id != nil, modified == 0 { return nil }
    }

    private static func isSame(_ before: FileStamp, _ path: String) -> Bool { FileStamp(path)?.isTrusted(before: before) ?? false }
}
