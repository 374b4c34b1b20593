// A column (栏目) as the state keeps it: what its requests are made of, how far it was walked, and how that ended.

import Archive
import Foundation
import GRDB
import Lists
import Web

/// How the walk through a column's list came to its end.
public enum ColumnEnding: String, Sendable, Codable, CaseIterable {
    /// At the last page.
    case end
    /// The server gives the same page again: what lies behind it cannot be had.
    case repeats
    /// A page without rows, though more are announced.
    case empty
    /// The portal gives no way to the rows behind those in the page.
    case hidden
    /// Announced pages that are not there, before the last ones.
    case missing = "missing pages"
    /// An answer that cannot be read.
    case unreadable
    /// Requests that failed.
    case failed
    /// The site refuses them.
    case turnedAway = "turned away"
    /// robots.txt or the portal file forbids them.
    case forbidden
    /// The rows are fetched from a host that is no part of the portal.
    case elsewhere = "another host"

    /// Whether the list was read to its end.
    public var isWhole: Bool { self == .end }
}

/// A row of `list_column`.
struct StoredColumn {
    let id: Int64
    /// The `id` of the page in which it stands.
    let page: Int64
    /// Its name, with those of the columns above it.
    let path: String?
    var column: ListColumn
    /// The digest of the rows that stand in its page.
    var digest: [UInt8]?
    /// Rows that the portal has announced since and that have not been met with yet.
    var owed: Int
    /// Whether its dates descend; nil where they do not tell.
    var descends: Bool?
    /// When its last full walk began, in seconds since 1970.
    var walkedAt: Int64?
    /// Whether a full walk goes on.
    var isWalk: Bool
    /// Pages in a row that were not to be had.
    var misses: Int
    var ending: ColumnEnding?
    var detail: String?

    init?(_ row: Row) {
        guard let parameters = ListPlace.parameters(row["parameters"]), let state = ListPlace.parameters(row["list_state"])
        else { return nil }
        id = row["column_id"]
        page = row["page"]
        path = row["path"]
        column = ListColumn(dialect: row["dialect"], page: row["page_url"], parameters: parameters)
        column.key = row["key"]
        column.state = state
        column.name = (row["path"] as String?).flatMap { $0.components(separatedBy: " > ").last }
        column.announced = row["announced"]
        column.announcedIn = row["announced_in"]
        column.pages = row["pages"]
        column.rowsPerPage = row["rows_per_page"]
        column.firstRows = row["first_rows"]
        column.firstRequest = row["first_request"]
        digest = (row["list_digest"] as Data?).map(Array.init)
        owed = row["owed"]
        descends = row["descends"]
        walkedAt = row["walked_at"]
        isWalk = row["is_walk"]
        misses = row["misses"]
        ending = (row["ending"] as String?).flatMap(ColumnEnding.init)
        detail = row["ending_detail"]
    }

    /// What a query must select for ``init(_:)``, of `list_column` and of `column_page`, which is its page's row of `url`.
    static let columns = """
        list_column.id AS column_id, list_column.page, list_column.path, list_column.dialect, list_column.key, list_column.parameters,
        list_column.state AS list_state, list_column.announced, list_column.announced_in, list_column.pages, list_column.rows_per_page,
        list_column.first_rows, list_column.first_request, list_column.digest AS list_digest, list_column.owed, list_column.descends,
        list_column.walked_at, list_column.is_walk, list_column.misses, list_column.ending, list_column.detail AS ending_detail,
        column_page.url AS page_url
        """
}

/// A list request that is to be made: its place in its column, and what is sent.
struct ListVisit: Sendable {
    let place: ListPlace
    let request: ListRequest
    /// The column's name with those above it, as coverage knows it.
    let path: String?

    /// The fields that a browser sends with a call of the page's script.
    var fields: [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        let isSameOrigin = (try? WebURL(place.column.page))?.origin == request.url.origin
        if isSameOrigin { fields.append(("X-Requested-With", "XMLHttpRequest")) }
        if request.method == .post {
            if isSameOrigin { fields.append(("Origin", request.url.origin)) }
            fields.append(("Content-Type", request.contentType ?? "application/octet-stream"))
        }
        return fields
    }
}
