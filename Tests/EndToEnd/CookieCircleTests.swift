// Sites that want a cookie back before they show a page, and redirect to themselves to have it.
import Foundation
import LoopbackServer
import Testing

@Suite struct CookieCircleTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A home page and two articles; a request for what is locked is answered by `gate` unless it has the cookie.
    private func server(
        locked: @escaping @Sendable (String) -> Bool, opens: Bool = true, _ gate: @escaping @Sendable (String) -> [ScriptedExchange.Step]
    ) throws -> LoopbackServer {
        try LoopbackServer { request in
            let hasCookie = request.value("cookie")?.contains("pass=1") ?? false
            if locked(request.target), !(hasCookie && opens) { return gate(request.target) }
            if request.target == "/robots.txt" {
                return ScriptedExchange.response(200, fields: [("Content-Type", "text/plain")], body: Array("User-agent: *\nDisallow: /no\n".utf8))
            }
            return request.target == "/" ? Pages.answer("首页", links: ["/page/1", "/page/2"]) : Pages.numbered(2)(request)
        }
    }

    private static func redirect(_ target: String) -> [ScriptedExchange.Step] {
        ScriptedExchange.response(302, "Found", fields: [("Location", target), ("Set-Cookie", "pass=1; Path=/")])
    }

    private func crawl(_ server: LoopbackServer, cookies: String) throws -> (ended: Ended, archive: PortalArchive) {
        let portal = try folder.write("name: circle\nseeds: [\(server.base)/]\ncookies: \(cookies)\nsitemaps: ignore\ndelay: 0.001\n", "portal.yaml")
        return (try ShiluCommand.crawl(portal, into: folder.file("archive")), try PortalArchive(of: folder.file("archive")))
    }

    private func requests(_ server: LoopbackServer, _ target: String) -> Int { server.log.exchanges(target: target).count }

    @Test func withoutCookiesThePageIsChallengedAndAskedForOnce() throws {
        let server = try server(locked: { $0 == "/page/1" }) { Self.redirect($0) }
        defer { server.stop() }
        let (ended, archive) = try crawl(server, cookies: "none")
        #expect(ended.status == 2, "\(ended.status) \(ended.errors)")
        let line = try #require(try archive.ledger(run: try archive.runs[0]).last { $0.url.hasSuffix("/page/1") })
        #expect(line.state == "turned away" && line.reason == "challenged" && line.effective == 412)
        #expect(requests(server, "/page/1") == 1 && requests(server, "/page/2") == 1)
        #expect(try archive.report(run: try archive.runs[0]).sumsUp)
        try archive.expectSound()
    }

    @Test func aCircleOfTwoAddressesIsAChallengeToo() throws {
        let server = try server(locked: { $0 == "/page/1" || $0 == "/gate" }) { Self.redirect($0 == "/gate" ? "/page/1" : "/gate") }
        defer { server.stop() }
        let (_, archive) = try crawl(server, cookies: "none")
        let line = try #require(try archive.ledger(run: try archive.runs[0]).last { $0.url.hasSuffix("/gate") })
        #expect(line.state == "turned away" && line.reason == "challenged")
        #expect(requests(server, "/page/1") == 1 && requests(server, "/gate") == 1)
    }

    /// The seed, or robots.txt and all else: where cookies are sent back the site opens.
    @Test(arguments: ["/", "all"]) func withCookiesThePageIsAskedForOnceMoreAndHad(_ locked: String) throws {
        let server = try server(locked: { locked == "all" || $0 == locked }) { Self.redirect($0) }
        defer { server.stop() }
        let (ended, archive) = try crawl(server, cookies: "run")
        #expect(ended.status == 0, "\(ended.errors)")
        let run = try archive.runs[0]
        let report = try archive.report(run: run)
        #expect(report.shownTally == ["new": 3] && report.sumsUp && report.reasons.isEmpty, "\(report.shownTally)")
        #expect(requests(server, "/robots.txt") == (locked == "all" ? 2 : 1))
        #expect(requests(server, "/") == (locked == "all" ? 1 : 2) && requests(server, "/page/1") == 1, "the cookie is known after the first")
        if locked == "/" {
            let states = try archive.ledger(run: run).filter { $0.url == server.base + "/" }.map(\.state)
            #expect(states == ["turned away", "captured"], "the answer without a cookie is evidence")
        }
        try archive.expectSound()
        // The state that is made again from the files says the same.
        #expect(try ShiluCommand.run(["rebuild", archive.folder]).status == 0)
        Thread.sleep(forTimeInterval: 1.1)
        #expect(try ShiluCommand.crawl(archive.folder, into: folder.file("archive"), ["--all"]).status == 0)
        let second = try archive.report(run: try #require(try archive.runs.last))
        #expect(second.shownTally == ["unchanged": 3] && second.known == report.known, "\(second.shownTally)")
    }

    @Test func aSiteThatIsNeverContentIsAskedTwice() throws {
        let server = try server(locked: { $0 == "/page/1" }, opens: false) { Self.redirect($0) }
        defer { server.stop() }
        let (_, archive) = try crawl(server, cookies: "run")
        let line = try #require(try archive.ledger(run: try archive.runs[0]).last { $0.url.hasSuffix("/page/1") })
        #expect(line.state == "turned away" && line.reason == "challenged" && requests(server, "/page/1") == 2)
    }
}
