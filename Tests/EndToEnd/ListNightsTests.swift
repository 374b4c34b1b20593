// The second night of a portal of lists: what is new is found, with requests in proportion to columns and changes.
import Foundation
import PortalSimulator
import Testing

@Suite("nights of lists")
struct ListNightsTests {
    /// 20 columns of 1,000 articles by SHILU_LISTS=1000, as the issue of scale asks; fewer by default.
    private static let size = ProcessInfo.processInfo.environment["SHILU_LISTS"].flatMap { Int($0) } ?? 60

    private static func dialects() -> [any SimulatedDialect] {
        var all: [any SimulatedDialect] = [
            TRSStaticSite(.plain), TRSStaticSite(.named), TRSStaticSite(.countPage), HanwebPageSite(.records), HanwebPageSite(.pages), HanwebDisclosureSite(),
            JpaasSite(), GkmlptSite(), UCAPSite(), LonsunSite(),
        ]
        all.append(VSBSite(.descending))
        all.append(WebPlusSite())
        all.append(DedeCMSSite(.files))
        all.append(JEECMSSite())
        all.append(IGSSite())
        all.append(IRSSite())
        all.append(IntertidSite())
        all.append(MoreInfoSite())
        all.append(EWBSite())
        all.append(TRSStaticSite(.recordsFirst, rows: .twoDates))
        return all
    }

