// Pagers of static lists, in the forms that portals write: which addresses follow from them.

import Lists
import Markup
import Reading
import Testing
import Web

/// A page, and what must follow from it.
struct ListForm: Sendable, CustomTestStringConvertible {
    var name: String
    var url = "http://www.example.gov.cn/zwgk/tzgg/index.html"
    var page: String
    var dialect: String
    /// Identities of requests by their number; nil: there is none.
    var requests: [Int: String?]
    var announced: Int?
    /// The column's page, where it is another than the page that tells of it.
    var columnPage: String?
    var testDescription: String { name }

    func check() throws {
        let found = try columns(in: page, at: url)
        let column = try #require(found.first { $0.dialect == dialect }, "\(found.map(\.dialect))")
        for (number, identity) in requests { #expect(ListReader.request(for: number, of: column)?.identity == identity, "page \(number)") }
        #expect(column.announced == announced)
        #expect(column.page == columnPage ?? url)
    }
}

@Suite("Forms of static pagers")
struct StaticFormTests {
    private static let base = "http://www.example.gov.cn/zwgk/tzgg/"

    static let forms: [ListForm] = [
        ListForm(
            name: "createPageHTML with variables", page: listPage("<script>var countPage = 5; var currentPage = 0;\ncreatePageHTML(countPage, currentPage, \"index\", \"shtml\");</script>"),
            dialect: "trs-static", requests: [2: base + "index_1.shtml", 5: base + "index_4.shtml", 6: nil]),
        ListForm(
            name: "createPageHTML with four numbers, records first", page: listPage("<script>createPageHTML(262, 18, 0, 15, \"index\", \"html\");</script>"),
            dialect: "trs-static", requests: [2: base + "index_1.html", 18: base + "index_17.html", 19: nil], announced: 262),
        ListForm(
            name: "createPageHTML over lines, with a style", page: listPage("<script>createPageHTML(25,\n 0,\n \"index\",\n \"shtml\",\n \"black2\",\n 368);</script>"),
            dialect: "trs-static", requests: [2: base + "index_1.shtml", 25: base + "index_24.shtml"], announced: 368),
        ListForm(
            name: "createPageHTML inside a commented script", page: listPage("<!--<script language=\"javascript\">createPageHTML(3, 0, \"index\", \"htm\");</script>-->"),
            dialect: "trs-static", requests: [2: base + "index_1.htm", 3: base + "index_2.htm", 4: nil]),
        ListForm(
            name: "pageDec", page: listPage("<script>pageDec(3, 0, 'index', 'html');</script>"), dialect: "trs-static",
            requests: [3: base + "index_2.html"]),
        ListForm(
            name: "createPageHTML of UCAP", url: base + "common_list.shtml", page: listPage("<script>createPageHTML('page_div',3, 1,'common_list','shtml',41);</script>"),
            dialect: "trs-static", requests: [2: base + "common_list_2.shtml", 3: base + "common_list_3.shtml", 4: nil], announced: 41),
        ListForm(
            name: "createPageHTML on a later page", url: base + "index_2.html", page: listPage("<script>createPageHTML(3, 2, \"index\", \"html\");</script>"),
            dialect: "trs-static", requests: [2: base + "index_1.html"], columnPage: base + "index.html"),
        ListForm(
            name: "countPage, nextPage", page: listPage(countPage(0, "\"<a href=\\\"index\"+\"_\"+nextPage+\".htm\\\">下一页</a>\"")), dialect: "trs-countpage",
            requests: [2: base + "index_1.htm", 4: base + "index_3.htm", 5: nil]),
        ListForm(
            name: "countPage, a sum", page: listPage(countPage(0, "\"<a href='index_\" + (currentPage + 1) + \".shtml'>下一页</a>\"")), dialect: "trs-countpage",
            requests: [2: base + "index_1.shtml", 4: base + "index_3.shtml"]),
        ListForm(
            name: "countPage, a loop", page: listPage(countPage(0, "\"<a href=\\\"index_7362_\"+i+\".shtml\\\">\"+(i+1)+\"</a>\"")), dialect: "trs-countpage",
            requests: [2: base + "index_7362_1.shtml", 4: base + "index_7362_3.shtml"]),
        ListForm(
            name: "countPage on a later page", url: base + "index_2.htm",
            page: listPage(countPage(2, "\"<a href=\\\"index.htm\\\">首页</a>\"); document.write(\"<a href=\\\"index\"+\"_\"+nextPage+\".htm\\\">下一页</a>\"")),
            dialect: "trs-countpage", requests: [2: base + "index_1.htm"], columnPage: base + "index.htm"),
        ListForm(
            name: "NDA, totalData", url: base + "list/index_pc_1.html",
            page: listPage("<script>$('.pages').pagination({totalData: 34, showData: 15, coping: true, pageUrl: 'index_pc_', suffix: '.html'});</script>"),
            dialect: "script-pager", requests: [2: base + "list/index_pc_2.html", 3: base + "list/index_pc_3.html", 4: nil], announced: 34),
        ListForm(
            name: "Shanghai, totalPage alone", url: "http://www.example.gov.cn/nw12344_2021/index.html",
            page: listPage("<script>$(\".pagination\").pagination({\n totalPage: 4, isShow: true, count: 5 });</script>"), dialect: "script-pager",
            requests: [2: "http://www.example.gov.cn/nw12344_2021/index_2.html", 4: "http://www.example.gov.cn/nw12344_2021/index_4.html", 5: nil]),
        ListForm(
            name: "Shanghai, setPage", page: listPage("<script>$(\".pagination\").pagination(\"setPage\",1,322);</script>"), dialect: "script-pager",
            requests: [2: base + "index_2.html", 322: base + "index_322.html", 323: nil]),
        ListForm(
            name: "Shanghai, setPage on a later page", url: base + "index_3.html", page: listPage("<script>$(\".pagination\").pagination(\"setPage\",3,322);</script>"),
            dialect: "script-pager", requests: [2: base + "index_2.html"], columnPage: base + "index.html"),
        ListForm(
            name: "PBC", url: "http://www.example.gov.cn/zhengcehuobisi/125207/index.html",
            page: listPage(
                "<div class=\"list_page\" totalpage=\"28\"><a class=\"pagingNormal\" tagname=\"/zhengcehuobisi/125207/17081-1.html\" moduleid=\"125475\">首页</a><a class=\"pagingNormal\" tagname=\"/zhengcehuobisi/125207/17081-2.html\" moduleid=\"125475\">下一页</a></div>"),
            dialect: "tagname-pager", requests: [2: "http://www.example.gov.cn/zhengcehuobisi/125207/17081-2.html", 28: "http://www.example.gov.cn/zhengcehuobisi/125207/17081-28.html", 29: nil]),
        ListForm(
            name: "PBC, a later page", url: "http://www.example.gov.cn/zhengcehuobisi/125207/17081-3.html",
            page: listPage(
                "<div class=\"list_page\" totalpage=\"28\"><a class=\"pagingNormal\" tagname=\"/zhengcehuobisi/125207/17081-1.html\">首页</a><a class=\"pagingNormal\" tagname=\"/zhengcehuobisi/125207/17081-4.html\">下一页</a></div>"),
            dialect: "tagname-pager", requests: [2: "http://www.example.gov.cn/zhengcehuobisi/125207/17081-2.html", 28: "http://www.example.gov.cn/zhengcehuobisi/125207/17081-28.html"],
            columnPage: "http://www.example.gov.cn/zhengcehuobisi/125207/17081-1.html"),
        ListForm(
            name: "PBC, the last of two pages", url: "http://www.example.gov.cn/zhengcehuobisi/125207/17081-2.html",
            page: listPage(
                "<div totalpage=\"2\"><a tagname=\"/zhengcehuobisi/125207/17081-1.html\">上一页</a><a tagname=\"/zhengcehuobisi/125207/17081-2.html\">下一页</a></div>"),
            dialect: "tagname-pager", requests: [2: "http://www.example.gov.cn/zhengcehuobisi/125207/17081-2.html", 3: nil],
            columnPage: "http://www.example.gov.cn/zhengcehuobisi/125207/17081-1.html"),
        ListForm(
            name: "PBC, the prefix alone", url: "http://www.example.gov.cn/zhengcehuobisi/125207/index.html",
            page: listPage("<table totalpage=\"3\"><tr><td tagname=\"x\"><a tagname=\"17081\" moduleid=\"125475\">下一页</a></td></tr></table>"), dialect: "tagname-pager",
            requests: [2: "http://www.example.gov.cn/zhengcehuobisi/125207/17081-2.html", 4: nil]),
        ListForm(
            name: "CAC's static pages", url: "http://www.example.gov.cn/wxzw/A093702index_1.htm",
            page: listPage("<script>createPageHTML('paging', 6, 1, 'A093702index', 'htm', 112);</script>"), dialect: "trs-static",
            requests: [2: "http://www.example.gov.cn/wxzw/A093702index_2.htm"], announced: 112),
    ]

