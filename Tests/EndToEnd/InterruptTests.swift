// Ctrl-C ends a crawl after the requests in flight; the same command goes on from there.
import Foundation
import LoopbackServer
import Synchronization
import Testing

@Suite struct InterruptTests {
    @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func theSameCommandGoesOn(_ signal: Int32) throws {
        let folder = try TemporaryFolder()
        let pages = 40
        let pid = Mutex<Int32>(0)
        let server = try LoopbackServer { request in
            if Pages.number(of: request) == 12 { pid.withLock { if $0 > 0 { kill($0, signal) } } }
            return Pages.numbered(pages)(request).map { [.sleep(0.2)] + $0 }
        }
        defer { server.stop() }
        let command = ["crawl", server.base + "/", "--archive", folder.file("archive"), "--delay", "0"]
        let first = try pid.withLock { pid in
            let program = try ShiluCommand.start(command)
            pid = program.pid
            return program
        }
        let ended = try first.end()
        #expect(ended.status == 4, "\(ended.errors)")
        #expect(ended.errors.contains("To go on: ") && ended.errors.contains(command.joined(separator: " ")))

        let archive = try PortalArchive(of: folder.file("archive"))
        let run = try archive.runs[0]
        let interrupted = try archive.report(run: run)
        #expect(interrupted.ending == "interrupted" && interrupted.left > 0 && interrupted.sumsUp)
        // All that was asked for was answered to its end and is kept.
        let asked = server.log.exchanges
        #expect(asked.allSatisfy { $0.isDone } && asked.count < pages)
        let kept = try archive.warcRecords().filter { $0.type == .response }
        #expect(Set(kept.map(\.url)) == Set(asked.map { server.base + $0.request.target }))
        for exchange in asked {
            #expect(kept.contains { $0.url == server.base + exchange.request.target && $0.block == exchange.sent })
        }

        let second = try ShiluCommand.run(command)
        #expect(second.status == 0, "\(second.errors)")
        #expect(try archive.runs == [run])
        for number in 1...pages { #expect(server.log.requestsByTarget["/page/\(number)"] == 1, "\(number)") }
        let report = try archive.report(run: run)
        #expect(report.ending == "finished" && report.left == 0 && report.shownTally == ["new": pages + 1])
        #expect(try ShiluCommand.run(["extract", archive.folder]).text == archive.records(run: run))
    }
}
