// What is found, in which order, and how it is shown.
import Archive
import Foundation
@testable import Search
import Testing

@Suite struct SearchTests {
    private let pages = [
        SamplePage(url: "http://a/1", title: "农业发展银行座谈会", paragraphs: ["市委领导到会讲话。会议由人民政府办公室主持，待处理事项三件。"], published: "2024-03-01", source: "市委组织部"),
        SamplePage(url: "http://a/2", title: "国务院关于印发规划的通知", paragraphs: ["人民政府税务部门应当依法征收。"], kind: "document", published: "2019-09-18T06:23", number: "国发〔2019〕3号"),
        SamplePage(url: "http://a/3", title: "Open Source 软件", paragraphs: ["姓名：张　三", "ＧＤＰ增长5.2%", "甲\t乙"], published: "2024-03-02"),
        SamplePage(url: "http://a/4", title: "栏目", kind: "list", published: nil, rows: ["人民政府工作报告", "税务局公告"]),
    ]

    private func archive() throws -> SampleArchive {
        let archive = try SampleArchive()
        try archive.write(pages, run: "20261124T050000Z")
        return archive
    }

    @Test(arguments: [
        ("农业", ["http://a/1"]), ("处理", ["http://a/1"]), ("发展银", ["http://a/1"]), ("银", ["http://a/1"]), ("政府税务", ["http://a/2"]),
        ("人民政府", ["http://a/1", "http://a/2", "http://a/4"]), ("府民", []), ("的通知", ["http://a/2"]), ("张三", ["http://a/3"]),
        ("gdp", ["http://a/3"]), ("GDP增长5.2%", ["http://a/3"]), ("国发[2019]3号", ["http://a/2"]), ("国发（２０１９）３", ["http://a/2"]),
        ("甲乙", []), ("税务局公告", ["http://a/4"]), ("组织部", ["http://a/1"]), ("讲话。会议", ["http://a/1"]),
    ]) func aWordIsFoundWhereverItStands(_ word: String, _ urls: [String]) throws {
        #expect(try archive().urls(word) == urls)
    }

    @Test func noWordIsDroppedHoweverShort() throws {
        let archive = try archive()
        #expect(try archive.urls("人民政府 税务") == ["http://a/2", "http://a/4"])
        #expect(try archive.urls("人民政府", "税") == ["http://a/2", "http://a/4"])
        #expect(try archive.urls("人民政府 税务 法") == ["http://a/2"])
        #expect(try archive.urls("人 税 法") == ["http://a/2"])
        #expect(try archive.urls("人民政府 税务 鱼") == [])
    }

    @Test func whatStandsInQuotationMarksIsOneWord() throws {
        let archive = try archive()
        #expect(try archive.urls("\"open source\"") == ["http://a/3"])
        #expect(try archive.urls("opensource") == [])
        #expect(throws: SearchQuery.Mistake.openQuotation("\"open")) { try SearchQuery(["\"open"]) }
        #expect(throws: SearchQuery.Mistake.noWord) { try SearchQuery([" "]) }
        #expect(throws: SearchQuery.Mistake.unsearchable("\u{200B}")) { try SearchQuery(["\u{200B}"]) }
    }

    @Test(arguments: [
        ("头发", ["http://a/hair", "http://a/hans"]), ("頭髮", ["http://a/hair", "http://a/hans"]), ("发展", ["http://a/growth"]), ("里程", ["http://a/mile"]), ("裏", ["http://a/mile"]),
        ("髮展", []),
    ]) func simplifiedAndTraditionalFormsAreOneWhereThatIsAskedFor(_ word: String, _ urls: [String]) throws {
        let archive = try SampleArchive()
        try archive.write([
            SamplePage(url: "http://a/hair", paragraphs: ["頭髮"]), SamplePage(url: "http://a/hans", paragraphs: ["头发"]),
            SamplePage(url: "http://a/growth", paragraphs: ["發展"]), SamplePage(url: "http://a/mile", paragraphs: ["里程"]), SamplePage(url: "http://a/inside", paragraphs: ["裡面"]),
        ], run: "20261124T050000Z")
        try archive.search.bringUpToDate()
        var query = try SearchQuery([word])
        try query.takeAnyScript()
        var found: [String] = []
        let total = try archive.search.find(query) { hit in
            found.append(hit.record.url ?? "")
            #expect(hit.text.marks == [0..<word.unicodeScalars.count])
        }
        #expect(Set(found) == Set(urls) && total == urls.count, "\(found)")
    }

    @Test func aWordOfTooManySpellingsIsRefusedAndNotCutShort() throws {
        var query = try SearchQuery([String(repeating: "发", count: 6)])
        #expect(throws: SearchQuery.Mistake.tooManySpellings("发发发发发发")) { try query.takeAnyScript() }
        query = try SearchQuery([String(repeating: "发", count: 5)])
        try query.takeAnyScript()
        #expect(query.words[0].count == 243)
    }

