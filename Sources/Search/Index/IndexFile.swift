// Opens `search.sqlite`, for reading or for writing, and says in what condition it is.

import Archive
import Foundation
import GRDB

/// The file of an archive's index.
struct IndexFile {
    let path: String

    init(of archive: ArchiveFolder) { path = archive.search }

    /// What is there.
    enum Condition {
        case ready(DatabaseQueue)
        case missing
        /// Made by an older version.
        case old
        case damaged(String)
    }

    /// Opens it for reading; a folder that cannot be written is no hindrance.
    ///
    /// - Throws: ``ArchiveError/newerFormat(path:found:)`` for that of a newer version.
    func reader() throws -> Condition {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        return try open(configuration) { path in
            do {
                let database = try DatabaseQueue(path: path, configuration: configuration)
                _ = try database.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") }
                return database
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
                // The write-ahead log of SQLite wants a file beside the database; where none can be made, none is in use.
                var allowed = CharacterSet.urlPathAllowed
                allowed.remove(charactersIn: "?#%")
                let address = URL(fileURLWithPath: path).path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
                return try DatabaseQueue(path: "file:\(address)?immutable=1", configuration: configuration)
            }
        }
    }

    /// Opens it for writing; who does holds the lock of the index.
    func writer() throws -> Condition {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536")
        }
        return try open(configuration) { try DatabaseQueue(path: $0, configuration: configuration) }
    }

    /// Makes an index that nobody sees until ``IndexUnderConstruction/finish()``.
    func begin() throws -> IndexUnderConstruction { try IndexUnderConstruction(for: self) }

    private func open(_ configuration: Configuration, _ make: (String) throws -> DatabaseQueue) throws -> Condition {
        guard FileManager.default.fileExists(atPath: path) else { return .missing }
        do {
            let database = try make(path)
            switch try database.read(IndexSchema.verdict) {
            case .same: return .ready(database)
            case .older: return .old
            case .newer(let found): throw ArchiveError.newerFormat(path: path, found: found)
            }
        } catch let error as DatabaseError where Self.isDamage(error) {
            return .damaged(error.message ?? "\(error.resultCode)")
        } catch let error as DatabaseError {
            throw ArchiveError.file(path: path, action: "read the search index", cause: error.message ?? "\(error.resultCode)")
        }
    }

    /// Whether an error tells that the file's bytes are not those that SQLite wrote.
    static func isDamage(_ error: DatabaseError) -> Bool {
        [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) || error.resultCode == .SQLITE_ERROR && error.message?.contains("no such table") == true
    }
}

/// An index that is being made beside the old one.
final class IndexUnderConstruction {
    let database: DatabaseQueue
    private let temporary: String
    /// The index without the room that its pieces took.
    private let whole: String
    private let target: String

    fileprivate init(for file: IndexFile) throws {
        target = file.path
        temporary = "\(file.path).\(getpid()).new"
        whole = "\(file.path).\(getpid()).whole.new"
        Self.removeUnfinished(beside: file.path)
        // A crash leaves a file that is thrown away: nothing of it need be safe before it is whole.
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536")
        }
        do {
            database = try DatabaseQueue(path: temporary, configuration: configuration)
            try database.write { db in
                try IndexSchema.create(db)
                try IndexSchema.merges(false, in: db)
            }
        } catch let error as DatabaseError {
            throw ArchiveError.file(path: file.path, action: "make the search index", cause: error.message ?? "\(error.resultCode)")
        }
    }

    deinit {
        try? database.close()
        unlink(temporary)
        unlink(whole)
    }

    /// Merges the words of all steps, leaves out the room that they took before, makes the file durable and puts it in the old one's place.
    func finish() throws {
        try database.write { db in try IndexSchema.merges(true, in: db) }
        try database.writeWithoutTransaction { db in try db.execute(sql: "VACUUM INTO ?", arguments: [whole]) }
        try database.close()
        unlink(temporary)
        let descriptor = Glibc.open(whole, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ArchiveError.system(path: whole, action: "write") }
        defer { close(descriptor) }
        guard fdatasync(descriptor) == 0 else { throw ArchiveError.system(path: whole, action: "write") }
        // The log of the old file belongs to no other; readers hold what they opened.
        for ending in ["-wal", "-shm"] { unlink(target + ending) }
        try FileSystem.moveDurably(whole, to: target)
    }

    /// Takes away what a killed command left; the lock of the index is held.
    private static func removeUnfinished(beside path: String) {
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().path
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasPrefix(url.lastPathComponent + ".") && (name.hasSuffix(".new") || name.hasSuffix(".new-journal")) {
            unlink(folder + "/" + name)
        }
    }
}
