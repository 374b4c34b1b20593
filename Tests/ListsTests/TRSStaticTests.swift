// createPageHTML in all the orders of its arguments.

import Lists
import Testing

@Suite("TRS static lists")
struct TRSStaticTests {
    struct Form: Sendable {
        let call: String
        let second: String?
        let last: String?
        let pages: Int
        let announced: Int?

        init(_ call: String, _ second: String?, _ last: String?, _ pages: Int, _ announced: Int?) {
            (self.call, self.second, self.last, self.pages, self.announced) = (call, second, last, pages, announced)
        }
    }

    static let calls = [
        Form("createPageHTML(3, 0, \"index\", \"html\");", "index_1.html", "index_2.html", 3, nil),
        Form("createPageHTML(25,0,'index','shtml')", "index_1.shtml", "index_24.shtml", 25, nil),
        Form("createPageHTML(262, 18, 0, 'index', 'htm');", "index_1.htm", "index_17.htm", 18, 262),
        Form("createPageHTML('paging', 4, 1, 'index', 'html', 61);", "index_2.html", "index_4.html", 4, 61),
        Form("createPageHTML(12, 0, 'index', 'html', 'black2', 232);", "index_1.html", "index_11.html", 12, 232),
        Form("function createPageHTML(a,b,c,d){ } createPageHTML(2,0,\"A093702index\",\"htm\")", "A093702index_1.htm", "A093702index_1.htm", 2, nil),
        Form("createPage(2, 0, \"index\", \"html\")", "index_1.html", "index_1.html", 2, nil),
    ]

    @Test("each form of the call gives the addresses of all pages", arguments: calls)
    func forms(_ form: Form) throws {
        let column = try #require(try columns(in: listPage("<script>\(form.call)</script>")).first)
        let base = "http://www.example.gov.cn/zwgk/tzgg/"
        #expect(ListReader.request(for: 2, of: column)?.identity == form.second.map { base + $0 })
        #expect(ListReader.request(for: form.pages, of: column)?.identity == form.last.map { base + $0 })
        #expect(ListReader.request(for: form.pages + 1, of: column) == nil)
        #expect(column.announced == form.announced)
    }

    @Test("a call in a comment counts, a definition alone does not")
    func comments() throws {
        #expect(try columns(in: listPage("<!-- createPageHTML(3, 0, \"index\", \"html\"); -->")).count == 1)
        #expect(try columns(in: listPage("<script>function createPageHTML(count, current, name, ext) {}</script>")).isEmpty)
    }

    @Test("a later page tells of the same column as the first")
    func laterPage() throws {
        let page = listPage("<script>createPageHTML(3, 2, 'index', 'html')</script>")
        #expect(try columns(in: page, at: "http://www.example.gov.cn/a/index_2.html").first?.page == "http://www.example.gov.cn/a/index.html")
    }
}
