// Portals of all systems that the simulator speaks, crawled by their address alone.
import Foundation
import PortalSimulator
import Testing

@Suite struct ListPortalTests {
    /// A line of `shilu coverage --json`.
    private struct Line: Decodable {
        struct Column: Decodable {
            var url: String?
            var announced: Int?
            var dialect: String?
            var cut_short: String?
            var captured: Int
            var reached: Int?
            var short_by: Int?
        }
        var column: Column
    }

    /// What a crawl of a column by the portal's address alone came to.
    private struct Crawled {
        let ended: Ended
        let columns: [Line.Column]
        let asked: [String: Int]

        init(_ column: SimulatedColumn) throws {
            let portal = try SimulatedPortal([column])
            defer { portal.stop() }
            let folder = try TemporaryFolder()
            ended = try ShiluCommand.crawl(portal.base, into: folder.file("archive"))
            asked = portal.server.log.requestsByTarget
            let coverage = try ShiluCommand.run(["coverage", "--json", "--archive", folder.file("archive")])
            columns = try coverage.text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)).column }
                .filter { $0.dialect != nil }
        }
    }

    /// Sites that let anybody list all, and those that do not.
    private static let whole = SimulatedSite.all.filter { isWhole($0) }
    private static let cut = SimulatedSite.all.filter { !isWhole($0) } + SimulatedSite.pretending

    private static func isWhole(_ site: SimulatedSite) -> Bool { site.dialect.reachable(site.column()) == site.articles }

    @Test(arguments: whole) func aBareCrawlFindsEveryArticleOnceAndAsManyAsAreAnnounced(_ site: SimulatedSite) throws {
        let column = site.column()
        let crawled = try Crawled(column)
        expect(column.articles[...], of: column, in: crawled)
        #expect(crawled.ended.status == 0 || crawled.ended.status == 2, "\(crawled.ended.errors)")
        #expect(!crawled.columns.isEmpty)
        for line in crawled.columns { #expect(line.cut_short == nil && line.short_by ?? 0 == 0, "\(line)") }
        if let announced = column.dialect.announced(column) {
            #expect(crawled.columns.contains { $0.announced == announced && $0.reached == announced && $0.captured == announced }, "\(crawled.columns)")
        }
    }

    @Test(arguments: cut) func whatCannotBeListedIsSaid(_ site: SimulatedSite) throws {
        let column = site.column()
        let crawled = try Crawled(column)
        expect(column.articles.prefix(column.dialect.reachable(column)), of: column, in: crawled)
        #expect(crawled.columns.contains { $0.cut_short != nil || $0.short_by ?? 0 > 0 }, "\(crawled.columns)")
        #expect(crawled.ended.status != 0)
    }

    private func expect(_ articles: ArraySlice<SimulatedArticle>, of column: SimulatedColumn, in crawled: Crawled) {
        let targets = articles.map { column.dialect.address($0, column) }
        let missed = targets.filter { crawled.asked[$0] == nil }
        #expect(missed.isEmpty, "\(missed.count) of \(targets.count), as \(missed.first ?? ""); \(crawled.columns); \(crawled.ended.errors)")
        let repeated = targets.filter { crawled.asked[$0, default: 1] > 1 }
        #expect(repeated.isEmpty, "\(repeated.prefix(3))")
    }
}
