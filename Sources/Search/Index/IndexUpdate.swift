// Brings the index up to what the files of records hold.

import Archive
import Foundation
import GRDB
import struct Records.Record
import enum Records.RecordLineError
import Web
import WebArchive

/// An update of the index, under its lock.
///
/// A file of records that is new or has changed is read from its beginning; what the index holds of it already costs a look-up a record.
/// Each step is one transaction, and a file counts as read only with its last: after a kill at any instant the next update goes on.
final class IndexUpdate {
    /// What an update did.
    struct Summary {
        var files = 0
        var records = 0
        /// Lines that are no records, with the first few causes.
        var damaged = 0
        var complaints: [String] = []
    }

    private let archive: ArchiveFolder
    private let database: DatabaseQueue
    private let withheld: WithheldList
    private let openState: (PortalFolder) throws -> (any PortalStateReading)?
    private let progress: (_ records: Int) -> Void
    private var batch: IndexBatch
    private var summary = Summary()
    private let paths: FilePaths
    /// Files read to their ends since the last transaction.
    private var finished: [(id: Int64, stamp: FileStamp)] = []

    /// Bytes of text that a step holds in memory.
    private static let step = 24 << 20
    /// Lost entries beyond this share of all ask for an index made anew.
    private static let tolerated = 10

    init(
        _ archive: ArchiveFolder, _ database: DatabaseQueue, openState: @escaping (PortalFolder) throws -> (any PortalStateReading)?,
        progress: @escaping (Int) -> Void
    ) throws {
        self.archive = archive
        self.database = database
        self.openState = openState
        self.progress = progress
        withheld = try WithheldList(of: archive)
        let paths = FilePaths(archive, database)
        self.paths = paths
        try paths.load()
        batch = IndexBatch(database, withheld: withheld) { paths[$0] }
    }

    func run() throws -> Summary {
        let portals = try archive.portals()
        for folder in portals { try update(folder) }
        try removePortals(except: Set(portals.map(\.name)))
        try write()
        try hideWithheld()
        return summary
    }

    /// Whether so much was lost that the index had better be made anew.
    func wantsRebuild() throws -> Bool {
        try database.read { db in
            let lost = try Int.fetchOne(db, sql: "SELECT count(*) FROM hidden WHERE why = 'lost'") ?? 0
            guard lost > 1_000 else { return false }
            return try lost > (Int.fetchOne(db, sql: "SELECT count(*) FROM entry") ?? 0) / Self.tolerated
        }
    }

    // MARK: Files

    private func update(_ folder: PortalFolder) throws {
        let known = try database.read { db in try Int64.fetchOne(db, sql: "SELECT id FROM portal WHERE name = ?", arguments: [folder.name]) }
        guard let listing = try database.read({ db in try RecordsListing(of: folder, portal: known, in: db) }) else { return }
        let portal = try known ?? database.write { db in
            try db.execute(sql: "INSERT INTO portal (name, modified) VALUES (?, 0)", arguments: [folder.name])
            return db.lastInsertedRowID
        }
        let state = try openState(folder)
        var isLost = false
        for id in listing.lost { isLost = try lose(file: id) || isLost }
        for file in listing.unread { isLost = try read(file, of: folder, portal: portal, state) || isLost }
        if isLost {
            // What one file no longer shows, another may: all are read again.
            let read = listing.unread.compactMap(\.id) + listing.lost
            for file in try files(of: portal) where !read.contains(file.id ?? 0) { _ = try self.read(file, of: folder, portal: portal, state) }
        }
        try write { db in
            for id in listing.lost { try db.execute(sql: "DELETE FROM file WHERE id = ?", arguments: [id]) }
            try db.execute(sql: "UPDATE portal SET modified = ? WHERE id = ?", arguments: [listing.modified, portal])
        }
    }

