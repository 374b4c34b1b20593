// Lists that were walked on two machines, and whose archives were merged, are walked on as one's own.
import Foundation
import PortalSimulator
import Testing

@Suite("lists of merged archives")
struct ListMergeTests {
    private static let dialects: [any SimulatedDialect] = [
        TRSStaticSite(.named), HanwebPageSite(.records), GkmlptSite(), VSBSite(.descending), HanwebDisclosureSite(), MoreInfoSite(),
    ]

    @Test func theNightAfterAMergeAsksForWhatIsNewAlone() throws {
        let here = try SimulatedCrawl(SimulatedCrawl.columns(Self.dialects, articles: 130)), portal = here.portal
        try here.crawl(from: "here")
        // The other machine saw the portal as it was later, and knew nothing before.
        portal.change { columns in
            for k in columns.indices { columns[k].articles.insert(SimulatedArticle(number: 800_000 + k, day: 4_000), at: 0) }
        }
        let there = try SimulatedCrawl(of: portal)
        try there.crawl(from: "there")
        let merged = try ShiluCommand.run(["merge", there.archivePath, "--archive", here.archivePath])
        #expect(merged.status == 0, "\(merged.errors)")

        for column in portal.columns { #expect(try here.missing(column).isEmpty, "\(column.dialect)") }
        // Each column stands there once, by what both know of it.
        let columns = try here.walks()
        #expect(columns.count == Self.dialects.count && columns.values.allSatisfy { $0[2] == "end" }, "\(columns)")

        portal.change { columns in
            for k in columns.indices { columns[k].articles.insert(SimulatedArticle(number: 810_000 + k, day: 4_001), at: 0) }
        }
        let before = portal.server.log.exchanges.count
        try here.letADayPass()
        try here.crawl(from: "here", ["--new"])
        let asked = portal.server.log.exchanges.dropFirst(before).map(\.request.target)
        print("merged lists: \(asked.count) requests on the night after, \(Self.dialects.count) articles new")
        for column in portal.columns { #expect(try here.missing(column).isEmpty, "\(column.dialect)") }
        // The first pages of each list, the next ones for what is new, the articles, home page and robots.txt, and none of the others.
        #expect(asked.count <= 45, "\(asked.count): \(asked)")
        let again = try ShiluCommand.run(["extract", try here.archive().folder])
        let records = try here.archive().runs.flatMap { try here.archive().records(run: $0).split(separator: "\n") }
        #expect(Set(again.text.split(separator: "\n")) == Set(records) && again.text.split(separator: "\n").count == records.count)
        #expect(try ShiluCommand.run(["verify", here.archivePath, "--deep"]).status == 0)
    }

    /// What a list of the other machine said of an article that neither captured is kept for the article's own capture.
    @Test func rowsOfTheOtherMachineTeachTheReaderHere() throws {
        let here = try SimulatedCrawl(SimulatedCrawl.columns([GkmlptSite()], articles: 40)), portal = here.portal
        try here.crawl(from: "here", ["--max-pages", "1"])
        let there = try SimulatedCrawl(of: portal)
        try there.crawl(from: "there", ["--max-pages", "6"])  // the list, and some of its articles
        #expect(try ShiluCommand.run(["merge", there.archivePath, "--archive", here.archivePath]).status == 0)
        try here.letADayPass()
        try here.crawl(from: "here")
        let archive = try here.archive(), run = try #require(try archive.runs.last)
        let articles = try archive.records(run: run).split(separator: "\n").compactMap { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
            .filter { $0["kind"] as? String == "article" || $0["kind"] as? String == "document" }
        #expect(articles.count >= 30, "\(articles.count)")
        for article in articles { #expect((article["evidence"] as? [String: String])?["document.number"] == "list") }
    }
}
