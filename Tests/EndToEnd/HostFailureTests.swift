// Hosts that cannot be reached, or that fail too often: no error ends the run, and what was not asked for waits.
import Foundation
import LoopbackServer
import Testing

@Suite struct HostFailureTests {
    @Test func hostsThatCannotBeReachedHaveAReasonEach() throws {
        let folder = try TemporaryFolder()
        let closed = try ClosedPort()
        defer { closed.stop() }
        let badTLS = try TLSServer()
        defer { badTLS.stop() }
        let links = ["http://no-such-host.invalid/page", "\(closed.base)/page", "\(badTLS.base)/page", "/page/1"]
        let server = try LoopbackServer { request in
            request.target == "/" ? Pages.answer("首页", links: links) : Pages.numbered(1)(request)
        }
        defer { server.stop() }
        let portal = try folder.write("""
            name: unreachable
            seeds: [\(server.base)/]
            hosts: [127.0.0.1, no-such-host.invalid]
            robots: ignore
            limits: {seconds: 30, attempts: 1}
            """, "portal.yaml")
        let ended = try ShiluCommand.crawl(portal, into: folder.file("archive"))
        #expect(ended.status == 2)
        let archive = try PortalArchive(of: folder.file("archive"))
        let run = try archive.runs[0]
        let ledger = Dictionary(try archive.ledger(run: run).map { ($0.url, $0) }, uniquingKeysWith: { $1 })
        for (url, reason) in zip(links, ["unreachable", "unreachable", "TLS"]) {
            #expect(ledger[url]?.state == "failed" && ledger[url]?.reason == reason, "\(url): \(String(describing: ledger[url]))")
        }
        #expect(ledger[server.base + "/page/1"]?.state == "captured")
        let report = try archive.report(run: run)
        #expect(report.states == ["captured": 2, "failed": 3] && report.sumsUp)
        #expect(Set(report.reasons) == [
            .init(state: "failed", reason: "unreachable", count: 2), .init(state: "failed", reason: "TLS", count: 1),
        ])
        let log = try archive.log(run: run)
        #expect(log.contains { $0.url == links[2] && ($0.message.contains("self-signed") || $0.message.contains("self signed")) })
    }

    @Test func aHostThatFailsEightTimesInARowIsLeftAloneAndTheRestWaits() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer { request in
            if request.target == "/" { return Pages.answer("首页", links: (1...30).map { "/page/\($0)" }) }
            return Pages.number(of: request) == nil ? nil : ScriptedExchange.response(503, "Service Unavailable")
        }
        defer { server.stop() }
        let portal = try folder.write("name: failing\nseeds: [\(server.base)/]\ndelay: 0.001\n", "portal.yaml")
        let ended = try ShiluCommand.crawl(portal, into: folder.file("archive"), [])
        #expect(ended.status == 2)
        #expect(ended.errors.contains("127.0.0.1:\(server.port) was left alone"))
        let archive = try PortalArchive(of: folder.file("archive"))
        let report = try archive.report(run: try archive.runs[0])
        #expect(report.states == ["captured": 1, "failed": 8, "waiting": 22] && report.sumsUp)
        #expect(report.left == 22 && report.hosts_given_up.map(\.host) == ["127.0.0.1:\(server.port)"])
        #expect(server.log.exchanges.count == 10)  // robots.txt and the home page before them
    }

    @Test func aSeedThatLeadsToAnotherHostIsNamed() throws {
        let folder = try TemporaryFolder()
        let server = try LoopbackServer { request in
            request.target == "/" ? ScriptedExchange.response(302, "Found", fields: [("Location", "http://www.example/")]) : nil
        }
        defer { server.stop() }
        let ended = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"))
        #expect(ended.status == 2)
        #expect(ended.errors.contains("http://www.example/") && ended.errors.contains("add its host to `hosts:`"), "\(ended.errors)")
        let archive = try PortalArchive(of: folder.file("archive"))
        let report = try archive.report(run: try archive.runs[0])
        #expect(report.states == ["redirected": 1] && report.reasons == [.init(state: "redirected", reason: "scope", count: 1)])
    }

    @Test func aPortalThatDoesNotAnswerGivesNothing() throws {
        let folder = try TemporaryFolder()
        let closed = try ClosedPort()
        defer { closed.stop() }
        let ended = try ShiluCommand.crawl(closed.base + "/", into: folder.file("archive"))
        #expect(ended.status == 3, "\(ended.errors)")
        let archive = try PortalArchive(of: folder.file("archive"))
        let report = try archive.report(run: try archive.runs[0])
        #expect(report.answers == 0 && report.left == 1 && report.states == ["waiting": 1])
    }
}

/// `openssl s_server` with a certificate that nobody vouches for.
struct TLSServer {
    let base: String
    private let folder: TemporaryFolder
    private let program: RunningProgram

    init() throws {
        folder = try TemporaryFolder()
        let made = try RunningProgram("/usr/bin/openssl", [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
            "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder.file("key.pem"), "-out", folder.file("certificate.pem"),
        ]).end()
        try #require(made.status == 0, "\(made.errors)")
        program = try RunningProgram("/usr/bin/openssl", [
            "s_server", "-accept", "127.0.0.1:0", "-key", folder.file("key.pem"), "-cert", folder.file("certificate.pem"), "-www",
        ])
        var said = ""
        for _ in 0..<500 where !said.contains("ACCEPT 127.0.0.1:") || !said.hasSuffix("\n") {
            Thread.sleep(forTimeInterval: 0.02)
            said = program.outputSoFar
        }
        let port = try #require(said.firstRange(of: "ACCEPT 127.0.0.1:").map { said[$0.upperBound...].prefix { $0.isNumber } })
        base = "https://127.0.0.1:\(port)"
    }

    func stop() {
        kill(program.pid, SIGKILL)
        _ = try? program.end()
    }
}
