// What the judgement of answers asks of the state, and the lists of reasons that an operator reads.

import GRDB
import Web

/// URLs of one state and reason.
struct ReasonGroup: Sendable, Equatable {
    var state: URLState
    var reason: URLReason
    var count: Int
    /// Some of them, those visited last first.
    var examples: [Example]

    struct Example: Sendable, Equatable {
        var url: String
        /// What was found, in words.
        var detail: String?
        /// The HTTP status, and the one that the answer should have had.
        var status: Int?
        var effectiveStatus: Int?
        var visitedAt: Timestamp?
        /// Visits in a row that failed or were turned away.
        var failures: Int
        /// When it is asked for again; `nil` if not by itself.
        var due: Timestamp?
        /// When its last good copy was captured, if there is one.
        var lastGoodAt: Timestamp?
    }
}

extension PortalState {
    /// All URLs that have a reason, grouped by state and reason, the largest group first.
    ///
    /// - Parameters:
    ///   - run: only URLs that this run asked for; all where it is `nil`.
    ///   - examples: so many of each group at most.
    func reasonGroups(run: String? = nil, examples: Int) throws -> [ReasonGroup] {
        try database.read { db in
            let which = "reason IS NOT NULL AND role <> 'robots'" + (run == nil ? "" : " AND visited_run = :run")
            let rows = try Row.fetchAll(
                db, sql: "SELECT state, reason, count(*) AS n FROM url WHERE \(which) GROUP BY state, reason ORDER BY n DESC, state, reason",
                arguments: run.map { ["run": $0] } ?? [:])
            return try rows.compactMap { row in
                guard let state = URLState(rawValue: row["state"]), let reason = URLReason(rawValue: row["reason"]) else { return nil }
                let found = try Row.fetchAll(
                    db, sql: """
                        SELECT url.url, detail, url.status, effective, visited_at, failures, due, capture.fetched_at AS good_at
                        FROM url LEFT JOIN capture ON capture.id = url.capture AND capture.status BETWEEN 200 AND 299
                        WHERE \(which) AND state = :state AND reason = :reason ORDER BY visited_at DESC, url.id LIMIT :limit
                        """,
                    arguments: ["state": state.rawValue, "reason": reason.rawValue, "limit": examples] + (run.map { ["run": $0] } ?? [:]))
                return ReasonGroup(state: state, reason: reason, count: row["n"], examples: found.map(Self.example))
            }
        }
    }

    private static func example(_ row: Row) -> ReasonGroup.Example {
        func time(_ column: String) -> Timestamp? { (row[column] as Int64?).map(Timestamp.init(secondsSince1970:)) }
        return ReasonGroup.Example(
            url: row["url"], detail: row["detail"], status: row["status"], effectiveStatus: row["effective"], visitedAt: time("visited_at"),
            failures: row["failures"], due: time("due"), lastGoodAt: time("good_at"))
    }

    /// The hosts that have shown a page in a run.
    func answeringHosts(run: String) throws -> Set<String> {
        guard try answers(run: run) > 0 else { return [] }  // a new run: no need to read all URLs
        let origins = try database.read { db in
            try String.fetchAll(
                db, sql: "SELECT DISTINCT origin FROM url WHERE visited_run = ? AND role = 'page' AND state IN ('captured', 'unchanged')",
                arguments: [run])
        }
        return Set(origins.compactMap { try? WebURL($0).host })
    }
}
