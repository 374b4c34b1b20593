// The columns of a portal: what their lists and the sitemaps name, what of it is captured, and what of their lists is not read.

import Archive
import GRDB
import Web

extension PortalState {
    /// The columns of the portal, in the order of their names; what sitemaps name and no column is known of stands at the end.
    ///
    /// - Parameter imports: looked through for what was not captured.
    func columns(run: String, startedAt: Timestamp, imports: ImportedCaptures? = nil) throws -> [ColumnFindings.Column] {
        try database.read { db in
            var columns = try columnsWithLists(run: run, db)
            let hasSitemaps = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM sitemap_file)") ?? false
            var folders = ColumnFolders()
            try addDialects(to: &columns, db)
            try countListed(into: &columns, &folders, since: startedAt, hasSitemaps: hasSitemaps, imports, db)
            if hasSitemaps { try countMapped(into: &columns, &folders, since: startedAt, imports, db) }
            for (id, column) in columns where column.missing > 0 {
                let unread = try unreadPages(ofColumn: id, db)
                columns[id]?.unread = unread
                if unread.allSatisfy({ $0.fate == .notHad }) { columns[id]?.coverage.shortBy = column.missing }
            }
            func place(_ column: ColumnFindings.Column) -> (Int, String) { (column.coverage.name.isEmpty ? 1 : 0, column.coverage.name) }
            return columns.values.sorted { place($0) < place($1) }
        }
    }

    /// The pages of a column's list that are known and were never read, with what became of them; and its first page while its dialect
    /// has not walked through it once.
    private func unreadPages(ofColumn id: Int64, _ db: Database) throws -> [ColumnFindings.UnreadPage] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT next.url, next.state, next.reason, next.pending
                FROM list_page JOIN url AS next ON next.continues = list_page.url LEFT JOIN list_page AS read ON read.url = next.id
                WHERE list_page."column" = ?1 AND read.url IS NULL
                UNION
                SELECT next.url, next.state, next.reason, next.pending
                FROM list_page JOIN list_column ON list_column.page = list_page.url JOIN list_request ON list_request."column" = list_column.id
                    JOIN url AS next ON next.id = list_request.url LEFT JOIN list_page AS read ON read.url = next.id
                WHERE list_page."column" = ?1 AND read.url IS NULL
                UNION
                SELECT url.url, url.state, url.reason, 1
                FROM list_page JOIN list_column ON list_column.page = list_page.url JOIN url ON url.id = list_page.url
                WHERE list_page."column" = ?1 AND list_column.lost_at IS NULL AND list_column.walked_at IS NULL
                ORDER BY 4 DESC, 1
                """,
            arguments: [id]
        ).map { row in
            let isRead = [URLState.captured.rawValue, URLState.unchanged.rawValue].contains(row["state"] as String)
            return .init(
                url: row["url"], fate: row["pending"] ? .waiting : isRead ? .noList : .notHad,
                why: (row["reason"] as String?) ?? row["state"])
        }
    }

    private func columnsWithLists(run: String, _ db: Database) throws -> [Int64: ColumnFindings.Column] {
        var columns: [Int64: ColumnFindings.Column] = [:]
        var readAt: [Int64: Int64] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT site_column.id, site_column.name, list_page.announced, url.url, url.state, url.reason, url.visited_run,
                    url.visited_at, url.pending, max(0, list_page.rows - (SELECT count(*) FROM listing WHERE list = url.id AND left_at IS NULL)) AS outside
                FROM list_page JOIN site_column ON site_column.id = list_page."column" JOIN url ON url.id = list_page.url
                ORDER BY url.depth, url.id
                """) {
            let id: Int64 = row["id"]
            var column = columns[id] ?? .init(
                id: id,
                coverage: ColumnCoverage(
                    name: row["name"], url: row["url"], listPages: 0, named: 0, captured: 0, since: "", new: 0,
                    notLooked: Self.whyNotLooked(row, run: run)),
                growth: [])
            column.coverage.listPages += 1
            column.coverage.reached = (column.coverage.reached ?? 0) + (row["outside"] as Int)
            // The pages of a list are read on different nights: the last one knows.
            let time = row["visited_at"] as Int64? ?? 0
            if let announced = row["announced"] as Int?, time >= readAt[id] ?? 0 {
                column.coverage.announced = max(announced, time == readAt[id] ? column.coverage.announced ?? 0 : 0)
                readAt[id] = time
            }
            columns[id] = column
        }
        return columns
    }

    /// By which dialect the list of each column is read, what it announces where its pages do not say so, and how the walk through it ended.
    /// A shell whose list gave nothing that could be read is no list page: such a column is known by its dialect alone.
    private func addDialects(to columns: inout [Int64: ColumnFindings.Column], _ db: Database) throws {
        var totals: [Int64: Int?] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT COALESCE(
                        (SELECT answer."column" FROM list_request JOIN list_page AS answer ON answer.url = list_request.url
                            WHERE list_request."column" = list_column.id ORDER BY list_request.number LIMIT 1),
                        list_page."column", -list_column.id) AS id,
                    dialect, list_column.announced, announced_in, ending, list_column.detail, path, url.url, seen_at
                FROM list_column JOIN url ON url.id = list_column.page LEFT JOIN list_page ON list_page.url = list_column.page
                WHERE lost_at IS NULL ORDER BY list_column.id DESC
                """) {
            let id: Int64 = row["id"]
            let ending = (row["ending"] as String?).flatMap(ColumnEnding.init).flatMap { $0.isWhole ? nil : $0 }
            if id < 0 {
                guard ending != nil else { continue }
                var coverage = ColumnCoverage(
                    name: row["path"] as String? ?? row["url"], url: row["url"], listPages: 0, named: 0, captured: 0,
                    since: Timestamp(secondsSince1970: row["seen_at"]).iso8601, new: 0)
                coverage.reached = 0
                columns[id] = .init(id: id, coverage: coverage, growth: [])
            }
            // Of several lists in one column the total is known if each tells its own.
            totals[id] = (totals[id] ?? 0).flatMap { sum in (row["announced"] as Int?).map { sum + $0 } }
            columns[id]?.coverage.dialect = row["dialect"]
            columns[id]?.coverage.announcedIn = row["announced_in"]
            guard let ending else { continue }
            columns[id]?.coverage.cutShort = [ending.rawValue, row["detail"] as String?].compactMap { $0 }.joined(separator: ": ")
        }
        for (id, total) in totals where columns[id] != nil && columns[id]?.coverage.announced == nil { columns[id]?.coverage.announced = total }
    }

    /// What the lists of each column name, and since when.
    private func countListed(
        into columns: inout [Int64: ColumnFindings.Column], _ folders: inout ColumnFolders, since start: Timestamp, hasSitemaps: Bool,
        _ imports: ImportedCaptures?, _ db: Database
    ) throws {
        let isMapped = hasSitemaps
            ? "EXISTS (SELECT 1 FROM listing AS m JOIN sitemap_file ON sitemap_file.url = m.list WHERE m.url = url.id)" : "0"
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT list_page."column" AS id, min(listing.first_at) AS first_at, capture.id IS NOT NULL AS captured, url.state,
                    url.reason, url.url, max(listing.left_at IS NULL) AS is_named, \(isMapped) AS is_mapped
                FROM listing JOIN list_page ON list_page.url = listing.list JOIN url ON url.id = listing.url \(Self.goodCopy)
                GROUP BY list_page."column", listing.url ORDER BY 2
                """)
        while let row = try rows.next() {
            let id: Int64 = row["id"]
            guard var column = columns.removeValue(forKey: id) else { continue }
            try column.count(row, isListed: true, isMapped: row["is_mapped"], since: start, imports)
            // What a list names stands in its total, gone or not. A row that went may have gone to a page that was not read again since.
            let isThere = ![URLState.gone.rawValue, URLState.missingOnce.rawValue].contains(row["state"] as String)
            if isThere || row["is_named"] { column.coverage.reached = (column.coverage.reached ?? 0) + 1 }
            if hasSitemaps { folders.note(row["url"], id) }
            columns[id] = column
        }
    }

    /// The articles that sitemaps name and no list does: by the column that the page says, where it was not read by that of its folder.
    private func countMapped(
        into columns: inout [Int64: ColumnFindings.Column], _ folders: inout ColumnFolders, since start: Timestamp, _ imports: ImportedCaptures?,
        _ db: Database
    ) throws {
        let names = Dictionary(uniqueKeysWithValues: try Row.fetchAll(db, sql: "SELECT id, name FROM site_column").map { row in
            (row["id"] as Int64, row["name"] as String)
        })
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT page."column" AS id, min(listing.first_at) AS first_at, capture.id IS NOT NULL AS captured, url.state,
                    url.reason, url.url
                FROM sitemap_file JOIN listing ON listing.list = sitemap_file.url JOIN url ON url.id = listing.url
                    LEFT JOIN page ON page.url = url.id \(Self.goodCopy)
                WHERE url.role = 'page' AND (page.url IS NULL OR page.kind IN ('article', 'document'))
                    AND NOT EXISTS (SELECT 1 FROM listing AS l JOIN list_page ON list_page.url = l.list WHERE l.url = url.id)
                    AND NOT EXISTS (SELECT 1 FROM list_page AS own WHERE own.url = url.id)
                GROUP BY url.id ORDER BY page."column" IS NULL, 2
                """)
        while let row = try rows.next() {
            let said = row["id"] as Int64?
            if let said { folders.note(row["url"], said) }
            let id = said ?? (row["captured"] ? nil : folders.column(of: row["url"])) ?? 0
            var column = columns.removeValue(forKey: id) ?? .init(
                id: id,
                coverage: ColumnCoverage(name: names[id] ?? "", listPages: 0, named: 0, captured: 0, since: "", new: 0), growth: [])
            try column.count(row, isListed: false, isMapped: true, since: start, imports)
            columns[id] = column
        }
    }

    /// The last copy of a URL, if it is a good one.
    private static let goodCopy = "LEFT JOIN capture ON capture.id = url.capture AND capture.status BETWEEN 200 AND 299"

    /// Why a column's first list page was not looked at in a run; `nil` if it was, or was not to be.
    private static func whyNotLooked(_ row: Row, run: String) -> String? {
        guard row["visited_run"] as String? == run else { return row["pending"] ? "not reached" : nil }
        switch URLState(rawValue: row["state"]) {
        case .captured, .unchanged, .redirected, .waiting, .none: return nil
        case .missingOnce, .gone: return "its page is \(row["state"] as String)"
        default: return (row["reason"] as String?) ?? row["state"]
        }
    }
}

extension ColumnFindings.Column {
    /// Rows of one reading come within minutes; a night is one growth.
    private static let night: Int64 = 6 * 3600

    /// Counts one URL that is named. Those of lists come in the order of their first sight, and before those of sitemaps.
    fileprivate mutating func count(_ row: Row, isListed: Bool, isMapped: Bool, since start: Timestamp, _ imports: ImportedCaptures?) throws {
        let first: Int64 = row["first_at"]
        let state = URLState(rawValue: row["state"])
        coverage.named += 1
        coverage.listed = (coverage.listed ?? 0) + (isListed ? 1 : 0)
        if isMapped { coverage.inSitemaps = (coverage.inSitemaps ?? 0) + 1 }
        if row["captured"] {
            coverage.captured += 1
        } else {
            let what = switch state {
            case .waiting, .gone, .missingOnce, .redirected: row["state"] as String
            default: (row["reason"] as String?) ?? row["state"]
            }
            coverage.uncaptured = (coverage.uncaptured ?? [:]).merging([what: 1], uniquingKeysWith: +)
            if let imports, let url = try? WebURL(row["url"] as String), try imports.captures(of: url).contains(where: \.isGood) {
                coverage.imported = (coverage.imported ?? 0) + 1
            }
        }
        if first >= start.secondsSince1970 { coverage.new += 1 }
        let time = Timestamp(secondsSince1970: first).iso8601
        coverage.since = coverage.since.isEmpty ? time : min(coverage.since, time)
        coverage.lastGrowth = max(coverage.lastGrowth ?? time, time)
        // The pace of a column is that of its lists; where it has none, that of the sitemaps.
        guard isListed || coverage.listPages == 0 else { return }
        if growth.isEmpty || first - (growth.last ?? 0) > Self.night { growth.append(first) }
    }
}
