// Lists whose rows come by calls of the page's script: each call is an exchange, and a bare crawl of the URL finds every article once.
import Foundation
import PortalSimulator
import Testing
import WebArchive

@Suite("lists behind calls, crawled")
struct DynamicListTests {
    private static func dialects() -> [any SimulatedDialect] {
        var all: [any SimulatedDialect] = [
            EWBSite(), GovLibrarySite(), HanwebDisclosureSite(), IntertidSite(), JpaasSite(), JpolicySite(), LonsunSite(), MoreInfoSite(), NFRASite(),
            PostmetaSite(), Search5Site(), StateTaxSite(), TrueCMSSite(), UCAPSite(),
        ]
        all.append(HanwebPageSite(.records))
        all.append(GkmlptSite())
        all.append(IGSSite())
        all.append(IRSSite())
        for form in WASSite.Form.allCases { all.append(WASSite(form)) }
        return all
    }

    @Test func eachArticleOfEachColumnIsCapturedOnce() throws {
        let crawl = try SimulatedCrawl(SimulatedCrawl.columns(Self.dialects(), articles: 130))
        try crawl.crawl()
        let walks = try crawl.walks()
        for column in crawl.portal.columns {
            let missing = try crawl.missing(column)
            #expect(missing.isEmpty, "\(column.dialect): \(missing.count) missing, as \(missing.prefix(2)); walk: \(walks[column.dialect.landing(column)] ?? [])")
        }
        for (target, count) in try crawl.captured() where crawl.portal.targets[target] != nil { #expect(count == 1, "\(target)") }

        // Records come out the same from the WARC files alone, answers of lists among them.
        let archive = try crawl.archive()
        let run = try #require(try archive.runs.first)
        let again = try ShiluCommand.run(["extract", archive.folder])
        #expect(again.text == (try archive.records(run: run)))
        #expect(try crawl.lists().contains { $0["dialect"] as? String == "hanweb-jpage" && ($0["announced"] as? Int) == 130 })
        let verify = try ShiluCommand.run(["verify", crawl.archivePath])
        #expect(verify.status == 0, "\(verify.text)")

        // A POST stands in its request record with its body, and is filed as pywb and wabac.js look it up.
        let post = try #require(try archive.index.first { $0.url.contains("/module/web/jpage/dataproxy.jsp") })
        #expect(post.key.contains("__wb_method=post") && post.key.contains("columnid="))
        #expect(post.more.contains { $0.name == "method" && $0.json == "\"POST\"" })
        let request = try #require(try archive.warcRecords().first { $0.type == .request && $0.url == post.url })
        #expect(String(decoding: request.block, as: UTF8.self).hasPrefix("POST /module/web/jpage/dataproxy.jsp?"))
        #expect(String(decoding: request.block, as: UTF8.self).contains("\r\n\r\n") && String(decoding: request.block, as: UTF8.self).contains("columnid="))
        #expect(String(decoding: request.block, as: UTF8.self).contains("Referer: \(crawl.portal.base)/col/col25/index.html"))
    }
}