    @Test func pagesAreChosenByPortalKindFieldAndDay() throws {
        let archive = try archive()
        try archive.write([SamplePage(url: "http://b/1", title: "人民政府", published: "2020-01-01")], run: "20261124T060000Z", portal: "b.gov.cn")
        #expect(try archive.urls("人民政府") == ["http://a/1", "http://b/1", "http://a/2", "http://a/4"])
        #expect(try archive.urls("人民政府") { $0.portals = ["b.gov.cn"] } == ["http://b/1"])
        #expect(try archive.urls("人") { $0.portals = ["b.gov.cn"] } == ["http://b/1"])
        #expect(try archive.urls("人民政府") { $0.portals = ["nobody"] } == [])
        #expect(try archive.urls("人民政府") { $0.kinds = ["document", "list"] } == ["http://a/2", "http://a/4"])
        #expect(try archive.urls("人民政府") { $0.fields = [.title] } == ["http://b/1"])
        #expect(try archive.urls("人民政府") { $0.fields = [.rows] } == ["http://a/4"])
        // A page without a date has that of its first capture.
        #expect(try archive.urls("人民政府") { $0.since = "2020-01-01" } == ["http://a/1", "http://b/1", "http://a/4"])
        #expect(try archive.urls("人民政府") { $0.until = "2019-09-18" } == ["http://a/2"])
        #expect(try archive.urls("人民政府") { ($0.since, $0.until) = ("2019-09-18", "2020-01-01") } == ["http://b/1", "http://a/2"])
    }

    @Test func aHitShowsItsSentenceAndPlace() throws {
        let archive = try archive()
        try archive.search.bringUpToDate()
        var hits: [Hit] = []
        _ = try archive.search.find(SearchQuery(["待处理", "会议"])) { hits.append($0) }
        let hit = try #require(hits.first)
        #expect(hit.text.field == .text && hit.text.sentence == "会议由人民政府办公室主持，待处理事项三件。")
        #expect(hit.text.marks == [0..<2, 13..<16])
        #expect(hit.date == "2024-03-01" && hit.portal == "a.gov.cn" && !hit.isOlder)
        let text = HitForm(isTerminal: false).text(of: hit)
        #expect(text.contains("2024-03-01  农业发展银行座谈会\n") && text.contains("    http://a/1\n    article  a.gov.cn/warc/a.warc.gz 0+100\n"), "\(text)")
        #expect(HitForm(isTerminal: true).text(of: hit).contains("\u{1B}[1m会议\u{1B}[0m由"))
        let json = try JSONSerialization.jsonObject(with: Data(hit.jsonLine)) as? [String: Any]
        #expect(json?["warc"] as? String == "a.warc.gz" && json?["marks"] as? [[Int]] == [[0, 2], [13, 16]])
    }

    @Test func aVeryLongSentenceIsCutRoundItsFirstWord() throws {
        let archive = try SampleArchive()
        let long = String(repeating: "甲乙丙丁", count: 200)
        try archive.write([SamplePage(url: "http://a/1", paragraphs: [long + "目标" + long])], run: "20261124T050000Z")
        try archive.search.bringUpToDate()
        _ = try archive.search.find(SearchQuery(["目标"])) { hit in
            let sentence = Array(hit.text.sentence.unicodeScalars)
            let mark = try #require(hit.text.marks.first)
            #expect(sentence.count == 162 && sentence.first == "…" && sentence.last == "…")
            #expect(sentence[mark].map(String.init).joined() == "目标")
        }
    }

    @Test func rankedHitsPutTitlesFirstAndLoseNone() throws {
        let archive = try SampleArchive()
        var pages = (1...30).map { SamplePage(url: "http://a/\($0)", title: "其他", paragraphs: ["这里提到一次机构编制，其余是别的文字。"], published: "2024-03-\($0 < 10 ? "0" : "")\($0)") }
        pages[4].title = "机构编制管理办法"
        try archive.write(pages, run: "20261124T050000Z")
        try archive.search.bringUpToDate()
        var urls: [String] = []
        let total = try archive.search.find(SearchQuery(["机构编制"]), order: .ranked, limit: 30) { urls.append($0.record.url ?? "") }
        #expect(total == 30 && urls.first == "http://a/5" && Set(urls).count == 30)
        var newest: [String] = []
        _ = try archive.search.find(SearchQuery(["机构编制"]), skip: 5, limit: 2) { newest.append($0.record.url ?? "") }
        #expect(newest == ["http://a/25", "http://a/24"])
    }

    @Test func aDayThatHasMoreThanItsNumbersLosesNoPage() throws {
        var range = EntryNumber.day(from: try #require(EntryNumber.first(of: "2024-03-01")))
        #expect(range.upperBound == EntryNumber.first(of: "2024-03-02") && range.count == 16_384)
        range = EntryNumber.day(from: range.upperBound)
        #expect(range.lowerBound == EntryNumber.first(of: "2024-03-02T10:00"))
        #expect(EntryNumber.first(of: "2024") == EntryNumber.first(of: "2024-01-01"))
        for text in ["", "1899-01-01", "2024-13-01", "2024-02-30", "x"] { #expect(EntryNumber.first(of: text) == nil, "\(text)") }
    }
}
