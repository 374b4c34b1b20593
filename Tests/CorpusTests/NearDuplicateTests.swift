// Near-duplicates against all pairs, their similarity counted exactly.
import Foundation
import Testing
@testable import Corpus

@Suite("Near-duplicates") struct NearDuplicateTests {
    private struct Pair: Hashable { var one, other: Int }

    /// The similarity of all pairs that share a 5-gram, by counting.
    private func similarities(of texts: [[UInt32]]) -> [Pair: Double] {
        let sets = texts.map { text in Set((0...(text.count - 5)).map { Array(text[$0..<($0 + 5)]) }) }
        var holders: [[UInt32]: [Int]] = [:]
        for (number, set) in sets.enumerated() { for shingle in set { holders[shingle, default: []].append(number) } }
        var shared: [Pair: Int] = [:]
        for numbers in holders.values where numbers.count > 1 {
            for (index, other) in numbers.enumerated() {
                for one in numbers[..<index] { shared[Pair(one: min(one, other), other: max(one, other)), default: 0] += 1 }
            }
        }
        return shared.reduce(into: [:]) { $0[$1.key] = Double($1.value) / Double(sets[$1.key.one].count + sets[$1.key.other].count - $1.value) }
    }

    @Test("of planted pairs from 0.6 to 1.0 alike, 99 of 100 from the threshold on are found, and no other", arguments: [0.7, 0.8, 0.9])
    func planted(_ threshold: Double) throws {
        let folder = try TemporaryFolder()
        var dice = Dice(state: 41)
        var texts: [[UInt32]] = []
        for number in 0..<700 {
            let text = Sample.text(150 + dice.roll(200), &dice)
            // Each changed character takes five 5-grams from either side.
            texts += [text, Sample.variant(of: text, changes: number % 40 * text.count / 800, &dice)]
        }
        try folder.write(texts.enumerated().map { Sample.record(url: "http://a.gov.cn/\($0)", text: [Sample.string($1)]) }.joined(separator: "\n"), to: "a.jsonl")
        let spec = try folder.write("name: n\ninput: a.jsonl\nduplicates: {exact: mark, near: mark, excerpts: off, threshold: \(threshold)}\n", to: "spec.yaml")
        _ = try CorpusBuild(try SpecFile(reading: spec), target: folder.file("set"), settings: .init(jobs: 2)).run()

        let all = similarities(of: texts)
        let expected = all.filter { $0.value >= threshold }
        #expect(Set(all.values.map { Int($0 * 10) }).isSuperset(of: [6, 7, 8, 9, 10]) && expected.count > 100)
        var found: [Pair: Double] = [:]
        var reader = try RecordLines(folder.file("set/clusters.jsonl.gz"))
        while let line = try reader.next() {
            let cluster = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
            let members = try #require(cluster["members"] as? [[String: Any]])
            let numbers = try members.map { try #require(Int(($0["url"] as? String ?? "").split(separator: "/").last ?? "")) }
            for (number, member) in zip(numbers, members).dropFirst() {
                found[Pair(one: min(numbers[0], number), other: max(numbers[0], number))] = member["similarity"] as? Double
            }
        }
        let missed = expected.keys.filter { found[$0] == nil }
        #expect(Double(missed.count) <= Double(expected.count) / 100, "\(missed.count) of \(expected.count): \(missed.map { all[$0] ?? 0 }.sorted())")
        for (pair, similarity) in found { #expect(abs((all[pair] ?? 0) - similarity) < 0.0001 && similarity >= threshold, "\(pair)") }
    }
}
