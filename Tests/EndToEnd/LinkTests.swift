// What a page links to and what it needs is asked for, by the bytes that a browser would send.
import LoopbackServer
import Testing

@Suite struct LinkTests {
    @Test func linksOfAGB18030PageAreAskedForAsABrowserWould() throws {
        let folder = try TemporaryFolder()
        // Among exchanges without conditions the first that fits answers: `/*` comes last.
        let exchanges = try Repository.exchanges("Links").sorted { !$0.paths.contains("/*") && $1.paths.contains("/*") }
        let server = try LoopbackServer(exchanges: exchanges)
        defer { server.stop() }
        let ended = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"))
        #expect(ended.status == 0, "\(ended.errors)")
        let archive = try PortalArchive(of: folder.file("archive"))
        #expect(Set(server.log.requestsByTarget.keys) == [
            "/robots.txt", "/",
            "/search?word=%D7%E9%D6%AF%B2%BF&y=1",  // the query in the page's charset,
            "/dir/%E7%BB%84%E5%B7%A5.html",  // the path in UTF-8 (URL Standard)
            "/dir/c.doc", "/a.css", "/b.js", "/dir/bg.gif", "/dir/d.jpg", "/dir/e.jpg", "/frame.html",
        ])
        #expect(server.log.requestsByTarget.values.allSatisfy { $0 == 1 })
        let pages = server.log.exchanges.filter { $0.request.target != "/robots.txt" }
        let kept = try archive.warcRecords().filter { $0.type == .response && !$0.url.hasSuffix("/robots.txt") }
        #expect(Set(kept.map(\.url)) == Set(pages.map { server.base + $0.request.target }))
        #expect(kept.allSatisfy { record in pages.contains { server.base + $0.request.target == record.url && $0.sent == record.block } })
        // The page that led there is named, to the server and in the archive.
        #expect(server.log.exchanges(target: "/dir/c.doc").first?.request.value("Referer") == server.base + "/")
        let metadata = try #require(try archive.warcRecords().first { $0.type == .metadata && $0.url == server.base + "/dir/c.doc" })
        #expect(String(decoding: metadata.block, as: UTF8.self).contains("via: \(server.base)/\r\nhopsFromSeed: 1\r\nrole: attachment\r\n"))
    }
}
