// What the state keeps of columns: those that a page shows, and which page of which column a URL is.

import Archive
import Foundation
import GRDB
import Lists
import Reading
import Web
import WebArchive

extension PortalState {
    /// Adds the columns that the portal file names, to be asked for in the run.
    func add(columns: [WebURL], run: RunRow) throws {
        let now = run.startedAt.secondsSince1970
        try database.write { db in
            for url in columns.map(\.asSent) {
                try db.execute(
                    sql: """
                        INSERT INTO url (url, origin, role, depth, priority, pending, due, first_seen, state)
                        VALUES (?, ?, 'page', 1, 1, 1, ?, ?, 'waiting')
                        ON CONFLICT (url) DO UPDATE SET pending = CASE WHEN visited_run IS ? THEN pending ELSE 1 END,
                            due = CASE WHEN visited_run IS ? THEN due ELSE min(coalesce(due, excluded.due), excluded.due) END
                        """,
                    arguments: [url.href, url.origin, now, now, run.name, run.name])
            }
        }
    }

    /// Notes the columns that a page shows, and those that it no longer does.
    ///
    /// - Parameters:
    ///   - path: the page's column with those above it.
    ///   - next: the page that its pager names as the next.
    func register(_ columns: [ListColumn], on page: QueuedURL, path: String?, next: String?, at time: Int64, in db: Database) throws {
        var seen: [String] = []
        for column in columns where column.page == page.url.href {
            seen.append(column.key)
            guard try !isAlias(column, of: page.id, next: next, in: db) else { continue }
            let name = columns.count > 1 ? [path, column.name ?? column.key].compactMap { $0 }.joined(separator: " > ") : path
            let rows = column.rows
            // A total that has grown is a debt: so many rows are somewhere in the list.
            try db.cachedStatement(sql: """
                INSERT INTO list_column (page, key, path, dialect, parameters, state, first_request, first_rows, rows_per_page, pages, announced,
                    announced_in, digest, descends, seen_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (page, key) DO UPDATE SET
                    relaunched_at = CASE WHEN dialect = excluded.dialect THEN relaunched_at ELSE excluded.seen_at END, path = COALESCE(excluded.path, path), dialect = excluded.dialect, parameters = excluded.parameters,
                    state = excluded.state, first_request = excluded.first_request, first_rows = excluded.first_rows,
                    rows_per_page = COALESCE(excluded.rows_per_page, rows_per_page), pages = COALESCE(excluded.pages, pages),
                    owed = owed + max(0, COALESCE(excluded.announced - announced, 0)),
                    announced = COALESCE(excluded.announced, announced), announced_in = COALESCE(excluded.announced_in, announced_in),
                    digest = COALESCE(excluded.digest, digest), descends = COALESCE(excluded.descends, descends), seen_at = excluded.seen_at, lost_at = NULL
                """).execute(arguments: [
                    page.id, column.key, name, column.dialect, ListPlace.text(of: column.parameters), ListPlace.text(of: column.state),
                    column.firstRequest, column.firstRows, column.rowsPerPage, column.pages, column.announced, column.announcedIn,
                    rows.map { Data(Self.digest(of: $0)) }, rows.flatMap(RowOrder.descends), time,
                ])
        }
        guard try hasColumns(page.id, in: db) else { return }
        for row in try Row.fetchAll(db, sql: "SELECT id, key FROM list_column WHERE page = ? AND lost_at IS NULL", arguments: [page.id]) {
            if !seen.contains(row["key"]) { try db.execute(sql: "UPDATE list_column SET lost_at = ? WHERE id = ?", arguments: [time, row["id"] as Int64]) }
        }
    }

    /// Whether the column is one that another page shows: that its first request belongs to (`/tzgg/` and `/tzgg/index.html` are one).
    private func isAlias(_ column: ListColumn, of page: Int64, next: String?, in db: Database) throws -> Bool {
        let first = ListReader.followsLinks(column) ? next : ListReader.request(for: column.firstRequest, of: column)?.identity
        guard let first else { return false }
        return try Bool.fetchOne(
            db.cachedStatement(sql: """
                SELECT EXISTS (SELECT 1 FROM url JOIN list_request ON list_request.url = url.id JOIN list_column ON list_column.id = list_request."column"
                    WHERE url.url = ? AND list_column.page <> ? AND list_column.lost_at IS NULL)
                """), arguments: [first, page]) ?? false
    }

