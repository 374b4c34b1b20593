// The walk through a column: which page of a list is asked for next, and where the list ends.

import Archive
import Foundation
import GRDB
import Lists
import Reading
import Web

/// The rule of the walk.
///
/// A list is walked page by page until a page shows nothing that was not known, by its articles and not by its number. It is walked to
/// its end the first time, once in ``period``, and where the portal announces more new rows than were met with. A list whose dates do not
/// descend may have news on any page: it is walked to its end once in ``unsortedPeriod``.
struct ColumnWalk: Sendable {
    var scope: Scope
    /// Seconds from one full walk to the next.
    let period: Int64
    /// Whether all lists are walked to their ends in this run.
    let isFull: Bool

    /// Seconds.
    static let unsortedPeriod: Int64 = 7 * 86_400
    /// Pages in a row that cannot be had, after which the rest is not asked for.
    static let mostMisses = 3
    /// A list of more pages has no end.
    static let mostPages = 20_000

    init(_ portal: Portal, isFull: Bool) {
        scope = Scope(portal)
        period = Int64(portal.revisit.listDays * 86_400)
        self.isFull = isFull
    }

    /// Whether a full walk of a column is due.
    func isDue(_ column: StoredColumn, at time: Int64) -> Bool {
        guard let last = column.walkedAt else { return true }
        // Columns that were found in one night are not walked in one night for ever.
        let period = column.descends == false ? min(period, Self.unsortedPeriod) : period
        let earlier = period / 4 * (column.id * 611_953 % 1024) / 1024
        return isFull || time - last >= period - earlier
    }
}

extension PortalState {
    /// Goes on behind a visit: through the columns that stand in its page, or in the column of which it is a page.
    ///
    /// - Parameter isTriedAgain: whether what was asked for failed, and is asked for again in this run.
    func walk(
        behind visit: Visit, by walk: ColumnWalk, _ schedule: RevisitSchedule, run: String, isTriedAgain: Bool, _ added: inout AddedURLs, at time: Int64, in db: Database
    ) throws {
        guard [.page, .frame, .list].contains(visit.queued.role) else { return }
        let id = visit.queued.id
        let next = visit.page?.page.nextPage.flatMap { try? WebURL($0) }?.asSent.href
        if visit.kind == .list, let next {
            try db.cachedStatement(sql: "INSERT INTO list_next (url, next) VALUES (?, ?) ON CONFLICT (url) DO UPDATE SET next = excluded.next")
                .execute(arguments: [id, next])
        }
        let brought = added.newByPage[id] ?? 0
        if let request = try listRequest(of: id, in: db) {
            guard !isTriedAgain else { return }
            var (column, number) = request
            let goesOn = try take(visit, as: number, of: &column, brought: brought, in: db)
            if goesOn { try goOn(&column, behind: number, on: id, brought: brought, walk, schedule, run, &added, at: time, in: db) }
            try save(column, in: db)
            return
        }
        guard visit.judgement.state == .captured || visit.judgement.state == .unchanged else { return }
        if let page = visit.page, visit.judgement.isOfThePage {
            try register(page.columns, on: visit.queued, path: visit.facts?.column, next: next, at: time, in: db)
        }
        for var column in try columns(onPage: id, in: db) {
            column.owed = max(0, column.owed - brought)
            if walk.isDue(column, at: time) {
                column.walkedAt = time
                column.isWalk = true
            }
            // Where a dialect finds no rows of its own, those that a reader sees are the column's first page.
            if column.column.firstRequest > 1, let page = visit.page, page.columns.count == 1, page.columns[0].rows == nil {
                try db.cachedStatement(sql: "UPDATE list_column SET digest = ? WHERE id = ?").execute(arguments: [Data(Self.digest(of: page.page.rows)), column.id])
                column.descends = RowOrder.descends(page.page.rows) ?? column.descends
            }
            try goOn(&column, behind: column.column.firstRequest - 1, on: id, brought: brought, walk, schedule, run, &added, at: time, in: db)
            try save(column, in: db)
        }
    }

    /// Takes what came of a page of a column; tells whether the walk goes on behind it.
    private func take(_ visit: Visit, as number: Int, of column: inout StoredColumn, brought: Int, in db: Database) throws -> Bool {
        switch (visit.judgement.state, visit.judgement.reason) {
        case (.captured, _):
            column.misses = 0
            guard let page = visit.page else { return true }
            return try take(page.page.rows, page.list, of: visit, as: number, of: &column, brought: brought, in: db)
        case (.unchanged, _):
            column.misses = 0
            return true
        case (.failed, .unreadableList): column.end(.unreadable, "page \(number): \(visit.judgement.detail ?? "")")
        // Where pages end some servers send a stub for 404.
        case (.missingOnce, _), (.gone, _), (.failed, _), (.turnedAway, .stub):
            column.misses += 1
            if let last = column.column.lastPage, number < last, column.misses < ColumnWalk.mostMisses { return true }
            let first = number - column.misses + 1
            // Lists announce pages that are not there yet, or no longer: at their end only.
            let isAtEnd = visit.judgement.state != .failed && (column.column.lastPage.map { number >= $0 } ?? true)
            if isAtEnd { column.end(.end, "page \(first) is not there") } else {
                column.end(visit.judgement.state == .failed ? .failed : .missing, "pages from \(first) on: \(visit.judgement.detail ?? "")")
            }
        case (.turnedAway, _): column.end(.turnedAway, "page \(number): \(visit.judgement.detail ?? "")")
        case (.excluded, _), (.trapped, _): column.end(.forbidden, "page \(number): \(visit.judgement.detail ?? "")")
        case (.redirected, _), (.overLimit, _), (.waiting, _): column.end(.failed, "page \(number): \(visit.judgement.detail ?? "")")
        }
        return false
    }

