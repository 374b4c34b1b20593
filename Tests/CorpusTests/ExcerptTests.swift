// Reprints and excerpts: which text holds which, through copies and chains, and what is said of it.
import Foundation
import Testing
@testable import Corpus

@Suite("Excerpts") struct ExcerptTests {
    private let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private struct Built {
        var documents: [[String: Any]]
        var clusters: [[String: Any]]
        var leftOut: [[String: Any]]

        func document(_ url: String) -> [String: Any]? { documents.first { $0["url"] as? String == url } }
        func url(_ id: Any?) -> String? {
            (documents + leftOut).first { $0["id"] as? String == id as? String }?["url"] as? String
        }
        /// The URL of the document that holds this one.
        func whole(_ url: String) -> String? { self.url(document(url)?["excerpt_of"]) }
    }

    private func build(_ records: [String], _ spec: String = "") throws -> Built {
        try folder.write(records.joined(separator: "\n") + "\n", to: "a.jsonl")
        let path = try folder.write("name: n\ninput: a.jsonl\n" + spec, to: "spec.yaml")
        _ = try CorpusBuild(try SpecFile(reading: path), target: folder.file("set"), settings: .init(jobs: 2)).run()
        return Built(
            documents: try folder.files(below: "set/data").flatMap { try lines("set/data/\($0)") }, clusters: try lines("set/clusters.jsonl.gz"),
            leftOut: try lines("set/left-out.jsonl.gz"))
    }

