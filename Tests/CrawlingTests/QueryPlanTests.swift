// What a night asks of the state while it crawls is answered by indexes, however much is known.
@testable import Crawling
import Archive
import GRDB
import PortalSimulator
import Synchronization
import Testing
import Web

@Suite struct QueryPlanTests {
    /// Tables that grow with the pages of a portal, by their names and by those that statements give them.
    private static let large = ["url", "capture", "page", "listing", "list_request", "list_row", "list_next", "list_page", "trapped_url"]
    /// Indexes of few rows: what is in the queue, what is not yet in the index file.
    private static let small = ["url_pending", "capture_unindexed", "url_fault"]

    private final class Statements: Sendable {
        private let seen = Mutex<[String: String]>([:])
        /// By their text, with the values that one of them had.
        var all: [String: String] { seen.withLock { $0 } }
        func note(_ sql: String, expanded: String) { seen.withLock { $0[sql] = $0[sql] ?? expanded } }
    }

    /// The nights of a portal of lists, played again into a state that says what it is asked.
    @Test func noTableThatGrowsWithThePagesIsReadWhole() throws {
        let columns = try PlayedColumns(
            [TRSStaticSite(.named), JpaasSite(), VSBSite(.descending), GkmlptSite(), HanwebPageSite(.records), MoreInfoSite()], articles: 40)
        defer { columns.site.stop() }
        try columns.night(0)
        columns.site.change { columns in
            for k in columns.indices { columns[k].articles.insert(PlayedColumns.article(k), at: 0) }
            columns[1].articles = [PlayedColumns.article(100)]
        }
        try columns.night(1)

        let folder = try TemporaryFolder(), statements = Statements()
        let state = try PortalState(path: folder.path + "/state.sqlite")
        try state.database.write { db in
            db.trace(options: .statement) { event in
                if case .statement(let statement) = event { statements.note(statement.sql, expanded: statement.expandedSQL) }
            }
        }
        let runs = try ArchivedRun.all(of: columns.played.folder)
        #expect(runs.count == 2)
        for (number, run) in runs.enumerated() {
            var replay = try RunReplay(run, of: columns.played.portal, in: columns.played.folder, state: state, isLast: number == 1)
            _ = try replay.play()
        }
        let origin = columns.site.base, time = Timestamp(secondsSince1970: PlayedPortal.start.secondsSince1970 + 3 * 86_400)
        _ = try state.next(origin: origin, limit: 9, underWay: [], at: time)
        _ = try state.nextRetry(origin: origin, after: time)
        _ = try state.pendingOrigins()
        _ = try state.unasked(origin: origin, in: "none", behind: SweepPlace(), limit: 9, underWay: [])
        try state.database.write { $0.trace(options: []) }

        let asked = statements.all.filter { $0.key.contains("SELECT") || $0.key.contains("UPDATE") || $0.key.contains("DELETE") }
        for table in ["list_column", "list_request", "list_row", "list_next", "vanished"] {
            #expect(asked.keys.contains { $0.contains(table) }, "\(table) is not asked of")
        }
        #expect(asked.count > 60, "\(asked.count)")
        // What a foreign key would have to look for is another matter: no page is ever deleted.
        try state.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF") }
        try state.database.read { db in
            for (sql, expanded) in asked where !sql.hasPrefix("PRAGMA") && !sql.hasPrefix("CREATE") && !sql.hasPrefix("ALTER") {
                let plan = try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + expanded).map { $0["detail"] as String }
                let aliases = Self.aliases(in: sql)
                let scans = plan.filter { line in
                    guard line.hasPrefix("SCAN ") else { return false }
                    let name = String(line.dropFirst(5).prefix { $0 != " " })
                    return Self.large.contains(aliases[name] ?? name) && !Self.small.contains { line.hasSuffix("INDEX \($0)") }
                }
                #expect(scans.isEmpty, "\(sql)\n\(plan.joined(separator: "\n"))")
            }
        }
    }

    /// The tables that a statement calls otherwise.
    private static func aliases(in sql: String) -> [String: String] {
        var aliases: [String: String] = [:]
        let words = sql.split { $0.isWhitespace || $0 == "," || $0 == "(" || $0 == ")" }.map(String.init)
        for (k, word) in words.enumerated() where word == "AS" && k > 0 && k + 1 < words.count && large.contains(words[k - 1]) {
            aliases[words[k + 1]] = words[k - 1]
        }
        return aliases
    }
}
