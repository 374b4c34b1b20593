import Reading
import Testing

@Suite struct ListTests {
    /// A column's page around its rows.
    private func list(_ rows: String, pager: String = "", head: String = "") -> String {
        """
        <!DOCTYPE html><html><head><title>通知公告_清溪县人民政府</title>\(head)</head><body>
        <ul class=nav><li><a href=/>首页</a></li><li><a href=/zwgk>政务公开</a></li><li><a href=/hdjl>互动交流</a></li><li><a href=/ldzc>领导之窗</a></li></ul>
        <div>当前位置：<a href=/>首页</a> > <a href=/tzgg>通知公告</a></div>\(rows)\(pager)
        <div class=footer>版权所有：清溪县人民政府</div></body></html>
        """
    }
    private let titles = ["关于做好2022年秋季学期教材发放工作的通知", "清溪县举行一季度重大项目集中开工仪式", "县城3条公交线路优化调整的公告", "全县防汛抗旱工作会议召开"]
    private let dates = ["2022-07-28", "2022-06-15", "2022-05-30", "2022-05-10"]

    private func expectRows(_ html: String, dated: Bool = true, sourceLocation: SourceLocation = #_sourceLocation) {
        let page = read(html, url: "http://www.qingxi.example/tzgg/index.html")
        #expect(page.kind == .list, sourceLocation: sourceLocation)
        #expect(page.rows.map(\.title) == titles, sourceLocation: sourceLocation)
        #expect(page.rows.map(\.url) == (0..<4).map { "http://www.qingxi.example/tzgg/\($0).html" }, sourceLocation: sourceLocation)
        #expect(page.rows.map(\.date) == (dated ? dates : [nil, nil, nil, nil]), sourceLocation: sourceLocation)
        #expect(page.title == "通知公告", sourceLocation: sourceLocation)
        #expect(page.column == "通知公告", sourceLocation: sourceLocation)
    }

    private func rows(_ make: (String, String, Int) -> String) -> String {
        (0..<4).map { make(titles[$0], dates[$0], $0) }.joined(separator: "\n")
    }

    @Test func `a date stands behind, before or inside the link`() {
        expectRows(list("<ul>" + rows { "<li><a href=./\($2).html>\($0)</a><span>\($1)</span></li>" } + "</ul>"))
        expectRows(list("<ul>" + rows { "<li><span>[\($1)]</span><a href=./\($2).html>\($0)</a></li>" } + "</ul>"))
        expectRows(list("<ul>" + rows { "<li><a href=./\($2).html>\($0)<em>\($1)</em></a></li>" } + "</ul>"))
        expectRows(list("<ul>" + rows { "<li><a href=./\($2).html>\($0) \($1)</a></li>" } + "</ul>"))
        expectRows(list("<ul>" + rows { "<li><a href=./\($2).html><p>\($0)</p><i>\($1)</i></a></li>" } + "</ul>"))
    }

    @Test func `rows stand in tables, in definition lists, in paragraphs and between breaks`() {
        expectRows(list("<table>" + rows { "<tr><td><img src=/dot.gif></td><td><a href=\($2).html>\($0)</a></td><td>\($1)</td></tr>" } + "</table>"))
        expectRows(list("<div>" + rows { "<table><tr><td>·<a href=\($2).html>\($0)</a></td><td>\($1)</td></tr></table>" } + "</div>"))
        expectRows(list("<dl>" + rows { "<dt><a href=\($2).html>\($0)</a></dt><dd>\($1)</dd>" } + "</dl>"))
        expectRows(list("<div>" + rows { "·<a href=\($2).html>\($0)</a> (\($1))<br>" } + "</div>"))
        expectRows(list("<div>" + rows { "<p><a href=\($2).html>\($0)</a>&nbsp;&nbsp;\($1)</p>" } + "</div>"))
    }