    @Test func theSecondNightFindsWhatIsNewInFewRequests() throws {
        let crawl = try SimulatedCrawl(SimulatedCrawl.columns(Self.dialects(), articles: Self.size))
        try crawl.crawl()
        for column in crawl.portal.columns { #expect(try crawl.missing(column).isEmpty, "\(column.dialect)") }

        // 30 new, 5 removed, 3 moved to another column.
        crawl.portal.change { columns in
            for k in 0..<30 {
                let column = k % 7
                columns[column].articles.insert(SimulatedArticle(number: 900_000 + k, day: 3_100 + 7 * Self.size + k), at: 0)
            }
            for k in 8..<13 { columns[k].articles.remove(at: 20) }
            for k in 13..<16 {
                let moved = columns[k].articles.remove(at: 10)
                columns[k + 1].articles.insert(moved, at: 0)
            }
        }
        let before = crawl.portal.server.log.exchanges.count
        try crawl.letADayPass()
        try crawl.crawl(["--new"])
        let requests = crawl.portal.server.log.exchanges.count - before
        print("lists: \(requests) requests on the second night of \(20 * Self.size) articles in 20 columns, 33 of them new")
        for column in crawl.portal.columns {
            let missing = try crawl.missing(column)
            #expect(missing.isEmpty, "\(column.dialect): \(missing.prefix(3))")
        }
        #expect(requests < 250, "\(requests)")
    }

    /// What a crawl learned of the columns goes into the portal file; a site that is built anew says so.
    @Test func columnsAreWrittenIntoThePortalFileAndARelaunchIsAFinding() throws {
        let crawl = try SimulatedCrawl(SimulatedCrawl.columns([TRSStaticSite(.named), JpaasSite(), VSBSite(.descending)], articles: 40))
        try crawl.crawl()
        let archive = try crawl.archive()
        let name = (archive.folder as NSString).lastPathComponent
        let shown = try ShiluCommand.run(["portal", "columns", name, "--archive", crawl.archivePath, "--write"])
        #expect(shown.status == 0 && shown.text.contains("trs-static") && shown.text.contains("jpaas") && shown.text.contains("vsb"), "\(shown.text)")
        let file = try String(contentsOfFile: archive.folder + "/portal.yaml", encoding: .utf8)
        #expect(file.contains("dialect: jpaas, announced: 40}"), "\(file)")
        #expect(try ShiluCommand.run(["portal", "check", archive.folder]).status == 0)
        let again = try ShiluCommand.run(["portal", "columns", name, "--archive", crawl.archivePath, "--write"])
        #expect(again.status == 0)
        #expect(try String(contentsOfFile: archive.folder + "/portal.yaml", encoding: .utf8) == file)

        crawl.portal.change { columns in
            for k in columns.indices { columns[k].dialect = InlineShell(path: columns[k].dialect.landing(columns[k])) }
        }
        try crawl.letADayPass()
        try crawl.crawl(["--new"])
        let run = try #require(try archive.runs.last)
        let report = try String(contentsOfFile: archive.folder + "/runs/\(run)/report.json", encoding: .utf8)
        #expect(report.contains("built anew"), "\(report.suffix(2000))")
    }

    /// The same addresses, and pages that show nothing by which a list could be read.
    private struct InlineShell: SimulatedDialect {
        let path: String

        func landing(_ column: SimulatedColumn) -> String { path }
        func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "/new/\(article.number).html" }
        func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
            guard request.target == path else { return nil }
            return .html("<html><head><title>\(column.name)</title></head><body><p>欢迎访问清溪县人民政府新版门户网站，网站内容正在迁移之中，敬请期待。</p></body></html>")
        }
    }

    /// Documents that come as JSON alone, or in a script of their page, have records like any other's.
    @Test(arguments: [("SelectByDocId", false), ("/gkmlpt/content/", true)])
    func documentsThatAreJSONHaveRecords(_ address: String, _ isScripted: Bool) throws {
        let dialect: any SimulatedDialect = isScripted ? GkmlptSite(isScripted: true) : NFRASite()
        let crawl = try SimulatedCrawl(SimulatedCrawl.columns([dialect], articles: 4))
        try crawl.crawl()
        let archive = try crawl.archive()
        let records = try archive.records(run: try #require(try archive.runs.first))
        let documents = try records.split(separator: "\n").compactMap { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
            .filter { ($0["url"] as? String)?.contains(address) == true }
        let column = try #require(crawl.portal.columns.first)
        #expect(documents.count == 4)
        for document in documents {
            let article = try #require(column.articles.first { document["title"] as? String == $0.title }, "\(document)")
            #expect(document["paragraphs"] as? [String] == article.paragraphs)
            #expect((document["published"] as? String)?.hasPrefix(article.date) == true)
            #expect((document["document"] as? [String: Any])?["number"] as? String == article.documentNumber)
            #expect((document["evidence"] as? [String: String])?["title"] == "answer")
        }
        #expect(try ShiluCommand.run(["extract", archive.folder]).text == records)
    }

    /// An article's record learns from its list what its page does not say; of the WARC file alone it comes out the same.
    @Test func theRowTeachesTheReader() throws {
        let crawl = try SimulatedCrawl(SimulatedCrawl.columns([GkmlptSite()], articles: 5))
        try crawl.crawl()
        let archive = try crawl.archive()
        let run = try #require(try archive.runs.first)
        let records = try archive.records(run: run)
        let articles = try records.split(separator: "\n").compactMap { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
            .filter { $0["kind"] as? String == "article" || $0["kind"] as? String == "document" }
        #expect(articles.count == 5)
        for article in articles {
            let document = try #require(article["document"] as? [String: Any])
            #expect((document["number"] as? String)?.hasPrefix("清政办发〔") == true)
            #expect((article["evidence"] as? [String: String])?["document.number"] == "list")
        }
        #expect(try ShiluCommand.run(["extract", archive.folder]).text == records)

        // So it does of one capture alone: an article's, and that of an answer to a list request.
        struct Record: Decodable {
            var url: String
            var kind: String
        }
        let lines = records.split(separator: "\n").map(String.init)
        let kinds = try lines.map { try JSONDecoder().decode(Record.self, from: Data($0.utf8)) }
        #expect(kinds.contains { $0.kind == "list" && $0.url.contains("/gkmlpt/api/all/") })
        for (line, record) in zip(lines, kinds) {
            #expect(try ShiluCommand.run(["get", record.url, "--record", "--archive", crawl.archivePath]).text == line + "\n", "\(record.url)")
        }
        let urls = crawl.archivePath + "-urls"
        try (kinds.map(\.url).joined(separator: "\n") + "\n").write(toFile: urls, atomically: true, encoding: .utf8)
        let answers = try ShiluCommand.run(["get", "-", "--record", "--archive", crawl.archivePath], input: urls).text.split(separator: "\n")
        #expect(answers.count == lines.count)
        for (answer, line) in zip(answers, lines) { #expect(answer.contains(line), "\(answer)") }
    }

    /// A site whose addresses are all new: its old ones are not asked for all night, and the morning says why.
    @Test func aSiteThatIsBuiltAnewIsAFindingAndNotANightOfErrors() throws {
        let crawl = try SimulatedCrawl(SimulatedCrawl.columns([TRSStaticSite(.named), JpaasSite(), VSBSite(.descending), UCAPSite()], articles: 60))
        try crawl.crawl()
        let old = Set(crawl.portal.targets.keys)
        crawl.portal.change { columns in
            columns = columns.map { SimulatedColumn(id: 50 + $0.id, name: $0.name, dialect: JpaasSite(size: 20), articles: $0.articles) }
        }
        let before = crawl.portal.server.log.exchanges.count
        try crawl.letADayPass()
        let ended = try crawl.crawl(["--delay", "0.02"])
        let asked = crawl.portal.server.log.exchanges.dropFirst(before).map(\.request.target)
        let dead = asked.count { old.contains($0) }
        #expect(dead > 0 && dead <= old.count / 2, "\(dead) of \(old.count)")
        for column in crawl.portal.columns { #expect(try crawl.missing(column).isEmpty, "\(column.name)") }
        #expect(ended.status == 0 || ended.status == 2, "\(ended.status): \(ended.errors)")
        let archive = try crawl.archive()
        let report = try ShiluCommand.run(["report", (archive.folder as NSString).lastPathComponent, "--archive", crawl.archivePath])
        #expect(report.text.contains("The site looks built anew") && report.text.contains("wait for the next night"), "\(report.text)")
        #expect(try ShiluCommand.run(["rebuild", archive.folder]).status == 0)
    }
}
