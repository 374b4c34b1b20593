import Foundation
import Testing
@testable import Corpus

@Suite("Signals") struct SignalTests {
    private let texts = (try? String(contentsOf: Sample.shared.appendingPathComponent("real/gold.jsonl"), encoding: .utf8))?
        .split(separator: "\n").compactMap { (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any] }
        .compactMap { ($0["paragraphs"] as? [String])?.joined(separator: "\n") }.filter { !$0.isEmpty }

    @Test("shares are what they say")
    func shares() {
        var reader = SignalReader()
        let values = reader.values(of: "我们的水利建设，2016年。\nabc  (x)\n我们的水利建设，2016年。")
        #expect(values[.lines] == 3 && values[.sentences] == 2)
        #expect(values[.characters] == 34)
        #expect(abs(values[.hanShare] - 16 / 34) < 1e-9)
        #expect(abs(values[.letterShare] - 20 / 34) < 1e-9)
        #expect(abs(values[.digitShare] - 8 / 34) < 1e-9)
        #expect(values[.stopCharacters] == 2)  // 的 and 年
        #expect(abs(values[.markedLineShare] - 2 / 3) < 1e-9 && abs(values[.duplicateLineShare] - 1 / 3) < 1e-9)
    }

    @Test("n-grams are counted as by hand")
    func grams() {
        var reader = SignalReader()
        let values = reader.values(of: "甲乙甲乙甲乙")
        #expect(values[.top2Gram] == 1)  // 甲乙 three times
        #expect(values[.duplicate5Gram] == 0)
        #expect(reader.values(of: "一二三四五六七八九十")[.top2Gram] == 0)
        // The same twenty characters twice: the second half stood before.
        let half = "石桥镇抢抓秋收结束后的有利时机迅速掀起热潮"
        #expect(reader.values(of: half + half)[.duplicate5Gram] >= 0.4)
    }

    @Test("template residue is found, and a text without white space only has no shares")
    func residue() {
        var reader = SignalReader()
        #expect(reader.values(of: "{{item.title}} 正在加载")[.templateResidue] == 2)
        #expect(reader.values(of: "  \n ")[.characters] == 0)
    }

    @Test("the defaults of a spec leave out none of the real pages; FineWeb-2's thresholds would")
    func gold() throws {
        guard let texts, !texts.isEmpty else { return print("skipped: ../shared/real is not there") }
        let spec = CorpusSpec(name: "n", input: [])
        let rules = Rule.all(of: spec)
        #expect(!rules.contains { $0.stage == .filter })
        var reader = SignalReader()
        var kept: [String: Int] = [:]
        for set in RuleSet.all {
            kept[set.name] = texts.count { text in
                let values = reader.values(of: text)
                return set.filters.allSatisfy { values[$0.signal] >= $0.min ?? -.infinity && values[$0.signal] <= $0.max ?? .infinity }
            }
        }
        print("of \(texts.count) real pages kept: \(kept)")
        #expect(kept.values.allSatisfy { $0 <= texts.count })
        for text in texts {
            let line = Sample.record(url: "http://a.gov.cn/\(text.count)", text: text.components(separatedBy: "\n"))
            var preparation = Preparation(spec, rules: rules, boilerplate: [])
            #expect(try preparation.prepare(Array(line.utf8)).entry.rule == 0)
        }
    }

    @Test("the script is told", arguments: [
        ("国家统计局发布数据", Script.simplified), ("國家統計局發佈數據", .traditional), ("国家統計局", .mixed), ("一二三", .none),
    ])
    func script(_ text: String, _ script: Script) { #expect(Script.of(Scalars.decode(text)) == script) }
}
