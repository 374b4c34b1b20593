// The entries that a query finds, the newest first.

import GRDB

/// Goes through the hits of a query in one part of the index, by falling numbers.
struct HitCursor {
    private var pairs: EntryCursor?
    private var characters: EntryCursor?

    /// - Parameter range: the numbers that may be.
    init(_ expression: MatchExpression, in part: IndexSchema.Part, range: ClosedRange<Int64>, _ db: Database) throws {
        pairs = try expression.pairs.map { try EntryCursor($0, in: part.pairs, range: range, db) }
        characters = try expression.characters.map { try EntryCursor($0, in: part.characters, range: range, db) }
    }

    /// The next hit; nil at the end.
    mutating func next() throws -> Int64? {
        guard var other = characters else { return try pairs?.next() }
        defer { characters = other }
        guard var own = pairs else { return try other.next() }
        defer { pairs = own }
        guard var (a, b) = try both(own.next(), other.next()) else { return nil }
        while a != b {
            guard let next = try a > b ? both(own.next(), b) : both(a, other.next()) else { return nil }
            (a, b) = next
        }
        return a
    }

    private func both(_ a: Int64?, _ b: Int64?) -> (Int64, Int64)? {
        if let a, let b { (a, b) } else { nil }
    }
}

/// The entries of a full-text table that match an expression, by falling numbers.
struct EntryCursor {
    private let cursor: FastDatabaseValueCursor<Int64>

    init(_ expression: String, in table: String, range: ClosedRange<Int64>, _ db: Database) throws {
        cursor = try Int64.fetchCursor(
            db, sql: "SELECT rowid FROM \(table) WHERE \(table) MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC",
            arguments: [expression, range.lowerBound, range.upperBound])
    }

    mutating func next() throws -> Int64? { try cursor.next() }
}

/// The hits of several parts of the index, by falling numbers.
struct MergedHits {
    private var cursors: [(cursor: HitCursor, next: Int64?)]

    init(_ cursors: [HitCursor]) throws {
        self.cursors = try cursors.map { cursor in
            var cursor = cursor
            let next = try cursor.next()
            return (cursor, next)
        }
    }

    mutating func next() throws -> Int64? {
        guard let i = cursors.indices.filter({ cursors[$0].next != nil }).max(by: { (cursors[$0].next ?? 0) < (cursors[$1].next ?? 0) }) else { return nil }
        let found = cursors[i].next
        cursors[i].next = try cursors[i].cursor.next()
        return found
    }
}
