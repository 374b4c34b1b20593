// What the state keeps of pages, made again when their records are.

import Archive
import Foundation
import GRDB
import Web

extension PortalState {
    /// A capture of a run that may hold a page, and whether it is the URL's last good one.
    struct StoredCapture: Sendable {
        var url: Int64
        var place: CapturePlace
        var fetchedAt: Timestamp
        var isLast: Bool
        /// The column that an answer to a list request is of, with those above it.
        var column: String?
    }

    /// A page that was read again.
    struct ReadAgain: Sendable {
        var capture: StoredCapture
        var facts: PageFacts
        var textDigest: String?
    }

    /// The captures of a run that pages were made of, in the order in which they were committed.
    func storedCaptures(run: String) throws -> [StoredCapture] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT capture.id, capture.url, capture.warc, capture.offset, capture.fetched_at, url.capture AS last, list_column.path
                    FROM capture JOIN url ON url.id = capture.url
                        LEFT JOIN list_request ON list_request.url = url.id LEFT JOIN list_column ON list_column.id = list_request."column"
                    WHERE capture.run = ? AND revisit = 0 AND withdrawn = 0 AND capture.status BETWEEN 200 AND 299 AND url.role <> 'robots'
                    ORDER BY capture.id
                    """,
                arguments: [run]
            ).map {
                StoredCapture(
                    url: $0["url"], place: CapturePlace(warc: $0["warc"], offset: $0["offset"]),
                    fetchedAt: Timestamp(secondsSince1970: $0["fetched_at"]), isLast: $0["last"] as Int64? == $0["id"] as Int64, column: $0["path"])
            }
        }
    }

    /// Puts what was read again in the place of what was known of a run's pages: fields found, and for last good copies the page,
    /// its kind, the digest of its text and the rows of its list. In one transaction; done twice it is as done once.
    func replaceFacts(run: String, by pages: [ReadAgain]) throws {
        try database.write { db in
            try db.execute(sql: "DELETE FROM field_count WHERE run = ?", arguments: [run])
            var found: [FieldKey: Int] = [:]
            for page in pages {
                let facts = page.facts
                let column = try facts.column.map { try id(ofColumn: $0, in: db) }
                if facts.isArticle {
                    for field in [FieldKey.articles] + facts.fields { found[FieldKey(column: column ?? 0, field: field), default: 0] += 1 }
                }
                guard page.capture.isLast else { continue }
                try db.cachedStatement(sql: "UPDATE url SET kind = ?, text_digest = COALESCE(?, text_digest) WHERE id = ?")
                    .execute(arguments: [facts.kind.rawValue, page.textDigest, page.capture.url])
                let digest = facts.digest.map { Data($0) }
                try db.cachedStatement(sql: """
                    UPDATE page SET kind = ?, title = ?, "column" = ?, published = ?, length = ?,
                        moved_to = CASE WHEN digest IS ?6 THEN moved_to END, digest = ?6, fields = ?7 WHERE url = ?8
                    """).execute(arguments: [
                        facts.kind.rawValue, facts.title, column, facts.published, facts.length, digest,
                        facts.isArticle ? facts.fields.joined(separator: ",") : nil, page.capture.url])
                if facts.kind == .list, let column {
                    _ = try remember(
                        list: page.capture.url, column: column, rows: facts.rows, announced: facts.announced, at: page.capture.fetchedAt, run: run, in: db)
                } else {  // what was read as a list once is none
                    try db.execute(
                        sql: "DELETE FROM listing WHERE list = ?1 AND EXISTS (SELECT 1 FROM list_page WHERE url = ?1)", arguments: [page.capture.url])
                    try db.execute(sql: "DELETE FROM list_page WHERE url = ?", arguments: [page.capture.url])
                }
            }
            let statement = try db.cachedStatement(sql: #"INSERT INTO field_count (run, "column", field, found) VALUES (?, ?, ?, ?)"#)
            for (key, count) in found { try statement.execute(arguments: [run, key.column, key.field, count]) }
        }
    }
}
