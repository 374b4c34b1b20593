// `shilu portal init`: what a first look at a site gives, and what it costs the site.
import Foundation
import LoopbackServer
import Testing

@Suite struct PortalInitTests {
    private static func html(_ body: String, head: String = "") -> [ScriptedExchange.Step] {
        ScriptedExchange.response(
            200, fields: [("Content-Type", "text/html; charset=utf-8")],
            body: Array("<!DOCTYPE html><html><head><meta charset=utf-8>\(head)</head><body>\(body)</body></html>".utf8))
    }

    private static func article(_ target: String) -> [ScriptedExchange.Step] {
        html("""
            <div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/tzgg/">通知公告</a> &gt; 正文</div><h1>关于做好秋季农田水利建设工作的通知\(target)</h1>
            <div class="info">来源：清溪县水务局 时间：2026-11-20</div><div class="content"><p>\(Pages.sentence)</p><p>\(Pages.sentence)</p></div>
            """)
    }

    private static func list(_ column: String, _ name: String) -> [ScriptedExchange.Step] {
        let rows = (0..<6).map { "<li><a href=\"/\(column)/202611/t20261120_\($0).html\">关于第\($0)号事项的通知公告</a><span>2026-11-20</span></li>" }.joined()
        return html("""
            <div class="position">当前位置：<a href="/">首页</a> &gt; \(name)</div><ul class="list">\(rows)</ul>
            <div class="page"><script>createPageHTML(12, 0, "index", "html");</script></div>
            """)
    }

    private static func site(_ request: ReceivedRequest) -> [ScriptedExchange.Step]? {
        let base = "http://\(request.value("Host") ?? "")"
        switch request.target {
        case "/robots.txt":
            return ScriptedExchange.response(200, fields: [("Content-Type", "text/plain")], body: Array("User-agent: *\nDisallow: /xwzx/\nCrawl-delay: 2\nSitemap: \(base)/map.xml\n".utf8))
        case "/map.xml": return ScriptedExchange.response(200, body: Array("<urlset><url><loc>/tzgg/</loc></url><url><loc>/zwgk/</loc></url></urlset>".utf8))
        case "/":
            return html("""
                <a href="/tzgg/">通知公告</a> <a href="/zwgk/">政务公开</a> <a href="/xwzx/">新闻中心</a> <a href="/about.html">关于我们</a> <a href="/logo.png">标志</a>
                """, head: "<title>清溪县水务局</title><meta name=SiteName content=清溪县水务局>")
        case "/tzgg/": return list("tzgg", "通知公告")
        case "/zwgk/": return list("zwgk", "政务公开")
        case "/about.html": return html("<h1>关于我们</h1>")
        default: return request.target.contains("/t2026") ? article(request.target) : nil
        }
    }

    private func look(_ arguments: [String] = [], _ answer: @escaping @Sendable (ReceivedRequest) -> [ScriptedExchange.Step]?) throws -> (Ended, LoopbackServer) {
        let server = try LoopbackServer(otherwise: answer)
        return (try ShiluCommand.run(["portal", "init", server.base + "/", "--delay", "0"] + arguments), server)
    }

