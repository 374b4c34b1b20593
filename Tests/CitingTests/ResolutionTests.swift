// What references resolve to, and what is told of the rest.
@testable import Citing
import Foundation
import Records
import Testing

@Suite struct ResolutionTests {
    /// A record of a document.
    private func record(
        _ url: String, title: String, number: String? = nil, date: String = "2020-01-01", kind: String = "document", _ paragraphs: [String] = [], rows: [String] = []
    ) throws -> Record {
        let none = NSNull()
        func empty(_ keys: String) -> [String: Any] { Dictionary(uniqueKeysWithValues: keys.split(separator: " ").map { (String($0), none as Any) }) }
        let object: [String: Any] = [
            "schema": Record.schema, "extractor": "shilu/0.1.0", "id": "id of \(url)", "kind": kind, "url": url, "site": empty("host name site_id"), "title": title,
            "kicker": none, "subtitle": none, "original_title": none, "breadcrumb": [String](), "column": none, "source": none, "author": none, "editor": none,
            "published": date, "reads": none, "paragraphs": paragraphs, "signoff": none, "previous": none, "next": none, "attachments": [Any](), "images": [Any](),
            "document": number.map { empty("index_number issuer written released effective category keywords validity").merging(["number": $0]) { $1 } } ?? none as Any,
            "footer": empty("text owner organizer undertaker address postal_code phone icp public_security site_id"),
            "links": rows.map { empty("title url date index_number issuer validity").merging(["number": $0]) { $1 } }, "announced": none, "dialect": none,
            "next_page": none, "verbatim": empty("breadcrumb byline"), "evidence": [String: String](),
            "capture": empty("file fetched_at status charset_declared cut warc offset length record_id payload_digest")
                .merging(["charset": "utf-8", "charset_from": "meta", "bad_bytes": 0]) { $1 },
        ]
        return try Record(jsonLine: [UInt8](JSONSerialization.data(withJSONObject: object)))
    }

    private func target(of text: String, among documents: [Record], citedOn date: String = "2023-01-01") throws -> String? {
        var held = HeldDocuments()
        for document in documents { held.add(document) }
        var titles = TitleFinder()
        let reference = try #require(References.find(in: text, &titles).first, "\(text)")
        return held.document(named: reference.name, citedOn: date)?.document.url
    }

    @Test(arguments: [
        "国办发[2015]78号", "国办发〔2015〕 78号", "国办发（２０１５）第78号", "国务院办公厅国办发【2015】78号", "《国务院办公厅关于推进医养结合的意见》", "《关于推进医养结合的意见》",
        "《国务院办公厅关于推进医养结合的意见（国办发〔2015〕78号）》",
    ]) func aDocumentIsFoundByEverySpellingOfItsNames(_ text: String) throws {
        let documents = [
            try record("http://a/1", title: "国务院办公厅关于推进医养结合的意见", number: "国办发〔2015〕78号"),
            try record("http://a/2", title: "国务院办公厅关于推进医保支付的意见", number: "国办发〔2015〕79号"),
        ]
        #expect(try target(of: text, among: documents) == "http://a/1")
    }

    @Test func theEditionIsThatBeforeTheCitingTextOrTheOneNamed() throws {
        let documents = [
            try record("http://a/2013", title: "中华人民共和国公司法", date: "2013-12-28"), try record("http://a/2018", title: "公司法（2018年修正）", date: "2018-10-26"),
            try record("http://a/2023", title: "公司法", date: "2023-12-29"),
        ]
        #expect(try target(of: "《中华人民共和国公司法》", among: documents, citedOn: "2016-05-01") == "http://a/2013")
        #expect(try target(of: "《公司法》", among: documents, citedOn: "2020-05-01") == "http://a/2018")
        #expect(try target(of: "《公司法》", among: documents, citedOn: "2024-05-01") == "http://a/2023")
        #expect(try target(of: "《公司法》", among: documents, citedOn: "2010-05-01") == "http://a/2013")
        #expect(try target(of: "《公司法（2018年修正）》", among: documents, citedOn: "2024-05-01") == "http://a/2018")
        #expect(try target(of: "《公司法（2005年修订）》", among: documents, citedOn: "2024-05-01") == nil)
    }

    @Test func aTitleThatSeveralAgenciesUseIsNotGuessed() throws {
        let documents = [
            try record("http://a/1", title: "定西市财政局关于做好决算工作的通知"), try record("http://a/2", title: "兰州市财政局关于做好决算工作的通知"),
        ]
        #expect(try target(of: "《关于做好决算工作的通知》", among: documents) == nil)
        #expect(try target(of: "《兰州市财政局关于做好决算工作的通知》", among: documents) == "http://a/2")
        #expect(try target(of: "《天水市财政局关于做好决算工作的通知》", among: documents) == nil)
    }

