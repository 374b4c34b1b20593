// What sitemaps bring into the state: their own URLs, and pages that they say have changed.

import GRDB
import Web

extension PortalState {
    /// Adds sitemaps and feeds that nobody links to, to be asked for in the run.
    func add(sitemaps: [WebURL], run: RunRow) throws {
        let now = run.startedAt.secondsSince1970
        try database.write { db in
            for url in sitemaps.map(\.asSent) {
                try db.execute(
                    sql: """
                        INSERT INTO url (url, origin, role, depth, priority, pending, due, first_seen, state)
                        VALUES (?, ?, 'sitemap', 0, 1, 1, ?, ?, 'waiting')
                        ON CONFLICT (url) DO UPDATE SET role = 'sitemap' WHERE role NOT IN ('sitemap', 'feed')
                        """,
                    arguments: [url.href, url.origin, now, now])
            }
        }
    }

    /// Makes a page due that changed after its last visit, as a sitemap or a feed says. A time ahead of the clock says nothing.
    ///
    /// - Returns: whether it is to be asked for now, and was not before.
    func makeDue(_ url: WebURL, changedAt changed: Timestamp, at time: Int64, run: String, in db: Database) throws -> Bool {
        guard changed.secondsSince1970 <= time + 86_400 else { return false }
        try db.cachedStatement(sql: """
            UPDATE url SET pending = 1, due = ?, priority = \(Self.revisitPriority)
            WHERE url = ? AND pending = 0 AND (due > ? OR state = 'gone') AND visited_at < ? AND visited_run IS NOT ?
                AND (SELECT mode FROM run WHERE name = ?) <> 'new'
            """).execute(arguments: [time, url.href, time, changed.secondsSince1970, run, run])
        return db.changesCount > 0
    }
}
