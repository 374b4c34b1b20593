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

    @Test("a value of the wrong kind is told with its key, for every key", arguments: [
        ("name: [n]", "name: must be a text"), ("input: {a: b}", "input: must be a text or a list of texts"), ("input: 5", "input: “5” is no text to YAML"),
        ("title: 2024", "title: “2024” is no text to YAML; write it in quotes"), ("description: [a]", "description: must be a text"),
        ("version: [1]", "version: must be a text"), ("version: '1.0'", "version: “1.0” is not MAJOR.MINOR.PATCH"),
        ("creators: {a: b}", "creators: must be a text or a list"), ("creators: [A, 5]", "creators: “5” is no text to YAML"), ("license: ''", "license: must be a text"),
        ("license_link: example.org/l", "license_link: “example.org/l” is no http or https URL"), ("url: ftp://example.org/", "url: “ftp://example.org/” is no http"),
        ("select: all", "select: must hold keys and values"), ("select: {portals: {a: b}}", "select.portals: must be"), ("select: {kinds: 5}", "select.kinds: “5” is not one of"),
        ("select: {since: yesterday}", "select.since: “yesterday” is no date; write 2016"), ("select: {until: [2016]}", "select.until: “…” is no date"),
        ("select: {columns: 5}", "select.columns: “5” is no text"), ("select: {fields: [texts]}", "did you mean “text”?"), ("normalize: [nfc]", "normalize: “…” is not one of nfc, nfkc"),
        ("normalize: nfkd", "normalize: “nfkd” is not one of nfc, nfkc; did you mean “nfkc”?"), ("boilerplate: true", "boilerplate: must hold keys and values"),
        ("boilerplate: {cut: often}", "boilerplate.cut: “often” is neither true nor false"), ("boilerplate: {pages: 1}", "boilerplate.pages: “1” is not a whole number from 2"),
        ("boilerplate: {pages: 2.5}", "boilerplate.pages: “2.5” is not a whole number"), ("boilerplate: {share: 20 %}", "boilerplate.share: “20 %” is not a number from 0.0 to 1.0"),
        ("filters: c4-zh", "filters: must be a list"), ("filters: [{min: 1}]", "filters: a rule needs the key `signal`"),
        ("filters: [{signal: lines, min: many}]", "filters.min: “many” is not a number"), ("filters: [{signal: lines, min: 3, max: 2}]", "min is larger than max"),
        ("personal_data: all", "personal_data: must hold keys and values"), ("personal_data: {mask: [phone]}", "personal_data.mask: “phone” is not one of"),
        ("personal_data: {mask: 5}", "personal_data.mask: “5” is not one of none, all"), ("duplicates: 'off'", "duplicates: must hold keys and values"),
        ("duplicates: {near: drop}", "duplicates.near: “drop” is not one of leave-out, mark, off"), ("duplicates: {exact: true}", "duplicates.exact: “true” is not one of"),
        ("duplicates: {threshold: 0.3}", "duplicates.threshold: “0.3” is not a number from 0.5 to 1.0"), ("duplicates: {threshold: '0.8'}", "duplicates.threshold: “0.8” is not a number"),
        ("duplicates: {excerpts: leave-out}", "duplicates.excerpts: “leave-out” is not one of mark, off"), ("duplicates: {containment: 2}", "duplicates.containment: “2” is not a number"),
        ("duplicates: {keep: newest}", "duplicates.keep: “newest” is not one of official, earliest, latest"), ("split: 0.1", "split: must hold keys and values"),
        ("split: {validation: 0.1}", "split: the key `by` is missing: portal or time"), ("split: {by: host, test: 0.1}", "split.by: “host” is not one of portal, time"),
        ("split: {by: portal, test: 0.9}", "split.test: “0.9” is not a number from 0.0 to 0.5"), ("split: {by: time, test: 0.1}", "split.test: “0.1” is no date"),
        ("shard: [1]", "shard: “…” is no size"), ("shard: 10", "shard: “10” is no size from 1024 bytes on"), ("compression: brotli", "compression: “brotli” is not one of gzip, zstd"),
    ])
    func wrongKind(_ line: String, _ message: String) {
        let key = String(line.prefix { $0 != ":" })
        let needed = ["name: n", "input: a"].filter { !$0.hasPrefix(key + ":") }
        let found = mistakes((needed + [line]).joined(separator: "\n") + "\n")
        #expect(found.contains { $0.hasPrefix("s.yaml:\(needed.count + 1): ") && $0.contains(message) }, "\(found)")
    }

    @Test("the mistakes above are of every key")
    func everyKeyHasItsMistake() {
        // What the test before this one goes through, and no key of the reader is left out of it.
        for key in SpecReader.keys {
            let value = key == "boilerplate" || key == "select" || key == "duplicates" || key == "split" || key == "personal_data" || key == "filters" ? "5" : "{a: b}"
            let others = ["name: n", "input: a"].filter { !$0.hasPrefix(key + ":") }
            #expect(mistakes((others + ["\(key): \(value)"]).joined(separator: "\n")).contains { $0.contains("\(key): ") }, "\(key)")
        }
    }

    @Test("an unknown key is told with the one that was meant, at every depth", arguments: [
        ("inputs: a", "“inputs” is not known; did you mean “input”?"), ("select: {portal: a}", "select: the key “portal” is not known; did you mean “portals”?"),
        ("boilerplate: {page: 5}", "did you mean “pages”?"), ("filters: [{signals: lines, min: 1}]", "filters: the key “signals” is not known; did you mean “signal”?"),
        ("personal_data: {masks: all}", "did you mean “mask”?"), ("duplicates: {containement: 0.9}", "did you mean “containment”?"),
        ("split: {by: portal, valid: 0.1}", "split: the key “valid” is not known"), ("colour: red", "known are name, input, title"),
    ])
    func unknownKey(_ line: String, _ message: String) {
        let found = mistakes("name: n\ninput: a\n\(line)\n")
        #expect(found.contains { $0.hasPrefix("s.yaml:3: ") && $0.contains(message) }, "\(found)")
    }

    @Test("off is off, in quotes or not")
    func off() throws {
        let spec = try read("name: n\ninput: a\nduplicates: {exact: off, near: 'off', excerpts: off}\n")
        #expect(spec.duplicates.exact == .off && spec.duplicates.near == .off && !spec.duplicates.excerpts)
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
