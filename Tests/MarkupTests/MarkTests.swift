// Long texts are kept from libxml2 and put back: the tree must be the one that it makes of the page as it is.
import Markup
import Testing

@Suite("Texts that are kept from libxml2")
struct MarkTests {
    /// The same page with U+007F in it keeps all its texts, because that would be taken for a mark.
    private func expectSameTree(_ page: [UInt8], _ name: @autoclosure () -> String) {
        let marked = HTMLPage.parse(Array("<!--x-->".utf8) + page, charsetHeader: "utf-8").tree
        let plain = HTMLPage.parse(Array("<!--\u{7F}-->".utf8) + page, charsetHeader: "utf-8").tree
        #expect(marked.nodes.count == plain.nodes.count, "\(name())")
        #expect(marked.outline().dropFirst("{x}".count) == plain.outline().dropFirst("{\u{7F}}".count), "\(name())")
    }

    private static let long = "一段很长的文字，长到不必让解析器逐字去读它。"

    @Test("in every place where text stands", arguments: [
        "<p>\(long)</p>", "\(long)<p>x", "<p>\(long)&nbsp;\(long)&amp\(long) \(long)&\(long);\(long)", "<p>&#20013;\(long)&#x4E2D\(long)&#0;\(long)",
        "<script>\(long)</script>\(long)", "<script>a</scripts>\(long)</script>\(long)", "<script>\(long)", "<style>\(long)</style\(long)>",
        "<title>\(long)</title><body>\(long)<body>\(long)</html>\(long)", "<!--\(long)-->\(long)<!--\(long)--!>\(long)<!--\(long)",
        "<table>\(long)<tr>\(long)<td>\(long)</table>", "<head>\(long)<ul>\(long)<li>\(long)", "<textarea>\(long)</textarea><select><option>\(long)",
        "< \(long)<3\(long)<!x\(long)<?x \(long)?>\(long)<![CDATA[\(long)]]>", "<_a b='\(long)'>\(long)<:a b=\(long)>\(long)<.a b='\(long)'>\(long)",
        "<p title='\(long)'>\(long)", "</p>\(long)</p>\(long)", "<p>   \n \(long)   \n                      <b>x</b>                     \(long)",
        "<p>&" + String(repeating: "长", count: 1_200) + " \(long)", "<p>&#1" + String(repeating: "a", count: 998) + " \(long)", "<p>\(long)\r\n\(long)\u{FEFF}\(long)",
    ])
    func places(page: String) { expectSameTree(Array(page.utf8), page) }

    @Test("not where the page holds the byte of a mark, or characters that libxml2 drops", arguments: [
        "\u{7F}AAAAA", "\u{7F}", "\u{7F}AAA", "\u{1}", "\u{FFFF}",
    ])
    func marksInPages(text: String) {
        let tree = HTMLPage.parse(Array("<p>\(Self.long)<b>\(text)</b>".utf8), charsetHeader: "utf-8").tree
        let kept = text.hasPrefix("\u{7F}") ? "(\"\(text)\")" : ""
        #expect(tree.outline().contains("p(\"\(Self.long)\" b\(kept))"))
    }

    @Test("in damaged pages", arguments: 0 ..< 300 as Range<UInt64>)
    func damaged(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = ["<p>", "</p>", "<script>", "</script>", "</scripts>", "<!--", "-->", "--!>", "<style>", "</style>", "<a href='", "'>", "&", "&nbsp", "&#", ";",
                      "<", ">", "<table>", "<td>", "</html>", "<head>", "<_", "<!", "<?", "<!DOCTYPE html>", "\n                    \n", Self.long, Self.long, Self.long, "plain ascii text"]
        for _ in 0 ..< 20 {
            let page = (0 ..< Int.random(in: 1 ... 14, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            expectSameTree(Array(page.utf8), page)
        }
    }

    @Test("in real pages", .enabled(if: !SharedData.pages.isEmpty, "no shared test data"))
    func realPages() throws {
        for name in SharedData.pages {
            let page = HTMLPage.parse(try SharedData.bytes("pages/\(name)"), charsetHeader: nil)
            let text = page.charset.used.decode(try SharedData.bytes("pages/\(name)")).utf8
            expectSameTree(text, name)
        }
    }
}
