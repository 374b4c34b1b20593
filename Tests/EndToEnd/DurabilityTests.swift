// A crawl that is killed at any instant goes on where it was: nothing is lost, nothing is stored twice.
import Foundation
import LoopbackServer
import Synchronization
import Testing
import WebArchive

@Suite struct DurabilityTests {
    /// Kills a program some milliseconds after it has asked so many times.
    final class Assassin: Sendable {
        private struct Plan {
            var pid: Int32
            var requests: Int
            var milliseconds: Int
        }

        private struct State {
            var plan: Plan?
            var killed = 0
        }

        private let state = Mutex(State())

        /// How many programs it has killed.
        var killed: Int { state.withLock { $0.killed } }

        func await(_ pid: Int32, requests: Int, milliseconds: Int) {
            state.withLock { $0.plan = Plan(pid: pid, requests: requests, milliseconds: milliseconds) }
        }

        /// The program has ended; its number may be another's by now.
        func rest() { state.withLock { $0.plan = nil } }

        func requestCame() {
            let due = state.withLock { state -> Plan? in
                state.plan?.requests -= 1
                return state.plan?.requests == 0 ? state.plan : nil
            }
            guard let due else { return }
            Thread { [self] in
                Thread.sleep(forTimeInterval: Double(due.milliseconds) / 1000)
                state.withLock { state in
                    guard state.plan?.pid == due.pid else { return }
                    kill(due.pid, SIGKILL)
                    state.killed += 1
                }
            }.start()
        }
    }

    /// More than the sessions that are killed can get through, however fast the machine is: the server sets the pace.
    static let pages = 250

    /// Requests after which a session is killed, and milliseconds until then: in the midst of answers, of writing, of committing.
    static let instants = [(1, 0), (2, 5), (9, 0), (18, 2), (16, 40), (12, 90), (20, 60), (7, 140), (10, 150), (12, 230)]

    /// One request at a time is committed by itself; eight at a time are committed in groups.
    @Test(arguments: ["0.001", "0"]) func nothingIsLostAndNothingIsStoredTwice(_ delay: String) throws {
        let folder = try TemporaryFolder()
        let assassin = Assassin()
        let server = try LoopbackServer { request in
            assassin.requestCame()
            let number = Pages.number(of: request) ?? 0
            return Pages.numbered(Self.pages)(request).map { [.sleep(Double(number % 4) * (delay == "0" ? 0.03 : 0.005))] + $0 }
        }
        defer { server.stop() }
        let command = ["crawl", server.base + "/", "--archive", folder.file("archive"), "--delay", delay]

        for (requests, milliseconds) in Self.instants {
            let session = try ShiluCommand.start(command)
            assassin.await(session.pid, requests: requests, milliseconds: milliseconds)
            #expect(try session.end().status == -SIGKILL)
            assassin.rest()
            try expectWholeFiles(folder)
        }
        #expect(assassin.killed == Self.instants.count)
        let last = try ShiluCommand.run(command)
        #expect(last.status == 0, "\(last.errors.suffix(1000))")

        let archive = try PortalArchive(of: folder.file("archive"))
        let run = try #require(try archive.runs.first)
        #expect(try archive.runs.count == 1, "the run keeps its name")
        try expectEachOnce(archive, base: server.base)
        try expectIndexAndRecords(archive, run: run)
        let report = try archive.report(run: run)
        #expect(report.ending == "finished" && report.left == 0 && report.sumsUp)
        #expect(report.answers == Self.pages + 1)
        #expect(report.shownTally == ["new": Self.pages + 1])
        #expect(try Set(report.warc_files) == Set(archive.warcFiles.map { ($0 as NSString).lastPathComponent }))
        // The ledger tells of each page once: what was not committed is not in it.
        let ledger = try archive.ledger(run: run).map(\.url)
        #expect(ledger.count == Self.pages + 1 && Set(ledger).count == ledger.count)
    }

