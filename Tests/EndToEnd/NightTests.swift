// A night over many portals: side by side, each with its own outcome, one report over all.
import Foundation
import LoopbackServer
import Synchronization
import Testing

@Suite struct NightTests {
    private let folder: TemporaryFolder
    private let archive: NightArchive

    init() throws {
        folder = try TemporaryFolder()
        archive = NightArchive(path: folder.file("archive"))
    }

    private func night(_ more: String...) throws -> Ended { try ShiluCommand.run(["night", "--archive", archive.path] + more) }

    @Test func whateverEndsAPortalIsItsOwnOutcomeAndStopsNoOther() throws {
        let good = try LoopbackServer(otherwise: Pages.numbered(3))
        defer { good.stop() }
        let refusing = try LoopbackServer { request in
            request.target == "/robots.txt" ? nil : ScriptedExchange.response(403, "Forbidden", body: Array("no".utf8))
        }
        defer { refusing.stop() }
        let failing = try LoopbackServer { request in
            request.target == "/page/2" ? ScriptedExchange.response(500, "Internal Server Error") : Pages.numbered(3)(request)
        }
        defer { failing.stop() }
        let closed = try ClosedPort()
        defer { closed.stop() }
        try archive.add("good", seed: good.base + "/")
        try archive.add("refusing", seed: refusing.base + "/")
        try archive.add("failing", seed: failing.base + "/", "limits: {attempts: 1}\n")
        try archive.add("closed", seed: closed.base + "/")
        try archive.add("mistaken", seed: good.base + "/", "delay: soon\n")
        try archive.add("misnamed", seed: good.base + "/")
        try "name: other\nseeds: [\(good.base)/]\n".write(toFile: archive.path + "/misnamed/portal.yaml", atomically: false, encoding: .utf8)
        try archive.add("unwritable", seed: good.base + "/")
        try Data().write(to: URL(fileURLWithPath: archive.path + "/unwritable/warc"))
        try archive.add("damaged", seed: good.base + "/")
        try Data(repeating: 0x41, count: 10_000).write(to: URL(fileURLWithPath: archive.path + "/damaged/state.sqlite"))
        try archive.add("busy", seed: good.base + "/")
        let lock = open(archive.path + "/busy/lock", O_RDWR | O_CREAT, 0o644)
        defer { close(lock) }
        try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)

