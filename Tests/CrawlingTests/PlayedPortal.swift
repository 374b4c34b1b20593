// A portal on loopback whose nights are played one after another, by a clock that is set for each.
@testable import Crawling
import Archive
import Fetching
import Foundation
import LoopbackServer
import Synchronization
import Web

struct PlayedPortal {
    let server: LoopbackServer
    let folder: PortalFolder
    var portal: Portal
    private let temporary: TemporaryFolder
    private let hosts = HostMemory()

    /// The first night.
    static let start = Timestamp(secondsSince1970: 1_800_000_000)

    init(robots: Bool = false, _ answer: @escaping LoopbackServer.Answer) throws {
        try self.init(robots: robots, server: LoopbackServer(otherwise: answer))
    }

    init(robots: Bool = false, server: LoopbackServer) throws {
        self.server = server
        temporary = try TemporaryFolder()
        folder = try ArchiveFolder(opening: temporary.path).portal("played")
        portal = Portal(name: "played", seeds: [try WebURL(server.base + "/")])
        portal.delay = 0
        portal.minFreeBytes = 0
        portal.obeysRobots = robots
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    }

    /// Crawls; the clock goes on from the beginning of a night, counted in days from 0.
    func night(
        _ day: Double, mode: RunMode = .due, observer: any RunObserver = QuietObserver(), prepare: (inout Run) -> Void = { _ in }
    ) throws -> RunReport {
        let began = MonotonicClock.now()
        let start = Self.start + Int64(day * 86_400)
        var run = Run(
            portal: portal, folder: folder, hosts: hosts, mode: mode, jobs: 1, interrupt: Interrupt(), observer: observer,
            clock: WallClock { start + Int64(MonotonicClock.now() - began) })
        // The machine runs on while the played time goes by.
        run.machineTime = { MachineTime(start: "played", seconds: Int64(day * 86_400)) }
        prepare(&run)
        return try run.crawl()
    }

    /// What was asked for since some number of requests, in order.
    func targets(since count: Int = 0) -> [String] { server.log.exchanges.dropFirst(count).map(\.request.target) }

    var state: PortalState { get throws { try PortalState(path: folder.state) } }

    static func page(_ title: String, _ paragraphs: [String], links: [String] = []) -> [ScriptedExchange.Step] {
        ScriptedExchange.response(200, fields: [("Content-Type", "text/html; charset=utf-8")], body: Array("""
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>\(title)</title></head><body>
            <div class="position">当前位置：<a href="/">首页</a> &gt; 组工动态 &gt; 正文</div>
            <h1>\(title)</h1><div class="info">来源：市委组织部 时间：2019-09-18</div>
            <div class="content">\(paragraphs.map { "<p>\($0)</p>" }.joined())</div>
            <ul>\(links.map { "<li><a href=\"\($0)\">\($0)</a></li>" }.joined())</ul></body></html>
            """.utf8))
    }
}

struct QuietObserver: RunObserver {
    func progress(_ progress: RunProgress) {}
    func event(_ event: RunEvent) {}
}

/// Keeps what a run says, and does something at each sign of progress.
final class ListeningObserver: RunObserver {
    private let heard = Mutex<[String]>([])
    private let onProgress: @Sendable (RunProgress) -> Void

    init(onProgress: @escaping @Sendable (RunProgress) -> Void = { _ in }) { self.onProgress = onProgress }

    var messages: [String] { heard.withLock { $0 } }
    func progress(_ progress: RunProgress) { onProgress(progress) }
    func event(_ event: RunEvent) { heard.withLock { $0.append(event.message) } }
}
