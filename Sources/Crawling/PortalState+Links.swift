// What the pages of a batch lead to: URLs that nobody knew, and the later pages of lists.

import Archive
import GRDB
import Web

/// What came into the queue with a batch.
struct AddedURLs {
    /// The origins of URLs that joined it.
    var origins: Set<String> = []
    /// How many pages and attachments that nobody knew were found on a page, by the page's `id`.
    var newByPage: [Int64: Int] = [:]
}

extension PortalState {
    /// A URL that is gone and still linked to is asked for again after so many seconds: a page that was deleted may come back, but
    /// many a list names for years what is no more. What a list names anew, or a sitemap dates later, need not wait.
    private static let goneButLinked = 7 * 86_400

    /// Adds what was found. A known URL is left as it is, but for two: one that was left out and is now found on a way that lets
    /// it in, and one that has been gone for long and is linked to all the same.
    ///
    /// - Parameter timeOf: when the page was visited that has this `id`, in seconds since 1970.
    func add(_ discovered: [DiscoveredURL], at timeOf: (Int64) -> Int64, run: String, in db: Database) throws -> AddedURLs {
        var added = AddedURLs()
        let insert = try db.cachedStatement(sql: """
            INSERT INTO url (url, origin, role, depth, via, redirects, priority, pending, due, first_seen, state, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO NOTHING
            """)
        let revive = try db.cachedStatement(sql: """
            UPDATE url SET role = ?, depth = min(depth, ?), via = ?, priority = ?, pending = 1, due = ?,
                state = CASE state WHEN 'excluded' THEN 'waiting' ELSE state END, reason = CASE state WHEN 'excluded' THEN NULL ELSE reason END
            WHERE url = ? AND pending = 0
                AND (state = 'excluded' AND reason IN ('scope', 'depth') OR state = 'gone' AND visited_at <= ?)
            """)
        for found in discovered {
            let origin = found.url.origin
            let time = timeOf(found.via)
            if found.isGuess, try knows(found.url, in: db) { continue }
            let isTaken = found.exclusion == nil
            try insert.execute(arguments: [
                found.url.href, origin, found.role.rawValue, found.depth, found.via, found.redirects, found.priority, isTaken, isTaken ? time : nil,
                time, found.state.rawValue, found.exclusion?.rawValue])
            if db.changesCount > 0 {
                if isTaken, !found.role.isEmbed { added.newByPage[found.via, default: 0] += 1 }
            } else if isTaken {
                try revive.execute(arguments: [
                    found.role.rawValue, found.depth, found.via, found.priority, time, found.url.href, time - Int64(Self.goneButLinked)])
            }
            if isTaken, db.changesCount > 0 { added.origins.insert(origin) }
            if isTaken, let changed = found.lastModified, try makeDue(found.url, changedAt: changed, at: time, run: run, in: db) {
                added.origins.insert(origin)
            }
        }
        return added
    }

    /// A list says which page is its next. That one is asked for in the same run if the page before it showed something new, for
    /// the news may go on there; else it has an interval of its own.
    func goOn(behind visit: Visit, _ added: inout AddedURLs, at time: Int64, run: String, in db: Database) throws {
        guard visit.kind == .list, let address = visit.page?.page.nextPage, let url = (try? WebURL(address))?.asSent else { return }
        let id = visit.queued.id
        try db.cachedStatement(sql: "UPDATE url SET continues = ? WHERE url = ? AND continues IS NULL AND depth > 0 AND id <> ?")
            .execute(arguments: [id, url.href, id])
        guard added.newByPage[id] ?? 0 > 0 else { return }
        try db.cachedStatement(sql: """
            UPDATE url SET pending = 1, due = ?, priority = \(Self.listPriority)
            WHERE url = ? AND pending = 0 AND due IS NOT NULL AND visited_run IS NOT ?
            """).execute(arguments: [time, url.href, run])
        if db.changesCount > 0 { added.origins.insert(url.origin) }
    }
}
