// How a crawl finds pages besides by links: sitemaps, feeds, lists whose pages a script names; and where it stops.
import Foundation
import LoopbackServer
import Testing
import WebArchive

@Suite struct DiscoveryTests {
    private typealias Answer = @Sendable (ReceivedRequest) -> [ScriptedExchange.Step]?

    private static func answer(_ type: String, _ body: [UInt8]) -> [ScriptedExchange.Step] {
        ScriptedExchange.response(200, fields: [("Content-Type", type)], body: body)
    }

    private static func answer(_ type: String, _ body: String) -> [ScriptedExchange.Step] { answer(type, Array(body.utf8)) }

    private static func article(_ target: String) -> [ScriptedExchange.Step] { Pages.answer("文章\(target)", ["\(target)：\(Pages.sentence)"]) }

    private struct Crawled {
        let ended: Ended
        let archive: PortalArchive
        let server: LoopbackServer
        let folder: TemporaryFolder
        let portal: String

        /// The last run's report.
        var report: Report { get throws { try archive.report(run: try #require(try archive.runs.last)) } }
        var ledger: [LedgerEntry] { get throws { try archive.ledger(run: try #require(try archive.runs.last)) } }

        func again(_ options: [String] = []) throws -> Ended {
            Thread.sleep(forTimeInterval: 1.1)  // two runs of one second would be asked for one after the other
            return try ShiluCommand.crawl(portal, into: folder.file("archive"), options)
        }
    }

    private func crawl(_ lines: String = "", _ answer: @escaping Answer) throws -> Crawled {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: answer)
        let portal = try folder.write("name: found\nseeds: [\(server.base)/]\ndelay: 0\n\(lines)\n", "portal.yaml")
        let ended = try ShiluCommand.crawl(portal, into: folder.file("archive"), [])
        return Crawled(ended: ended, archive: try PortalArchive(of: folder.file("archive")), server: server, folder: folder, portal: portal)
    }

    /// A site whose home page links to nothing but a feed.
    private static func mapped(_ request: ReceivedRequest) -> [ScriptedExchange.Step]? {
        let base = "http://\(request.value("Host") ?? "")"
        switch request.target {
        case "/robots.txt": return answer("text/plain", "User-agent: *\nDisallow: /hidden/\nSitemap: \(base)/index.xml\nSitemap: http://elsewhere.example/map.xml\n")
        case "/index.xml":
            return answer("text/xml", "<sitemapindex><sitemap><loc>\(base)/map.xml.gz</loc></sitemap><sitemap><loc>/map.txt</loc></sitemap><sitemap><loc>/index.xml</loc></sitemap></sitemapindex>")
        case "/map.xml.gz":
            return answer("application/gzip", gzip("""
                <?xml version="1.0"?><urlset><url><loc>\(base)/mapped/1</loc><lastmod>2016-01-02</lastmod></url><url><loc>\(base)/mapped/2?a=1&b=2</loc><lastmod>2016-01-01</lastmod></url>
                <url><loc>\(base)/hidden/3</loc></url><url><loc>http://elsewhere.example/4</loc></url><url><loc>\(base)/files/5.pdf</loc></url></urlset>
                """))
        case "/map.txt": return answer("text/plain", "\(base)/mapped/6\n\(base)/mapped/7\n")
        case "/feed": return answer("application/rss+xml", "<rss><channel><item><link>\(base)/fed/8</link></item></channel></rss>")
        case "/":
            return answer("text/html; charset=utf-8", "<html><head><link rel=alternate type='application/rss+xml' href=/feed></head><body><h1>首页</h1></body></html>")
        case "/files/5.pdf": return answer("application/pdf", "%PDF-1.4")
        default: return ["/mapped/", "/fed/"].contains { request.target.hasPrefix($0) } ? article(request.target) : nil
        }
    }

    /// A gzip member of stored blocks.
    private static func gzip(_ text: String) -> [UInt8] { Gzip.member(Array(text.utf8)) }

    @Test func sitemapsAndFeedsNamePages() throws {
        let site = try crawl("", Self.mapped)
        defer { site.server.stop() }
        #expect(site.ended.status == 0, "\(site.ended.errors)")
        #expect(site.server.log.requestsByTarget == [
            "/robots.txt": 1, "/": 1, "/index.xml": 1, "/map.xml.gz": 1, "/map.txt": 1, "/feed": 1, "/mapped/1": 1, "/mapped/2?a=1&b=2": 1, "/mapped/6": 1,
            "/mapped/7": 1, "/fed/8": 1, "/files/5.pdf": 1,
        ])
        let report = try site.report
        #expect(report.states == ["captured": 11, "excluded": 1] && report.sumsUp)
        // Sitemaps are exchanges like any other, and say what they were asked for as.
        let roles = try site.archive.warcRecords().filter { $0.type == .metadata }.compactMap { record -> (String, String)? in
            let lines = String(decoding: record.block, as: UTF8.self).components(separatedBy: "\r\n")
            return lines.first { $0.hasPrefix("role: ") }.map { (String(record.url.dropFirst(site.server.base.count)), String($0.dropFirst(6))) }
        }
        let byTarget = Dictionary(roles, uniquingKeysWith: { first, _ in first })
        #expect(byTarget["/map.xml.gz"] == "sitemap" && byTarget["/feed"] == "feed" && byTarget["/files/5.pdf"] == "attachment" && byTarget["/mapped/1"] == "page")
    }

    @Test(arguments: [("sitemaps: ignore", 0), ("sitemaps: ['BASE/map.txt']", 1)]) func thePortalFileChoosesTheSitemaps(_ line: String, _ count: Int) throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(otherwise: Self.mapped)
        defer { server.stop() }
        let portal = try folder.write("name: a\nseeds: [\(server.base)/]\ndelay: 0\n\(line.replacing("BASE", with: server.base))\n", "portal.yaml")
        #expect(try ShiluCommand.crawl(portal, into: folder.file("archive"), []).status == 0)
        let asked = server.log.requestsByTarget
        #expect(asked["/index.xml"] == nil && asked["/feed"] == nil && asked["/map.xml.gz"] == nil && asked["/sitemap.xml"] == nil)
        #expect(asked["/map.txt"] ?? 0 == count && asked["/mapped/6"] ?? 0 == count && asked["/mapped/7"] ?? 0 == count)
    }

    @Test func aRobotsFileWithoutSitemapsMeansOneLookAtTheUsualPlace() throws {
        let site = try crawl { request in
            switch request.target {
            case "/robots.txt": Self.answer("text/plain", "User-agent: *\nDisallow:\n")
            case "/sitemap.xml": Self.answer("text/xml", "<urlset><url><loc>/only/here</loc></url></urlset>")
            case "/", "/only/here": Self.article(request.target)
            default: nil
            }
        }
        defer { site.server.stop() }
        #expect(site.ended.status == 0 && site.server.log.requestsByTarget == ["/robots.txt": 1, "/": 1, "/sitemap.xml": 1, "/only/here": 1])
    }

    @Test func allPagesOfAListAreReachedFromItsFirst() throws {
        let site = try crawl("limits: {depth: 2}") { request in
            if request.target == "/" { return Pages.answer("首页", links: ["/tzgg/"]) }
            func rows(_ page: Int) -> String {
                (0..<5).map { "<li><a href=\"./202611/t20261120_\(page * 5 + $0).html\">关于第\(page * 5 + $0)号事项的通知公告</a><span>2026-11-20</span></li>" }.joined()
            }
            let page = request.target == "/tzgg/" ? 0 : request.target.hasPrefix("/tzgg/index_") ? Int(request.target.dropFirst(12).prefix { $0.isNumber }) : nil
            guard let page, page < 12 else { return nil }
            return Self.answer("text/html; charset=utf-8", """
                <html><head><title>通知公告</title></head><body><div class="position">当前位置：<a href="/">首页</a> &gt; 通知公告</div><ul class="list">\(rows(page))</ul>
                <div class="page"><script>createPageHTML(12, \(page), "index", "shtml");</script></div></body></html>
                """)
        }
        defer { site.server.stop() }
        for page in 1..<12 { #expect(site.server.log.requestsByTarget["/tzgg/index_\(page).shtml"] == 1, "page \(page)") }
        #expect(site.server.log.requestsByTarget["/tzgg/index_12.shtml"] == nil)
        let found = try #require(try site.ledger.first { $0.url.hasSuffix("/index_11.shtml") })
        #expect(found.via == site.server.base + "/tzgg/")
    }

    /// A site with a calendar without end, numbers of visits in its links, and a link that is wrong by one folder.
    private static func endless(_ request: ReceivedRequest) -> [ScriptedExchange.Step]? {
        func page(_ links: [String]) -> [ScriptedExchange.Step] { Pages.answer("页面\(request.target)", ["\(request.target)：\(Pages.sentence)"], links: links) }
        let target = request.target
        if target == "/" { return page(["/cal?y=2026&m=11", "/a.jsp;jsessionid=0A1B2C3D4E5F", "/zw/", "/list?col=1&sort=0"]) }
        if target.hasPrefix("/cal?y=") {
            let numbers = target.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
            guard numbers.count == 2 else { return nil }
            let month = numbers[0] * 12 + numbers[1] - 1
            return page([month - 1, month + 1].map { "/cal?y=\($0 / 12)&m=\($0 % 12 + 1)" })
        }
        if target.hasPrefix("/a.jsp") { return page(["/b.jsp;jsessionid=\(UInt64.random(in: 1 << 40...1 << 60))"]) }
        if target.hasPrefix("/b.jsp") { return page(["/a.jsp;jsessionid=\(UInt64.random(in: 1 << 40...1 << 60))"]) }
        if target.hasSuffix("zw/") { return page(["zw/"]) }
        if target.hasPrefix("/list?") { return page((0..<40).map { "/list?col=1&sort=\($0)" }) }
        return nil
    }

    @Test func endlessSeriesEndAndStandInTheLedger() throws {
        let site = try crawl("", Self.endless)
        defer { site.server.stop() }
        #expect(site.ended.status == 0, "\(site.ended.errors)")
        let asked = site.server.log.requestsByTarget
        #expect(asked.keys.count { $0.hasPrefix("/cal") } == 800)
        #expect(asked["/a.jsp"] == 1 && asked["/b.jsp"] == 1 && !asked.keys.contains { $0.contains("jsessionid") })
        #expect(asked["/zw/zw/"] == 1 && asked["/zw/zw/zw/"] == nil)
        #expect(asked.keys.count { $0.hasPrefix("/list") } == 10)
        let report = try site.report
        let trapped = Dictionary(report.reasons.filter { $0.state == "trapped" }.map { ($0.reason, $0.count) }, uniquingKeysWith: +)
        #expect(trapped == ["calendar": 2, "session id": 3, "repeating path": 1, "query variants": 30])
        #expect(report.sumsUp)
        let lines = try site.ledger.filter { $0.state == "trapped" }
        #expect(lines.count == trapped.values.reduce(0, +) && Set(lines.map(\.url)).count == lines.count)
        #expect(lines.contains { $0.url == site.server.base + "/zw/zw/zw/" && $0.reason == "repeating path" && $0.via == site.server.base + "/zw/zw/" && $0.status == nil })
    }

    @Test func ofAnEndlessSeriesOnlyACountIsKept() throws {
        let site = try crawl { request in
            if request.target == "/" { return Pages.answer("首页", links: (0..<2_500).map { "/list?col=1&sort=\($0)" }) }
            return request.target.hasPrefix("/list") ? Self.article(request.target) : nil
        }
        defer { site.server.stop() }
        let report = try site.report
        #expect(report.states == ["captured": 11, "trapped": 100] && report.known == 111)
        #expect(try site.archive.log(run: try site.archive.runs[0]).contains { $0.message.contains("2390 more URLs like those trapped as query variants") })
    }

    @Test func aTypeThatIsNotKeptIsNotReadBeyondItsHead() throws {
        let site = try crawl("types: [application/pdf]") { request in
            switch request.target {
            case "/": Pages.answer("首页", links: ["/a.pdf", "/film.mp4", "/none"])
            case "/a.pdf": Self.answer("application/pdf", "%PDF-1.4")
            case "/film.mp4": [.send(Array("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 1000000000\r\n\r\n".utf8)), .repeated(nil, [.send(Array(repeating: 7, count: 65_536))])]
            default: nil
            }
        }
        defer { site.server.stop() }
        #expect(site.ended.status == 0, "\(site.ended.errors)")
        let report = try site.report
        #expect(report.states == ["captured": 2, "excluded": 1, "missing once": 1])
        #expect(report.reasons.contains(.init(state: "excluded", reason: "type", count: 1)))
        let film = try #require(try site.archive.warcRecords().first { $0.type == .response && $0.url.hasSuffix("/film.mp4") })
        #expect(film.fields["WARC-Truncated"] == "unspecified" && String(decoding: film.block, as: UTF8.self).hasSuffix("\r\n\r\n"))
        // It is asked for again when the portal file says otherwise, and not before.
        #expect(try site.again(["--all"]).status == 0)
        #expect(site.server.log.requestsByTarget["/film.mp4"] == 1)
        let portal = try String(contentsOfFile: site.portal, encoding: .utf8).replacing("application/pdf", with: "application/pdf, text/css")
        try portal.write(toFile: site.portal, atomically: true, encoding: .utf8)
        _ = try site.again(["--update"])
        #expect(site.server.log.requestsByTarget["/film.mp4"] == 2)
    }

    @Test func headersOfThePortalFileAreSentToItsOwnHostsOnly() throws {
        let other = try LoopbackServer(address: "127.0.0.2", otherwise: { _ in Self.answer("image/png", "x") })
        defer { other.stop() }
        let site = try crawl("headers: {X-Archive: 'yes'}\nembeds: any\naddresses: any") { request in
            request.target == "/" ? Self.answer("text/html", "<h1>a</h1><img src=\"http://127.0.0.2:\(other.port)/a.png\">") : nil
        }
        defer { site.server.stop() }
        #expect(site.server.log.exchanges(target: "/").first?.request.value("X-Archive") == "yes")
        #expect(other.log.exchanges(target: "/a.png").count == 1)
        #expect(other.log.exchanges(target: "/a.png").first?.request.value("X-Archive") == nil)
    }
}
