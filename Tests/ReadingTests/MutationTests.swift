import Markup
import Reading
import Testing

/// Pages cut, spliced and flipped: the reader answers always, and soon.
@Suite struct MutationTests {
    /// A small generator, so that a failure can be repeated from its seed.
    struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6364136223846793005 &+ 1442695040888963407
            var x = state
            x ^= x >> 33
            x = x &* 0xff51afd7ed558ccd
            return x ^ (x >> 33)
        }
    }

    static let pages: [[UInt8]] = {
        var pages = SeedLayoutTests.Seed().map { seed in SeedLayoutTests.Layout.allCases.map { Array(SeedLayoutTests.html(seed, $0).utf8) } } ?? []
        pages += DocumentTests.Layout.allCases.map { Array("<h1>关于印发工作要点的通知</h1>\(DocumentTests.table($0))<p>2023-03-20</p>".utf8) }
        pages += BylineTests.cases.map { Array(article(byline: $0.html).utf8) } + FooterTests.cases.map { Array(article(foot: $0.html).utf8) }
        return pages
    }()

    private func mutate(_ page: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var bytes = page
        for _ in 0..<Int.random(in: 1...6, using: &dice) where bytes.count > 8 {
            let i = Int.random(in: 0..<bytes.count, using: &dice), j = Int.random(in: i..<min(bytes.count, i + 400), using: &dice)
            switch Int.random(in: 0..<6, using: &dice) {
            case 0: bytes[i] = UInt8.random(in: 0...255, using: &dice)
            case 1: bytes.removeSubrange(i...j)
            case 2: bytes.insert(contentsOf: bytes[i...j], at: Int.random(in: 0...bytes.count, using: &dice))
            case 3: bytes.removeSubrange(i...)
            case 4: bytes.insert(contentsOf: MutationTests.pages[Int.random(in: 0..<MutationTests.pages.count, using: &dice)].prefix(300), at: i)
            default: bytes.insert(contentsOf: Array(["<table>", "<tr><td rowspan=999>", "</div>", "<a href=", "<br>", "：：：", "<td colspan=0>", "《》（", "2024-", "\u{200B}\u{3000}", "<p hidden>", "]]>"].randomElement(using: &dice)!.utf8), at: i)
            }
        }
        return bytes
    }

    @Test(arguments: 0..<8) func `mutated pages are read without a trap`(_ part: Int) {
        var dice = Dice(state: UInt64(part) &* 7919 &+ 17)
        for _ in 0..<250 {
            let page = MutationTests.pages.randomElement(using: &dice) ?? []
            let html = HTMLPage.parse(mutate(page, &dice), charsetHeader: Bool.random(using: &dice) ? "utf-8" : nil)
            let read = PageReader.read(html, url: nil, capturedAt: Day(year: 2024, month: 1, day: 1))
            // What is read stands in the page: no paragraph is empty.
            #expect(read.paragraphs.allSatisfy { !$0.isEmpty })
            _ = PageLinks.find(in: html, url: nil)
        }
    }

    @Test func `large and deep pages are read in time`() {
        let clock = ContinuousClock()
        let rows = "<h1>全县重点工作推进会议召开</h1><table>" + String(repeating: "<tr><td>一</td><td>二，三</td></tr>", count: 20_000) + "</table>"
        let siblings = "<h1>全县重点工作推进会议召开</h1>" + String(repeating: "<p>会议要求，各乡镇要逐项查漏补缺。</p>", count: 30_000)
        let deep = String(repeating: "<div>", count: 20_000) + body + String(repeating: "<a href=x>", count: 20_000)
        let links = "<ul>" + String(repeating: "<li><a href=x.html>关于做好教材发放工作的通知</a><span>2022-07-28</span></li>", count: 20_000) + "</ul>"
        for html in [rows, siblings, deep, links] {
            let time = clock.measure { _ = read(html) }
            #expect(time < .seconds(60))
        }
    }
}
