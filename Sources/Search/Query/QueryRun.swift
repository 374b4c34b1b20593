// A query put to the index: the page of hits, and how many there are in all.

import Archive
import Foundation
import GRDB
import Records
import Web

/// Which hits come first.
public enum HitOrder: String, CaseIterable, Sendable {
    /// By date, the newest first.
    case newest
    /// Of the newest 10,000 hits those in which the words weigh most (BM25, words in the title eight times), the others not.
    case ranked
}

/// Runs queries on an index that is open for reading.
struct QueryRun {
    private let database: DatabaseQueue
    private let archive: ArchiveFolder
    private let query: SearchQuery
    /// Entries that may not be shown.
    private let hidden: Set<Int64>
    private let expression: MatchExpression
    private let range: ClosedRange<Int64>
    /// Pages without a date are chosen by the day on which they were first captured.
    private let choosesDays: Bool

    /// Of so many hits a ranking is made.
    private static let ranked = 10_000

    /// Nil where nothing can be found: a portal that the index does not have.
    init?(_ query: SearchQuery, on database: DatabaseQueue, of archive: ArchiveFolder, withheld: WithheldList) throws {
        let portals = try database.read { db in
            try query.portals.isEmpty ? nil : query.portals.compactMap { try Int64.fetchOne(db, sql: "SELECT id FROM portal WHERE name = ?", arguments: [$0]) }
        }
        if portals?.isEmpty == true { return nil }
        self.database = database
        self.archive = archive
        self.query = query
        expression = MatchExpression(query, portals: portals)
        choosesDays = query.since != nil || query.until != nil
        let last = try query.until.map { day in try Self.number(of: day).advanced(by: EntryNumber.day(from: 0).count - 1) } ?? EntryNumber.last
        range = 1...last
        first = try query.since.map(Self.number) ?? EntryNumber.firstDated
        hidden = try database.read { db in
            let stamp = try String.fetchOne(db, sql: "SELECT value FROM setting WHERE name = 'withheld'")
            if stamp == WithheldStamp(of: archive).text { return try Int64.fetchSet(db, sql: "SELECT entry FROM hidden") }
            let lost = try Int64.fetchSet(db, sql: "SELECT entry FROM hidden WHERE why = 'lost'")
            return try lost.union(withheld.entries(in: db))
        }
    }

    /// The first number of a dated page that may be.
    private let first: Int64

    private static func number(of day: String) throws -> Int64 {
        guard let number = EntryNumber.first(of: day) else { throw InputError(path: day, cause: "is no day between 1900 and 2199") }
        return number
    }

    /// Hands on hits, and counts all.
    ///
    /// - Parameter body: called for each hit of the page as soon as it is found.
    /// - Returns: how many hits there are; nil if they were not to be counted.
    func run(order: HitOrder, skip: Int, limit: Int, counts: Bool, _ body: (Hit) throws -> Void) throws -> Int? {
        try database.read { db in
            let parts: [IndexSchema.Part] = query.withOlder ? [.newest, .older] : [.newest]
            var hits = try MergedHits(parts.map { try HitCursor(expression, in: $0, range: range, db) })
            var shown = 0
            var total = 0
            var candidates: [Int64] = []
            while let id = try hits.next() {
                guard try isChosen(id, db) else { continue }
                total += 1
                if order == .ranked, candidates.count < Self.ranked { candidates.append(id) }
                guard order == .newest, total > skip, shown < limit else {
                    if !counts, order == .newest ? shown >= limit : candidates.count >= Self.ranked { break }
                    continue
                }
                if let hit = try hit(id, db) { try body(hit) }
                shown += 1
                if shown >= limit, !counts { break }
            }
            for id in try ranked(candidates, parts, db).dropFirst(skip).prefix(limit) {
                if let hit = try hit(id, db) { try body(hit) }
            }
            return counts ? total : nil
        }
    }

    private func isChosen(_ id: Int64, _ db: Database) throws -> Bool {
        if !hidden.isEmpty, hidden.contains(id) { return false }
        guard choosesDays else { return true }
        if id >= EntryNumber.firstDated { return id >= first }
        let seen = try Int64.fetchOne(db.cachedStatement(sql: "SELECT first_seen FROM entry WHERE id = ?"), arguments: [id]) ?? 0
        let day = String(Timestamp(secondsSince1970: seen).iso8601.prefix(10))
        return (query.since.map { day >= $0 } ?? true) && (query.until.map { day <= $0 } ?? true)
    }

    private func ranked(_ candidates: [Int64], _ parts: [IndexSchema.Part], _ db: Database) throws -> [Int64] {
        guard let least = candidates.last, let pairs = expression.pairs else { return candidates }  // a single character weighs nothing
        let weights = IndexSchema.fields.map { $0 == .title ? "8.0" : $0 == .document ? "4.0" : "1.0" }.joined(separator: ", ")
        var scores: [Int64: Double] = [:]
        for part in parts {
            let table = part.pairs
            let rows = try Row.fetchCursor(
                db, sql: "SELECT rowid, bm25(\(table), \(weights), 0.0) FROM \(table) WHERE \(table) MATCH ? AND rowid BETWEEN ? AND ?",
                arguments: [pairs, least, range.upperBound])
            while let row = try rows.next() { scores[row[0]] = row[1] }
        }
        // Less is better; equal weights by date.
        return candidates.sorted { (scores[$0] ?? 0, -$0) < (scores[$1] ?? 0, -$1) }
    }

    private func hit(_ id: Int64, _ db: Database) throws -> Hit? {
        guard let row = try Row.fetchOne(db.cachedStatement(sql: """
            SELECT entry.*, file.name AS file_name, portal.name AS portal_name
            FROM entry JOIN file ON file.id = entry.file JOIN portal ON portal.id = entry.portal WHERE entry.id = ?
            """), arguments: [id]) else { return nil }
        let portal: String = row["portal_name"]
        let place = RecordPlace(path: "\(archive.path)/\(portal)/records/\(row["file_name"] as String)", offset: row["offset"], length: row["length"])
        let record = try place.record()
        guard let text = HitText(record, query: query) else {
            throw InputError(path: place.path, cause: "offset \(place.offset): the record was replaced while it was sought; search again")
        }
        let firstSeen = Timestamp(secondsSince1970: row["first_seen"]).iso8601
        return Hit(
            portal: portal, record: record, date: record.published ?? String(firstSeen.prefix(10)), isDated: record.published != nil, firstSeen: firstSeen,
            lastSeen: Timestamp(secondsSince1970: row["last_seen"]).iso8601, isOlder: row["newest"] == 0, text: text)
    }
}
