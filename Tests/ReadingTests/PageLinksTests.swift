import Markup
import Reading
import Testing
import Web

@Suite struct PageLinksTests {
    private func links(_ html: String, url: String? = "http://www.qingxi.example/a/b.html") -> [String] {
        PageLinks.find(in: HTMLPage.parse(Array(html.utf8), charsetHeader: "utf-8"), url: url.flatMap { try? WebURL($0) }).map { "\($0.role.rawValue) \($0.url.href)" }
    }

    static let cases: [(String, [String])] = [
        ("<a href='c.html#top'>x</a><a href=c.html>y</a>", ["page http://www.qingxi.example/a/c.html"]),
        ("<base href='/z/'><a href='c.html'>x</a>", ["page http://www.qingxi.example/z/c.html"]),
        ("<a href=' ../d.pdf '>x</a><area href=/m>", ["attachment http://www.qingxi.example/d.pdf", "page http://www.qingxi.example/m"]),
        ("<img src=1.jpg srcset='2.jpg 2x, 3.jpg 100w'><img data-src=4.jpg src='data:image/png;base64,x'>",
         ["image http://www.qingxi.example/a/1.jpg", "image http://www.qingxi.example/a/2.jpg", "image http://www.qingxi.example/a/3.jpg", "image http://www.qingxi.example/a/4.jpg"]),
        ("<link rel=stylesheet href=s.css><link rel='shortcut icon' href=/f.ico><link rel=dns-prefetch href=//x.example><script src=j.js></script>",
         ["stylesheet http://www.qingxi.example/a/s.css", "image http://www.qingxi.example/f.ico", "script http://www.qingxi.example/a/j.js"]),
        ("<meta http-equiv=Refresh content=\"5; URL='/new/'\">", ["page http://www.qingxi.example/new/"]),
        ("<meta http-equiv=refresh content='0;url=index2.html'>", ["page http://www.qingxi.example/a/index2.html"]),
        ("<iframe src=f.html></iframe><iframe src=/v/x.pdf></iframe><embed src=g.swf><object data=h.doc></object>",
         ["frame http://www.qingxi.example/a/f.html", "attachment http://www.qingxi.example/v/x.pdf", "attachment http://www.qingxi.example/a/g.swf", "attachment http://www.qingxi.example/a/h.doc"]),
        ("<body background=bg.gif><div onclick=\"window.open('/o.html','_blank')\">x</div><a onclick='location.href = \"p.html\"'>y</a>",
         ["image http://www.qingxi.example/a/bg.gif", "page http://www.qingxi.example/o.html", "page http://www.qingxi.example/a/p.html"]),
        ("<a onclick=\"window.open('/o.html?id=' + id)\">x</a><a href='javascript:void(0)'>y</a><a href='mailto:a@b.cn'>z</a><a href=#>t</a><a href='ftp://x.example/'>f</a>", []),
        ("<div class=wp_pdf_player pdfsrc='/_upload/1.pdf'></div>", ["attachment http://www.qingxi.example/_upload/1.pdf"]),
        ("<frameset><frame src=top.html></frameset>", ["frame http://www.qingxi.example/a/top.html"]),
    ]

    @Test(arguments: cases) func `every kind of address is found`(_ c: (String, [String])) {
        #expect(links(c.0) == c.1)
    }

    @Test func `characters of a query are written in the page's charset`() throws {
        let html = try #require(Charset(label: "gbk")).encodeAll("<meta charset=gbk><a href='/s?q=清溪'>通知公告</a>")
        let found = PageLinks.find(in: HTMLPage.parse(html, charsetHeader: "gbk"), url: try WebURL("http://www.qingxi.example/"))
        #expect(found.map(\.url.href) == ["http://www.qingxi.example/s?q=%C7%E5%CF%AA"])
    }

    @Test func `without a base only absolute addresses are known`() {
        #expect(links("<a href=c.html>x</a><a href=http://x.example/d>y</a>", url: nil) == ["page http://x.example/d"])
    }
}

extension Charset {
    /// The bytes of a text in this charset.
    func encodeAll(_ text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { encode($0) ?? [0x3F] }
    }
}
