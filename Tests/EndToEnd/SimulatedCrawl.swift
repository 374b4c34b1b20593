// A crawl of the simulated portal, and what it holds of each column.
import Foundation
import PortalSimulator
import Testing
import WebArchive

/// A portal of some columns that is crawled into an archive of its own.
struct SimulatedCrawl {
    let portal: SimulatedPortal
    private let folder: TemporaryFolder
    var archivePath: String { folder.file("archive") }

    init(_ columns: [SimulatedColumn]) throws { try self.init(of: SimulatedPortal(columns)) }

    /// Another archive of a portal.
    init(of portal: SimulatedPortal) throws {
        self.portal = portal
        folder = try TemporaryFolder()
    }

    /// Columns of these dialects, each with so many articles; no two have an article in common.
    static func columns(_ dialects: [any SimulatedDialect], articles: Int) -> [SimulatedColumn] {
        dialects.enumerated().map { k, dialect in
            SimulatedColumn(id: 11 + k, name: "第\(k + 1)栏目", dialect: dialect, articles: (0..<articles).reversed().map {
                SimulatedArticle(number: 10_000 * (k + 1) + $0, day: 3_000 + 7 * $0)
            })
        }
    }

    @discardableResult func crawl(_ more: [String] = []) throws -> Ended {
        try ShiluCommand.crawl(portal.base + "/", into: archivePath, ["--delay", "0"] + more)
    }

    /// Crawls from a place of that name, as the portal file says it.
    @discardableResult func crawl(from vantage: String, _ more: [String] = []) throws -> Ended {
        let file = try folder.write("name: simulated\nseeds: [\(portal.base)/]\ndelay: 0\nvantage: \(vantage)\n", "\(vantage).yaml")
        return try ShiluCommand.run(["crawl", file, "--archive", archivePath, "--update"] + more)
    }

    /// Moves all times that the state holds back by a day.
    func letADayPass() throws {
        let python = """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1])
            for table, names in {'url': ('due', 'visited_at', 'first_seen', 'changed_at'), 'list_column': ('walked_at', 'seen_at'), 'robots': ('fetched_at',)}.items():
                for name in names: db.execute(f'UPDATE {table} SET {name} = {name} - 86400 WHERE {name} IS NOT NULL')
            db.commit()
            """
        let ended = try RunningProgram("/usr/bin/python3", ["-c", python, try archive().folder + "/state.sqlite"]).end()
        #expect(ended.status == 0, "\(ended.errors)")
    }

    func archive() throws -> PortalArchive { try PortalArchive(of: archivePath) }

    /// The targets that were captured, each as often as it was.
    func captured() throws -> [String: Int] {
        let lines = try archive().index.filter { $0.status == "200" && $0.url.hasPrefix(portal.base) }
        return Dictionary(lines.map { (String($0.url.dropFirst(portal.base.count)), 1) }, uniquingKeysWith: +)
    }

    /// Articles of a column that the portal lets anybody list, and that were not captured; the newest are the first that a list shows.
    func missing(_ column: SimulatedColumn) throws -> [String] {
        let captured = try captured()
        return column.articles.prefix(column.dialect.reachable(column)).map { column.dialect.address($0, column) }.filter { captured[$0] == nil }
    }

    /// The answers to requests for lists: the records of kind `list`.
    func lists() throws -> [[String: Any]] {
        let archive = try archive()
        return try archive.runs.flatMap { run in
            try archive.records(run: run).split(separator: "\n").compactMap { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
        }.filter { $0["kind"] as? String == "list" }
    }

    /// What the state says of each column, by its page's path: its dialect, its total, how its walk ended.
    func walks() throws -> [String: [String]] {
        let python = """
            import sqlite3, sys
            for row in sqlite3.connect(sys.argv[1]).execute('''SELECT u.url, c.dialect, coalesce(c.announced, -1), coalesce(c.ending, ''), coalesce(c.detail, '')
                FROM list_column c JOIN url u ON u.id = c.page WHERE c.lost_at IS NULL ORDER BY c.id'''):
                print('\\t'.join(map(str, row)))
            """
        let program = try RunningProgram("/usr/bin/python3", ["-c", python, try archive().folder + "/state.sqlite"])
        var walks: [String: [String]] = [:]
        for line in try program.end().text.split(separator: "\n") {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            walks[String(parts[0].dropFirst(portal.base.count))] = Array(parts.dropFirst())
        }
        return walks
    }
}
