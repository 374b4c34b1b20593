import Markup
import Testing

// Each of these would take libxml2 seconds to minutes if it saw the page as it is; here the counts say that the bound held.
@Suite("Bounds")
struct BoundsTests {
    private func parse(_ html: String) -> HTMLPage {
        let page = HTMLPage.parse(Array(html.utf8), charsetHeader: "utf-8")
        #expect(page.tree.violations == [])
        return page
    }

    private func texts(_ tree: PageTree) -> String {
        tree.nodes.indices.filter { tree.nodes[$0].kind == .text }.map { String(decoding: tree.text(of: $0), as: UTF8.self) }.joined()
    }

    @Test("100,000 open elements and 100,000 end tags that match none")
    func depth() {
        let page = parse(String(repeating: "<div>", count: 100_000) + "text" + String(repeating: "</span>", count: 100_000) + "more")
        #expect(page.cut == HTMLPage.Cut(depth: 100_002 - 512))
        #expect(texts(page.tree) == "textmore")
        #expect(page.tree.nodes.filter { $0.tag == .div }.count == 100_000)
    }

    @Test("elements beyond the limit are childless, and those within it end where they did")
    func depthIsExact() {
        // Levels 3 to 600 below html and body; each has text before and after what it holds.
        let open = (3 ... 600).map { "<div id=\($0)>\($0)(" }.joined()
        let close = (3 ... 600).reversed().map { ")\($0)</div>" }.joined()
        let tree = parse(open + close + "<p>after</p>").tree
        #expect(texts(tree) == (3 ... 600).map { "\($0)(" }.joined() + (3 ... 600).reversed().map { ")\($0)" }.joined() + "after")
        for node in tree.nodes.indices where tree.nodes[node].tag == .div {
            let level = tree.attribute(.id, of: node).flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
            let own = tree.children(of: node).filter { tree.nodes[$0].kind == .text }.map { String(decoding: tree.text(of: $0), as: UTF8.self) }
            if level < 512 { #expect(own == ["\(level)(", ")\(level)"]) }
            if level > 512 { #expect(own == [] && Int(tree.nodes[node].end) == node + 1) }
        }
        let paragraph = tree.nodes.firstIndex { $0.tag == .p }
        #expect(paragraph.map { tree.nodes[Int(tree.nodes[$0].parent)].tag } == .body)
    }

    @Test("beyond the limit links keep their address, scripts their text, void elements cost nothing")
    func leavesBeyondTheLimit() {
        let page = parse(String(repeating: "<div>", count: 510) + "<br><img src=i><a href=h>x</a><script>y</script><p>z")
        #expect(page.cut == HTMLPage.Cut(depth: 2))
        let tree = page.tree
        let deepest = tree.nodes.lastIndex { $0.tag == .div } ?? 0
        #expect(tree.outline(of: deepest) == #"div(br img[src=i] a[href=h] "x" script("y") p "z")"#)
    }

    @Test("unclosed elements that end each other are no depth", arguments: ["<li>", "<p>", "<tr><td>", "<option>", "<dt><dd>", "<br>", "<p><img>"])
    func siblings(tag: String) {
        let page = parse("<table><ul>" + String(repeating: "\(tag)text", count: 5_000))
        #expect(page.cut == nil)
    }

    @Test("200,000 siblings")
    func manySiblings() {
        let page = parse(String(repeating: "<i>x</i>", count: 200_000))
        #expect(page.cut == nil)
        #expect(page.tree.nodes.filter { $0.tag == .i }.count == 200_000)
    }

    @Test("100,000 attributes of one tag", arguments: ["a%='%>'", "a%=%", "a%", "a% = \"<b>\"", "a%='&#0;'"])
    func attributes(form: String) {
        let attributes = (0 ..< 100_000).map { form.replacing("%", with: String($0)) }.joined(separator: " ")
        let page = parse("<p id=1 \(attributes)>text</p><p id=2 class=x>more</p>")
        #expect(page.cut == HTMLPage.Cut(attributes: 99_001))
        #expect(page.tree.nodes.map(\.attributeCount).max() == 1_000)
        #expect(texts(page.tree) == "textmore")
        #expect(page.tree.outline().hasSuffix(#"p[id=2 class=x]("more")))"#))
    }

    @Test("1,000 attributes are not too many, and a cut leaves the tag's end")
    func exactly() {
        let attributes = (0 ..< 1_000).map { "a\($0)" }.joined(separator: " ")
        #expect(parse("<p \(attributes)>x").cut == nil)
        #expect(parse("<p \(attributes) b c/>x").cut == HTMLPage.Cut(attributes: 2))
        #expect(parse("<p \(attributes) b").cut == HTMLPage.Cut(attributes: 1))
    }

    @Test("an attribute and a text of 10 MB")
    func long() {
        let value = String(repeating: "长文本 & ", count: 1_000_000)
        let page = parse("<p title=\"\(value)\">\(value)</p>")
        #expect(page.cut == nil)
        #expect(page.tree.attributes.map { Int($0.valueLength) } == [value.utf8.count])
        #expect(page.tree.nodes.map { Int($0.textLength) }.max() == value.utf8.count)
    }

    @Test("input that is all beginnings", arguments: ["<", "<a ", "<!--", "<a x='", "<a x=\"<a y='", "&", "&#", "<?", "<!", "</", "<script>", "<!doctype \"", "\"><'", "</html>"])
    func beginnings(piece: String) {
        _ = parse(String(repeating: piece, count: 50_000))
    }

    // A tag that libxml2 sees and the scan before it does not would keep all its attributes.
    @Test("no place hides a tag with too many attributes", arguments: 0 ..< 300 as Range<UInt64>)
    func hiding(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "<!--", "-->", "--!>", "->", "<!-->", "<!--->", "<!DOCTYPE", "<!doctype html PUBLIC", "<!DOCTYPE html SYSTEM \"", " \"", "\"", "'", ">", "/>", "<", "</", "<?", "<?xml ", "<?中",
            "<script>", "</script>", "</script x>", "<script/>", "</scripts>", "<style>", "</style", "<a x=b\"c y=\"d>e\"", "<a x=", "<p title='", "<b", "=", " / ", "<html>", "</html>", "<body/>",
            "<a.b:c-d_e", "<-", "<.a ", "&#0;", "&", "text", "\n", "\t", "\u{C}", "é", "文", "<\(String(repeating: "n", count: 99))", "nn", "<![CDATA[", "]]>", "<!x", "<img ", "<title>", "</",
        ]
        let many = (0 ..< 1_100).map { "a\($0)" }.joined(separator: " ")
        for _ in 0 ..< 10 {
            var html = ""
            for _ in 0 ..< Int.random(in: 0 ... 25, using: &generator) { html += pieces.randomElement(using: &generator) ?? "" }
            html += "<x \(many)>"
            for _ in 0 ..< Int.random(in: 0 ... 25, using: &generator) { html += pieces.randomElement(using: &generator) ?? "" }
            let page = HTMLPage.parse(Array(html.utf8), charsetHeader: "utf-8")
            if page.tree.violations != [] { Issue.record("\(page.tree.violations): \(html.replacing(many, with: "MANY"))") }
            // Whatever the tag became, its names are in the tree, or the cut is told.
            let seen = page.tree.attributes.count >= 1_000
            if seen, page.cut == nil { Issue.record("not told: \(html.replacing(many, with: "MANY"))") }
        }
    }
}