    @Test func `a list in groups of a few rows is one list`() {
        let groups = (0..<2).map { g in "<ul class=list>" + (0..<2).map { i in "<li><a href=\(g * 2 + i).html>\(titles[g * 2 + i])</a><span>\(dates[g * 2 + i])</span></li>" }.joined() + "</ul>" }.joined(separator: "<div class=line></div>")
        expectRows(list("<div>\(groups)</div>"))
    }

    @Test func `the first of two anchors of a row can be empty, or a category`() {
        expectRows(list("<ul>" + rows { "<li><a href=\($2).html></a><a href=\($2).html>\($0)</a><span>\($1)</span></li>" } + "</ul>"))
        expectRows(list("<ul>" + rows { "<li><a href=/t>[通知]</a> <a href=\($2).html>\($0)</a><span>\($1)</span></li>" } + "</ul>"))
    }

    @Test func `a title cut on the page is given in full where its attribute has it`() {
        expectRows(list("<ul>" + rows { "<li><a href=\($2).html title=\"\($0)\">\($0.prefix(9))...</a><span>\($1)</span></li>" } + "</ul>"))
        expectRows(list("<ul>" + rows { "<li><a href=\($2).html title=\"\($0)\">\($0.prefix(9))…</a><span>\($1)</span></li>" } + "</ul>"))
        let other = read(list("<ul>" + rows { "<li><a href=\($2).html title=\"点击查看\">\($0)</a><span>\($1)</span></li>" } + "</ul>"))
        #expect(other.rows.map(\.title) == titles)
    }

    @Test func `month and day alone take the year of the address`() {
        let page = read(list("<ul>" + (0..<4).map { "<li><a href=./202205/t202205\(10 + $0)_1.html>\(titles[$0])</a><span>05-\(10 + $0)</span></li>" }.joined() + "</ul>"))
        #expect(page.rows.map(\.date) == ["2022-05-10", "2022-05-11", "2022-05-12", "2022-05-13"])
    }

    @Test func `a day set apart from its month is one date`() {
        expectRows(list("<ul>" + rows { "<li><div class=d><b>\($1.suffix(2))</b><i>\($1.prefix(7))</i></div><a href=\($2).html>\($0)</a></li>" } + "</ul>"))
        expectRows(list("<ul>" + rows { "<li><div>\($1.suffix(2))</div><div>\($1.prefix(7))</div><a href=\($2).html>\($0)</a></li>" } + "</ul>"))
    }

    @Test func `rows with summaries are a list and no article`() {
        let summary = "<p>为进一步做好有关工作，切实保障群众利益，现将有关事项通知如下，请各单位认真贯彻执行。</p>"
        expectRows(list("<ul>" + rows { "<li><div>\($1)</div><h3><a href=\($2).html>\($0)</a></h3>\(summary)</li>" } + "</ul>"))
    }

    @Test func `a home page of several lists is no list`() {
        let boxes = ["政务要闻", "通知公告", "部门动态", "乡镇动态"].map { box in "<div><h3>\(box)</h3><ul>" + rows { "<li><a href=/\(box)\($2).html>\($0)</a><span>\($1)</span></li>" } + "</ul></div>" }
        #expect(read("<html><head><title>清溪县人民政府</title></head><body>\(boxes.joined())<div>版权所有：清溪县人民政府</div></body></html>").kind == .other)
    }

    @Test func `of two date columns the head tells which is the publication`() {
        let html = list("<table><tr><th>标题</th><th>有效期</th><th>发布日期</th></tr>" + rows { "<tr><td><a href=\($2).html>\($0)</a></td><td>2030-01-01</td><td>\($1)</td></tr>" } + "</table>")
        expectRows(html)
    }

    @Test func `a list of documents has their numbers, issuers and validity`() {
        let html = list("<table><thead><tr><th>索引号</th><th>名称</th><th>文号</th><th>发布机构</th><th>发布日期</th><th>时效性</th></tr></thead><tbody>"
            + rows { "<tr><td>QX-\($2)</td><td><a href=\($2).html>\($0)</a></td><td>清政发〔2022〕\($2)号</td><td>县政府</td><td>\($1)</td><td>有效</td></tr>" } + "</tbody></table>")
        expectRows(html)
        let row = read(html).rows[1]
        #expect(row.number == "清政发〔2022〕1号")
        #expect(row.indexNumber == "QX-1")
        #expect(row.issuer == "县政府")
        #expect(row.validity == "有效")
    }