    private func lines(_ name: String) throws -> [[String: Any]] {
        var reader = try RecordLines(folder.file(name))
        var objects: [[String: Any]] = []
        while let line = try reader.next() { objects.append(try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])) }
        return objects
    }

    /// Paragraphs that have nothing in common.
    private func paragraphs(_ seed: UInt64, _ count: Int, length: Int = 90) -> [String] {
        var dice = Dice(state: seed)
        return (0..<count).map { _ in Sample.string(Sample.text(length, &dice)) + "。" }
    }

    @Test("a short text that a longer one holds is its excerpt, wherever it stands in it, and both stay", arguments: [0, 4, 7])
    func place(_ start: Int) throws {
        let text = paragraphs(1, 10)
        let built = try build([
            Sample.record(url: "http://a.gov.cn/whole", text: text, published: "2016-01-01"),
            Sample.record(url: "http://b.gov.cn/part", text: Array(text[start..<(start + 3)]), published: "2016-01-05"),
        ])
        #expect(built.documents.count == 2 && built.leftOut.isEmpty)
        #expect(built.whole("http://b.gov.cn/part") == "http://a.gov.cn/whole" && built.whole("http://a.gov.cn/whole") == nil)
        let cluster = try #require(built.clusters.first)
        let members = try #require(cluster["members"] as? [[String: Any]])
        #expect(built.url(cluster["kept"]) == "http://a.gov.cn/whole" && cluster["kept_by"] as? String == "it holds the others, which stay too")
        #expect(members.map { $0["relation"] as? String } == ["kept", "excerpt"] && (members[1]["similarity"] as? Double ?? 0) >= 0.9)
        #expect(built.document("http://a.gov.cn/whole")?["copies"] as? Int == 0)
    }

    @Test("the whole is the longer text, whichever came first or is more official", arguments: [true, false])
    func direction(_ partIsFirst: Bool) throws {
        let text = paragraphs(2, 8)
        let part = Sample.record(url: "http://swj.gov.cn/part", text: Array(text[..<3]), published: "2015-01-01", owner: "清溪县水务局", number: "清水发〔2015〕1号")
        let whole = Sample.record(url: "http://news.cn/whole", text: text, published: "2016-01-01")
        let built = try build(partIsFirst ? [part, whole] : [whole, part])
        #expect(built.whole("http://swj.gov.cn/part") == "http://news.cn/whole")
        let cluster = try #require(built.clusters.first)
        // Who printed it first, and most officially, is told all the same.
        #expect(built.url(cluster["earliest"]) == "http://swj.gov.cn/part" && built.url(cluster["most_official"]) == "http://swj.gov.cn/part")
    }

    @Test("how much of the shorter text must be held is the spec's: a share below it is no excerpt", arguments: [(0.9, false), (0.6, true)])
    func containment(_ bound: Double, _ isExcerpt: Bool) throws {
        let text = paragraphs(3, 8)
        let built = try build([
            Sample.record(url: "http://a.gov.cn/whole", text: text),
            Sample.record(url: "http://b.gov.cn/part", text: Array(text[..<3]) + paragraphs(4, 1)),  // three quarters
        ], "duplicates: {containment: \(bound)}\n")
        #expect((built.whole("http://b.gov.cn/part") != nil) == isExcerpt)
    }

    @Test("the excerpt of a reprint is one of the copy that stays, which is the most official")
    func reprint() throws {
        let text = paragraphs(5, 8)
        let built = try build([
            Sample.record(url: "http://news.cn/reprint", text: ["本网讯"] + text, published: "2016-01-01"),
            Sample.record(url: "http://swj.gov.cn/original", text: text, published: "2016-01-03", owner: "清溪县水务局", number: "清水发〔2016〕1号"),
            Sample.record(url: "http://b.gov.cn/part", text: Array(text[2..<5]), published: "2016-01-04"),
        ])
        #expect(built.leftOut.map { $0["url"] as? String } == ["http://news.cn/reprint"] && built.leftOut.first?["rule"] as? String == "near")
        #expect(built.url(built.leftOut.first?["kept"]) == "http://swj.gov.cn/original")
        #expect(built.whole("http://b.gov.cn/part") == "http://swj.gov.cn/original")
        let cluster = try #require(built.clusters.first)
        let relations = try #require(cluster["members"] as? [[String: Any]]).map { $0["relation"] as? String ?? "" }
        #expect(built.clusters.count == 1 && relations.sorted() == ["excerpt", "kept", "near"] && (cluster["kept_by"] as? String)?.hasPrefix("the most official") == true)
        #expect(built.url(cluster["earliest"]) == "http://news.cn/reprint")
    }

    @Test("what only the reprint has that was left out is no excerpt of the copy that stays")
    func lostPart() throws {
        let text = paragraphs(6, 20)
        let added = paragraphs(7, 1)
        let built = try build([
            Sample.record(url: "http://swj.gov.cn/original", text: text, published: "2016-01-01", owner: "清溪县水务局", number: "清水发〔2016〕1号"),
            Sample.record(url: "http://news.cn/reprint", text: text + added, published: "2016-01-03"),
            Sample.record(url: "http://b.gov.cn/part", text: added, published: "2016-01-04"),
        ])
        #expect(built.leftOut.map { $0["url"] as? String } == ["http://news.cn/reprint"])
        #expect(built.document("http://b.gov.cn/part")?["excerpt_of"] is NSNull)
    }

    @Test("in a chain each text names one that holds it and stays, and every pair stands in the clusters")
    func chain() throws {
        let text = paragraphs(8, 12)
        let built = try build([
            Sample.record(url: "http://a.gov.cn/all", text: text), Sample.record(url: "http://b.gov.cn/half", text: Array(text[..<6])),
            Sample.record(url: "http://c.gov.cn/little", text: Array(text[1..<3])),
        ])
        #expect(built.documents.count == 3)
        #expect(built.whole("http://b.gov.cn/half") == "http://a.gov.cn/all" && built.whole("http://c.gov.cn/little") == "http://a.gov.cn/all")
        let pairs = built.clusters.flatMap { cluster in
            (cluster["members"] as? [[String: Any]] ?? []).filter { $0["relation"] as? String == "excerpt" }.map { [built.url(cluster["kept"]), $0["url"] as? String] }
        }
        #expect(Set(pairs) == [["http://a.gov.cn/all", "http://b.gov.cn/half"], ["http://a.gov.cn/all", "http://c.gov.cn/little"], ["http://b.gov.cn/half", "http://c.gov.cn/little"]])
    }

    @Test("a version of a page that was shortened is no excerpt of the one before")
    func versions() throws {
        let text = paragraphs(9, 8)
        let built = try build([
            Sample.record(url: "http://a.gov.cn/1", text: text, fetched: "2026-11-01T05:00:00Z"),
            Sample.record(url: "http://a.gov.cn/1", text: Array(text[..<3]), fetched: "2026-11-02T05:00:00Z"),
        ])
        #expect(built.documents.count == 2 && built.documents.allSatisfy { $0["excerpt_of"] is NSNull } && built.clusters.isEmpty)
    }

    @Test("a phrase that many texts have, and a text of a line, are no excerpts")
    func phrases() throws {
        let phrase = paragraphs(10, 1, length: 70)
        let records = (0..<20).map { Sample.record(url: "http://a.gov.cn/\($0)", text: paragraphs(UInt64(20 + $0), 3) + phrase) }
        let built = try build(records + [
            Sample.record(url: "http://b.gov.cn/phrase", text: phrase), Sample.record(url: "http://b.gov.cn/line", text: [String(paragraphs(20, 1)[0].prefix(40))]),
        ])
        #expect(built.documents.allSatisfy { $0["excerpt_of"] is NSNull })
    }
}
