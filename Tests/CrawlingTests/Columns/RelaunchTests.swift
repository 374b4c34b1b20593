// A site that is built anew: a finding of the morning, and not a night of errors.
@testable import Crawling
import PortalSimulator
import Testing

@Suite struct RelaunchTests {
    private static let dialects: [any SimulatedDialect] = [TRSStaticSite(.named), JpaasSite(), VSBSite(.descending), GkmlptSite(), HanwebPageSite(.records)]

    /// Long enough for an answer to be committed before the next request, as it is between two requests to a site; on a busy machine some
    /// more are asked for meanwhile.
    private static let pause = 0.02

    private func portal() throws -> PlayedColumns { try PlayedColumns(Self.dialects, articles: 30) }

    private func addresses(_ site: SimulatedPortal) -> Set<String> { Set(site.targets.keys) }

    /// The same columns under another system at other addresses, each with the same articles.
    private func rebuild(_ site: SimulatedPortal) {
        site.change { columns in
            columns = columns.enumerated().map { k, column in
                SimulatedColumn(id: 60 + k, name: column.name, dialect: k % 2 == 0 ? JpaasSite(size: 20) as any SimulatedDialect : TRSStaticSite(.plain), articles: column.articles)
            }
        }
    }

    @Test func whereAllAddressesAreNewAFewOfTheOldAreAskedForAndAllOfTheNew() throws {
        let columns = try portal()
        defer { columns.site.stop() }
        try columns.night(0)
        let old = addresses(columns.site)
        #expect(old.count == 150)
        rebuild(columns.site)
        // All of them are due, for each is looked at again after a day.
        let asked = try columns.night(1, delay: Self.pause)
        let dead = asked.filter(old.contains)
        #expect(dead.count <= old.count / 2, "\(dead.count)")
        #expect(addresses(columns.site).isSubset(of: asked))
        let report = try columns.report()
        #expect(report.findings.contains { $0.kind == .relaunched && $0.text.contains("The site looks built anew: 5 of its") }, "\(report.findings)")
        #expect(report.findings.contains { $0.kind == .relaunched && $0.text.contains("wait for the next night") }, "\(report.findings)")
        #expect(report.left == 0 && report.ledgerFaults.isEmpty)

        // The next nights are as cheap, and what is certainly gone is asked for no more.
        for day in 2...3 {
            let asked = try columns.night(Double(day), delay: Self.pause).filter(old.contains)
            #expect(asked.count <= 80, "day \(day): \(asked.count)")
            #expect(Set(asked).count == asked.count)
        }
    }

    @Test func whereOnlyTheArticlesMovedTheirColumnsGoOn() throws {
        let columns = try portal()
        defer { columns.site.stop() }
        try columns.night(0)
        let old = addresses(columns.site)
        columns.site.change { columns in
            for k in columns.indices {
                let first = 500_000 + 1000 * k
                columns[k].articles = (0..<30).map { SimulatedArticle(number: first + $0, day: 3_000 - $0) }
            }
        }
        let asked = try columns.night(1, delay: Self.pause)
        let dead = asked.count { old.contains($0) }
        #expect(dead <= old.count / 2, "\(dead)")
        #expect(addresses(columns.site).isSubset(of: asked))
        let finding = try #require(try columns.report().findings.first { $0.kind == .relaunched })
        #expect(finding.text.hasPrefix("The site looks built anew: ") && finding.text.contains("known addresses in a row"), "\(finding)")
    }

    @Test func aColumnWhoseArticlesWentDoesNotKeepTheOthersFromBeingLookedAt() throws {
        let columns = try portal()
        defer { columns.site.stop() }
        try columns.night(0)
        let column = columns.site.columns[1]
        let others = addresses(columns.site).subtracting(column.articles.map { column.dialect.address($0, column) })
        columns.site.change { columns in columns[1].articles = [PlayedColumns.article(1)] }
        let asked = try columns.night(1, delay: Self.pause)
        #expect(others.isSubset(of: Set(asked)))
        let own: Set<String> = Set(column.articles.map { column.dialect.address($0, column) })
        let dead = asked.filter(own.contains)
        #expect((VanishingRule.perColumn..<own.count).contains(dead.count), "\(dead.count)")
        let findings = try columns.report().findings.filter { $0.kind == .relaunched }
        #expect(findings.count == 1 && findings[0].column?.hasSuffix(column.name) == true && findings[0].text.contains("known addresses of it in a row"), "\(findings)")
    }

    /// One article that is still there shows that the others were deleted one by one, and each is looked at.
    @Test func whatVanishedHereAndThereIsLookedAt() throws {
        let columns = try PlayedColumns([JpaasSite()], articles: 40)
        defer { columns.site.stop() }
        try columns.night(0)
        let old = addresses(columns.site)
        columns.site.change { columns in columns[0].articles = columns[0].articles.enumerated().filter { $0.offset % 4 == 0 }.map(\.element) }
        #expect(old.isSubset(of: try columns.night(1)))
        #expect(try columns.report().findings.allSatisfy { $0.kind != .relaunched })
    }

    @Test func aRunForAllAsksForAllOfTheOld() throws {
        let columns = try portal()
        defer { columns.site.stop() }
        try columns.night(0)
        let old = addresses(columns.site)
        rebuild(columns.site)
        #expect(old.isSubset(of: try columns.night(1, mode: .all)))
    }
}
