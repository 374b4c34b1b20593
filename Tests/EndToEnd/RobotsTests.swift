// robots.txt is asked for before anything else of a site, and obeyed.
import Foundation
import LoopbackServer
import Testing

@Suite struct RobotsTests {
    private struct Crawled {
        let ended: Ended
        let archive: PortalArchive
        let log: ServerLog
        /// As the server's log names it.
        let host: String
        /// Goes with its owner.
        let folder: TemporaryFolder
    }

    /// A crawl of a site with a robots.txt of one's own.
    private func crawl(
        robots: @escaping @Sendable (ReceivedRequest) -> [ScriptedExchange.Step], pages: Int = 4, portal lines: String = ""
    ) throws -> Crawled {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer { request in
            request.target.hasPrefix("/robots") ? robots(request) : Pages.numbered(pages)(request).map { [.sleep(0.05)] + $0 }
        }
        defer { server.stop() }
        let portal = try folder.write("name: robots\nseeds: [\(server.base)/]\ndelay: 0\n\(lines)\n", "portal.yaml")
        let ended = try ShiluCommand.crawl(portal, into: folder.file("archive"), [])
        return Crawled(
            ended: ended, archive: try PortalArchive(of: folder.file("archive")), log: server.log, host: "127.0.0.1:\(server.port)", folder: folder)
    }

    private static func text(_ rules: String) -> @Sendable (ReceivedRequest) -> [ScriptedExchange.Step] {
        { _ in ScriptedExchange.response(200, fields: [("Content-Type", "text/plain")], body: Array(rules.utf8)) }
    }

    @Test func itIsAskedForFirstAndOnce() throws {
        let site = try crawl(robots: Self.text("User-agent: *\nDisallow:\nSitemap: http://elsewhere.example/sitemap.xml\n"))
        #expect(site.ended.status == 0)
        #expect(site.log.exchanges.first?.request.target == "/robots.txt")
        #expect(site.log.requestsByTarget["/robots.txt"] == 1)
        #expect(site.log.exchanges.count == 6)
    }

    @Test func whatItForbidsIsNotAskedFor() throws {
        let site = try crawl(robots: Self.text("User-agent: shilu\nDisallow: /page/\nAllow: /page/2$\nSitemap: http://elsewhere.example/sitemap.xml\n"))
        #expect(site.ended.status == 0)
        #expect(site.log.requestsByTarget == ["/robots.txt": 1, "/": 1, "/page/2": 1])
        let report = try site.archive.report(run: try site.archive.runs[0])
        #expect(report.states == ["captured": 2, "excluded": 3] && report.reasons == [.init(state: "excluded", reason: "robots", count: 3)])
    }

    @Test(arguments: [500, 503]) func aServerErrorClosesTheSite(_ status: Int) throws {
        let site = try crawl(robots: { _ in ScriptedExchange.response(status, "Error") })
        #expect(site.ended.status == 3, "\(site.ended.errors)")
        #expect(site.log.requestsByTarget == ["/robots.txt": 1])
        let report = try site.archive.report(run: try site.archive.runs[0])
        #expect(report.answers == 0 && report.left == 1)
        #expect(report.states == ["waiting": 1] && report.hosts_given_up.map(\.host) == [site.host])
    }

    @Test func aClosedSiteIsAskedAgainTheNextTime() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer(exchanges: [
            ScriptedExchange(name: "busy", paths: ["/robots.txt"], conditions: [.turn(1)], steps: ScriptedExchange.response(503, "Busy"))
        ], otherwise: Pages.numbered(2))
        defer { server.stop() }
        #expect(try ShiluCommand.crawl(server.base + "/", into: folder.file("archive")).status == 3)
        #expect(try ShiluCommand.crawl(server.base + "/", into: folder.file("archive")).status == 0)
        #expect(server.log.requestsByTarget == ["/robots.txt": 2, "/": 1, "/page/1": 1, "/page/2": 1])
    }

    @Test(arguments: [401, 404]) func aRefusalAllowsAll(_ status: Int) throws {
        let site = try crawl(robots: { _ in ScriptedExchange.response(status, "No") })
        #expect(site.ended.status == 0, "\(site.ended.errors)")
        #expect(site.log.requestsByTarget.count == 6)
    }

    @Test func itsRedirectsAreFollowed() throws {
        let site = try crawl(robots: { request in
            request.target == "/robots.txt"
                ? ScriptedExchange.response(301, "Moved", fields: [("Location", "/robots-new.txt")])
                : ScriptedExchange.response(200, fields: [("Content-Type", "text/plain")], body: Array("User-agent: *\nDisallow: /page/3\n".utf8))
        })
        #expect(site.ended.status == 0)
        #expect(site.log.requestsByTarget["/robots-new.txt"] == 1)
        #expect(site.log.requestsByTarget["/page/3"] == nil && site.log.requestsByTarget["/page/2"] == 1)
    }

    @Test func ignoreIgnoresIt() throws {
        let site = try crawl(robots: Self.text("User-agent: *\nDisallow: /\n"), portal: "robots: ignore")
        #expect(site.ended.status == 0)
        #expect(site.log.requestsByTarget["/robots.txt"] == nil && site.log.requestsByTarget.count == 5)
        let warcinfo = try #require(try site.archive.warcRecords().first { $0.type == .warcinfo })
        #expect(String(decoding: warcinfo.block, as: UTF8.self).contains("robots: ignore\r\n"))
    }

    @Test func aCrawlDelayMeansOneRequestAtATime() throws {
        let delayed = try crawl(robots: Self.text("User-agent: *\nCrawl-delay: 0.2\n"), pages: 6)
        #expect(delayed.log.peakConcurrency[delayed.host] == 1)
        // Another agent's is none of ours.
        let free = try crawl(robots: Self.text("User-agent: other\nCrawl-delay: 3600\n\nUser-agent: *\nDisallow:\n"), pages: 6)
        #expect(free.log.exchanges.count == 9)  // with /sitemap.xml, for this robots.txt names none
        #expect(free.log.peakConcurrency[free.host] ?? 0 > 1)
    }
}