    private static func countPage(_ current: Int, _ written: String) -> String {
        """
        <script>
        var currentPage = \(current);//所在页从0开始
        var prevPage = currentPage-1//上一页
        var nextPage = currentPage+1//下一页
        var countPage = 4//共多少页
        document.write("共"+countPage+"页&nbsp;&nbsp;");
        if(countPage>1&&currentPage!=(countPage-1)) document.write(\(written));
        </script>
        """
    }

    @Test("each gives the addresses of its pages", arguments: forms) func read(_ form: ListForm) throws { try form.check() }

    @Test(
        "a link to the next page is followed, whatever counts in it",
        arguments: [
            "?page=2", "?pageNo=2", "?pageNum=2", "?PageIndex=2", "?currPage=2", "?pn=2", "?p=2", "index.html?uid=380055&pageNum=2", "list_2.html", "/zwgk/tzgg/2.html",
            "?a=dir&h=1&p=D0104X&page=2",
        ]) func link(_ href: String) throws {
        let url = Self.base + (href.hasPrefix("?a=dir") ? "?a=dir&h=1&p=D0104X" : "index.html")
        let html = HTMLPage.parse(
            Array(listPage("<div class=\"page\"><span>1</span><a href=\"\(href.replacing("&", with: "&amp;"))\">2</a><a href=\"\(href.replacing("&", with: "&amp;"))\">下一页</a></div>").utf8),
            charsetHeader: "utf-8")
        let page = PageReader.read(html, url: try WebURL(url), capturedAt: nil)
        #expect(page.nextPage == (try WebURL(href, base: WebURL(url)).href))
        let column = try #require(ListReader.columns(in: html, page: page, url: WebURL(url)).first)
        #expect(ListReader.followsLinks(column) && column.page == url)
    }

    @Test("numbers of a pager that no names belong to, and rows that a script draws, make no column") func none() throws {
        #expect(try columns(in: listPage("<script>$('#p').pagination({totalPage: 4, callback: load});</script>"), at: "http://www.example.gov.cn/a/zcwj.html").isEmpty)
        #expect(
            try columns(in: "<html><body><div id=list></div><script>$('#p').pagination({totalPage: 4});</script></body></html>", at: Self.base + "index.html").isEmpty)
    }
}
