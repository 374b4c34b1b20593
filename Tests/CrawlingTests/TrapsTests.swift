@testable import Crawling
import Foundation
import Markup
import Reading
import Testing
import Web

@Suite struct TrapsTests {
    private static let now = Timestamp(secondsSince1970: 1_795_500_000)  // 2026-11-24

    /// A state that holds some URLs.
    private struct Known: KnownURLs {
        var held: [String] = []

        func urls(beginning prefix: String, limit: Int) -> [String] { Array(held.filter { $0.hasPrefix(prefix) }.prefix(limit)) }
    }

    private func trap(_ url: String) throws -> Trap? {
        var traps = Traps(Known())
        return try traps.trap(for: try WebURL(url), at: Self.now)
    }

    /// Article and list URLs as portal systems make them.
    private static let shapes = """
        /zwgk/202611/t20261124_1234567.html /art/2026/11/24/art_1_1.html /art/2026/1/1/art_1_11.html /art/2026/art_0123456789abcdef0123456789abcdef.html
        /col/col1/art/2026/art_6a1cf9b4-2b0d-4a2a-9d65-1b2d1f0a8a11.html /2026-11/24/content_1.shtml /2026-11/24/c_1.htm /20261124/0123456789abcdef0123456789abcdef/c.html
        /web/zwgk/202611240900001/index.shtml /12345/index.html /p1/zwgk/12345.html /202611/0123456789abcdef0123456789abcdef.shtml
        /2026/11/24/0123456789abcdef0123456789abcdef.shtml /system/2026/11/24/030012345.shtml /columns/6a1cf9b4-2b0d-4a2a-9d65-1b2d1f0a8a11/202611/24/6a1cf9b4-2b0d-4a2a-9d65-1b2d1f0a8a12.html
        /n1/n1/c1/content.html /n123/n123/n123456/c12345678/content.html /gkmlpt/content/3/3111/post_3111222.html /gkmlpt/content/0/0/post_100.html /content/post_1.html
        /public/column/6596741?type=4&action=list&nav=3&catId=6708441 /content/article/12345 /openness/detail/content/5f1.html /doc/2026/11/24/1234567.shtml /info/1001/12345.htm
        /2026/1124/c123a4567/page.htm /c100011/202611/c100011_12345.shtml /a/zwgk/20261124/123.html /zwgk/2026/1124/123.html /zwgk/1763945678123.html
        /2026/11/24/ARTI1763945678123456.shtml /fabu/xiangqing/12345.html /safe/2026/1124/12345.html /portal/article/2/20261124 /zwgk/2026-11-24/12345.html
        /content.jsp?urltype=news.NewsContentUrl&wbtreeid=1001&wbnewsid=12345 /list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1001&a1p=2 /plus/list.php?tid=3&TotalResult=120&PageNo=2
        /plus/view.php?aid=12 /shownews.asp?id=655 /was5/web/search?channelid=123&page=2&prepage=15&searchword=a /igs/front/search.jhtml?code=0123456789abcdef0123456789abcdef&siteId=34&pageNumber=2&pageSize=20
        /module/web/jpage/dataproxy.jsp?page=2&webid=1&columnid=2&unitid=3 /site/label/8888?IsAjax=1&labelName=publicInfoList&pageIndex=2&catId=4 /group1/M00/00/00/rBABCmV.pdf
        /list.html?sid=4028818e51a3a5f80151a3b2c6e80010 /show.aspx?year=2019 /list.jsp?date=2016-03 /calendar/2026/11/ /rili/2026-11-24/1.html /events/2019/0402/1.shtml /zw/zw/index.html /1/1/1/a.html
        /system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=2 /a.jsp?m=content&c=index&a=show&catid=9&id=2 /old/1921/07/01/1.html /search?q=%E6%94%BF%E7%AD%96&y=1921&m=7
        """.split(whereSeparator: \.isWhitespace).map(String.init)

