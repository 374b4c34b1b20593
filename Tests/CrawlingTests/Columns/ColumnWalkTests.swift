// How far a list is walked on which night: until what is known, to its end from time to time, and further where its order cannot be relied on.
@testable import Crawling
import PortalSimulator
import Testing

@Suite struct ColumnWalkTests {
    /// Of a static list of ten pages.
    private static let size = 15

    private func laterPages(_ targets: [String]) -> Int { targets.count { $0.contains("/index_") || $0.contains("/build/unit") } }

    /// Puts an article in the middle of a column and takes its last one away, so that no total and no first page tells of it.
    private func slip(_ article: SimulatedArticle, into site: SimulatedPortal, at place: Int) -> String {
        site.change { columns in
            columns[0].articles.insert(article, at: place)
            columns[0].articles.removeLast()
        }
        let column = site.columns[0]
        return column.dialect.address(article, column)
    }

    @Test func whatIsSlippedIntoTheMiddleIsFoundByTheFullWalkOfTheMonth() throws {
        let columns = try PlayedColumns([TRSStaticSite(.plain, size: Self.size)], articles: 150)
        defer { columns.site.stop() }
        #expect(laterPages(try columns.night(0)) == 9)
        let target = slip(PlayedColumns.article(1), into: columns.site, at: 100)
        var found: Int?
        for day in [1, 2, 3, 5, 8, 12, 16, 20, 22, 30, 31] where found == nil {
            let asked = try columns.night(Double(day))
            if asked.contains(target) { found = day }
            #expect(laterPages(asked) == (found == nil ? 0 : 9), "day \(day): \(laterPages(asked)) pages")
        }
        // The walks of many columns are spread over the last quarter of the period.
        #expect((22...31).contains(try #require(found)), "\(found ?? 0)")
    }

    @Test func newRowsAreFollowedUntilAPageShowsNothingNew() throws {
        let columns = try PlayedColumns([TRSStaticSite(.plain, size: Self.size)], articles: 150)
        defer { columns.site.stop() }
        try columns.night(0)
        columns.site.change { columns in for k in 0..<40 { columns[0].articles.insert(PlayedColumns.article(k), at: 0) } }
        let asked = try columns.night(1)
        let column = columns.site.columns[0]
        #expect(Set(column.articles.prefix(40).map { column.dialect.address($0, column) }).isSubset(of: asked))
        // Three pages of new rows, and the one that has none.
        #expect((2...3).contains(laterPages(asked)), "\(asked)")
    }

    /// Rows that no order of dates keeps may have news on any page.
    @Test func aListWhoseDatesDoNotDescendIsWalkedToItsEndEachWeek() throws {
        var articles = (0..<150).map { SimulatedArticle(number: 10_000 + $0, day: 1_000 + 7 * $0) }
        articles = articles.indices.map { articles[$0 * 67 % 150] }  // 67 and 150 have no divisor in common
        let columns = try PlayedColumns([SimulatedColumn(id: 11, name: "政策文件", dialect: TRSStaticSite(.plain, size: Self.size), articles: articles)])
        defer { columns.site.stop() }
        #expect(laterPages(try columns.night(0)) == 9)
        let target = slip(SimulatedArticle(number: 19_999, day: 1_500), into: columns.site, at: 100)
        var found: Int?
        for day in 1...8 where found == nil {
            if try columns.night(Double(day)).contains(target) { found = day }
        }
        #expect((5...8).contains(try #require(found, "not within eight nights")), "\(found ?? 0)")
    }

    /// A total that grew by more than the first pages show is a debt, and is looked for in the same night.
    @Test func aTotalThatGrewByMoreThanWasMetWithIsLookedFor() throws {
        let columns = try PlayedColumns([JpaasSite()], articles: 150)
        defer { columns.site.stop() }
        try columns.night(0)
        columns.site.change { columns in columns[0].articles.insert(PlayedColumns.article(1), at: 100) }
        let column = columns.site.columns[0]
        #expect(try columns.night(1).contains(column.dialect.address(PlayedColumns.article(1), column)))
        #expect(laterPages(try columns.night(2)) <= 1)
    }

    @Test func aRunForAllWalksEveryListToItsEnd() throws {
        let columns = try PlayedColumns([TRSStaticSite(.plain, size: Self.size)], articles: 150)
        defer { columns.site.stop() }
        try columns.night(0)
        #expect(laterPages(try columns.night(1, mode: .all)) == 9)
    }

    // MARK: Turned away

    private static let systems: [any SimulatedDialect] = [
        HanwebPageSite(.records), JpaasSite(), GkmlptSite(), UCAPSite(), IGSSite(), IRSSite(), LonsunSite(), IntertidSite(), TRSStaticSite(.plain),
    ]

    /// Nothing is tried where a site has turned us away: no other number, method or endpoint, and the next day one request.
    @Test(arguments: systems.indices) func aCallThatIsRefusedIsTheLastOfItsColumn(_ system: Int) throws {
        let site = RefusingSite(Self.systems[system], .calls)
        let columns = try PlayedColumns([site], articles: 50)
        defer { columns.site.stop() }
        for day in [0.0, 1] {
            let column = columns.site.columns[0]
            let calls = try columns.night(day).filter { site.isCall($0, column) && !$0.hasSuffix(".js") && $0 != "/zwgk/" }
            #expect(day == 0 ? calls.count == 1 : calls.count <= 1, "day \(day): \(calls)")
        }
        let endings = try columns.endings()
        #expect(!endings.isEmpty && endings.values.allSatisfy { $0 == "turned away" }, "\(endings)")
        let findings = try columns.report().findings
        #expect(findings.contains { $0.kind == .short || $0.kind == .cutShort }, "\(findings)")
    }

    @Test func noCallIsMadeOfAPageWithWhichTheSiteTurnsUsAway() throws {
        let columns = try PlayedColumns(Self.systems.map { RefusingSite($0, .page) }, articles: 50)
        defer { columns.site.stop() }
        let asked = try columns.night(0)
        let landings = columns.site.columns.map { $0.dialect.landing($0) }
        #expect(Set(asked).subtracting(landings).subtracting(["/"]).isEmpty, "\(asked)")
        #expect(try columns.endings().isEmpty)
    }
}
