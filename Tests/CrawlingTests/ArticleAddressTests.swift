@testable import Crawling
import Testing
import Web

@Suite struct ArticleAddressTests {
    @Test(arguments: [
        ("/zwgk/202601/t20260105_41799.html", "41799"), ("/art/2026/1/5/art_1233_24001.html", "24001"),
        ("/gkmlpt/content/2/1/post_4711.html", "4711"), ("/info/1021/2701.htm", "2701"), ("/2026/0105/c1230a4711/page.htm", "4711"),
        ("/n1/n2/c4711/content.html", "4711"), ("/20260105/0123456789abcdef0123456789abcdef/c.html", "0123456789abcdef0123456789abcdef"),
        ("/swj/shownews.asp?id=1204", "1204"), ("/plus/view.php?aid=66", "66"), ("/tax/202601050012/index.shtml", "202601050012"),
        ("/columns/550e8400-e29b-41d4-a716-446655440000/202601/05/550e8400-e29b-41d4-a716-446655440001.html", "550e8400e29b41d4a716446655440001"),
        ("/doc/2026/01/05/4711.shtml", "4711"), ("/news/1.html", "1"),
    ])
    func theNumberOfAnArticleIsRead(_ path: String, _ number: String) throws {
        #expect(ArticleAddress(try WebURL("http://www.qingxi.example\(path)"))?.number == number)
    }

    @Test(arguments: [
        "/", "/index.html", "/zwdt/", "/zwdt/202601/", "/zwdt/index_2.html", "/col/col1230/index.html", "/list.asp?id=3", "/xwdt/list1.htm",
        "/more_2.jsp", "/about.html", "/channel12.html", "/search?q=2026",
    ])
    func aListIsNone(_ path: String) throws {
        #expect(ArticleAddress(try WebURL("http://www.qingxi.example\(path)")) == nil)
    }
}