    /// Milliseconds after the last answer at which the closing of a run is hit: index, manifest, report.
    @Test(arguments: [0, 15, 30, 45, 60, 80, 110, 150]) func aRunThatIsKilledWhileItClosesIsClosedTheNextTime(_ milliseconds: Int) throws {
        let folder = try TemporaryFolder()
        let assassin = Assassin()
        let server = try LoopbackServer { request in
            assassin.requestCame()
            return Pages.numbered(6)(request)
        }
        defer { server.stop() }
        let command = ["crawl", server.base + "/", "--archive", folder.file("archive"), "--delay", "0"]
        let session = try ShiluCommand.start(command)
        assassin.await(session.pid, requests: 8, milliseconds: milliseconds)
        let killed = try session.end()
        assassin.rest()
        let archive = try PortalArchive(of: folder.file("archive"))
        if killed.status != 0 {
            #expect(killed.status == -SIGKILL)
            #expect(try ShiluCommand.run(command).status == 0)
        }
        // If the first run had been closed, the second session was another night.
        for run in try archive.runs {
            let report = try archive.report(run: run)
            #expect(report.ending == "finished" && report.sumsUp && report.left == 0)
            let files = try archive.warcFiles.map { ($0 as NSString).lastPathComponent }.filter { $0.contains(run) }
            #expect(report.warc_files == files, "\(milliseconds) ms")
            #expect(try Set(archive.manifest).isSuperset(of: files.map { "warc/\($0)" } + ["records/\(run).jsonl", "runs/\(run)/report.json"]))
            #expect(try ShiluCommand.run(["extract"] + files.map { "\(archive.folder)/warc/\($0)" }).text == archive.records(run: run))
        }
        let captures = try archive.warcRecords().filter { $0.type == .response || $0.type == .revisit }
        #expect(captures.count { $0.type == .response && $0.url.contains("/page/") } == 6)
        #expect(try archive.index.map { "\($0.filename) \($0.offset)" }.sorted() == captures.map { "\($0.file) \($0.offset)" }.sorted())
        let manifest = try RunningProgram("/usr/bin/sha256sum", ["--check", "--quiet", "manifest-sha256.txt"], in: archive.folder).end()
        #expect(manifest.status == 0, "\(manifest.text)")
    }

    /// What a killed session leaves is readable up to what was committed; the next one cuts off the rest.
    private func expectWholeFiles(_ folder: TemporaryFolder) throws {
        guard let archive = try? PortalArchive(of: folder.file("archive")),
              let torn = try? FileManager.default.contentsOfDirectory(atPath: archive.folder + "/warc") else { return }
        #expect(torn.allSatisfy { $0.hasSuffix(".warc.gz") || $0.contains(".warc.gz.torn") }, "\(torn)")
    }

    private func expectEachOnce(_ archive: PortalArchive, base: String) throws {
        let records = try archive.warcRecords()
        let robots = base + "/robots.txt"
        let responses = records.filter { $0.type == .response && $0.url != robots }.map(\.url)
        #expect(Set(responses) == Set([base + "/"] + (1...Self.pages).map { "\(base)/page/\($0)" }))
        #expect(responses.count == Self.pages + 1)
        #expect(records.allSatisfy { $0.type != .revisit || $0.url == robots })
        #expect(records.count { $0.type == .request && $0.url != robots } == Self.pages + 1)
        #expect(Set(records.map(\.id)).count == records.count)
        for file in try archive.warcFiles {
            let gzip = try RunningProgram("/usr/bin/gzip", ["-t", file]).end()
            #expect(gzip.status == 0 && gzip.errors.isEmpty, "\(gzip.errors)")
        }
    }

    private func expectIndexAndRecords(_ archive: PortalArchive, run: String) throws {
        let captures = try archive.warcRecords().filter { $0.type == .response || $0.type == .revisit }
        let indexed = try archive.index.map { "\($0.filename) \($0.offset) \($0.length) \($0.url)" }
        #expect(indexed.sorted() == captures.map { "\($0.file) \($0.offset) \($0.length) \($0.url)" }.sorted())
        let extracted = try ShiluCommand.run(["extract", archive.folder])
        let kept = try archive.records(run: run)
        #expect(extracted.text == kept)
        #expect(kept.split(separator: "\n").count == Self.pages + 1)
    }
}
