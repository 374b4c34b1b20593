// Sitemaps that were damaged at random: nothing crashes, nothing grows, and whole entries before the damage stay.
import Foundation
import Sitemaps
import Testing
import Web

@Suite struct SitemapMutationTests {
    private static let samples = [
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE urlset [<!ENTITY a \"b\">]><urlset xmlns=\"x\"><url><loc>http://a.example/1?a=1&amp;b=2</loc><lastmod>2026-11-20</lastmod></url><url><loc><![CDATA[http://a.example/2]]></loc></url><!-- c --></urlset>",
        "<rss version=\"2.0\"><channel><item><link>http://a.example/1</link><pubDate>Fri, 20 Nov 2026 08:00:00 +0800</pubDate></item></channel></rss>",
        "<feed><link rel=\"next\" href=\"?page=2\"/><entry><link href='http://a.example/1'/><updated>2026-11-20T00:00:00Z</updated></entry></feed>",
        "http://a.example/1\nhttp://a.example/2\n", "<sitemapindex><sitemap><loc>http://a.example/s1.xml</loc></sitemap></sitemapindex>",
    ]
    private static let pieces = ["<", ">", "&", "&#", "&#x110000;", "<![CDATA[", "]]>", "<!--", "-->", "<!", "[", "\"", "'", "/", "\u{0}", "\u{FEFF}", "<url>", "</loc>", "<item", "="]

    @Test func noDamageCrashesOrSwells() throws {
        var random = Random(state: 20261124)
        let base = try WebURL("http://a.example/sitemap.xml")
        var read = 0
        for _ in 0..<5_000 {
            var bytes = Array(Self.samples[random.below(Self.samples.count)].utf8)
            for _ in 0...random.below(4) {
                let at = random.below(bytes.count + 1)
                switch random.below(4) {
                case 0 where at < bytes.count: bytes[at] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.insert(contentsOf: Self.pieces[random.below(Self.pieces.count)].utf8, at: at)
                case 2: bytes.removeSubrange(at..<min(at + random.below(12), bytes.count))
                default: bytes = Array(bytes.prefix(at)) + bytes.suffix(random.below(bytes.count + 1))
                }
            }
            guard let file = SitemapFile(reading: bytes, charset: nil, base: base) else { continue }
            read += 1
            #expect(file.entries.reduce(0) { $0 + $1.url.href.utf8.count } <= 12 * bytes.count + 200)
            #expect(Set(file.entries.map(\.url)).count == file.entries.count)
        }
        #expect(read > 1_000)
    }

    @Test(arguments: ["<", "<a ", "<!--", "<![CDATA[", "<!DOCTYPE [", "&", "&#x", "<url>", "</url>", "<a b=\"", "<a b=", "]]>", "<url><loc>http://a.example/"])
    func repeatedPiecesTakeLinearTime(_ piece: String) throws {
        // A quadratic scanner would need hours for this.
        let text = "<urlset>" + String(repeating: piece, count: 400_000 / piece.utf8.count)
        _ = SitemapFile(reading: Array(text.utf8), charset: nil, base: try WebURL("http://a.example/"))
    }

    private struct Random {
        var state: UInt64

        mutating func next() -> UInt64 {  // xorshift64*
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return state &* 2_685_821_657_736_338_717
        }

        mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % max(bound, 1) }
    }
}
