// How servers are treated: the pause between requests, their own wishes, and what is remembered of them over nights.
//
// Gaps are measured where the requests arrive and asserted as lower bounds only: a busy machine makes them longer.
import Foundation
import LoopbackServer
import Testing

@Suite struct PolitenessTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func crawl(_ portal: String, _ more: String...) throws -> Ended {
        try ShiluCommand.crawl(portal, into: folder.file("archive"), more)
    }

    private func report(_ run: Int = 0) throws -> Report {
        let archive = try PortalArchive(of: folder.file("archive"))
        return try archive.report(run: try archive.runs[run])
    }

    @Test func hostsThatShareAnAddressShareItsPause() throws {
        let server = try LoopbackServer { request in
            request.target == "/" ? Pages.answer("首页", links: (1...3).flatMap { number in
                ["a", "b", "c"].map { "http://\($0).localhost:\(request.value("host")?.split(separator: ":").last ?? "")/page/\(number)" }
            }) : request.target.hasPrefix("/page/") ? [.sleep(0.02)] + Pages.answer("一页") : nil
        }
        defer { server.stop() }
        let ended = try crawl(try folder.write("""
            name: shared
            seeds: ["http://a.localhost:\(server.port)/"]
            hosts: [a.localhost, b.localhost, c.localhost]
            addresses: any
            delay: 0.1
            """, "portal.yaml"))
        #expect(ended.status == 0, "\(ended.errors)")
        let log = server.log
        #expect(try report().states == ["captured": 12])
        #expect(log.exchanges.count == 15)  // and three robots.txt
        // The first request to each host finds out its address; from then on all of them wait for one another.
        let met = try #require(log.exchanges.lastIndex { $0.request.target == "/robots.txt" })
        #expect(log.gaps.dropFirst(met + 1).allSatisfy { $0 >= 0.1 }, "\(log.gaps)")
        // The next night the addresses are known from the first request on.
        #expect(try crawl(folder.file("archive") + "/shared", "--all").status == 0)
        let second = server.log.gaps.dropFirst(log.exchanges.count)
        #expect(!second.isEmpty && second.allSatisfy { $0 >= 0.1 }, "\(second)")
    }

    @Test func twoCrawlsAtOnceShareThePauseOfAServer() throws {
        let server = try LoopbackServer(otherwise: Pages.numbered(6))
        defer { server.stop() }
        let running = try (1...2).map { number in
            let portal = try folder.write("name: p\(number)\nseeds: [\(server.base)/]\ndelay: 0.1\n", "p\(number).yaml")
            return try ShiluCommand.start(["crawl", portal, "--archive", folder.file("archive")])
        }
        for program in running {
            let ended = try program.end()
            #expect(ended.status == 0, "\(ended.errors)")
        }
        let log = server.log
        #expect(log.exchanges.count == 16)
        #expect(log.gaps.allSatisfy { $0 >= 0.1 }, "\(log.gaps)")
        #expect(log.peakConcurrency.values.allSatisfy { $0 == 1 })
    }

    @Test(arguments: [429, 503]) func retryAfterIsObeyedInTheRun(_ status: Int) throws {
        let server = try LoopbackServer(exchanges: [
            ScriptedExchange(
                name: "busy", paths: ["/page/2"], conditions: [.turn(1)],
                steps: ScriptedExchange.response(status, "Busy", fields: [("Retry-After", "1")]))
        ], otherwise: Pages.numbered(5))
        defer { server.stop() }
        _ = try crawl(try folder.write("name: busy\nseeds: [\(server.base)/]\ndelay: 0.01\nlimits: {attempts: 1}\n", "portal.yaml"))
        let log = server.log
        let busy = try #require(log.exchanges.firstIndex { $0.name == "busy" })
        #expect(log.exchanges.count > busy + 1 && log.gaps[busy] >= 1, "\(log.gaps)")
        #expect(try report().hosts_given_up.isEmpty)
    }

    @Test func aLongRestIsObeyedOverNights() throws {
        let server = try LoopbackServer { request in
            request.target == "/page/2"
                ? ScriptedExchange.response(503, "Busy", fields: [("Retry-After", "86400")]) : Pages.numbered(9)(request)
        }
        defer { server.stop() }
        let portal = try folder.write("name: resting\nseeds: [\(server.base)/]\ndelay: 0.001\n", "portal.yaml")
        #expect(try crawl(portal).status == 2)
        let left = try report()
        #expect(left.left > 0 && left.hosts_given_up.map(\.host) == ["127.0.0.1:\(server.port)"])
        #expect(left.hosts_given_up[0].why.contains("86400 s"))
        let asked = server.log.exchanges.count
        let next = try crawl(portal)
        #expect(next.status == 3 && next.errors.contains("wants to be left alone until"), "\(next.errors)")
        #expect(server.log.exchanges.count == asked)
        #expect(try report(1).answers == 0)
    }

    @Test func aHostThatWasLeftIsProbedOnceTheNextNight() throws {
        let server = try LoopbackServer { request in
            if request.target == "/" { return Pages.answer("首页", links: (1...30).map { "/page/\($0)" }) }
            return request.target.hasPrefix("/page/") ? [.close] : nil
        }
        defer { server.stop() }
        let portal = try folder.write("name: down\nseeds: [\(server.base)/]\ndelay: 0.001\n", "portal.yaml")
        #expect(try crawl(portal).status == 2)
        #expect(server.log.exchanges.count == 11)  // the first one on a kept connection, and so once more on a new one
        server.replaceExchanges([ScriptedExchange(name: "down", paths: ["*"], steps: [.close])])
        let second = try crawl(portal)
        #expect(second.status == 3 && second.errors.contains("still fails"), "\(second.errors)")
        #expect(server.log.exchanges.count == 12)  // robots.txt is known
        server.replaceExchanges((1...30).map { ScriptedExchange(name: "up", paths: ["/page/\($0)"], steps: Pages.answer("第\($0)页", ["第\($0)页：\(Pages.sentence)"])) })
        let third = try crawl(portal, "--all")
        #expect(third.status == 0, "\(third.errors)")
        let back = try report(2)
        #expect(back.left == 0 && back.hosts_given_up.isEmpty && back.answers == 31)
    }

    @Test func aBudgetOfAHostLeavesTheRestAndIsNoFailure() throws {
        let server = try LoopbackServer(otherwise: Pages.numbered(20))
        defer { server.stop() }
        let portal = try folder.write(
            "name: bounded\nseeds: [\(server.base)/]\ndelay: 0.001\nlimits: {host: {pages: 5}}\n", "portal.yaml")
        let ended = try crawl(portal)
        #expect(ended.status == 0, "\(ended.errors)")
        let report = try report()
        #expect(report.answers == 5 && report.left == 16 && report.hosts_given_up[0].why.contains("5 pages"))
    }

    @Test func aDamagedMemoryOfHostsEndsNoCrawl() throws {
        let server = try LoopbackServer(otherwise: Pages.numbered(3))
        defer { server.stop() }
        let portal = try folder.write("name: damaged\nseeds: [\(server.base)/]\ndelay: 0.001\n", "portal.yaml")
        try FileManager.default.createDirectory(atPath: folder.file("archive"), withIntermediateDirectories: true)
        _ = try folder.write("no database", "archive/hosts.sqlite")
        let ended = try crawl(portal)
        #expect(ended.status == 0 && ended.errors.contains("hosts.sqlite is damaged"), "\(ended.errors)")
        #expect(FileManager.default.fileExists(atPath: folder.file("archive/hosts.sqlite.damaged")))
        #expect(try report().states == ["captured": 4])
    }

    @Test func theVantageStandsInFileNamesWarcinfoLedgerAndReport() throws {
        let server = try LoopbackServer(otherwise: Pages.numbered(1))
        defer { server.stop() }
        _ = try crawl(try folder.write("name: seen\nseeds: [\(server.base)/]\ndelay: 0\nvantage: dingxi\n", "portal.yaml"))
        let archive = try PortalArchive(of: folder.file("archive"))
        let run = try archive.runs[0]
        #expect(try archive.warcFiles.allSatisfy { $0.contains("-dingxi-") })
        let warcinfo = try #require(try archive.warcRecords().first { $0.type == .warcinfo })
        #expect(String(decoding: warcinfo.block, as: UTF8.self).contains("vantage: dingxi\r\n"))
        for file in ["report.json", "ledger.jsonl"] {
            let text = try String(contentsOfFile: "\(archive.folder)/runs/\(run)/\(file)", encoding: .utf8)
            #expect(text.contains("\"vantage\":\"dingxi\""), "\(file)")
        }
    }
}