    /// The columns that stand in a page.
    func columns(onPage page: Int64, in db: Database) throws -> [StoredColumn] {
        guard try hasColumns(page, in: db) else { return [] }
        let statement = try db.cachedStatement(sql: """
            SELECT \(StoredColumn.columns) FROM list_column JOIN url AS column_page ON column_page.id = list_column.page
            WHERE list_column.page = ? AND list_column.lost_at IS NULL ORDER BY list_column.id
            """)
        return try Row.fetchAll(statement, arguments: [page]).compactMap { StoredColumn($0) }
    }

    /// Whether a page shows columns; of most pages that is all there is to know.
    private func hasColumns(_ page: Int64, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM list_column WHERE page = ? AND lost_at IS NULL)"), arguments: [page]) ?? false
    }

    /// The column and the number of the page of it that a URL is; nil for any other URL.
    func listRequest(of url: Int64, in db: Database) throws -> (column: StoredColumn, number: Int)? {
        // Asked of every page: a row of many columns costs more to prepare than to look for.
        guard try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM list_request WHERE url = ?)"), arguments: [url]) ?? false else {
            return nil
        }
        let statement = try db.cachedStatement(sql: """
            SELECT list_request.number AS list_number, \(StoredColumn.columns) FROM list_request
                JOIN list_column ON list_column.id = list_request."column" JOIN url AS column_page ON column_page.id = list_column.page
            WHERE list_request.url = ?
            """)
        return try Row.fetchOne(statement, arguments: [url]).flatMap { row in StoredColumn(row).map { ($0, row["list_number"]) } }
    }

    /// Says which page of a column a URL is, and behind which other; pages move, for a new first page makes each the next.
    func note(_ number: Int, of column: Int64, is url: Int64, behind before: Int64?, in db: Database) throws {
        if let before { try db.cachedStatement(sql: "UPDATE url SET continues = ? WHERE id = ? AND depth > 0").execute(arguments: [before, url]) }
        try db.cachedStatement(sql: """
            INSERT INTO list_request (url, "column", number) VALUES (?, ?, ?)
            ON CONFLICT (url) DO UPDATE SET "column" = excluded."column", number = excluded.number
            """).execute(arguments: [url, column, number])
    }

    /// Keeps how far a column was walked.
    func save(_ column: StoredColumn, in db: Database) throws {
        try db.cachedStatement(sql: """
            UPDATE list_column SET state = ?, rows_per_page = ?, pages = ?, announced = ?, announced_in = ?, owed = ?, descends = ?, walked_at = ?,
                is_walk = ?, misses = ?, ending = ?, detail = ? WHERE id = ?
            """).execute(arguments: [
                ListPlace.text(of: column.column.state), column.column.rowsPerPage, column.column.pages, column.column.announced,
                column.column.announcedIn, column.owed, column.descends, column.walkedAt, column.isWalk, column.misses, column.ending?.rawValue,
                column.detail, column.id,
            ])
    }

    /// Tells one page of rows from another.
    static func digest(of rows: [ListRow]) -> [UInt8] {
        Array(SHA256Digest(of: Array(rows.compactMap(\.url).joined(separator: "\n").utf8)).bytes.prefix(16))
    }
}

/// The order of a list's rows.
enum RowOrder {
    /// So many rows tell an order.
    private static let fewest = 5

    /// Whether the dates of rows descend, some that are kept on top aside; nil where too few rows have dates.
    static func descends(_ rows: [ListRow]) -> Bool? {
        let dates = rows.compactMap { $0.date?.prefix(10) }
        guard dates.count >= fewest else { return nil }
        let rises = zip(dates, dates.dropFirst()).count { $0 < $1 }
        return rises * 5 <= dates.count
    }
}