    private func files(of portal: Int64) throws -> [RecordsListing.Unread] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT id, name, size, modified, node FROM file WHERE portal = ? ORDER BY name", arguments: [portal]).map { row in
                RecordsListing.Unread(name: row["name"], stamp: FileStamp(size: row["size"], modified: row["modified"], node: row["node"]), id: row["id"])
            }
        }
    }

    /// - Returns: whether versions were lost with it.
    private func read(_ file: RecordsListing.Unread, of folder: PortalFolder, portal: Int64, _ state: (any PortalStateReading)?) throws -> Bool {
        let id = try file.id ?? database.write { db in
            try db.execute(sql: "INSERT INTO file (portal, name, size, modified, node) VALUES (?, ?, -1, 0, 0)", arguments: [portal, file.name])
            return db.lastInsertedRowID
        }
        let path = folder.path + "/records/" + file.name
        paths[id] = path
        var unmet = try database.read { db in try Int64.fetchSet(db, sql: "SELECT id FROM entry WHERE file = ?", arguments: [id]) }
        var reader = try LineReader(path: path)
        var offset: Int64 = 0
        var number = 0
        while let line = try reader.next() {
            number += 1
            let place = Entry.Place(file: id, offset: offset, length: Int64(line.count))
            offset += Int64(line.count) + 1
            if offset > file.stamp.size { break }  // it is being written
            guard let record = try record(of: line, number, path), let url = record.url, let seen = record.capture.fetchedAt.flatMap(Timestamp.init(iso8601:)),
                  try !isWithdrawn(record, url, state) else { continue }
            summary.records += 1
            if summary.records % 1_000 == 0 { progress(summary.records) }
            let text = SearchedText(of: record)
            if text.isEmpty { continue }
            if let met = try batch.take(text, url: url, portal: portal, published: record.published, at: place, seen: seen.secondsSince1970) { unmet.remove(met) }
            if batch.size >= Self.step { try write() }
        }
        try batch.lose(unmet)
        finished.append((id, file.stamp))
        summary.files += 1
        return !unmet.isEmpty
    }

    private func record(of line: [UInt8], _ number: Int, _ path: String) throws -> Record? {
        do throws(RecordLineError) {
            return try Record(jsonLine: line)
        } catch {
            if case .laterSchema(let name) = error { throw ArchiveError.newerFormat(path: path, found: name) }
            summary.damaged += 1
            if summary.complaints.count < 3 { summary.complaints.append("\(path): line \(number) is \(error)") }
            return nil
        }
    }

    /// Whether the answer turned out not to be the page asked for: a refusal, the page of another URL.
    private func isWithdrawn(_ record: Record, _ url: String, _ state: (any PortalStateReading)?) throws -> Bool {
        guard let state, let warc = record.capture.warc, let offset = record.capture.offset else { return false }
        return try state.isWithdrawn(url: url, at: CapturePlace(warc: warc, offset: offset))
    }

    private func lose(file id: Int64) throws -> Bool {
        let lost = try database.read { db in try Int64.fetchSet(db, sql: "SELECT id FROM entry WHERE file = ?", arguments: [id]) }
        try batch.lose(lost)
        return !lost.isEmpty
    }

    /// Portals that the archive holds no more.
    private func removePortals(except names: Set<String>) throws {
        let gone = try database.read { db in try Row.fetchAll(db, sql: "SELECT id, name FROM portal") }.filter { !names.contains($0["name"]) }
        for row in gone {
            let portal: Int64 = row["id"]
            let files = try files(of: portal).compactMap(\.id)
            for id in files { _ = try lose(file: id) }
            try write { db in
                try db.execute(sql: "DELETE FROM file WHERE portal = ?", arguments: [portal])
                try db.execute(sql: "DELETE FROM portal WHERE id = ?", arguments: [portal])
            }
        }
    }

    private func write(_ also: (Database) throws -> Void = { _ in }) throws {
        try batch.write { db in
            for file in finished {
                try db.execute(
                    sql: "UPDATE file SET size = ?, modified = ?, node = ? WHERE id = ?",
                    arguments: [file.stamp.size, file.stamp.modified, file.stamp.node, file.id])
            }
            try also(db)
        }
        finished = []
    }

    // MARK: Withheld pages

    private func hideWithheld() throws {
        let stamp = WithheldStamp(of: archive)
        try database.write { db in
            guard try stamp.text != String.fetchOne(db, sql: "SELECT value FROM setting WHERE name = 'withheld'") else { return }
            try db.execute(sql: "DELETE FROM hidden WHERE why = 'withheld'")
            for id in try withheld.entries(in: db) { try db.execute(sql: "INSERT INTO hidden VALUES (?, 'withheld')", arguments: [id]) }
            try db.execute(sql: "INSERT OR REPLACE INTO setting VALUES ('withheld', ?)", arguments: [stamp.text])
        }
    }
}

/// The paths of files of records by their numbers in the index.
private final class FilePaths {
    private let archive: ArchiveFolder
    private let database: DatabaseQueue
    private var known: [Int64: String] = [:]

    init(_ archive: ArchiveFolder, _ database: DatabaseQueue) {
        self.archive = archive
        self.database = database
    }

    subscript(id: Int64) -> String? {
        get { known[id] }
        set { known[id] = newValue }
    }

    /// Reads all from the index: within a step's transaction it cannot be asked.
    func load() throws {
        let rows = try database.read { db in try Row.fetchAll(db, sql: "SELECT file.id, file.name, portal.name AS portal FROM file JOIN portal ON portal.id = file.portal") }
        for row in rows { known[row["id"]] = "\(archive.path)/\(row["portal"] as String)/records/\(row["name"] as String)" }
    }
}

/// How the list of what is withheld stood when the index was made to follow it.
struct WithheldStamp {
    let text: String

    init(of archive: ArchiveFolder) {
        let stamp = FileStamp(archive.withheld)
        text = stamp.map { "\($0.size) \($0.modified == 0 ? "changing" : String($0.modified))" } ?? "none"
    }
}

extension WithheldList {
    /// The entries of an index that are withheld.
    func entries(in db: Database) throws -> [Int64] {
        guard !isEmpty else { return [] }
        var found: [Int64] = []
        let rows = try Row.fetchCursor(db, sql: "SELECT id, url FROM entry")
        while let row = try rows.next() {
            if order(for: row["url"] as String) != nil { found.append(row["id"]) }
        }
        return found
    }
}
