import Foundation
import Testing
@testable import Corpus

@Suite("Duplicates") struct DuplicateTests {
    private let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    @Test("the sign text is NFKC without white space and punctuation, as Foundation makes it")
    func signText() {
        #expect(Sample.string(SignText.scalars(of: "关于 〔2016〕１２号，㎡ ﾊﾟ！\u{3000}e\u{301} ㈠")) == "关于201612号m2パé一")
        var dice = Dice(state: 7)
        let blocks: [ClosedRange<UInt32>] = [0x20...0x24F, 0x300...0x36F, 0x2000...0x2BFF, 0x3000...0x33FF, 0x4E00...0x9FFF, 0xF900...0xFFEF, 0x1100...0x11FF, 0x20000...0x2FA1F]
        for _ in 0..<500 {
            let scalars = (0..<20).map { _ -> UInt32 in
                let block = blocks[dice.roll(blocks.count)]
                return block.lowerBound + UInt32(dice.roll(block.count))
            }.filter { Unicode.Scalar($0) != nil }
            // NFC is what records hold.
            let text = Sample.string(scalars).precomposedStringWithCanonicalMapping
            let expected = text.precomposedStringWithCompatibilityMapping.unicodeScalars.filter { scalar in
                guard !scalar.properties.isWhitespace else { return false }
                switch scalar.properties.generalCategory {
                case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
                    .otherPunctuation, .control, .format, .surrogate, .spaceSeparator, .lineSeparator, .paragraphSeparator: return false
                default: return true
                }
            }.map(\.value)
            #expect(SignText.scalars(of: text) == expected, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
        }
    }

    @Test("a sign text comes back from the disk as it was, beyond the basic plane too")
    func encoding() {
        let scalars = Scalars.decode("一𠀀二𪜀z")
        #expect(SignText.decode(SignText.encode(scalars)) == scalars)
    }

    @Test("bands catch 99 of 100 at every threshold, with 16×6 at 0.8")
    func banding() {
        #expect(Banding(threshold: 0.8).bands == 16 && Banding(threshold: 0.8).rows == 6)
        for threshold in stride(from: 0.5, through: 0.99, by: 0.01) {
            let banding = Banding(threshold: threshold)
            #expect(1 - pow(1 - pow(threshold, Double(banding.rows)), Double(banding.bands)) >= 0.99)
        }
    }

    @Test("similarity is counted as sets count it")
    func overlap() {
        var comparison = ShingleComparison()
        var dice = Dice(state: 11)
        for _ in 0..<50 {
            let text = (0..<dice.roll(300)).map { _ in 0x4E00 + UInt32(dice.roll(4)) }
            let other = Sample.variant(of: text, changes: dice.roll(20), &dice)
            func set(_ text: [UInt32]) -> Set<[UInt32]> {
                text.count < 5 ? (text.isEmpty ? [] : [text]) : Set((0...(text.count - 5)).map { Array(text[$0..<($0 + 5)]) })
            }
            let (a, b) = (set(text), set(other))
            #expect(comparison.overlap(text, other) == .init(first: a.count, second: b.count, shared: a.intersection(b).count))
        }
        #expect(comparison.overlap(Scalars.decode("通知"), Scalars.decode("公告")).jaccard == 0)
        #expect(comparison.overlap(Scalars.decode("通知"), Scalars.decode("通知")).jaccard == 1)
    }

    @Test("places of two signatures agree as often as their shingles do, for short texts and long ones", arguments: [60, 300, 3000])
    func sketch(_ length: Int) {
        var dice = Dice(state: UInt64(length))
        var comparison = ShingleComparison()
        // One row a band: the share of keys that agree estimates the similarity.
        var caught = 0.0, expected = 0.0
        var sketcher = Sketcher(Banding(bands: 96, rows: 1))
        for _ in 0..<60 {
            let text = Sample.text(length, &dice)
            let other = Sample.variant(of: text, changes: max(1, length / 40), &dice)
            expected += comparison.overlap(text, other).jaccard
            caught += Double(zip(sketcher.keys(of: text) ?? [], sketcher.keys(of: other) ?? []).count { $0 == $1 }) / 96
        }
        #expect(abs(caught - expected) / 60 < 0.02, "\(caught / 60) instead of \(expected / 60)")
    }

    @Test("no more texts of a bucket are compared than a bound, however many there are")
    func bucket() throws {
        var keys = ExternalSorter<KeyRow>(folder.file("keys"), memory: 1 << 20)
        for rank in 0..<2000 { try keys.add(KeyRow(key: 7, rank: UInt32(rank))) }
        var pairs = ExternalSorter<PairRow>(folder.file("pairs"), memory: 1 << 20)
        try DuplicateSearch.pairs(of: try keys.sorted(), limit: 24, into: &pairs)
        var sorted = try pairs.sorted()
        var partners = [Int](repeating: 0, count: 2000)
        while let pair = try sorted.next() { partners[Int(pair.later)] += pair.earlier < pair.later ? 1 : 100 }
        #expect(partners[..<24].elementsEqual(0..<24) && partners[24...].allSatisfy { $0 == 25 })
    }

    @Test("a signature takes a few hashes a shingle, not one for each of its places")
    func rounds() {
        var dice = Dice(state: 5)
        var sketcher = Sketcher(Banding(threshold: 0.8))
        for (length, most) in [(100, 20), (400, 6), (3000, 1)] {
            for _ in 0..<50 {
                _ = sketcher.keys(of: Sample.text(length, &dice))
                #expect(sketcher.rounds <= most)
            }
        }
        // One shingle: a round for each place at the most, once they are filled by turns.
        _ = sketcher.keys(of: Scalars.decode("通知"))
        #expect(sketcher.rounds <= 2 * 96)
    }

    @Test("rows that wait, and what sorting takes besides, are within the sorter's memory", arguments: [100_000, 150_000, 1 << 18])
    func bounded(_ memory: Int) throws {
        var sorter = ExternalSorter<KeyRow>(folder.file("rows"), memory: memory)
        var most = 0
        for number in 0..<50_000 {
            try sorter.add(KeyRow(key: mixed(UInt64(number)), rank: 0))
            most = max(most, sorter.held)
        }
        // Sorting takes half of the rows besides; the array's head and the page that it ends in are the slack.
        #expect(most * 3 / 2 <= memory + 8192 && most > memory / 2)
        var rows = try sorter.sorted()
        #expect(sorter.held == 0, "the merge has the place for itself")
        #expect(try rows.next() != nil)
    }

    @Test("rows come sorted, the same from memory and through disk")
    func sorter() throws {
        var dice = Dice(state: 13)
        let rows = (0..<20_000).map { KeyRow(key: dice.next() % 5000, rank: UInt32($0)) }
        func sorted(_ memory: Int) throws -> [KeyRow] {
            var sorter = ExternalSorter<KeyRow>(folder.file("rows\(memory)"), memory: memory)
            for row in rows { try sorter.add(row) }
            var sortedRows = try sorter.sorted()
            var result: [KeyRow] = []
            while let row = try sortedRows.next() { result.append(row) }
            return result
        }
        #expect(try sorted(64 << 20) == rows.sorted())
        #expect(try sorted(1 << 15) == rows.sorted())
        #expect(try sorted(1 << 11) == rows.sorted())  // more runs than are read at a time
        #expect(folder.files(below: "").isEmpty)  // runs are gone when they were read
    }
}