    static let totals: [(String, Int?)] = [
        ("共45条记录", 45), ("每页 14 记录  总共 126 记录", 126), ("共52条 1/11", 52), ("共 2页5条", 5), ("共 3 页 / 41 条", 41), ("总记录数：1,2", 1), ("共7条 第1/1页", 7), ("共9页", nil),
        ("<script>createPageHTML(3, 0, \"index\", \"html\");</script>", nil), ("<script>createPageHTML(45, 3, 0, \"index\", \"html\");</script>", 45),
        ("<script>createPageHTML('page_div',3, 1,'index','shtml',41);</script>", 41),
    ]

    @Test(arguments: totals) func `the total is read where rows are counted, not pages`(_ c: (String, Int?)) {
        let html = list("<ul>" + rows { "<li><a href=\($2).html>\($0)</a><span>\($1)</span></li>" } + "</ul>", pager: "<div>\(c.0)</div>")
        #expect(read(html).announced == c.1)
    }

    static let nexts: [(String, String?)] = [
        ("<a href=index_1.html>下一页</a>", "http://www.qingxi.example/tzgg/index_1.html"), ("<a href=\"list2.htm\">下一页>></a>", "http://www.qingxi.example/tzgg/list2.htm"),
        ("<a href='?page=2'>下页</a>", "http://www.qingxi.example/tzgg/index.html?page=2"), ("<a href=#>下一页</a>", nil), ("<a href=\"javascript:go(2)\">下一页</a>", nil), ("<span>下一页</span>", nil),
        ("<script>createPageHTML(3, 0, \"index\", \"html\");</script>", "http://www.qingxi.example/tzgg/index_1.html"),
        ("<script>createPageHTML(3, 2, \"index\", \"html\");</script>", nil), ("<script>createPageHTML('paging', 3, 1, 'index','html', 41)</script>", "http://www.qingxi.example/tzgg/index_2.html"),
        ("<script>function createPageHTML(a,b,c,d){}\ncreatePageHTML(3, 1, \"index\", \"shtml\");</script>", "http://www.qingxi.example/tzgg/index_2.shtml"),
        ("<!-- <script>createPageHTML(2, 0, \"index\", \"htm\")</script> -->", "http://www.qingxi.example/tzgg/index_1.htm"),
    ]

    @Test(arguments: nexts) func `the next page is a link or a pager's call`(_ c: (String, String?)) {
        let html = list("<ul>" + rows { "<li><a href=\($2).html>\($0)</a><span>\($1)</span></li>" } + "</ul>", pager: "<div class=page>\(c.0)</div>")
        #expect(read(html, url: "http://www.qingxi.example/tzgg/index.html").nextPage == c.1)
    }

    static let calls: [(String, [String])] = [
        ("createPageHTML(3, 0, \"index\", \"html\")", ["index.html", "index_1.html", "index_2.html"]),
        ("createPageHTML(3, 2, \"index\", \"shtml\")", ["index.shtml", "index_1.shtml", "index_2.shtml"]),
        ("createPageHTML(45, 3, 0, 'list', 'htm')", ["list.htm", "list_1.htm", "list_2.htm"]),
        ("createPageHTML('paging', 3, 1, 'index','html', 41)", ["index.html", "index_2.html", "index_3.html"]),
        ("createPageHTML(1, 0, \"index\", \"html\")", ["index.html"]), ("createPageHTML(20000, 0, \"index\", \"html\")", []),
        ("createPageHTML(0, 0, \"index\", \"html\")", []), ("createPageHTML(n, 0, \"index\", \"html\")", []),
        ("createPageHTML(25,0,\"index\",\"shtml\",'page',300)", (0..<25).map { $0 == 0 ? "index.shtml" : "index_\($0).shtml" }),
    ]

