// A step of an update: pages with their versions, gathered in memory and written in one transaction.

import Archive
import Foundation
import GRDB
import Records
import Web
import WebArchive

/// The pages that a step touches. What it knows of them is what the index will say when the step is written.
struct IndexBatch {
    private let database: DatabaseQueue
    private let withheld: WithheldList
    /// The paths of the files by their numbers.
    private let path: (Int64) -> String?
    private var pages: [Int64: [PageEntries]] = [:]
    private(set) var size = 0

    /// - Parameter path: of a file of records by its number in the index.
    init(_ database: DatabaseQueue, withheld: WithheldList, path: @escaping (Int64) -> String?) {
        self.database = database
        self.withheld = withheld
        self.path = path
    }

    /// What a page is known by.
    static func key(portal: Int64, url: String) -> Int64 {
        let digest = SHA256Digest(of: Array("\(portal)\n\(url)".utf8)).bytes
        return digest.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }

    /// Takes a record.
    ///
    /// - Returns: the number of the version, if the index had it.
    mutating func take(_ text: SearchedText, url: String, portal: Int64, published: String?, at place: Entry.Place, seen: Int64) throws -> Int64? {
        let key = Self.key(portal: portal, url: url)
        try load(key)
        size += text.size + 256
        let i = pages[key]?.firstIndex { $0.url == url && $0.portal == portal } ?? {
            pages[key, default: []].append(PageEntries(page: key, url: url, portal: portal, entries: []))
            return (pages[key]?.count ?? 1) - 1
        }()
        return pages[key]?[i].take(text, published: published, at: place, seen: seen)
    }

    /// Takes note that records are no more where the index says.
    mutating func lose(_ ids: Set<Int64>) throws {
        for id in ids {
            guard let key = try database.read({ db in try Int64.fetchOne(db, sql: "SELECT page FROM entry WHERE id = ?", arguments: [id]) }) else { continue }
            try load(key)
            for i in pages[key]?.indices ?? 0..<0 { pages[key]?[i].lose(id) }
        }
    }

    private mutating func load(_ key: Int64) throws {
        guard pages[key] == nil else { return }
        pages[key] = try database.read { db in
            var found: [PageEntries] = []
            let rows = try Row.fetchCursor(db.cachedStatement(sql: "SELECT * FROM entry WHERE page = ?"), arguments: [key])
            while let row = try rows.next() {
                let part: IndexSchema.Part = row["newest"] == 1 ? .newest : .older
                let entry = Entry(
                    id: row["id"], digest: [UInt8](row["digest"] as Data), place: .init(file: row["file"], offset: row["offset"], length: row["length"]),
                    firstSeen: row["first_seen"], lastSeen: row["last_seen"], standing: part, goal: part)
                let (url, portal): (String, Int64) = (row["url"], row["portal"])
                if let i = found.firstIndex(where: { $0.url == url && $0.portal == portal }) {
                    found[i].entries.append(entry)
                } else {
                    found.append(PageEntries(page: key, url: url, portal: portal, entries: [entry]))
                }
            }
            return found
        }
    }

    // MARK: Writing

    /// What is done in a full-text table.
    private struct WordChange {
        var id: Int64
        var portal: Int64
        var text: SearchedText
        var isRemoval: Bool
    }

    /// Writes all in a transaction, and begins anew.
    ///
    /// - Parameter also: what is written in the same transaction.
    mutating func write(_ also: (Database) throws -> Void) throws {
        var numbers = EntryNumbers()
        var changes: [IndexSchema.Part: [WordChange]] = [:]
        try database.write { db in
            for var page in pages.values.joined() {
                page.settle()
                for entry in page.entries { try write(entry, of: page, &numbers, &changes, in: db) }
            }
            for (part, changes) in changes { try Self.write(changes, to: part, in: db) }
            try also(db)
        }
        pages = [:]
        size = 0
    }