    private func take(
        _ rows: [ListRow], _ reading: ListReading?, of visit: Visit, as number: Int, of column: inout StoredColumn, brought: Int, in db: Database
    ) throws -> Bool {
        let digest = Self.digest(of: rows)
        let isRepeated = try !rows.isEmpty && isRepeated(digest, number, of: column, in: db)
        try db.cachedStatement(sql: "UPDATE list_request SET rows = ?, digest = ? WHERE url = ?")
            .execute(arguments: [rows.count, Data(digest), visit.queued.id])
        if let reading {
            column.column.state.merge(reading.state) { $1 }
            column.column.pages = reading.pages ?? column.column.pages
            if let total = reading.announced {
                column.owed += max(0, total - (column.column.announced ?? total))
                column.column.announced = total
                column.column.announcedIn = reading.announcedIn ?? column.column.announcedIn
            }
        }
        column.owed = max(0, column.owed - brought)
        if number == 1 {
            column.column.rowsPerPage = column.column.rowsPerPage ?? (rows.isEmpty ? nil : rows.count)
            column.descends = RowOrder.descends(rows) ?? column.descends
        }
        if reading?.goesOn == true { return true }
        // Behind its end a list may show its last page again, or nothing.
        let isAll = try isAll(column, before: number, in: db)
        if isRepeated {
            // Some have their first page under the name of the second too: then all that follow are one further.
            if number == 2, reading == nil, column.column.firstRequest == 2, let pages = column.column.pages, pages > 2 {
                column.column.pages = pages + 1
                return true
            }
            column.end(isAll ? .end : .repeats, isAll ? nil : "page \(number) shows the rows of an earlier one again")
            return false
        }
        if rows.isEmpty {
            let isExpected = isAll || column.column.announced ?? 0 == 0 || column.column.lastPage.map { number > $0 } ?? false
            column.end(isExpected ? .end : .empty, isExpected ? nil : "page \(number) has no rows")
            return false
        }
        if reading?.isLast == true {
            column.end(.end)
            return false
        }
        return true
    }

    /// Whether the pages before one have shown as many rows as are announced.
    private func isAll(_ column: StoredColumn, before number: Int, in db: Database) throws -> Bool {
        guard let announced = column.column.announced, announced > 0 else { return false }
        let row = try Row.fetchOne(
            db.cachedStatement(sql: """
                SELECT coalesce(sum(rows), 0) AS rows, coalesce(max(rows), 0) AS most FROM list_request WHERE "column" = ? AND number < ?
                """), arguments: [column.id, number])
        let shown: Int = row?["rows"] ?? 0, most: Int = row?["most"] ?? 0
        let first = column.column.firstRequest > 1 ? column.column.firstRows ?? column.column.rowsPerPage ?? most : 0
        return shown + first >= announced
    }

    /// Whether rows are those of the first page, or of the page before.
    private func isRepeated(_ digest: [UInt8], _ number: Int, of column: StoredColumn, in db: Database) throws -> Bool {
        if number > 1, column.digest == digest { return true }
        return try Bool.fetchOne(
            db.cachedStatement(sql: """
                SELECT EXISTS (SELECT 1 FROM list_request WHERE "column" = ? AND (number = 1 OR number = ?) AND number < ? AND digest = ?)
                """), arguments: [column.id, number - 1, number, Data(digest)]) ?? false
    }

