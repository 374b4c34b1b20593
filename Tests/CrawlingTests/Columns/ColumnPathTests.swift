// Pagers that leak: which next pages are of the same column.
@testable import Crawling
import Testing
import Web

@Suite struct ColumnPathTests {
    /// A column's page, a page that a pager names as the next, and whether it is the column's.
    private static let cases: [(String, String, Bool)] = [
        ("/zwgk/tzgg/index.html", "/zwgk/tzgg/index_1.html", true), ("/zwgk/tzgg/", "/zwgk/tzgg/index_1.html", true),
        ("/xw/tzgg.htm", "/xw/tzgg/10.htm", true), ("/xw/tzgg.htm", "/xw/gzdt/10.htm", false), ("/lists/3/0/1.html", "/lists/3/0/32.html", true),
        ("/class/AEBCDFGH/1", "/class/AEBCDFGH/2", true), ("/class/AEBCDFGH/1", "/class/IJKLMNOP/2", false),
        ("/zwgk/tzgg/index.html", "/zwgk/gzdt/index_2.html", false), ("/zwgk/tzgg/index.html", "/index_2.html", false),
        ("/plus/list.php?tid=3", "/plus/list.php?tid=3&PageNo=2", true), ("/a/tzgg/", "/a/tzgg/list_3_2.html", true), ("/a/tzgg/", "/a/xwzx/list_4_2.html", false),
        ("/index.html", "/tzgg/index_2.html", false),
    ]

    @Test(arguments: cases.indices) func aNextPageIsOfTheColumnOrOfAnother(_ index: Int) throws {
        let (page, next, isOwn) = Self.cases[index]
        let path = ColumnPath(try WebURL("http://www.example.gov.cn" + page))
        #expect(path.holds(try WebURL("http://www.example.gov.cn" + next)) == isOwn, "\(page) → \(next)")
        #expect(!path.holds(try WebURL("http://other.example.gov.cn" + next)))
    }
}
