// pywb replays what we keep, byte-identical to what the server sent.
import Foundation
import LoopbackServer
import Testing

@Suite(.enabled(if: Peers.has("wayback"), "no venv with pywb (SHILU_VENV)"))
struct ReplayTests {
    @Test func pywbReplaysEveryKindOfCapture() throws {
        let portal = try ThreeNights.crawled.get()
        let pywb = try Pywb(portal.archive)
        defer { pywb.stop() }
        // A GB18030 page, a chunked page, a gzip page; on the second night a 304, and the same bytes again.
        let shown = [("/gb18030", 1), ("/chunked", 1), ("/gzip", 1), ("/changed", 1), ("/changed", 2), ("/etag", 1), ("/etag", 2),
                     ("/modified", 3), ("/same", 2), ("/same", 3), ("/gb18030", 2), ("/chunked", 2), ("/gzip", 3), ("/gzip-chunked", 1), ("/", 2)]
        let targets = try shown.map { target, night in
            let date = try #require(try portal.capture(target, night: night)?.fields["WARC-Date"])
            return "/coll/\(date.filter(\.isNumber))id_/\(portal.base)\(target)"
        }
        for ((target, night), answer) in zip(shown, try pywb.get(targets)) {
            let place = "\(target) of night \(night)"
            #expect(answer.status == 200, "\(place)")
            // Only /changed has other bytes than on the first night.
            let sent = portal.log.exchanges(target: target)[target == "/changed" ? night - 1 : 0].sent
            let body = sent.contains("\r\nTransfer-Encoding: chunked\r\n") ? sent.afterHead.withoutChunks : sent.afterHead
            #expect(answer.body == body, "\(place): \(answer.body.count) bytes for \(body.count)")
            #expect(answer.coding == (target.hasPrefix("/gzip") ? "gzip" : nil), "\(place)")
        }
    }
}

extension Array<UInt8> {
    /// What follows the first empty line.
    var afterHead: [UInt8] { firstRange(of: Array("\r\n\r\n".utf8)).map { Array(self[$0.upperBound...]) } ?? [] }

    /// The data of whole chunks without extensions; decoded here once more, so that no mistake of ours hides itself.
    var withoutChunks: [UInt8] {
        var data: [UInt8] = []
        var rest = self[...]
        while let end = rest.firstRange(of: Array("\r\n".utf8)),
              let size = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16), size > 0 {
            data += rest[end.upperBound...].prefix(size)
            rest = rest[end.upperBound...].dropFirst(size + 2)
        }
        return data
    }

    func contains(_ text: String) -> Bool { firstRange(of: Array(text.utf8)) != nil }
}

/// pywb on an archive of ours.
struct Pywb {
    struct Answer: Decodable {
        var status: Int
        var coding: String?
        private var base64: String
        var body: [UInt8] { Array(Data(base64Encoded: base64) ?? Data()) }

        enum CodingKeys: String, CodingKey {
            case status, coding
            case base64 = "body"
        }
    }

    private let folder: TemporaryFolder
    private let program: RunningProgram
    private let host: String

    init(_ archive: PortalArchive) throws {
        try self.init(index: archive.folder + "/index.cdxj", archive: archive.folder + "/warc/")
    }

    /// - Parameter archive: the folder of the WARC files, with a slash at its end.
    init(index: String, archive: String) throws {
        folder = try TemporaryFolder()
        _ = try folder.write("""
            collections:
              coll:
                index_paths: \(index)
                archive_paths: \(archive)
            """, "config.yaml")
        // A port that was free a moment ago: pywb does not tell which one it took of its own.
        let server = try LoopbackServer()
        host = "127.0.0.1:\(server.port)"
        let port = server.port
        server.stop()
        program = try RunningProgram(Peers.path("wayback"), ["--port", "\(port)", "--bind", "127.0.0.1", "--directory", folder.path], in: folder.path)
    }

    /// Asks for some targets; waits first until it listens.
    func get(_ targets: [String]) throws -> [Answer] {
        let end = Date().addingTimeInterval(60)
        while true {  // until it listens
            let result = try Peers.run("python", [Repository.peerProgram("get.py"), host] + targets)
            if result.errors.contains("ConnectionRefused"), Date() < end {
                Thread.sleep(forTimeInterval: 0.2)
                continue
            }
            #expect(result.status == 0, "\(result.errors) \(program.errorsSoFar)")
            return try result.text.split(separator: "\n").map { try JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
        }
    }

    func stop() {
        kill(program.pid, SIGKILL)
        _ = try? program.end()
    }
}
