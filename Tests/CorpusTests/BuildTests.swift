import Foundation
import Synchronization
import Testing
@testable import Corpus
import WebArchive

@Suite("Build") struct BuildTests {
    private let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    @discardableResult
    private func build(
        _ spec: String = "", to name: String = "set", jobs: Int = 2, memory: Int = 2 << 30, sorting: Int? = nil, batch: Int? = nil, resumes: Bool = false,
        isCancelled: @escaping @Sendable () -> Bool = { false }, report: @escaping @Sendable (BuildEvent) -> Void = { _ in }
    ) throws -> CorpusBuild.Outcome {
        let path = try folder.write("name: n\ninput: ['*.jsonl']\n" + spec, to: "spec.yaml")
        var settings = BuildSettings(jobs: jobs, memory: memory, resumes: resumes, isCancelled: isCancelled, report: report)
        if let sorting { settings.sortingBytes = sorting }
        if let batch { settings.batchBytes = batch }
        return try CorpusBuild(try SpecFile(reading: path), target: folder.file(name), settings: settings).run()
    }

    private func lines(_ name: String) throws -> [[String: Any]] {
        var reader = try RecordLines(folder.file(name))
        var objects: [[String: Any]] = []
        while let line = try reader.next() {
            objects.append(try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]))
        }
        return objects
    }

    private func documents(_ name: String = "set") throws -> [[String: Any]] {
        try folder.files(below: name + "/data").flatMap { try lines("\(name)/data/\($0)") }
    }

    private func paragraphs(_ seed: UInt64, _ count: Int = 4, length: Int = 80) -> [String] {
        var dice = Dice(state: seed)
        return (0..<count).map { _ in Sample.string(Sample.text(length, &dice)) + "。" }
    }

    private func write(_ records: [String], to name: String = "a.jsonl") throws {
        try folder.write(records.joined(separator: "\n") + "\n", to: name)
    }

    @Test("every record is kept or left out with its reason, and the sums add up")
    func funnel() throws {
        let text = paragraphs(1)
        try write([
            Sample.record(url: "http://a.gov.cn/1", text: text, published: "2016-10-09"),
            Sample.record(url: "http://b.gov.cn/2", text: text, published: "2016-10-10", source: "清溪县政府网"),
            Sample.record(url: "http://b.gov.cn/3", text: text.dropLast() + ["联系人：王某。"], published: "2016-10-11"),
            Sample.record(url: "http://a.gov.cn/list", text: [], kind: "list"),
            Sample.record(url: "http://a.gov.cn/empty", text: []),
            Sample.record(url: "http://a.gov.cn/short", text: ["短"]),
        ])
        let outcome = try build("duplicates: {threshold: 0.7}\nfilters: [{signal: characters, min: 5}]\n")
        #expect(outcome.read == 6 && outcome.kept == 1)
        #expect(outcome.leftOut.map(\.count) == [0, 2, 0, 1, 1, 1])
        let leftOut = try lines("set/left-out.jsonl.gz")
        #expect(leftOut.map { $0["rule"] as? String } == ["exact", "near", "kinds", "fields.text", "spec.characters.min"])
        #expect(leftOut[4]["value"] as? String == "1" && leftOut[4]["threshold"] as? String == "5")
        let kept = try #require(try documents().first)
        #expect(leftOut[0]["kept"] as? String == kept["id"] as? String && leftOut[1]["kept"] as? String == kept["id"] as? String)
        let cluster = try #require(try lines("set/clusters.jsonl.gz").first)
        #expect(cluster["size"] as? Int == 3 && cluster["earliest"] as? String == kept["id"] as? String)
        #expect(kept["copies"] as? Int == 2 && kept["cluster"] as? String == kept["id"] as? String)
        let funnel = try #require(try JSONSerialization.jsonObject(with: Data(folder.read("set/funnel.json") ?? [])) as? [String: Any])
        let stages = try #require(funnel["stages"] as? [[String: Any]])
        var left = 6
        for stage in stages {
            #expect(stage["in"] as? Int == left)
            left -= stage["left_out"] as? Int ?? 0
            #expect(stage["out"] as? Int == left)
        }
        #expect(left == 1 && funnel["kept"] as? Int == 1)
    }

    @Test("captures of one page are its versions, and never duplicates of each other")
    func versions() throws {
        let old = paragraphs(2)
        let new = Array(old.dropLast()) + ["更正：时间改为十月。"]
        func capture(_ text: [String], _ day: Int) -> String {
            Sample.record(url: "http://a.gov.cn/1", text: text, fetched: "2026-11-0\(day)T05:00:00Z")
        }
        try write([capture(new, 3), capture(old, 1), capture(old, 2), capture(old, 5), Sample.record(url: "http://a.gov.cn/2", text: paragraphs(3))])
        try build("duplicates: {threshold: 0.6}\n")
        let pages = try documents().filter { $0["url"] as? String == "http://a.gov.cn/1" }
        #expect(pages.map { $0["version"] as? Int } == [2, 1, 3] && pages.allSatisfy { $0["versions"] as? Int == 3 })
        #expect(pages[1]["first_seen"] as? String == "2026-11-01T05:00:00Z" && pages[1]["last_seen"] as? String == "2026-11-02T05:00:00Z")
        let leftOut = try lines("set/left-out.jsonl.gz")
        #expect(leftOut.count == 1 && leftOut[0]["stage"] as? String == "versions" && leftOut[0]["kept"] as? String == pages[1]["id"] as? String)
    }

    @Test("the most official copy stays, or the earliest, or the latest")
    func preference() throws {
        let text = paragraphs(4)
        try write([
            Sample.record(url: "http://news.cn/1", text: text, published: "2016-01-01", source: "水务局"),
            Sample.record(url: "http://swj.gov.cn/2", text: text, published: "2016-01-02", owner: "清溪县水务局", number: "清水发〔2016〕1号"),
            Sample.record(url: "http://c.gov.cn/3", text: text, published: "2016-01-03"),
        ])
        for (keep, url) in [("official", "http://swj.gov.cn/2"), ("earliest", "http://news.cn/1"), ("latest", "http://c.gov.cn/3")] {
            try build("duplicates: {keep: \(keep)}\n")
            #expect(try documents().map { $0["url"] as? String } == [url])
            let cluster = try #require(try lines("set/clusters.jsonl.gz").first)
            let members = try #require(cluster["members"] as? [[String: Any]])
            func member(_ key: String) -> String? { members.first { $0["id"] as? String == cluster[key] as? String }?["url"] as? String }
            #expect(member("earliest") == "http://news.cn/1" && member("most_official") == "http://swj.gov.cn/2")
        }
    }

    @Test("an excerpt is marked with the text that holds it, and stays")
    func excerpts() throws {
        let text = paragraphs(5, 6)
        try write([Sample.record(url: "http://a.gov.cn/1", text: text), Sample.record(url: "http://b.gov.cn/2", text: Array(text[1...2]))])
        try build()
        let documents = try documents()
        #expect(documents.count == 2 && documents[1]["excerpt_of"] as? String == documents[0]["id"] as? String)
        #expect(documents[0]["excerpt_of"] is NSNull)
    }

    /// Documents of which many are alike: templates, reprints, changed copies, versions.
    private func mixedRecords(_ count: Int) -> [String] {
        var dice = Dice(state: 17)
        var texts: [[UInt32]] = []
        return (0..<count).map { number in
            let text: [UInt32]
            if number > 10, dice.roll(3) == 0 {
                let old = texts[dice.roll(texts.count)]
                text = Sample.variant(of: old, changes: dice.roll(max(1, old.count / 30)), &dice)
            } else {
                text = Sample.text(20 + dice.roll(400), &dice)
            }
            texts.append(text)
            let page = dice.roll(10) == 0 ? dice.roll(max(1, number)) : number
            return Sample.record(
                url: "http://h\(page % 7).gov.cn/\(page)", text: [Sample.string(text), "打印本页"], published: "20\(10 + dice.roll(15))-0\(1 + dice.roll(9))-1\(dice.roll(9))",
                fetched: "2026-11-\(10 + dice.roll(19))T05:00:00Z")
        }
    }

    private func digests(_ name: String) -> [String: String] {
        Dictionary(uniqueKeysWithValues: folder.files(below: name).map { ($0, SHA256Digest(of: folder.read(name + "/" + $0) ?? []).hex) })
    }

    @Test("equal input gives equal bytes, for any number of jobs and any memory, through disk or not")
    func reproducible() throws {
        let records = mixedRecords(500)
        try write(Array(records[..<200]), to: "a.jsonl")
        try write(Array(records[200...]), to: "b.jsonl")
        let spec = "split: {by: portal, validation: 0.2, test: 0.2}\nshard: 40 KB\n"
        let one = try build(spec, to: "one", jobs: 1)
        try build(spec, to: "two", jobs: 4)
        #expect(digests("one") == digests("two"))
        let spilled = Mutex<Set<String>>([])
        try build(spec, to: "three", jobs: 3, memory: 1, sorting: 4 << 10, batch: 30_000, report: { event in
            if case .spilled(let rows) = event { spilled.withLock { _ = $0.insert(rows) } }
        })
        #expect(digests("one") == digests("three"))
        let steps: Set = ["captures", "numbered", "ranking", "texts", "ordinals", "keys", "pairs", "shingles", "by-kept", "fates", "line-count"]
        #expect(steps.subtracting(spilled.withLock { $0 }).isEmpty, "every step went through disk")
        #expect(one.leftOut.first { $0.stage == "near" }.map { $0.count > 40 } == true)
    }

    @Test("among hundreds of fillings of one template, which meet in the same buckets, the copies are found and nothing else")
    func template() throws {
        var dice = Dice(state: 23)
        let template = Sample.text(330, &dice)
        var texts: [[UInt32]] = []
        var planted: Set<Set<String>> = []
        for number in 0..<300 {
            guard number % 20 == 19 else { texts.append(template + Sample.text(70, &dice)); continue }
            let original = number - 1 - dice.roll(18)
            texts.append(Sample.variant(of: texts[original], changes: 3, &dice))
            planted.insert([id(original, texts[original]), id(number, texts[number])])
        }
        func id(_ number: Int, _ text: [UInt32]) -> String {
            SHA256Digest(of: Array("http://a.gov.cn/\(number)\n\(Sample.string(text))".utf8)).hex
        }
        try write(texts.enumerated().map { Sample.record(url: "http://a.gov.cn/\($0)", text: [Sample.string($1)]) })
        var sketcher = Sketcher(Banding(threshold: 0.8))
        var buckets: [UInt64: Int] = [:]
        for key in texts.flatMap({ sketcher.keys(of: $0) ?? [] }) { buckets[key, default: 0] += 1 }
        #expect((buckets.values.max() ?? 0) > 30)
        try build("duplicates: {excerpts: 'off'}\n")
        #expect(try Set(lines("set/left-out.jsonl.gz").map { [$0["id"] as? String ?? "", $0["kept"] as? String ?? ""] }) == planted)
    }

    @Test("no page, no marked copy and no excerpt stands in two parts")
    func splits() throws {
        try write(mixedRecords(300))
        try build("split: {by: time, validation: 2018, test: 2021}\nduplicates: {exact: mark, near: mark}\n")
        var parts: [String: Set<String>] = [:]
        for file in folder.files(below: "set/data") {
            let part = String(file.prefix { $0 != "-" })
            for document in try lines("set/data/\(file)") {
                parts["page " + (document["page"] as? String ?? ""), default: []].insert(part)
                if let cluster = document["cluster"] as? String { parts["cluster " + cluster, default: []].insert(part) }
            }
        }
        #expect(Set(parts.values.flatMap { $0 }) == ["train", "validation", "test"])
        #expect(parts.values.allSatisfy { $0.count == 1 })
    }

    @Test("lines that recur over a portal are counted, and cut if the spec says so")
    func boilerplate() throws {
        try write((0..<30).map { Sample.record(url: "http://a.gov.cn/\($0)", text: paragraphs(UInt64(100 + $0), 2) + ["【打印本页】 【关闭窗口】"]) })
        try build()
        #expect(try documents().allSatisfy { ($0["text"] as? String ?? "").contains("打印本页") })
        let funnel = String(decoding: folder.read("set/funnel.json") ?? [], as: UTF8.self)
        #expect(funnel.contains(#""boilerplate":[{"host":"a.gov.cn","lines":1,"occurrences":30}]"#))
        try build("boilerplate: {cut: true}\n")
        #expect(try documents().count == 30 && documents().allSatisfy { !($0["text"] as? String ?? "打印").contains("打印") })
    }

    @Test("personal data are counted, and masked where the spec asks for it; duplicates are told by what stood there")
    func personalData() throws {
        func notice(_ phone: String) -> [String] { ["本案当事人王某，手机\(phone)，于三月二十九日未经许可在柳湾河采砂。"] }
        try write([
            Sample.record(url: "http://a.gov.cn/1", text: notice("13993112345")), Sample.record(url: "http://a.gov.cn/2", text: notice("18693154321")),
        ])
        try build("personal_data: {mask: all}\nduplicates: {near: 'off'}\n")
        let documents = try documents()
        #expect(documents.count == 2 && documents.allSatisfy { ($0["text"] as? String ?? "").contains("手机[手机号]，") })
        #expect((documents[0]["personal_data"] as? [String: Int])?["mobile"] == 1)
        #expect(!String(decoding: folder.read("set/README.md") ?? [], as: UTF8.self).contains("13993112345"))
    }

    @Test("a damaged line, a later schema and a pattern without files end the build with their place, and leave no data set")
    func mistakes() throws {
        try write([Sample.record(url: "http://a.gov.cn/1", text: ["一"]), "", "{\"schema\":"])
        #expect(throws: CorpusError.record(path: folder.file("a.jsonl"), line: 3, cause: "the line ends too early")) { try build() }
        try write([Sample.record(url: "http://a.gov.cn/1", text: ["一"], schema: "shilu.record/9")])
        #expect(throws: CorpusError.laterSchema(path: folder.file("a.jsonl"), line: 1, found: "shilu.record/9")) { try build() }
        try FileManager.default.removeItem(atPath: folder.file("a.jsonl"))
        #expect(throws: CorpusError.noInput(pattern: "*.jsonl", folder: folder.path)) { try build() }
        #expect(!FileManager.default.fileExists(atPath: folder.file("set")))
    }

    @Test("a folder that is no data set is not touched; an earlier data set is replaced when the new one is whole")
    func target() throws {
        try write([Sample.record(url: "http://a.gov.cn/1", text: ["一二三四五六"])])
        try folder.write("mine", to: "set/notes.txt")
        #expect(throws: CorpusError.occupied(path: folder.file("set"))) { try build() }
        #expect(folder.read("set/notes.txt") != nil)
        try build(to: "other")
        let before = digests("other")
        try write([Sample.record(url: "http://a.gov.cn/1", text: ["一二三四五六"]), "torn"])
        #expect(throws: CorpusError.self) { try build(to: "other") }
        #expect(digests("other") == before)
    }

    @Test("a build that was interrupted goes on, and gives the same bytes; with another spec it does not")
    func resume() throws {
        let records = mixedRecords(300)
        try write(records)
        try build("", to: "whole", jobs: 1)
        let asked = Atomic<Int>(0)
        #expect(throws: CorpusError.interrupted(path: folder.file("part.work"))) {
            try build("", to: "part", jobs: 1, batch: 100_000) { asked.wrappingAdd(1, ordering: .relaxed).newValue > 1 }
        }
        #expect(!FileManager.default.fileExists(atPath: folder.file("part")))
        #expect(throws: CorpusError.otherWork(path: folder.file("part.work"))) { try build("normalize: nfkc\n", to: "part", resumes: true) }
        // What a kill leaves behind the last place that was noted is cut back.
        let entries = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("part.work/entries")))
        try entries.seekToEnd()
        try entries.write(contentsOf: Data(repeating: 7, count: 1000))
        try entries.close()
        try build("", to: "part", jobs: 2, batch: 30_000, resumes: true)
        #expect(digests("part") == digests("whole"))
        #expect(!FileManager.default.fileExists(atPath: folder.file("part.work")))
    }

    @Test("work on input that was changed since is not gone on with, and a file that is changed while it is read ends the build")
    func changedInput() throws {
        let records = mixedRecords(120)
        try write(Array(records[..<60]), to: "a.jsonl")
        try write(Array(records[60...]), to: "b.jsonl")
        func interrupted() throws {
            let asked = Atomic<Int>(0)
            #expect(throws: CorpusError.interrupted(path: folder.file("set.work"))) {
                try build(jobs: 1, batch: 30_000) { asked.wrappingAdd(1, ordering: .relaxed).newValue > 1 }
            }
        }
        let other = CorpusError.otherWork(path: folder.file("set.work"))
        try interrupted()
        try write(Array(records[60...]) + [records[0]], to: "b.jsonl")  // a file that was not read yet
        #expect(throws: other) { try build(resumes: true) }
        try interrupted()
        try write([records[0]], to: "c.jsonl")  // one more
        #expect(throws: other) { try build(resumes: true) }
        try FileManager.default.removeItem(atPath: folder.file("c.jsonl"))
        try interrupted()
        try FileManager.default.removeItem(atPath: folder.file("b.jsonl"))  // one less
        #expect(throws: other) { try build(resumes: true) }
        #expect(!FileManager.default.fileExists(atPath: folder.file("set")))

        let file = URL(fileURLWithPath: folder.file("a.jsonl"))
        #expect(throws: CorpusError.inputChanged(path: folder.file("set.work"))) {
            try build(jobs: 1) {
                try? Data((records[0] + "\n").utf8).write(to: file)
                return false
            }
        }
        #expect(!FileManager.default.fileExists(atPath: folder.file("set")))
        #expect(try build().kept == 1)  // anew, with what is there
    }

    @Test("two builds do not work in one folder")
    func lock() throws {
        try write([Sample.record(url: "http://a.gov.cn/1", text: ["一"])])
        let work = try WorkFolder(beside: folder.file("set"))
        #expect(throws: CorpusError.busy(path: folder.file("set.work"))) { try build() }
        work.remove()
    }
}