    /// Sees to it that the next page is asked for, if it is to be. A page that was visited in this run already, by a link, is passed over.
    private func goOn(
        _ column: inout StoredColumn, behind number: Int, on id: Int64, brought: Int, _ walk: ColumnWalk, _ schedule: RevisitSchedule, _ run: String,
        _ added: inout AddedURLs, at time: Int64, in db: Database
    ) throws {
        var (number, current) = (number, id)
        for _ in 0..<ColumnWalk.mostPages {
            guard let request = try request(behind: number, of: column, on: current, in: db) else {
                // No page of the list was asked for, and those that stand in the column's own are not all.
                let isHidden = number < column.column.firstRequest && column.column.announced ?? 0 > column.column.firstRows ?? .max
                return isHidden ? column.end(.hidden, "the page holds \(column.column.firstRows ?? 0) rows and no address of the rest") : column.end(.end)
            }
            number += 1
            let role = request.isPage ? URLRole.page : .list
            let place = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT id, role, pending, visited_run, state, reason, detail FROM url WHERE url = ?"), arguments: [request.identity])
            guard let place else {
                guard try isTaken(request, role, &column, number, walk) else { return }
                try add(request, role, number, of: column, behind: current, at: time, in: db)
                added.origins.insert(request.url.origin)
                return
            }
            let next: Int64 = place["id"]
            // A circle: many last pages link to themselves, others have more behind them.
            guard next != column.page, next != id else {
                let isAll = try column.column.announced == nil || isAll(column, before: number, in: db)
                return isAll ? column.end(.end) : column.end(.repeats, "page \(number - 1) names itself or the first as its next")
            }
            try note(number, of: column.id, is: next, behind: number > 1 ? current : nil, in: db)
            if role == .list, place["role"] as String != URLRole.list.rawValue {
                try makeList(next, at: time, in: db)
                added.origins.insert(request.url.origin)
                return
            }
            if place["pending"] { return }
            if place["visited_run"] as String? == run {
                // Its visit of this run may have come before that of the column's page.
                if place["state"] as String == URLState.turnedAway.rawValue, place["reason"] as String? != URLReason.stub.rawValue {
                    return column.end(.turnedAway, "page \(number): \(place["detail"] as String? ?? "")")
                }
                if number > 1 { try leave(next, to: schedule, request.url, in: db) }
                current = next
                continue
            }
            guard brought > 0 || column.isWalk || column.owed > 0 else { return }
            try db.cachedStatement(sql: "UPDATE url SET pending = 1, due = ?, priority = \(Self.listPriority) WHERE id = ?").execute(arguments: [time, next])
            added.origins.insert(request.url.origin)
            return
        }
    }

    /// A page of the list that a link led to before the walk came by is one like the others: it is asked for when the page before it says so.
    private func leave(_ id: Int64, to schedule: RevisitSchedule, _ url: WebURL, in db: Database) throws {
        let statement = try db.cachedStatement(sql: """
            SELECT visited_at FROM url WHERE id = ? AND pending = 0 AND depth > 0 AND state IN ('captured', 'unchanged')
            """)
        guard let visitedAt = try Int64.fetchOne(statement, arguments: [id]) else { return }
        let later = schedule.next(ofLaterPage: url, visitedAt: Timestamp(secondsSince1970: visitedAt))
        try db.cachedStatement(sql: "UPDATE url SET due = ?, interval = ? WHERE id = ?").execute(arguments: [later.due, later.interval, id])
    }

    /// What was known as something else, such as a script of the page, is asked for anew, and whole, for what its answer says as a list's.
    private func makeList(_ id: Int64, at time: Int64, in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE url SET role = 'list', pending = 1, due = ?, priority = \(Self.listPriority), capture = NULL, etag = NULL, last_modified = NULL
                WHERE id = ?
                """,
            arguments: [time, id])
    }

    /// The request for the page behind another: as the dialect makes it, or as the other names its next.
    private func request(behind number: Int, of column: StoredColumn, on url: Int64, in db: Database) throws -> ListRequest? {
        guard ListReader.followsLinks(column.column) else { return ListReader.request(for: number + 1, of: column.column) }
        let next = try String.fetchOne(db.cachedStatement(sql: "SELECT next FROM list_next WHERE url = ?"), arguments: [url])
        guard let next = next.flatMap({ try? WebURL($0) }), let page = try? WebURL(column.column.page), ColumnPath(page).holds(next)
        else { return nil }
        return .page(next)
    }

    private func isTaken(_ request: ListRequest, _ role: URLRole, _ column: inout StoredColumn, _ number: Int, _ walk: ColumnWalk) throws -> Bool {
        switch walk.scope.verdict(on: request.url, role: role, depth: 0) {
        case .take: return true
        case .elsewhere: column.end(.elsewhere, "its rows are fetched from \(request.url.hostAndPort), which is not among the portal's hosts")
        case .leave: column.end(.forbidden, "page \(number): the portal file leaves \(request.url) out")
        }
        return false
    }

    /// Adds a list request that was never made. It is as near to the seeds as what its column's page links to.
    private func add(_ request: ListRequest, _ role: URLRole, _ number: Int, of column: StoredColumn, behind before: Int64, at time: Int64, in db: Database) throws {
        try db.cachedStatement(sql: """
            INSERT INTO url (url, origin, role, depth, via, redirects, priority, pending, due, first_seen, state)
            SELECT ?, ?, ?, depth + 1, id, 0, depth + 2, 1, ?, ?, 'waiting' FROM url WHERE id = ?
            """).execute(arguments: [request.identity, request.url.origin, role.rawValue, time, time, column.page])
        try note(number, of: column.id, is: db.lastInsertedRowID, behind: number > 1 ? before : nil, in: db)
    }
}

extension StoredColumn {
    /// Says how the walk ended.
    fileprivate mutating func end(_ ending: ColumnEnding, _ detail: String? = nil) {
        self.ending = ending
        self.detail = detail
        isWalk = false
        owed = 0
    }
}