    @Test func ofSeveralCopiesThePageWithTheDocumentsTableIsNamed() throws {
        let documents = [
            try record("http://news/1", title: "关于推进医养结合的意见", kind: "article", ["国办发〔2015〕78号", "各省："]),
            try record("http://gov/1", title: "关于推进医养结合的意见", number: "国办发〔2015〕78号", date: "2021-01-01"),
        ]
        #expect(try target(of: "国办发〔2015〕78号", among: documents) == "http://gov/1")
        #expect(try target(of: "国办发〔2015〕78号", among: [documents[0]]) == "http://news/1")
    }

    @Test func aTextsOwnNamesAreNoReferences() throws {
        let own = try record(
            "http://a/1", title: "关于推进医养结合的意见", number: "国办发〔2015〕78号",
            ["国办发〔2015〕78号", "《关于推进医养结合的意见》已经国务院同意，按国发〔2013〕35号执行，国办发[2015]78号印发。"])
        #expect(References.find(in: own).map(\.canonical) == ["国发〔2013〕35号"])
        let reprint = try record("http://a/2", title: "意见", kind: "article", ["（国办发〔2015〕78号）", "落实国发〔2013〕35号。"])
        #expect(References.find(in: reprint).map(\.canonical) == ["国发〔2013〕35号"])
    }

    @Test func placesAreOfCharactersAndOfBytes() throws {
        let text = "一、𠮷按《行政许可法》和国发〔2019〕3号办。"
        let citing = try record("http://a/1", title: "x", ["头", text])
        let scalars = Array(text.unicodeScalars)
        for reference in References.find(in: citing) {
            #expect(reference.paragraph == 1)
            #expect(scalars[reference.range].map(String.init).joined() == reference.text)
            #expect(String(decoding: Array(text.utf8)[reference.bytes], as: UTF8.self) == reference.text)
        }
        #expect(References.find(in: citing).map(\.text) == ["《行政许可法》", "国发〔2019〕3号"])
    }

    @Test func edgesMissingDocumentsAndGapsAddUp() throws {
        let records = [
            try record("http://a/1", title: "甲办法", number: "定政发〔2020〕1号", date: "2020-01-05"), try record("http://a/4", title: "丁办法", number: "定政发〔2020〕4号"),
            try record("http://a/list", title: "文件", kind: "list", rows: ["定政发〔2020〕3号", "定政发〔2020〕4号"]),
            try record("http://a/5", title: "x", date: "2021-03-01", [
                "按定政发[2020]1号和《甲办法》（定政发〔2020〕1号）执行。", "《乙规定》（定政发〔2020〕6号）、国发〔2019〕3号和国发〔2019〕3号。", "《行政许可法》",
            ]),
            try record("http://a/6", title: "y", date: "2022-03-01", ["按国发〔2019〕3号办理。"]),
        ]
        var held = HeldDocuments()
        for record in records { held.add(record) }
        var graph = CitationGraph(held)
        var edges: [[String: Any]] = [], references = 0
        for record in records {
            let lines = graph.add(record)
            references += lines.references.count { $0 == 0x0A }
            for line in lines.edges.split(separator: 0x0A) { edges.append(try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])) }
        }
        #expect(graph.summary == .init(documents: 4, references: 9, resolved: 3, edges: 1, missing: 3) && references == 9)
        let edge = try #require(edges.first)
        #expect(edge["from"] as? String == "http://a/5" && edge["to"] as? String == "http://a/1" && edge["count"] as? Int == 3 && edge["to_date"] as? String == "2020-01-05")
        let missing = graph.missingDocuments
        #expect(missing.map(\.name) == ["国发〔2019〕3号", "定政发〔2020〕6号", "行政许可法"], "\(missing.map(\.name))")
        #expect(missing.first?.pages == 2 && missing.first?.citations == 3 && missing.first?.first == "2021-03-01" && missing.first?.last == "2022-03-01")
        #expect(missing.first { $0.name == "定政发〔2020〕6号" }?.title == "乙规定")
        let series = try #require(graph.series.first)
        #expect(graph.series.count == 1 && series.agency == "定政发" && series.year == 2020)
        #expect(series.held == [1, 4] && series.listed == [3] && series.cited == [6] && series.highest == 6 && series.missing == [2...3, 5...6])
    }
}
