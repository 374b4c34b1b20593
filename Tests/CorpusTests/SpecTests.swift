import Foundation
import Testing
@testable import Corpus

@Suite("Spec") struct SpecTests {
    private func read(_ text: String) throws(CorpusError) -> CorpusSpec { try SpecFile(bytes: Array(text.utf8), path: "s.yaml").spec }
    private func mistakes(_ text: String) -> [String] { SpecFile.mistakes(in: Array(text.utf8), path: "s.yaml").map(\.description) }

    @Test("two keys are enough, and all else has its default")
    func shortest() throws {
        let spec = try read("name: notices\ninput: records.jsonl\n")
        #expect(spec == CorpusSpec(name: "notices", input: ["records.jsonl"]))
        #expect(spec.duplicates.near == .leaveOut && spec.duplicates.threshold == 0.8)
        #expect(spec.filters.isEmpty && spec.mask.isEmpty && spec.split == .none)
    }

    @Test("every key is read")
    func all() throws {
        let spec = try read("""
            name: n
            input: [a.jsonl, 'b/*.jsonl.gz']
            title: 通知
            version: 2.0.1
            creators: [A, B]
            license: CC0-1.0
            license_link: https://example.org/l
            select: {portals: ['*.gov.cn'], kinds: [article], since: 2016, until: 2016-03-29, columns: [通知公告], fields: [title, published]}
            normalize: nfkc
            boilerplate: {cut: true, pages: 5, share: 0.5}
            filters: [c4-zh, {signal: han_share, min: 0.5, max: 1}]
            personal_data: {mask: [id_number, mobile]}
            duplicates: {exact: mark, near: 'off', threshold: 0.7, excerpts: 'off', containment: 0.95, keep: latest}
            split: {by: time, validation: 2024-01-01, test: 2025}
            shard: 64 MB
            """)
        #expect(spec.select.since == "2016" && spec.select.until == "2016-03-29" && spec.select.fields == [.title, .published])
        #expect(spec.filters.count == 3 && spec.filters.last == .init(signal: .hanShare, min: 0.5, max: 1, origin: "spec"))
        #expect(spec.mask == [.idNumber, .mobile] && spec.duplicates.keep == .latest && spec.duplicates.near == .off)
        #expect(spec.split == .time(validation: "2024-01-01", test: "2025") && spec.shardBytes == 64 << 20 && spec.version == "2.0.1")
    }

    @Test("a mistake is told with its line", arguments: [
        ("name: n\n", "s.yaml: the key `input` is missing"),
        ("name: n\ninput: a\nfilter: []\n", "s.yaml:3: the key “filter” is not known"),
        ("name: N\ninput: a\n", "s.yaml:1: name: must be of"),
        ("name: n\ninput: []\n", "s.yaml:2: input: names no file"),
        ("name: n\ninput: a\nversion: 1.0\n", "s.yaml:3: version: “1.0” is no text to YAML"),
        ("name: n\ninput: a\nselect:\n  since: 2016-02-30\n", "s.yaml:4: select.since: “2016-02-30” is no date"),
        ("name: n\ninput: a\nselect:\n  kinds: [news]\n", "s.yaml:4: select.kinds: “news” is not one of"),
        ("name: n\ninput: a\nfilters:\n- {signal: words, min: 1}\n", "s.yaml:4: filters.signal: “words” is not one of"),
        ("name: n\ninput: a\nfilters:\n- {signal: lines}\n", "s.yaml:4: filters: a rule needs `min` or `max`"),
        ("name: n\ninput: a\nfilters: [gopher]\n", "s.yaml:3: filters: “gopher” is not one of"),
        ("name: n\ninput: a\nduplicates: {threshold: 1.5}\n", "s.yaml:3: duplicates.threshold: “1.5” is not a number from 0.5 to 1.0"),
        ("name: n\ninput: a\nsplit: {by: portal}\n", "s.yaml:3: split: gives no share"),
        ("name: n\ninput: a\nsplit: {by: time, validation: 2025, test: 2024}\n", "s.yaml:3: split: `validation` must begin before `test`"),
        ("name: n\ninput: a\nshard: 5 lb\n", "s.yaml:3: shard: “5 lb” is no size"),
        ("name: n\ninput: a\nname: m\n", "the key “name” stands twice"),
        ("name: [\n", "is no YAML"),
        ("just text\n", "s.yaml:1: must hold keys and values"),
    ])
    func mistake(_ text: String, _ message: String) {
        let found = mistakes(text)
        #expect(found.contains { $0.contains(message) }, "\(found)")
    }

    @Test("the schema knows the keys that the reader knows")
    func schema() throws {
        let schema = try #require(try JSONSerialization.jsonObject(with: Data(CorpusSpecSchema.json.utf8)) as? [String: Any])
        #expect((schema["properties"] as? [String: Any])?.keys.sorted() == SpecReader.keys.sorted())
    }

    @Test("one mistake does not hide the next, and the first tells how many there are")
    func several() {
        let text = "name: n\ninput: a\nshard: x\nnormalize: nfd\n"
        #expect(mistakes(text).count == 2)
        #expect(throws: CorpusError.spec(path: "s.yaml", line: 3, message: "shard: “x” is no size from 1024 bytes on; write bytes, or as 256 MB (and one more mistake)")) {
            try read(text)
        }
    }
}
