// A portal that means ill: it leads into private networks, or makes a crawler swell, and is not let.
import Foundation
import LoopbackServer
import Testing

@Suite struct SafetyTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A name that resolves to loopback, as one of a rebinding name server would; the portal file does not name it so.
    @Test func aNameThatLeadsToAPrivateAddressIsRefusedWhereverItStands() throws {
        let inner = try LoopbackServer { _ in Pages.answer("内部") }
        defer { inner.stop() }
        let private_ = [
            "http://intranet.localhost:\(inner.port)/page", "http://[::ffff:127.0.0.1]:\(inner.port)/page", "http://10.255.255.1/page",
            "http://169.254.169.254/latest/meta-data/", "http://0x7f000001.localhost:\(inner.port)/page",
        ]
        let server = try LoopbackServer { request in
            switch request.target {
            case "/": Pages.answer("首页", links: private_ + ["/moved"])
            case "/moved": ScriptedExchange.response(302, "Found", fields: [("Location", "http://intranet.localhost:\(inner.port)/moved")])
            default: nil
            }
        }
        defer { server.stop() }
        let portal = try folder.write("""
            name: rebinding
            seeds: [\(server.base)/]
            hosts: [127.0.0.1, intranet.localhost, 0x7f000001.localhost]
            embeds: any
            attachments: any
            robots: ignore
            """, "portal.yaml")
        let ended = try ShiluCommand.crawl(portal, into: folder.file("archive"))
        let archive = try PortalArchive(of: folder.file("archive"))
        let ledger = try archive.ledger(run: try archive.runs[0])
        for url in [private_[0], private_[4], "http://intranet.localhost:\(inner.port)/moved"] {
            let last = ledger.last { $0.url == url }
            #expect(last?.state == "excluded" && last?.reason == "forbidden address", "\(url): \(String(describing: last)) \(ended.errors)")
        }
        #expect(inner.log.connections == 0)
    }

    @Test func noProxyOfTheEnvironmentIsUsed() throws {
        let proxy = try LoopbackServer { _ in Pages.answer("代理") }
        let server = try LoopbackServer(otherwise: Pages.numbered(2))
        defer {
            proxy.stop()
            server.stop()
        }
        let environment = Dictionary(uniqueKeysWithValues: ["http_proxy", "all_proxy", "ALL_PROXY", "https_proxy"].map { ($0, proxy.base) })
        let ended = try ShiluCommand.run(
            ["crawl", server.base + "/", "--archive", folder.file("archive"), "--delay", "0"], environment: environment)
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(proxy.log.connections == 0 && server.log.exchanges.count == 4)
    }

    @Test(arguments: [false, true]) func cookiesAreSentBackOnlyIfThePortalFileSaysSo(_ keeps: Bool) throws {
        let server = try LoopbackServer { request in
            guard request.target == "/" else { return Pages.numbered(2)(request) }
            return ScriptedExchange.response(
                200, fields: [("Content-Type", "text/html"), ("Set-Cookie", "session=1; Path=/")],
                body: Pages.article("首页", [], links: ["/page/1", "/page/2"]))
        }
        defer { server.stop() }
        let portal = try folder.write("name: cookies\nseeds: [\(server.base)/]\n\(keeps ? "cookies: run" : "")\n", "portal.yaml")
        for _ in 0..<2 { #expect(try ShiluCommand.crawl(portal, into: folder.file("archive")).status == 0) }
        let cookies = server.log.exchanges.map { "\($0.request.target) \($0.request.value("cookie") ?? "-")" }
        #expect(cookies.prefix(2) == ["/robots.txt -", "/ -"])
        for target in ["/page/1", "/page/2"] { #expect(cookies.contains("\(target) \(keeps ? "session=1" : "-")")) }
        #expect(cookies.filter { $0.hasPrefix("/ ") }.allSatisfy { $0 == "/ -" })  // no cookie of an earlier run
        let archive = try PortalArchive(of: folder.file("archive"))
        let warcinfo = try #require(try archive.warcRecords().first { $0.type == .warcinfo })
        #expect(String(decoding: warcinfo.block, as: UTF8.self).contains("cookies: run\r\n") == keeps)
    }

    /// Each of these would fill the memory of a crawler that keeps what it is given; the process has 1.5 GB of address space.
    @Test func floodsFillNoMemory() throws {
        let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        let floods: [String: [ScriptedExchange.Step]] = [
            "/text": [.send(Array(html.utf8)), .repeated(nil, [.send(Array(String(repeating: "<p>endless ", count: 4096).utf8))])],
            "/elements": [.send(Array(html.utf8)), .repeated(nil, [.send(Array(String(repeating: "<div>", count: 8192).utf8))])],
            "/head": [.send(Array("HTTP/1.1 200 OK\r\n".utf8)), .repeated(nil, [.send(Array("X-Fill: 0123456789\r\n".utf8))])],
            "/interim": [.repeated(nil, [.send(Array("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n".utf8))])],
        ]
        let server = try LoopbackServer { request in
            request.target == "/" ? Pages.answer("首页", links: floods.keys.sorted()) : floods[request.target]
        }
        defer { server.stop() }
        let portal = try folder.write("name: floods\nseeds: [\(server.base)/]\nlimits: {body: 512 KB}\n", "portal.yaml")
        let ended = try RunningProgram("/bin/bash", [
            "-c", "ulimit -v 1500000; exec \"$@\"", "bash", ShiluCommand.path, "crawl", portal, "--archive", folder.file("archive"),
            "--delay", "0", "--jobs", "2",
        ]).end()
        #expect(ended.status == 2, "\(ended.errors)")
        let archive = try PortalArchive(of: folder.file("archive"))
        let states = Dictionary(try archive.ledger(run: try archive.runs[0]).map { ($0.url, $0.state) }, uniquingKeysWith: { $1 })
        #expect(states == [
            server.base + "/": "captured", server.base + "/text": "over a limit",
            server.base + "/elements": "over a limit", server.base + "/head": "failed", server.base + "/interim": "failed",
        ])
        let cut = try archive.warcRecords().filter { $0.type == .response && $0.fields["WARC-Truncated"] == "length" }
        #expect(Set(cut.map(\.url)) == [server.base + "/text", server.base + "/elements"])
    }
}