        let ended = try night()
        let report = try archive.report
        let outcomes = Dictionary(uniqueKeysWithValues: report.portals.map { ($0.portal, $0.outcome) })
        #expect(outcomes == [
            "good": "all well", "refusing": "turned away", "failing": "some pages failed", "closed": "unreachable",
            "mistaken": "bad portal file", "misnamed": "bad portal file", "unwritable": "cannot be written",
            "damaged": "damaged state", "busy": "already running",
        ])
        #expect(report.outcome == "cannot be written" && ended.status == 7, "the gravest of all: \(ended.errors)")
        #expect(report.ending == "finished" && report.ended_at != nil)
        #expect(report.portal("good")?.tally?["new"] == 4 && report.tally["new"] == 7 && report.tally["turned away"] == 1)
        #expect(report.portal("mistaken")?.message?.contains("portal.yaml:3: ") == true)
        #expect(report.portal("damaged")?.message?.contains("state.sqlite: is damaged") == true)
        #expect(try archive.portal("good").runs.count == 1)

        for (name, outcome) in outcomes {
            #expect(ended.errors.contains("\(name): \(outcome)") || outcome == "all well", "\(ended.errors)")
            #expect(try archive.log.contains { $0.portal == name && $0.message.hasPrefix(outcome) })
        }
        let page = try archive.page
        #expect(page.contains("<a href=\"../../good/runs/\(try archive.portal("good").runs[0])/report.html\">good</a>"))
        #expect(outcomes.values.allSatisfy { page.contains($0) } && !page.contains("<script") && !page.contains("http://") && !page.contains("https://"))
    }

    @Test func portalsAreCrawledAtTheSameTime() throws {
        let count = 6
        let together = DispatchGroup()
        for _ in 0..<count { together.enter() }
        let met = Mutex(0)
        let servers = try (0..<count).map { number in
            try LoopbackServer(address: "127.0.0.\(number + 1)") { request in
                guard request.target == "/" else { return nil }
                together.leave()
                if together.wait(timeout: .now() + 60) == .success { met.withLock { $0 += 1 } }
                return Pages.answer("首页")
            }
        }
        defer { for server in servers { server.stop() } }
        for (number, server) in servers.enumerated() { try archive.add("p\(number)", seed: server.base + "/") }
        let ended = try night()
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(met.withLock { $0 } == count, "all home pages were asked for before the first was answered")
        #expect(try archive.report.outcomes == ["all well": count])
    }

    @Test(arguments: [SIGINT, SIGTERM]) func aSignalEndsAllAndTheNextNightGoesOn(_ signal: Int32) throws {
        let pid = Mutex<Int32>(0)
        let servers = try (0..<3).map { number in
            try LoopbackServer { request in
                if number == 0, Pages.number(of: request) == 5 { pid.withLock { if $0 > 0 { kill($0, signal) } } }
                return Pages.numbered(30)(request).map { [.sleep(number == 1 ? 0.4 : 0.05)] + $0 }  // the second is far from its end then
            }
        }
        defer { for server in servers { server.stop() } }
        for (number, server) in servers.enumerated() { try archive.add("p\(number)", seed: server.base + "/") }
        let program = try pid.withLock { pid in
            let program = try ShiluCommand.start(["night", "--archive", archive.path, "--jobs", "2"])
            pid = program.pid
            return program
        }
        let ended = try program.end()
        #expect(ended.status == 4, "\(ended.errors)")
        let first = try archive.report
        #expect(first.ending == "interrupted" && first.outcome == "interrupted")
        #expect(first.portals.map(\.outcome) == ["interrupted", "interrupted", "not reached"])

        #expect(try night().status == 0)
        #expect(try archive.report.outcomes == ["all well": 3] && archive.nights.count == 2)
        for (number, server) in servers.enumerated() {
            #expect(try archive.portal("p\(number)").runs.count == 1, "an interrupted run goes on under its name")
            for page in 1...30 { #expect(server.log.requestsByTarget["/page/\(page)"] == 1) }
        }
    }

    @Test func whenTheTimeIsOverTheRestComesFirstTheNextNight() throws {
        let server = try LoopbackServer { request in Pages.numbered(1000)(request).map { [.sleep(0.01)] + $0 } }
        defer { server.stop() }
        for name in ["a", "b"] { try archive.add(name, seed: server.base + "/", "delay: 0\nconcurrency: 1\n") }
        let ended = try night("--jobs", "1", "--time", "2s")
        #expect(ended.status == 15, "\(ended.errors)")
        let first = try archive.report
        #expect(first.ending == "out of time" && first.portals.map(\.outcome) == ["out of time", "not reached"])
        #expect(first.portal("a")?.left ?? 0 > 0 && first.portals.allSatisfy { !$0.complete })
        _ = try night("--jobs", "1", "--time", "2s")
        #expect(try archive.report.portals.map(\.outcome) == ["not reached", "out of time"], "“a” had its share of the first night")
    }

    @Test func anArchiveWithoutPortalsIsAnErrorAndNothingIsMade() throws {
        let ended = try night()
        #expect(ended.status == 6 && ended.errorLines.count == 1)
        #expect(ended.errors.hasPrefix("shilu: \(archive.path): holds no portal"), "\(ended.errors)")
        #expect(!FileManager.default.fileExists(atPath: archive.path))
    }

    @Test func aSecondNightAtOnceIsRefused() throws {
        let began = DispatchSemaphore(value: 0)
        let goOn = DispatchSemaphore(value: 0)
        let server = try LoopbackServer { request in
            if request.target == "/" {
                began.signal()
                goOn.wait()
            }
            return Pages.numbered(1)(request)
        }
        defer { server.stop() }
        try archive.add("a", seed: server.base + "/")
        let first = try ShiluCommand.start(["night", "--archive", archive.path])
        began.wait()
        let second = try night()
        goOn.signal()
        #expect(second.status == 5 && second.errors.contains("another night of this archive is running"))
        #expect(try first.end().status == 0 && archive.nights.count == 1)
    }

    @Test func theLogCanBeReadAsJSON() throws {
        let server = try LoopbackServer { request in
            Pages.number(of: request) == 1 ? ScriptedExchange.response(500, "Internal Server Error") : Pages.numbered(1)(request)
        }
        defer { server.stop() }
        try archive.add("a", seed: server.base + "/", "limits: {attempts: 1}\n")
        struct Line: Decodable {
            var time: String
            var level: String
            var portal: String?
            var message: String
            var url: String?
        }
        let lines = try night("--log-format", "json").errorLines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        #expect(lines.contains { $0.portal == "a" && $0.level == "warning" && $0.url == server.base + "/page/1" })
        #expect(lines.contains { $0.portal == "a" && $0.message.hasPrefix("some pages failed") })
        #expect(lines.last?.message.contains("finished") == true)
    }
}
