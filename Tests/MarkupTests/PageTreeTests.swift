import Markup
import Testing

@Suite("Page tree")
struct PageTreeTests {
    private func outline(_ html: String) -> String {
        let page = HTMLPage.parse(Array(html.utf8), charsetHeader: "utf-8")
        #expect(page.tree.violations == [])
        #expect(page.cut == nil)
        return page.tree.outline()
    }

    @Test("elements, attributes, texts and comments in document order")
    func basics() {
        #expect(outline("<html><body class=a ID='b'>x<p>y</p>z<!--c--></body></html>") == #"html(body[class=a id=b]("x" p("y") "z" {c}))"#)
        #expect(outline("text only") == #"html(body(p("text only")))"#)
        #expect(outline("") == "")
        #expect(outline("  \n ") == "")
        #expect(outline("<!-- only -->") == "{ only }")
    }

    @Test("character references are decoded, and texts around them are one")
    func references() {
        #expect(outline("<p title='&lt;&#x4E2D;&amp;b&quot;'>a&nbsp;b&copy;c&#20013;d &unknown; e & f</p>")
            == "html(body(p[title=<中&b\"](\"a\u{A0}b©c中d &unknown; e & f\")))")
    }

    @Test("numeric references to no character become what the HTML Standard says", arguments: [
        ("&#0;", "\u{FFFD}"), ("&#x0", "\u{FFFD}"), ("&#x80;", "€"), ("&#150;", "–"), ("&#xD800;", "\u{FFFD}"), ("&#99999999999;", "\u{FFFD}"),
        ("&#xFFFF;", "\u{FFFD}"), ("&#x10FFFF;", "\u{10FFFF}"), ("&#1234", "\u{4D2}"), ("&#top", "&#top"), ("&#xyz", "&#xyz"),
    ])
    func numericReferences(written: String, meant: String) {
        #expect(outline("<a href='x\(written)y'>x\(written)y</a>") == "html(body(a[href=x\(meant)y](\"x\(meant)y\")))")
        #expect(outline("<a href=x\(written)>\(written)</a><!--\(written)--><script>\(written)</script>")
            == "html(body(a[href=x\(meant)](\"\(meant)\") {\(written)} script(\"\(written)\")))")
    }

    @Test("references to control characters end no attribute")
    func controls() {
        #expect(outline("<a href='x&#1;y'>x&#1;y</a>") == "html(body(a[href=x\u{1}y](\"xy\")))")
    }

    @Test("comments stay as they are written: Hanweb marks its fields in them")
    func comments() {
        #expect(outline("<td><!--<$[信息来源]>begin-->省发改委<!--<$[信息来源]>end--></td>")
            == #"html(body(td({<$[信息来源]>begin} "省发改委" {<$[信息来源]>end})))"#)
    }

    @Test("script and style hold their source as one text, tags in it included")
    func scripts() {
        let long = String(repeating: "var 变量 = '<p>';\n", count: 2_000)
        #expect(outline("<body><script>\(long)</script><style>a>b{}</style>x") == "html(body(script(\"\(long)\") style(\"a>b{}\") \"x\"))")
        #expect(outline("<script>a<b></b>c</script >d") == #"html(head(script("a<b></b>c")) body(p("d")))"#)
    }

    @Test("names outside the list are kept")
    func unknownNames() {
        #expect(outline("<Foo:Bar data-X-Y=1 HREF=2>a</foo:bar><ucapcontent>b</ucapcontent>")
            == #"html(body(foo:bar[data-x-y=1 href=2]("a") ucapcontent("b")))"#)
        let tree = HTMLPage.parse(Array("<Foo:Bar><ucapcontent>".utf8), charsetHeader: nil).tree
        #expect(tree.nodes.map(\.tag) == [.unknown, .html, .body, .unknown, .ucapcontent])
    }

    @Test("elements whose end is left out end where libxml2 says")
    func impliedEnds() {
        #expect(outline("<ul><li>a<li>b</ul><p>c<p>d<table><tr><td>e<td>f<tr><td>g</table>")
            == #"html(body(ul(li("a") li("b")) p("c") p("d") table(tr(td("e") td("f")) tr(td("g")))))"#)
        #expect(outline("<b>a<br>b<img src=c>d</b>e") == #"html(body(b("a" br "b" img[src=c] "d") "e"))"#)
    }

    @Test("what follows the end of html and body is not lost")
    func afterTheEnd() {
        #expect(outline("<html><body><p>a</p></body></html>\n<p>b</p><!--c--></html>d")
            == "html(body(p(\"a\")) \"\\n\" p(\"b\") {c} p(\"d\"))".replacing("\\n", with: "\n"))
        #expect(outline("</div></script><html><body>a").contains("\"a\""))
        #expect(outline("\u{C}</p>< </div>/<html><body>a").contains("a"))
        #expect(outline("<html/><p>a</p></div><p>b").contains("\"b\""))
    }

    @Test("a meta charset that lies changes nothing, wherever it stands", arguments: ["gb2312", "utf-16", "iso-8859-1", "big5", "nonsense"])
    func metaCharset(label: String) {
        let metas = "<meta charset=\(label)><meta http-equiv='Content-Type' content='text/html; charset=\(label)'>"
        let text = String(repeating: "县委组织部的公告，", count: 50)
        let page = HTMLPage.parse(Array("<title>\(text)</title>\(metas)<body>\(text)\(metas)<p title='\(text)'>\(text)".utf8), charsetHeader: nil)
        let texts = page.tree.nodes.indices.filter { page.tree.nodes[$0].kind == .text }.map { String(decoding: page.tree.text(of: $0), as: UTF8.self) }
        #expect(texts == [text, text, text])
        #expect(page.charset.used == .utf8 && page.badBytes == 0)
    }

    @Test("a bad byte and U+0000 cost one character each, nothing after them")
    func badBytes() {
        let page = HTMLPage.parse(Array("<p title='a".utf8) + [0] + Array("b'>x".utf8) + [0xFF] + Array("y<b>z</b>".utf8), charsetHeader: "gb2312")
        #expect(page.tree.outline() == "html(body(p[title=a\u{FFFD}b](\"x\u{FFFD}y\" b(\"z\"))))")
        #expect(page.badBytes == 1)
    }

    @Test("look-up by attribute, children, descendants")
    func access() throws {
        let tree = HTMLPage.parse(Array("<div id=d><p class='x y'>a</p><!--c--><p>b</p></div>".utf8), charsetHeader: nil).tree
        let div = try #require(tree.nodes.firstIndex { $0.tag == .div })
        #expect(tree.attribute(.id, of: div).map(Array.init) == Array("d".utf8))
        #expect(tree.attribute(.class_, of: div) == nil)
        #expect(tree.children(of: div).map { tree.nodes[$0].kind } == [.element, .comment, .element])
        #expect(tree.descendants(of: div).count == 5)
        #expect(tree.children(of: div).compactMap { tree.attribute(.class_, of: $0) }.map { String(decoding: $0, as: UTF8.self) } == ["x y"])
    }

    @Test("every name of the list has its own number and finds itself")
    func names() {
        var tag = Tag(rawValue: 1), tags = 0
        while !tag.name.isEmpty {
            #expect(Tag(named: tag.name) == tag)
            tags += 1
            tag = Tag(rawValue: tag.rawValue + 1)
        }
        var name = AttributeName(rawValue: 1), names = 0
        while !name.name.isEmpty {
            #expect(AttributeName(named: name.name) == name)
            names += 1
            name = AttributeName(rawValue: name.rawValue + 1)
        }
        #expect(tags > 140 && names > 200)
        #expect(Tag(named: "div") == .div && Tag(named: "o:p") == .oP && Tag(named: "no-such") == .unknown && Tag(named: "") == .unknown)
        #expect(AttributeName(named: "class") == .class_ && AttributeName(named: "data-src") == .dataSrc)
    }
}
