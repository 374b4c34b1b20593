// Lists whose answers are cut, something else or too much: each ends its own column, with a finding, and nothing else.
import Foundation
import PortalSimulator
import Testing

@Suite("spoiled lists, crawled")
struct SpoiledListTests {
    /// Systems whose later pages are data, of each form of answer: XML in a script, JSON, JSONP, HTML in JSON, XML.
    private static let data: [any SimulatedDialect] = [
        HanwebPageSite(.records), JpaasSite(), GkmlptSite(), UCAPSite(), IGSSite(), IRSSite(), WASSite(.docs), WASSite(.xml), EWBSite(), TrueCMSSite(),
        StateTaxSite(), GovLibrarySite(), NFRASite(), IntertidSite(), PostedJSONSite(.suzhou),
    ]
    /// Those whose answers announce a total.
    private static let counted: [any SimulatedDialect] = [
        JpaasSite(), GkmlptSite(), UCAPSite(), IGSSite(), IRSSite(), WASSite(.docs), WASSite(.xml), EWBSite(), StateTaxSite(), GovLibrarySite(), NFRASite(),
        IntertidSite(), PostedJSONSite(.suzhou),
    ]
    /// Those whose pages link to the next.
    private static let linked: [any SimulatedDialect] = [VSBSite(.dynamic), VSBSite(.descending), WebPlusSite(), DedeCMSSite(.files), DedeCMSSite(.dynamic), JEECMSSite()]

    private static func systems(_ spoiling: SpoiledSite.Spoiling) -> [any SimulatedDialect] {
        switch spoiling {
        case .cut, .page: data
        case .large: [HanwebPageSite(.records), JpaasSite(), GkmlptSite(), WASSite(.xml)]
        case .total: counted
        case .circle: linked
        }
    }

    private struct Line: Decodable {
        struct Column: Decodable {
            var name: String
            var url: String?
            var dialect: String?
            var cut_short: String?
            var short_by: Int?
            var announced: Int?
            var reached: Int?
        }
        var column: Column
    }

    @Test(arguments: SpoiledSite.Spoiling.allCases) func theyEndTheirOwnColumnAndSaySo(_ spoiling: SpoiledSite.Spoiling) throws {
        let systems = Self.systems(spoiling).map { SpoiledSite($0, spoiling) as any SimulatedDialect }
        let crawl = try SimulatedCrawl(SimulatedCrawl.columns(systems + [TRSStaticSite(.named), JpaasSite(size: 20)], articles: 61))
        let ended = try crawl.crawl()
        #expect(ended.status > 0 && ended.status < 64, "\(ended.status): \(ended.errors.suffix(2_000))")

        // The columns beside them are whole.
        for column in crawl.portal.columns.suffix(2) { #expect(try crawl.missing(column).isEmpty, "\(column.dialect)") }
        let coverage = try ShiluCommand.run(["coverage", "--json", "--archive", crawl.archivePath])
        let columns = try coverage.text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)).column }
        for column in crawl.portal.columns {
            let line = columns.first { $0.name.hasSuffix(column.name) || $0.url?.hasSuffix(column.dialect.landing(column)) == true }
            let isSpoiled = column.dialect is SpoiledSite
            let isSaid = line.map { $0.cut_short != nil || $0.short_by ?? 0 > 0 } ?? false
            #expect(isSaid == isSpoiled, "\(column.dialect): \(line.map { "\($0)" } ?? "no line"); \(columns.count) lines")
        }
        // No list is asked for on and on, and what was stored is whole.
        let lists = crawl.portal.server.log.exchanges.count - crawl.portal.targets.count
        #expect(lists < 150, "\(lists) requests for lists")
        #expect(try ShiluCommand.run(["verify", crawl.archivePath]).status == 0)
        let run = try #require(try crawl.archive().runs.first)
        #expect(try crawl.archive().report(run: run).ending == "finished")
    }
}