    @Test func addressesOfPortalsAreNoTraps() throws {
        #expect(Self.shapes.count > 50)
        for shape in Self.shapes { #expect(try trap("http://www.example.gov.cn" + shape) == nil, "\(shape)") }
    }

    @Test func linksOfRealPagesAreNoTraps() throws {
        let shared = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/real")
        guard let table = try? String(contentsOf: shared.appendingPathComponent("pages.tsv"), encoding: .utf8) else {
            return print("skipped: no ../shared/real/pages.tsv")
        }
        // All at once, as one crawl of all of them would meet with them; style sheets and the like too.
        var traps = Traps(Known())
        var links: Set<WebURL> = []
        for row in table.split(separator: "\n").dropFirst() {
            let columns = row.split(separator: "\t", omittingEmptySubsequences: false)
            let bytes = try Data(contentsOf: shared.appendingPathComponent("pages/\(columns[0])"))
            let host = columns[2].contains(".") ? String(columns[2]) : "\(columns[2]).example"
            let url = try? WebURL("http://\(host.replacing("_", with: "-"))/")
            links.formUnion(PageLinks.find(in: HTMLPage.parse(Array(bytes), charsetHeader: nil), url: url).map(\.url))
        }
        #expect(links.count > 5_000)
        let trapped = try links.sorted().compactMap { url in
            // A visit's number costs nothing: the page is asked for without it.
            try traps.trap(for: url, at: Self.now).flatMap { $0.instead == nil ? "\(url) \($0.reason)" : nil }
        }
        #expect(trapped == [])
    }

    @Test(arguments: [
        ("/zw/zw/zw/a.html", URLReason.repeatingPath), ("/a/b/a/b/a/b/", .repeatingPath), ("/x/a/b/c/a/b/c/a/b/c/1.html", .repeatingPath),
        ("/1/1/1/1/a.html", .repeatingPath), ("/" + String(repeating: "a", count: 4096), .tooLong),
        ("/" + (1...30).map(String.init).joined(separator: "/"), .tooLong),
        ("/list.jsp?year=2035&month=7", .calendar), ("/list.jsp?date=1701-03-01", .calendar), ("/cal?ymd=20350101", .calendar),
        ("/calendar/2035/07/", .calendar), ("/rili/1799-01/", .calendar),
    ]) func whatCannotEndIsCut(_ path: String, _ reason: URLReason) throws {
        #expect(try trap("http://a.example" + path) == Trap(reason: reason))
    }

    @Test(arguments: [
        ("/a.jsp;jsessionid=1F4A9C0B6D2E", "/a.jsp"), ("/a.jsp;JSESSIONID=1F4A9C0B6D2E.node1?id=2", "/a.jsp?id=2"), ("/a.php?PHPSESSID=0a1b2c3d4e5f&id=2", "/a.php?id=2"),
        ("/a.php?id=2&phpsessid=0a1b2c3d4e5f", "/a.php?id=2"), ("/a.php?sessionid=0123456789", "/a.php"), ("/(S(abcdefghijklmnopqrstuvwx))/a.aspx", "/a.aspx"),
        ("/a.cfm?CFID=12&CFTOKEN=345&id=1", "/a.cfm?id=1"), ("/a.asp?ASPSESSIONIDQQ=ABCDEFGHIJ", "/a.asp"), ("/x;v=1;jsessionid=12345678/y", "/x;v=1/y"),
    ]) func theSameIsAskedForWithoutTheNumberOfTheVisit(_ path: String, _ clean: String) throws {
        #expect(try trap("http://a.example" + path) == Trap(reason: .sessionID, instead: try WebURL("http://a.example" + clean)))
        #expect(try trap("http://a.example" + clean) == nil)
    }

    @Test(arguments: ["/a.jsp?sid=12", "/a.jsp?sid=0123456789abcdef0123456789abcdef", "/a.jsp?sessionid=5", "/a(1).doc", "/(2026)1号/a.html", "/a.jsp;v=1"])
    func whatOnlyLooksLikeAVisitsNumberStays(_ path: String) throws {
        #expect(try trap("http://a.example" + path) == nil)
    }

    @Test func aCalendarEnds() throws {
        var traps = Traps(Known())
        var taken = 0
        for month in 0..<3_000 {
            let url = try WebURL("http://a.example/list.jsp?col=3&year=\(1900 + month / 12)&month=\(month % 12 + 1)")
            if try traps.trap(for: url, at: Self.now) == nil { taken += 1 }
            // What is known is no trap the second time either.
            if month < 800 { #expect(try traps.trap(for: url, at: Self.now) == nil) }
        }
        #expect(taken == 800)
        #expect(try traps.trap(for: try WebURL("http://a.example/list.jsp?col=4&year=2026&month=1"), at: Self.now) == nil, "another column has a calendar of its own")
        var days = Traps(Known())
        let results = try (0..<900).map { try days.trap(for: try WebURL("http://a.example/events/2020/\(1000 + $0)/"), at: Self.now) }
        #expect(results.count { $0 == nil } == 800 && results.last == Trap(reason: .calendar))
    }

    @Test func waysToSortEndAndPagesDoNot() throws {
        var traps = Traps(Known())
        let sorted = try (0..<30).map { try traps.trap(for: try WebURL("http://a.example/list.jsp?sort=\($0)&col=1"), at: Self.now) }
        #expect(sorted.prefix(10).allSatisfy { $0 == nil } && sorted.dropFirst(10).allSatisfy { $0 == Trap(reason: .queryVariants) })
        for page in 0..<2_000 {
            #expect(try traps.trap(for: try WebURL("http://a.example/list.jsp?col=1&page=\(page)&pagesize=20"), at: Self.now) == nil)
        }
    }

    @Test func combinationsOfFiltersEnd() throws {
        var traps = Traps(Known())
        var taken = 0
        for number in 0..<5_000 {
            let url = try WebURL("http://a.example/s?type=\(number % 7)&area=\(number / 7 % 30)&kind=\(number / 210)&page=1")
            if try traps.trap(for: url, at: Self.now) == nil { taken += 1 }
        }
        #expect(taken == 1_000)
    }

    @Test func articlesByNumberNeverEnd() throws {
        var traps = Traps(Known())
        for number in 0..<30_000 {
            for url in ["http://a.example/shownews.asp?id=\(number)", "http://a.example/content.jsp?urltype=a&wbtreeid=\(number % 90)&wbnewsid=\(number)&archive=0"] {
                #expect(try traps.trap(for: try WebURL(url), at: Self.now) == nil)
            }
        }
    }

    @Test func whatTheStateHoldsCounts() throws {
        var traps = Traps(Known(held: (0..<800).map { "http://a.example/list.jsp?date=20200\($0 % 9 + 1)&x=\($0)" }
            + (0..<10).map { "http://a.example/list.jsp?sort=\($0)" }))
        #expect(try traps.trap(for: try WebURL("http://a.example/list.jsp?sort=11"), at: Self.now) == Trap(reason: .queryVariants))
        #expect(try traps.trap(for: try WebURL("http://a.example/list.jsp?sort=3"), at: Self.now) == nil)
        #expect(try traps.trap(for: try WebURL("http://a.example/list.jsp?date=202011&x=1"), at: Self.now) == nil)
    }

    @Test func noURLCrashesARule() throws {
        var state: UInt64 = 1126
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let pieces = ["/", "a", "zw", "calendar", "2026", "11", ";", "jsessionid=", "?", "&", "=", "year=", "date=", "2035-13-41", "%", "%2F", "(", ")", "S(", "中", "-", ".", "0", "sort"]
        var traps = Traps(Known())
        for _ in 0..<5_000 {
            let text = "http://a.example/" + (0...next(14)).map { _ in pieces[next(pieces.count)] }.joined()
            guard let url = try? WebURL(text) else { continue }
            let trap = try traps.trap(for: url, at: Self.now)
            if let instead = trap?.instead {
                #expect(trap?.reason == .sessionID && SessionID.removed(from: instead) == nil && instead.host == url.host, "\(url)")
            }
        }
    }

    @Test func ofEachKindAHundredAreListed() throws {
        var counts = TrapCounts([TrapCount(origin: "http://a.example", reason: .calendar, listed: 98, further: 5)])
        var known: Set<Int64> = []
        func lists(_ url: String, _ reason: URLReason) throws -> Bool { counts.lists(try WebURL(url), reason) { known.contains($0) } }
        let listed = try (0..<10).map { try lists("http://a.example/\($0)", .calendar) }
        #expect(listed == [true, true] + Array(repeating: false, count: 8))
        let others = [try lists("http://a.example/long", .tooLong), try lists("http://b.example/1", .calendar)]
        #expect(others == [true, true])
        #expect(try !lists("http://b.example/1", .calendar) && !lists("http://a.example/9", .calendar), "once in a batch")
        let changes = counts.takeChanges()
        let calendar = try #require(changes.first { $0.origin == "http://a.example" && $0.reason == .calendar })
        #expect(changes.count == 3 && calendar.listed == 100 && calendar.further == 13 && calendar.newHashes.count == 8)
        #expect(counts.takeChanges().isEmpty)
        // A URL that was counted in an earlier batch is met with again.
        known.formUnion(calendar.newHashes)
        #expect(try !lists("http://a.example/9", .calendar) && counts.takeChanges().isEmpty)
        #expect(try !lists("http://a.example/10", .calendar) && counts.takeChanges().map(\.further) == [14])
    }
}
