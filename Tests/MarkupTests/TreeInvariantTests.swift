import Markup
import Testing

@Suite("What every tree keeps")
struct TreeInvariantTests {
    private static let samples = [
        "<html><head><title>题</title><meta charset=gb2312></head><body><div class=a><p>一<b>二</b>三</p><!--注--><table><tr><td>四</table></div></body></html>",
        "<ul><li><a href='?a=1&amp;b=2'>甲</a><li><script>if(a<b){}</script>乙</ul><form><input><form><select><option>丙<option>丁</select>",
        "<frameset><frame src=a><noframes><body>戊</noframes></frameset><p><table><p><div></p></table><a><a>己</a><h1><h2>",
    ]

    @Test("damaged pages too", arguments: 0 ..< 200 as Range<UInt64>)
    func damaged(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var bytes = Array((Self.samples.randomElement(using: &generator) ?? "").utf8)
        let interesting = Array("<>/\"'= &;!-?#".utf8) + [0, 0xFF, 0xE4]
        for _ in 0 ..< Int.random(in: 1 ... 12, using: &generator) {
            let place = Int.random(in: 0 ... bytes.count, using: &generator)
            switch Int.random(in: 0 ..< 4, using: &generator) {
            case 0: bytes.insert(interesting.randomElement(using: &generator) ?? 0, at: place)
            case 1: bytes.removeSubrange(min(place, bytes.count) ..< min(place + 5, bytes.count))
            case 2: bytes.insert(contentsOf: bytes.suffix(30), at: place)
            default: if place < bytes.count { bytes[place] = UInt8.random(in: 0 ... 255, using: &generator) }
            }
        }
        let page = HTMLPage.parse(bytes, charsetHeader: Bool.random(using: &generator) ? "utf-8" : nil)
        #expect(page.tree.violations == [])
        #expect(page.cut == nil)
    }

    @Test("pages cut at any byte", arguments: samples)
    func chopped(sample: String) {
        let bytes = Array(sample.utf8)
        for length in 0 ... bytes.count {
            let page = HTMLPage.parse(Array(bytes[..<length]), charsetHeader: nil)
            if page.tree.violations != [] { Issue.record("\(length): \(page.tree.violations)") }
        }
    }

    @Test("parsing twice gives the same tree")
    func repeatable() {
        for sample in Self.samples {
            let first = HTMLPage.parse(Array(sample.utf8), charsetHeader: nil).tree, second = HTMLPage.parse(Array(sample.utf8), charsetHeader: nil).tree
            #expect(first.nodes == second.nodes && first.attributes == second.attributes && first.text == second.text)
        }
    }

    @Test("every real page, whole and cut in the middle", .enabled(if: !SharedData.pages.isEmpty, "no shared test data"))
    func realPages() throws {
        for name in SharedData.pages {
            let bytes = try SharedData.bytes("pages/\(name)")
            let page = HTMLPage.parse(bytes, charsetHeader: nil)
            if page.tree.violations != [] { Issue.record("\(name): \(page.tree.violations)") }
            #expect(page.cut == nil && page.tree.nodes.count > 20, "\(name)")
            let half = HTMLPage.parse(Array(bytes.prefix(bytes.count / 2)), charsetHeader: nil)
            if half.tree.violations != [] { Issue.record("half of \(name): \(half.tree.violations)") }
        }
    }

    @Test("many threads at once")
    func concurrent() async {
        await withTaskGroup(of: String.self) { group in
            for i in 0 ..< 32 {
                group.addTask { HTMLPage.parse(Array(Self.samples[i % 3].utf8), charsetHeader: nil).tree.outline() }
            }
            var outlines: Set<String> = []
            for await outline in group { outlines.insert(outline) }
            #expect(outlines.count == 3)
        }
    }
}