    @Test(arguments: calls) func `a pager's call names all pages of the list`(_ c: (String, [String])) {
        let html = list("<ul>" + rows { "<li><a href=\($2).html>\($0)</a><span>\($1)</span></li>" } + "</ul>", pager: "<div><script>\(c.0);</script></div>")
        #expect(read(html, url: "http://www.qingxi.example/tzgg/").pages == c.1.map { "http://www.qingxi.example/tzgg/\($0)" })
    }

    @Test func `rows in a script's record store are read`() {
        let store = "<div><script type=\"text/xml\"><datastore><nextgroup><![CDATA[<a href=\"/m/dataproxy.jsp?page=1\"></a>]]></nextgroup><recordset>"
            + rows { "<record><![CDATA[<li><span>\($1)</span><a title='\($0)' href='/tzgg/\($2).html'>\($0.prefix(8))...</a></li>]]></record>" } + "</recordset></datastore></script><script>var a={totalRecord:47}</script></div>"
        expectRows(list(store))
        #expect(read(list(store)).announced == 47)
        #expect(read(list(store)).evidence.contains(Evidence(field: "links", place: "script")))
    }

    static let lastPagers = [
        "<div class=page><a href=index.html>首页</a> <a href=index_1.html>上一页</a> 下一页 尾页</div>", "<div class=page>共32条 第3页 下一页</div>",
        "<script>createPageHTML(3, 2, \"index\", \"html\");</script>", "<script>createPageHTML('paging', 3, 3, 'index','html', 41)</script>",
    ]

    @Test(arguments: lastPagers, [1, 2]) func `the last page of a list may have a row or two`(_ pager: String, _ count: Int) {
        let forms: [(String, (Int) -> String)] = [
            ("ul", { "<li><a href=./\($0).html>\(titles[$0])</a><span>\(dates[$0])</span></li>" }),
            ("table", { "<tr><td><a href=./\($0).html>\(titles[$0])</a></td><td>\(dates[$0])</td></tr>" }),
        ]
        let side = "<div class=side><h3>最新信息</h3><ul>" + (5..<15).map { "<li><a href=/x/\($0).html>县政府召开第\($0)次常务会议</a><span>2022-08-\($0)</span></li>" }.joined() + "</ul></div>"
        for (tag, row) in forms {
            let main = "<div class=main><\(tag) class=list>" + (0..<count).map(row).joined() + "</\(tag)>\(pager)</div>"
            let page = read(list(main + side), url: "http://www.qingxi.example/tzgg/index_2.html")
            #expect(page.kind == .list, "\(tag) \(pager)")
            #expect(page.rows.map(\.title) == Array(titles.prefix(count)) && page.rows.map(\.date) == dates.prefix(count).map(Optional.init), "\(tag) \(pager): \(page.rows)")
            #expect(page.nextPage == nil)
        }
    }

    @Test func `the last page of a long article is no list`() {
        let links = "<ul><li><a href=/x/1.html>县政府召开第一次常务会议</a><span>2022-08-01</span></li></ul>"
        for pager in Self.lastPagers {
            let page = read(article(byline: "<p>发布时间：2022-07-28 来源：县政府办</p>", below: links + pager), url: "http://www.qingxi.example/tzgg/1_2.html")
            #expect(page.kind == .article && page.paragraphs == bodyParagraphs, "\(pager)")
        }
    }

    @Test func `an article with dated links beside it stays an article`() {
        let side = "<div class=side><h3>最新信息</h3><ul>" + rows { "<li><a href=\($2).html>\($0)</a><span>\($1)</span></li>" } + "</ul></div>"
        let page = read(article(byline: "<p>时间：2022-07-28 来源：县政府办</p>", below: side))
        #expect(page.kind == .article)
        #expect(page.rows.isEmpty)
        #expect(page.paragraphs == bodyParagraphs)
    }
}
