// Lists that lie in static pages, or in the page itself: a bare crawl of the URL finds every article once.
import Foundation
import PortalSimulator
import Testing

@Suite("static lists, crawled")
struct StaticListTests {
    private static let dialects: [any SimulatedDialect] = {
        var all: [any SimulatedDialect] = []
        for form in TRSStaticSite.Form.allCases { all.append(TRSStaticSite(form, missingPages: form == .setPage ? 2 : 0)) }
        all.append(HanwebPageSite(.records))
        all.append(HanwebPageSite(.movedAndGzipped))
        all.append(HanwebPageSite(.pages, rows: .brokenDate))
        all.append(HanwebPageSite(.encrypted, rows: .titleAttribute))
        for form in VSBSite.Form.allCases { all.append(VSBSite(form)) }
        all.append(WebPlusSite())
        all.append(WebPlusSite(isDynamic: true))
        all.append(JEECMSSite())
        all.append(TaggedPagerSite())
        all.append(YearArchiveSite())
        for form in DedeCMSSite.Form.allCases { all.append(DedeCMSSite(form)) }
        for form in InlineRowsSite.Form.allCases { all.append(InlineRowsSite(form)) }
        for form in SiblingFileSite.Form.allCases { all.append(SiblingFileSite(form)) }
        for pretence in StubbornSite.Pretence.allCases { all.append(StubbornSite(pretence)) }
        return all
    }()

    @Test func eachArticleOfEachColumnIsCapturedOnce() throws {
        let crawl = try SimulatedCrawl(SimulatedCrawl.columns(Self.dialects, articles: 123))
        try crawl.crawl()
        let walks = try crawl.walks()
        for column in crawl.portal.columns {
            let missing = try crawl.missing(column)
            #expect(missing.isEmpty, "\(column.dialect): \(missing.count) missing, as \(missing.prefix(2)); walk: \(walks[column.dialect.landing(column)] ?? [])")
        }
        for (target, count) in try crawl.captured() where crawl.portal.targets[target] != nil { #expect(count == 1, "\(target)") }
        let verify = try ShiluCommand.run(["verify", crawl.archivePath])
        #expect(verify.status == 0, "\(verify.text)")
    }
}
