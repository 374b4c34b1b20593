// Nights of a portal whose columns are published by systems of the simulator, played by a clock that is set.
@testable import Crawling
import Foundation
import GRDB
import LoopbackServer
import PortalSimulator
import Web

struct PlayedColumns {
    let site: SimulatedPortal
    let played: PlayedPortal

    /// Each dialect has a column of so many articles, one published a week, the newest first.
    init(_ dialects: [any SimulatedDialect], articles: Int) throws {
        try self.init(dialects.enumerated().map { k, dialect in
            SimulatedColumn(id: 11 + k, name: "第\(k + 1)栏目", dialect: dialect, articles: (0..<articles).reversed().map {
                SimulatedArticle(number: 10_000 * (k + 1) + $0, day: 1_000 + 7 * $0)
            })
        })
    }

    init(_ columns: [SimulatedColumn]) throws {
        site = try SimulatedPortal(columns)
        played = try PlayedPortal(server: site.server)
    }

    /// Crawls; the targets that were asked for, in their order.
    ///
    /// - Parameter delay: between two requests, in seconds; with a longer one an answer is committed before the next request.
    @discardableResult
    func night(_ day: Double, mode: RunMode = .due, delay: Double = 0.001) throws -> [String] {
        let before = site.server.log.exchanges.count
        var played = played
        played.portal.delay = delay
        _ = try played.night(day, mode: mode) { $0.retryPauses = [] }
        return played.targets(since: before)
    }

    /// An article that no column has.
    static func article(_ number: Int) -> SimulatedArticle { SimulatedArticle(number: 900_000 + number, day: 4_000 + number) }

    /// How the walk through a column ended, by the column's dialect.
    func endings() throws -> [String: String] {
        try played.state.database.read { db in
            try Row.fetchAll(db, sql: "SELECT dialect, coalesce(ending, '') AS ending FROM list_column ORDER BY id")
        }.reduce(into: [:]) { $0[$1["dialect"] as String] = $1["ending"] as String }
    }

    /// The report of the newest run.
    func report() throws -> MorningReport {
        let runs = try FileManager.default.contentsOfDirectory(atPath: played.folder.path + "/runs").sorted()
        return try MorningReport(json: Data(contentsOf: URL(fileURLWithPath: played.folder.report(run: runs.last ?? ""))))
    }
}
