// What the state keeps of pages, of the lists that name them, and of the fields that were found on them: for the morning's report.

import Archive
import Foundation
import GRDB
import Web

extension PortalState {
    /// Remembers a batch's pages, in the batch's transaction. Only what changed is written: a list's row that stays costs a look-up.
    ///
    /// - Returns: the origins of URLs that were gone and come into the queue, for a list names them again.
    func remember(_ visits: [WrittenVisit], run: String, in db: Database) throws -> Set<String> {
        var found: [FieldKey: Int] = [:]
        var origins: Set<String> = []
        for written in visits {
            let visit = written.visit
            if let file = visit.sitemap, file.form != .index, visit.judgement.state == .captured, written.place != nil {
                origins.formUnion(try remember(
                    sitemap: visit.queued.id, file.entries.map { $0.url.asSent.href }, at: visit.visitedAt, run: run, in: db))
            }
            guard let facts = visit.facts, visit.judgement.state == .captured, written.place != nil, visit.queued.role != .robots else {
                continue
            }
            var column = try facts.column.map { try id(ofColumn: $0, in: db) }
            if column == nil, facts.kind == .list { column = try columnOfPage(behind: visit.queued.id, in: db) }
            try db.cachedStatement(sql: """
                INSERT INTO page (url, run, kind, title, "column", published, length, digest, fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (url) DO UPDATE SET run = excluded.run, kind = excluded.kind, title = excluded.title,
                    "column" = excluded."column", published = excluded.published, length = excluded.length, digest = excluded.digest,
                    fields = excluded.fields, moved_to = NULL
                """).execute(arguments: [
                    visit.queued.id, run, facts.kind.rawValue, facts.title, column, facts.published, facts.length,
                    facts.digest.map { Data($0) }, facts.isArticle ? facts.fields.joined(separator: ",") : nil])
            if facts.isArticle {
                let key = column ?? 0
                found[FieldKey(column: key, field: FieldKey.articles), default: 0] += 1
                for field in facts.fields { found[FieldKey(column: key, field: field), default: 0] += 1 }
            }
            if facts.kind == .list, let column {
                origins.formUnion(try remember(
                    list: visit.queued.id, column: column, rows: facts.rows, announced: facts.announced, at: visit.visitedAt, run: run,
                    in: db))
            }
        }
        let statement = try db.cachedStatement(sql: """
            INSERT INTO field_count (run, "column", field, found) VALUES (?, ?, ?, ?)
            ON CONFLICT (run, "column", field) DO UPDATE SET found = found + excluded.found
            """)
        for (key, count) in found { try statement.execute(arguments: [run, key.column, key.field, count]) }
        return origins
    }

    /// A field of a column's articles.
    struct FieldKey: Hashable {
        /// 0 for articles without one.
        var column: Int64
        var field: String

        /// Stands for the articles themselves.
        static let articles = "articles"
    }

    /// Brings what a list page names up to date: rows that came begin, rows that went end.
    func remember(
        list: Int64, column: Int64, rows: [String], announced: Int?, at time: Timestamp, run: String, in db: Database
    ) throws -> Set<String> {
        try db.cachedStatement(sql: """
            INSERT INTO list_page (url, "column", announced, rows) VALUES (?, ?, ?, ?)
            ON CONFLICT (url) DO UPDATE SET "column" = excluded."column", announced = excluded.announced, rows = excluded.rows
            """).execute(arguments: [list, column, announced, rows.count])
        return try note(rows.compactMap { try? WebURL($0).asSent.href }, namedBy: list, at: time, run: run, in: db)
    }

    /// Brings what a sitemap or a feed names up to date.
    private func remember(sitemap: Int64, _ entries: [String], at time: Timestamp, run: String, in db: Database) throws -> Set<String> {
        try db.cachedStatement(sql: """
            INSERT INTO sitemap_file (url, entries) VALUES (?, ?) ON CONFLICT (url) DO UPDATE SET entries = excluded.entries
            """).execute(arguments: [sitemap, entries.count])
        return try note(entries, namedBy: sitemap, at: time, run: run, in: db)
    }

    private func note(_ urls: [String], namedBy list: Int64, at time: Timestamp, run: String, in db: Database) throws -> Set<String> {
        let known = try db.cachedStatement(sql: "SELECT id FROM url WHERE url = ?")
        var named: Set<Int64> = []
        for url in urls {
            if let id = try Int64.fetchOne(known, arguments: [url]) { named.insert(id) }  // one that leads out of the portal has none
        }
        let current = try db.cachedStatement(sql: "SELECT url FROM listing WHERE list = ? AND left_at IS NULL")
        let before = Set(try Int64.fetchAll(current, arguments: [list]))
        let leave = try db.cachedStatement(sql: "UPDATE listing SET left_at = ? WHERE list = ? AND url = ?")
        for id in before.subtracting(named) { try leave.execute(arguments: [time.secondsSince1970, list, id]) }
        let enter = try db.cachedStatement(sql: """
            INSERT INTO listing (list, url, first_at) VALUES (?, ?, ?) ON CONFLICT (list, url) DO UPDATE SET left_at = NULL
            """)
        let come = named.subtracting(before).sorted()
        for id in come { try enter.execute(arguments: [list, id, time.secondsSince1970]) }
        return before.isEmpty ? [] : try revive(come, at: time, run: run, in: db)
    }

    /// What a list names that it did not name when it was read last is there again, though it was gone: it is asked for in the same run.
    /// Of a list that is read for the first time nobody knows whether it names what is no more.
    private func revive(_ named: [Int64], at time: Timestamp, run: String, in db: Database) throws -> Set<String> {
        let statement = try db.cachedStatement(sql: """
            UPDATE url SET pending = 1, due = ?, priority = \(Self.listPriority)
            WHERE id = ? AND state = 'gone' AND pending = 0 AND visited_run IS NOT ? RETURNING origin
            """)
        var origins: Set<String> = []
        for id in named {
            if let origin = try String.fetchOne(statement, arguments: [time.secondsSince1970, id, run]) { origins.insert(origin) }
        }
        return origins
    }

    /// The column of the page whose list a request continues: the answer to a call names none.
    private func columnOfPage(behind request: Int64, in db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: """
                SELECT COALESCE(list_page."column", page."column") FROM list_request JOIN list_column ON list_column.id = list_request."column"
                    LEFT JOIN list_page ON list_page.url = list_column.page LEFT JOIN page ON page.url = list_column.page
                WHERE list_request.url = ?
                """),
            arguments: [request])
    }

    func id(ofColumn name: String, in db: Database) throws -> Int64 {
        let statement = try db.cachedStatement(sql: "SELECT id FROM site_column WHERE name = ?")
        if let id = try Int64.fetchOne(statement, arguments: [name]) { return id }
        try db.execute(sql: "INSERT INTO site_column (name) VALUES (?)", arguments: [name])
        return db.lastInsertedRowID
    }
}
