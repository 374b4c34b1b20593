// Hanweb jpage: rows in the page, groups of rows behind them.

import Lists
import Testing

@Suite("Hanweb jpage")
struct HanwebPageTests {
    static func store(_ rows: ClosedRange<Int>, total: Int, next: String) -> String {
        "<script type=\"text/xml\"><datastore><nextgroup><![CDATA[\(next)]]></nextgroup><totalrecord>\(total)</totalrecord><recordset>"
            + rows.map { "<record><![CDATA[<li><a title='关于第\($0)号事项的通知' href=\"/art/2026/1/5/art_42_\($0).html\">关于第\($0)号…</a><span>2026-01-\n05</span></li>]]></record>" }.joined()
            + "</recordset></datastore></script>"
    }

    static let next = "<a href=\"/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=18&path=/&columnid=42&sourceContentType=1&unitid=31591&webname=x&permissiontype=0\">next</a>"

    @Test("rows in the page are the column's first, and the form asks for what follows them")
    func firstRows() throws {
        let page = "<html><body><div id=31591></div>\(Self.store(1...45, total: 130, next: Self.next))</body></html>"
        let column = try #require(try columns(in: page, at: "http://www.example.gov.cn/col/col42/index.html").first)
        #expect(column.rows?.count == 45)
        #expect(column.rows?.first?.title == "关于第1号事项的通知")
        #expect(column.rows?.first?.url == "http://www.example.gov.cn/art/2026/1/5/art_42_1.html")
        #expect(column.announced == 130)
        let second = try #require(ListReader.request(for: 2, of: column))
        #expect(second.method == .post)
        #expect(second.url.href == "http://www.example.gov.cn/module/web/jpage/dataproxy.jsp?startrecord=46&endrecord=90&perpage=45&page=2")
        #expect(String(decoding: second.body, as: UTF8.self).contains("columnid=42&"))
        #expect(ListReader.request(for: 3, of: column)?.url.query == "startrecord=91&endrecord=130&perpage=45&page=3")
        #expect(ListReader.request(for: 4, of: column) == nil)
    }

    @Test("an answer is read by its records; one that is cut says so")
    func answers() throws {
        let page = "<html><body>\(Self.store(1...3, total: 9, next: Self.next))</body></html>"
        let column = try #require(try columns(in: page, at: "http://www.example.gov.cn/col/col42/index.html").first)
        let whole = Self.store(4...6, total: 9, next: "")
        let found = try reading(whole, of: column)
        #expect(found.rows.map(\.date) == ["2026-01-05", "2026-01-05", "2026-01-05"])
        #expect(found.announced == 9)
        #expect(throws: ListFault.self) { try reading(String(whole.dropLast(40)), of: column) }
        #expect(throws: ListFault.self) { try reading("<html><body>404</body></html>", of: column) }
        // Cut between two records.
        let second = try #require(whole.ranges(of: "<record>").dropFirst().first)
        #expect(throws: ListFault.malformed("XML that breaks off")) { try reading(String(whole[..<second.lowerBound]), of: column) }
    }

    @Test("a cipher in nextgroup leaves the rows in the page")
    func cipher() throws {
        let page = "<html><body>\(Self.store(1...3, total: 9, next: "x7Gh2k=="))</body></html>"
        let column = try #require(try columns(in: page, at: "http://www.example.gov.cn/col/col42/index.html").first)
        #expect(column.rows?.count == 3)
        #expect(ListReader.request(for: 2, of: column) == nil)
    }
}
