// A state file that another program holds, that is damaged at random places, that many read at once.
import Foundation
import LoopbackServer
import Testing

@Suite struct StateTrials {
    /// Seconds that a disturbance lasts; `scripts/trials` asks for a minute.
    private static let seconds = ProcessInfo.processInfo.environment["SHILU_TRIAL_SECONDS"].flatMap { Double($0) } ?? 2
    private static let seed = ProcessInfo.processInfo.environment["SHILU_TRIAL_SEED"].flatMap { UInt64($0) } ?? 2016

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func command(_ portal: ChangingPortal, _ more: String...) -> [String] {
        ["crawl", portal.base + "/", "--archive", folder.file("archive"), "--delay", "0.001"] + more
    }

    // MARK: Held by another program

    /// Another program begins to write in the state, and ends after some seconds without having written.
    private func hold(_ state: String, seconds: Double) throws -> RunningProgram {
        let program = try RunningProgram("/usr/bin/python3", ["-uc", """
            import sqlite3, sys, time
            state = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
            state.execute("BEGIN EXCLUSIVE")
            print("held")
            time.sleep(float(sys.argv[2]))
            """, state, "\(seconds)"])
        while !program.outputSoFar.contains("held"), program.process.isRunning { Thread.sleep(forTimeInterval: 0.01) }
        return program
    }

    @Test func aCrawlWaitsForAProgramThatHoldsTheStateForAMoment() throws {
        let portal = try ChangingPortal(count: 60, pace: 0.02)
        defer { portal.server.stop() }
        let crawl = try ShiluCommand.start(command(portal))
        while portal.server.log.exchanges.count < 20 { Thread.sleep(forTimeInterval: 0.005) }
        let archive = try PortalArchive(of: folder.file("archive"))
        let holder = try hold(archive.folder + "/state.sqlite", seconds: 1.5)
        #expect(try holder.end().status == 0)
        let ended = try crawl.end()
        #expect(ended.status == 0, "\(ended.errors)")
        try archive.expectEachOnce(run: try archive.runs[0], pages: portal.pages, base: portal.base)
        try archive.expectSound()
    }

    @Test(.enabled(if: seconds >= 40, "takes a minute; `scripts/trials` does it"))
    func aStateThatIsHeldForLongEndsACrawlWithAClearWordAndItGoesOnLater() throws {
        let portal = try ChangingPortal(count: 60, pace: 0.02)
        defer { portal.server.stop() }
        let crawl = try ShiluCommand.start(command(portal))
        while portal.server.log.exchanges.count < 20 { Thread.sleep(forTimeInterval: 0.005) }
        let archive = try PortalArchive(of: folder.file("archive"))
        let holder = try hold(archive.folder + "/state.sqlite", seconds: Self.seconds)
        let disturbed = try crawl.end()
        #expect(disturbed.status == 5 && disturbed.errors.contains("state.sqlite: another program holds it locked"), "\(disturbed.errors)")
        // Who only reads is not kept waiting.
        #expect(try ShiluCommand.run(["status", "--archive", folder.file("archive")]).status == 0)
        #expect(try holder.end().status == 0)
        #expect(try ShiluCommand.run(command(portal)).status == 0)
        #expect(try archive.runs.count == 1)
        try archive.expectEachOnce(run: try archive.runs[0], pages: portal.pages, base: portal.base)
        try archive.expectSound()
    }

    // MARK: Damaged

