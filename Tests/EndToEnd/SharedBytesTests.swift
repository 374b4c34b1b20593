// The same bytes at several URLs of a portal are stored once, and replay at each of them.
import Foundation
import LoopbackServer
import Testing
import WebArchive

@Suite struct SharedBytesTests {
    private let folder: TemporaryFolder
    private let archive: PortalArchive
    private let base: String
    private static let file = Array((0..<9000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 256) })
    private static let small = Array(file.prefix(4000))

    init() throws {
        folder = try TemporaryFolder()
        let page = Pages.article("同样的一页", Array(repeating: Pages.sentence, count: 80))
        let server = try LoopbackServer { request in
            switch request.target {
            case "/": return Pages.answer("首页", links: ["/a.pdf", "/b.pdf", "/etag.pdf", "/small-a.pdf", "/small-b.pdf", "/page-a", "/page-b"])
            case "/etag.pdf" where request.value("If-None-Match") != nil: return ScriptedExchange.response(304, "Not Modified")
            case "/etag.pdf": return Self.answer("application/pdf", Self.file, [("ETag", "\"f\"")])
            case "/a.pdf", "/b.pdf": return Self.answer("application/pdf", Self.file, [("X-Name", request.target)])
            case "/small-a.pdf", "/small-b.pdf": return Self.answer("application/pdf", Self.small)
            case "/page-a", "/page-b": return Self.answer("text/html; charset=utf-8", page)
            default: return nil
            }
        }
        defer { server.stop() }
        base = server.base
        // One request at a time is committed by itself, so that the second URL finds the first.
        for _ in 1...2 {
            let night = try ShiluCommand.crawl(base + "/", into: folder.file("archive"), ["--delay", "0.001", "--all"])
            #expect(night.status == 0, "\(night.errors)")
            Thread.sleep(forTimeInterval: 1.1)
        }
        archive = try PortalArchive(of: folder.file("archive"))
    }

    private static func answer(_ type: String, _ body: [UInt8], _ more: [(String, String)] = []) -> [ScriptedExchange.Step] {
        ScriptedExchange.response(200, fields: [("Content-Type", type)] + more, body: body)
    }

    private func captures(_ target: String) throws -> [StoredRecord] {
        try archive.warcRecords().filter { $0.url == base + target && ($0.type == .response || $0.type == .revisit) }
    }

    @Test func theSecondURLRefersToTheFirst() throws {
        let first = try #require(try captures("/a.pdf").first)
        #expect(first.type == .response)
        for target in ["/b.pdf", "/etag.pdf"] {
            for revisit in try captures(target) {
                #expect(revisit.type == .revisit, "\(target)")
                #expect(revisit.fields["WARC-Refers-To"] == "<\(first.id)>")
                #expect(revisit.fields["WARC-Refers-To-Target-URI"] == base + "/a.pdf")
                #expect(revisit.fields["WARC-Refers-To-Date"] == first.fields["WARC-Date"])
            }
        }
        let head = String(decoding: try #require(try captures("/b.pdf").first).block, as: UTF8.self)
        #expect(head.contains("X-Name: /b.pdf"), "its own head is kept")
        let tallies = try archive.runs.map { try archive.report(run: $0).shownTally }
        #expect(tallies == [["new": 8], ["unchanged": 8]])
    }

    @Test func smallBodiesAndPagesAreStoredAtEachURL() throws {
        for target in ["/small-a.pdf", "/small-b.pdf", "/page-a", "/page-b"] {
            #expect(try captures(target).map(\.type) == [.response, .revisit], "\(target)")
        }
        let run = try archive.runs[0]
        let kept = try archive.records(run: run)
        #expect(kept.contains("/page-a\"") && kept.contains("/page-b\""))
        let extracted = try ShiluCommand.run(["extract"] + archive.warcFiles.filter { $0.contains(run) })
        #expect(extracted.text == kept)
    }

    @Test(.enabled(if: Peers.has("wayback"), "no venv with pywb (SHILU_VENV)")) func pywbReplaysThemAll() throws {
        let pywb = try Pywb(archive)
        defer { pywb.stop() }
        var targets: [String] = []
        for target in ["/a.pdf", "/b.pdf", "/etag.pdf"] {
            for capture in try captures(target) {
                targets.append("/coll/\((capture.fields["WARC-Date"] ?? "").filter(\.isNumber))id_/\(base)\(target)")
            }
        }
        #expect(targets.count == 6)
        for (target, answer) in zip(targets, try pywb.get(targets)) {
            #expect(answer.status == 200 && answer.body == Self.file, "\(target): \(answer.status), \(answer.body.count) bytes")
        }
    }
}