    @Test func theFileTellsWhatWasSeen() throws {
        // Two seconds a request, as robots.txt asks: the file of a site that asks for none is looked at below.
        let (ended, server) = try look(["--contact", "https://example.org/crawl"]) { request in
            request.target == "/robots.txt" ? ScriptedExchange.response(200, body: Array("User-agent: *\nDisallow: /xwzx/\nSitemap: /map.xml\n".utf8)) : Self.site(request)
        }
        defer { server.stop() }
        #expect(ended.status == 0, "\(ended.errors)")
        let text = ended.text
        for line in [
            "# - 清溪县水务局, \(server.base)/", "# - robots.txt allows it", "# - sitemap \(server.base)/map.xml: 2 pages",
            "# - column “通知公告”, \(server.base)/tzgg/: 6 rows, more pages behind it, read as trs-static", "# - column “政务公开”, \(server.base)/zwgk/: 6 rows, more pages behind it, read as trs-static",
            "  - {name: 通知公告, url: \(server.base)/tzgg/, dialect: trs-static}",
            "# - 3 articles read; found: column 3, source 3, published 3, paragraphs 3",
            "expect: [column, source, published, paragraphs]", "contact: https://example.org/crawl", "  - \(server.base)/",
        ] { #expect(text.contains(line + "\n"), "\(line)\n\(text)") }
        // Each page once, what robots.txt forbids not at all.
        let asked = server.log.requestsByTarget
        #expect(asked.values.allSatisfy { $0 == 1 } && asked["/xwzx/"] == nil && asked["/logo.png"] == nil && asked.count <= 11, "\(asked)")
        #expect(server.log.exchanges.allSatisfy { $0.request.value("User-Agent")?.contains("+https://example.org/crawl") == true })
    }

    @Test func theFileCanBeCrawledBy() throws {
        let folder = try TemporaryFolder()
        let (ended, server) = try look(["-o", folder.file("site.yaml")]) { request in request.target == "/robots.txt" ? nil : Self.site(request) }
        defer { server.stop() }
        #expect(ended.status == 0 && ended.text.isEmpty, "\(ended.errors)")
        #expect(try ShiluCommand.run(["portal", "check", folder.file("site.yaml")]).status == 0)
        #expect(try String(contentsOfFile: folder.file("site.yaml"), encoding: .utf8).contains("# - no sitemap\n"))
        let crawled = try ShiluCommand.crawl(folder.file("site.yaml"), into: folder.file("archive"))
        // The lists say that they have twelve pages, and their second is not there.
        #expect(crawled.status == 20, "\(crawled.text)\(crawled.errors)")
        let again = try ShiluCommand.run(["portal", "init", server.base + "/", "-o", folder.file("site.yaml")])
        #expect(again.status == 64 && again.errors.contains("is there already"))
    }

    @Test func aSitemapThatNothingNamesIsListed() throws {
        let (ended, server) = try look { request in
            switch request.target {
            case "/robots.txt": nil
            case "/sitemap.xml": ScriptedExchange.response(200, body: Array("<urlset><url><loc>/</loc></url></urlset>".utf8))
            default: Self.site(request)
            }
        }
        defer { server.stop() }
        #expect(ended.text.contains("sitemaps: ['\(server.base)/sitemap.xml']\n") || ended.text.contains("sitemaps: [\(server.base)/sitemap.xml]\n"), "\(ended.text)")
    }

    @Test func aSitemapOfAnotherHostIsNamedAndNotAskedFor() throws {
        let (ended, server) = try look { request in
            request.target == "/robots.txt" ? ScriptedExchange.response(200, body: Array("Sitemap: http://elsewhere.example/map.xml\n".utf8)) : Self.site(request)
        }
        defer { server.stop() }
        #expect(ended.status == 0 && !ended.errors.contains("elsewhere.example"), "\(ended.errors)")
        #expect(ended.text.contains("# - robots.txt names a sitemap on another host, http://elsewhere.example/map.xml; list it in `sitemaps`"))
        #expect(server.log.requestsByTarget["/sitemap.xml"] == nil)
    }

    @Test func aCrawlDelayIsKeptAndWritten() throws {
        let (ended, server) = try look { request in request.target == "/map.xml" || request.target.count < 12 && request.target != "/tzgg/" && request.target != "/zwgk/" ? Self.site(request) : nil }
        defer { server.stop() }
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(ended.text.contains("\ndelay: 2\n") && ended.text.contains("# - robots.txt asks for 2 s between requests\n"), "\(ended.text)")
    }

    @Test(arguments: [
        ("forbids", 11, "robots.txt forbids it to shilu"), ("closed", 11, "could not be had (HTTP 503)"), ("refuses", 11, "turned away: HTTP 403"),
        ("broken", 3, "HTTP 500"), ("missing", 3, "is not there (HTTP 404)"), ("file", 3, "is no HTML page, but application/pdf"),
    ]) func whatGoesWrongIsSaid(_ how: String, _ status: Int32, _ words: String) throws {
        let (ended, server) = try look { request in
            switch (how, request.target) {
            case ("forbids", "/robots.txt"): ScriptedExchange.response(200, body: Array("User-agent: *\nDisallow: /\n".utf8))
            case ("closed", "/robots.txt"): ScriptedExchange.response(503, "Busy")
            case (_, "/robots.txt"): nil
            case ("missing", _): nil
            case ("refuses", _): ScriptedExchange.response(403, "No")
            case ("broken", _): ScriptedExchange.response(500, "Error")
            default: ScriptedExchange.response(200, fields: [("Content-Type", "application/pdf")], body: [1])
            }
        }
        defer { server.stop() }
        #expect(ended.status == status && ended.errors.contains(words) && ended.text.isEmpty, "\(ended.errors)")
    }

    @Test func nobodyAtHomeIsSaid() throws {
        let ended = try ShiluCommand.run(["portal", "init", "http://127.0.0.1:1/"])
        #expect(ended.status == 3 && ended.errors.contains("unreachable"), "\(ended.errors)")
        #expect(try ShiluCommand.run(["portal", "init", "www.example.gov.cn"]).status == 64)
    }
}