    /// Some pages of the state are overwritten, as a failing disk does it. A crawl may meet with them or not; the rebuilt state is right.
    @Test(arguments: [1, 2, 3, 4]) func aStateDamagedAtRandomPagesIsRebuiltAndTheNextNightIsRight(_ trial: UInt64) throws {
        let portal = try ChangingPortal(count: 30, pace: 0)
        defer { portal.server.stop() }
        for night in 0..<2 {
            if night > 0 { portal.change() }
            #expect(try ShiluCommand.run(command(portal, "--all")).status == 0)
            Thread.sleep(forTimeInterval: 1.1)
        }
        let archive = try PortalArchive(of: folder.file("archive"))
        let known = try archive.report(run: try #require(try archive.runs.last)).known
        let state = archive.folder + "/state.sqlite"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: state))
        var chance = Self.seed &* 1000 &+ trial
        func random(below bound: Int) -> Int {
            chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(chance >> 33) % bound
        }
        for _ in 0..<Int(trial) * 2 {
            let page = random(below: bytes.count / 4096)
            for i in 0..<4096 { bytes[page * 4096 + i] = UInt8(random(below: 256)) }
        }
        try bytes.write(to: URL(fileURLWithPath: state))
        let disturbed = try ShiluCommand.run(command(portal, "--all"))
        #expect([0, 14].contains(disturbed.status), "\(disturbed.status) \(disturbed.errors.suffix(2000))")
        if disturbed.status == 14 { #expect(disturbed.errors.contains("shilu rebuild")) }

        let rebuilt = try ShiluCommand.run(["rebuild", archive.folder])
        #expect(rebuilt.status == 0, "\(rebuilt.errors)")
        Thread.sleep(forTimeInterval: 1.1)
        let night = try ShiluCommand.run(command(portal, "--all"))
        #expect(night.status == 0, "\(night.errors)")
        let report = try archive.report(run: try #require(try archive.runs.last))
        #expect(report.known == known && report.sumsUp && report.left == 0)
        let versions = try archive.pageCaptures().filter { $0.type == .response }.map { "\($0.url) \($0.fields["WARC-Payload-Digest"] ?? "")" }
        #expect(Set(versions).count == versions.count, "a version of a page is stored twice")
        try archive.expectSound()
    }

    // MARK: Read

    /// The commands that only read; what each says is told by its name.
    static func readers(_ archive: String, url: String) -> [[String]] {
        [
            ["status", "--archive", archive], ["report", "--archive", archive], ["why", url, "--archive", archive],
            ["coverage", "--archive", archive], ["changes", "--archive", archive], ["extract", archive], ["verify", archive],
        ]
    }

    @Test func whoReadsWhileACrawlRunsSeesTheLastCommitAndDisturbsNothing() throws {
        let portal = try ChangingPortal(count: 40, pace: 0)
        defer { portal.server.stop() }
        #expect(try ShiluCommand.run(command(portal)).status == 0)
        portal.change()
        Thread.sleep(forTimeInterval: 1.1)
        let slow = ["crawl", portal.base + "/", "--archive", folder.file("archive"), "--delay", "0.1", "--all"]
        let crawl = try ShiluCommand.start(slow)
        let asked = portal.server.log.exchanges.count
        while portal.server.log.exchanges.count < asked + 5 { Thread.sleep(forTimeInterval: 0.005) }
        for reader in Self.readers(folder.file("archive"), url: portal.base + "/page/1") {
            let ended = try ShiluCommand.run(reader)
            #expect(ended.status == 0, "\(reader[0]) \(ended.errors) \(ended.text.suffix(500))")
            if reader[0] == "status", crawl.process.isRunning { #expect(ended.text.contains("running")) }
        }
        let ended = try crawl.end()
        #expect(ended.status == 0, "\(ended.errors)")
        let archive = try PortalArchive(of: folder.file("archive"))
        try archive.expectEachOnce(run: try #require(try archive.runs.last), pages: portal.pages, base: portal.base)
        try archive.expectSound()
    }

    @Test func aCrawlThatIsStoppedIsSaidToHang() throws {
        let portal = try ChangingPortal(count: 60, pace: 0.02)
        defer { portal.server.stop() }
        let crawl = try ShiluCommand.start(command(portal))
        while portal.server.log.exchanges.count < 20 { Thread.sleep(forTimeInterval: 0.005) }
        kill(crawl.pid, SIGSTOP)
        defer { kill(crawl.pid, SIGCONT) }
        let archive = try PortalArchive(of: folder.file("archive"))
        func status() throws -> String { try ShiluCommand.run(["status", "--archive", folder.file("archive")]).text }
        #expect(try status().contains("running"))
        // As if it had been stopped for twenty minutes.
        for file in ["state.sqlite", "state.sqlite-wal", "runs/\(try archive.runs[0])/log.jsonl"] {
            try FileManager.default.setAttributes([.modificationDate: Date().addingTimeInterval(-1200)], ofItemAtPath: archive.folder + "/" + file)
        }
        #expect(try status().contains("hanging"))
        kill(crawl.pid, SIGCONT)
        #expect(try crawl.end().status == 0)
        #expect(try status().contains("idle"))
    }
}