    private func write(
        _ entry: Entry, of page: PageEntries, _ numbers: inout EntryNumbers, _ changes: inout [IndexSchema.Part: [WordChange]], in db: Database
    ) throws {
        guard let standing = entry.standing, let id = entry.id else {
            guard let goal = entry.goal, let text = entry.text else { return }
            let id = try numbers.next(for: entry.published, in: db)
            try db.cachedStatement(sql: "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").execute(arguments: [
                id, page.page, page.url, page.portal, Data(entry.digest), entry.place.file, entry.place.offset, entry.place.length, entry.firstSeen,
                entry.lastSeen, goal == .newest,
            ])
            if withheld.order(for: page.url) != nil { try db.execute(sql: "INSERT INTO hidden VALUES (?, 'withheld')", arguments: [id]) }
            changes[goal, default: []].append(WordChange(id: id, portal: page.portal, text: text, isRemoval: false))
            return
        }
        if entry.goal == standing {
            return try db.cachedStatement(sql: "UPDATE entry SET file = ?, offset = ?, length = ?, first_seen = ?, last_seen = ? WHERE id = ?").execute(
                arguments: [entry.place.file, entry.place.offset, entry.place.length, entry.firstSeen, entry.lastSeen, id])
        }
        // Words are taken out by the text that they were made of.
        guard let text = entry.text ?? recorded(entry) else {
            try db.execute(sql: "INSERT OR REPLACE INTO hidden VALUES (?, 'lost')", arguments: [id])
            return try db.execute(sql: "DELETE FROM entry WHERE id = ?", arguments: [id])
        }
        changes[standing, default: []].append(WordChange(id: id, portal: page.portal, text: text, isRemoval: true))
        guard let goal = entry.goal else {
            try db.execute(sql: "DELETE FROM hidden WHERE entry = ?", arguments: [id])
            return try db.execute(sql: "DELETE FROM entry WHERE id = ?", arguments: [id])
        }
        changes[goal, default: []].append(WordChange(id: id, portal: page.portal, text: text, isRemoval: false))
        try db.execute(
            sql: "UPDATE entry SET file = ?, offset = ?, length = ?, first_seen = ?, last_seen = ?, newest = ? WHERE id = ?",
            arguments: [entry.place.file, entry.place.offset, entry.place.length, entry.firstSeen, entry.lastSeen, goal == .newest, id])
    }

    /// The text of a version that this step did not read, if its record is still where it was.
    private func recorded(_ entry: Entry) -> SearchedText? {
        guard let path = path(entry.place.file),
              let record = try? RecordPlace(path: path, offset: entry.place.offset, length: entry.place.length).record() else { return nil }
        let text = SearchedText(of: record)
        return text.digest == entry.digest ? text : nil
    }

    /// In the order of numbers, which SQLite gathers in memory; removals go by the words that were put in.
    private static func write(_ changes: [WordChange], to part: IndexSchema.Part, in db: Database) throws {
        let columns = IndexSchema.columns.joined(separator: ", ")
        let marks = Array(repeating: "?", count: IndexSchema.columns.count).joined(separator: ", ")
        let statements = try [part.pairs, part.characters].map { table in
            (insertion: try db.cachedStatement(sql: "INSERT INTO \(table)(rowid, \(columns)) VALUES (?, \(marks))"),
             removal: try db.cachedStatement(sql: "INSERT INTO \(table)(\(table), rowid, \(columns)) VALUES ('delete', ?, \(marks))"))
        }
        for change in changes.sorted(by: { $0.id < $1.id }) {
            let words = change.text.words
            for (statement, columns) in zip(statements, [words.map(\.pairs), words.map(\.characters)]) {
                let values: [String?] = columns + [Facet.tokens(portal: change.portal, kind: change.text.kind)]
                try (change.isRemoval ? statement.removal : statement.insertion).execute(arguments: [change.id] + StatementArguments(values))
            }
        }
    }
}

/// What a hit can be chosen by besides its words, as tokens longer than a pair of characters.
enum Facet {
    static func tokens(portal: Int64, kind: String) -> String { Self.portal(portal) + " " + Self.kind(kind) }
    static func portal(_ id: Int64) -> String { "portal\(id)" }
    static func kind(_ kind: String) -> String { "kind\(kind)" }
}

/// Gives out the numbers of new entries.
private struct EntryNumbers {
    /// By the first number of a day, or of the pages without a date, the next that is free.
    private var free: [Int64: Int64] = [:]

    mutating func next(for published: String?, in db: Database) throws -> Int64 {
        var range = published.flatMap(EntryNumber.first).map(EntryNumber.day) ?? 1..<EntryNumber.firstDated
        while true {
            let next = try free[range.lowerBound] ?? Self.free(in: range, db)
            if next < range.upperBound {
                free[range.lowerBound] = next + 1
                return next
            }
            free[range.lowerBound] = next
            range = EntryNumber.day(from: range.upperBound)
        }
    }

    private static func free(in range: Range<Int64>, _ db: Database) throws -> Int64 {
        let taken = try Int64.fetchOne(db, sql: """
            SELECT max(
                COALESCE((SELECT max(id) FROM entry WHERE id >= ?1 AND id < ?2), 0),
                COALESCE((SELECT max(entry) FROM hidden WHERE entry >= ?1 AND entry < ?2), 0))
            """, arguments: [range.lowerBound, range.upperBound]) ?? 0
        return max(range.lowerBound, taken + 1)
    }
}
