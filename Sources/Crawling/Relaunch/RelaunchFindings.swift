// What the morning says of a site that was built anew: lists that are read no more, and known addresses that vanished together.

import Archive
import GRDB
import Web

/// A column whose list is not read as it was in the run before.
struct RelaunchedColumn {
    enum Fate {
        /// Its page shows another dialect.
        case readOtherwise
        /// Its page shows none.
        case lost
        /// Its page is not there, or leads elsewhere.
        case gone
    }

    var name: String?
    var url: String
    /// By which it is read now, or was read last.
    var dialect: String
    var fate: Fate
}

extension PortalState {
    /// The columns whose lists a run no longer read as the runs before.
    func relaunched(in run: String, since start: Timestamp) throws -> [RelaunchedColumn] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT path, url.url, dialect, lost_at >= :start AS is_lost,
                        url.visited_run = :run AND url.state IN ('missing once', 'gone', 'redirected')
                            AND url.state_before IN ('captured', 'unchanged') AS is_gone
                    FROM list_column JOIN url ON url.id = list_column.page
                    WHERE lost_at >= :start OR relaunched_at >= :start OR lost_at IS NULL AND is_gone ORDER BY list_column.id
                    """,
                arguments: ["start": start.secondsSince1970, "run": run]
            ).map { row in
                RelaunchedColumn(
                    name: row["path"], url: row["url"], dialect: row["dialect"],
                    fate: row["is_lost"] as Bool? == true ? .lost : row["is_gone"] as Bool? == true ? .gone : .readOtherwise)
            }
        }
    }
}

extension ColumnFindings {
    /// The columns that were built anew; where most were, the site was.
    ///
    /// - Parameter total: how many columns there are whose lists are read.
    static func relaunched(_ columns: [RelaunchedColumn], of total: Int) -> [Finding] {
        let lost = columns.filter { $0.fate != .readOtherwise }
        let total = max(total, columns.count)
        if lost.count >= 2, lost.count * 2 >= total {
            return [Finding(
                .relaunched,
                "The site looks built anew: \(lost.count) of its \(total) lists are no longer read as they were. \(advice)",
                urls: lost.map(\.url))]
        }
        return columns.compactMap { column in
            let text: String? = switch column.fate {
            case .readOtherwise: "Its list is read by another dialect than before, \(column.dialect)."
            case .lost: "Its list can no longer be read: the page shows none of the dialect \(column.dialect)."
            case .gone: nil  // that its page could not be looked at is told besides
            }
            return text.map { Finding(.relaunched, column: column.name, $0, urls: [column.url]) }
        }
    }

    /// The known addresses that vanished together, and how many were not asked for because of that.
    static func vanished(_ columns: [VanishedAddresses], sites: [(origin: String, missing: Int)]) -> [Finding] {
        let whole = sites.map { site in
            let left = columns.filter { $0.origin == site.origin }.reduce(0) { $0 + $1.putOff }
            return Finding(
                .relaunched,
                "The site looks built anew: \(Headline.grouped(site.missing)) known addresses in a row are not there any more. \(rest(left)) \(advice)",
                urls: [site.origin + "/"])
        }
        return whole + columns.filter { column in !sites.contains { $0.origin == column.origin } }.map { column in
            Finding(
                .relaunched, column: column.column,
                "\(Headline.grouped(column.missing)) known addresses of it in a row are not there any more. \(rest(column.putOff))",
                urls: [column.origin + "/"])
        }
    }

    private static let advice = "Look at it, and at `shilu portal columns`."

    private static func rest(_ count: Int) -> String {
        count == 1 ? "1 more that was due waits for the next night." : "\(Headline.grouped(count)) more that were due wait for the next night."
    }
}
