// Reads the answers of `Answers/`, and makes visits of answers as a crawl does.
@testable import Crawling
import Fetching
import Foundation
import Web
import WebArchive

/// An answer with what it is to be judged as.
struct AnswerSample: CustomStringConvertible, Sendable {
    var name: String
    var url = ""
    var role = URLRole.page
    var isSeed = false
    var state = ""
    var reason: String?
    var effective: Int?
    var head: [UInt8] = []
    var body: [UInt8] = []

    var description: String { name }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Answers")

    /// All answers of all files.
    static let all: [AnswerSample] = {
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "answers" }.sorted { $0.path < $1.path }.flatMap(read)
    }()

    private static func read(_ file: URL) -> [AnswerSample] {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return ("\n" + text).components(separatedBy: "\n== ").dropFirst().map { section in
            var lines = section.components(separatedBy: "\n")[...]
            var sample = AnswerSample(name: "\(file.deletingPathExtension().lastPathComponent): \(lines.removeFirst())")
            while let line = lines.first, !line.hasPrefix("HTTP/") {
                lines.removeFirst()
                let words = line.split(separator: " ", maxSplits: 1).map(String.init)
                if words.first == "ask", words.count > 1 {
                    let parts = words[1].split(separator: " ").map(String.init)
                    sample.url = parts[0]
                    sample.isSeed = parts.contains("seed")
                    if let at = parts.firstIndex(of: "role") { sample.role = URLRole(rawValue: parts[at + 1]) ?? .page }
                } else if words.first == "expect", words.count > 1 {
                    let parts = words[1].components(separatedBy: " | ").map { $0.trimmingCharacters(in: .whitespaces) }
                    sample.state = parts[0]
                    sample.reason = parts.count > 1 && parts[1] != "-" ? parts[1] : nil
                    sample.effective = parts.count > 2 ? Int(parts[2]) : nil
                }
            }
            let empty = lines.firstIndex(of: "") ?? lines.endIndex
            sample.head = Array((lines[..<empty].joined(separator: "\r\n") + "\r\n\r\n").utf8)
            sample.body = Array(lines.dropFirst(empty - lines.startIndex + 1).joined(separator: "\n").utf8)
            return sample
        }
    }

    /// The status of the head.
    var status: Int { Int(String(decoding: head, as: UTF8.self).split(separator: " ")[1].prefix(3)) ?? 0 }

    func visit() throws -> Visit {
        try Visits.make(url: url, role: role, depth: isSeed ? 0 : 1, status: status, head: head, body: body)
    }
}

/// Makes visits of answers.
enum Visits {
    static func queued(
        _ url: String, id: Int64 = 1, role: URLRole = .page, depth: Int = 1, state: URLState = .waiting, missingSince: Int64? = nil
    ) throws -> QueuedURL {
        QueuedURL(
            id: id, url: try WebURL(url).asSent, role: role, depth: depth, redirects: 0, via: nil, state: state,
            missingSince: missingSince.map { Timestamp(secondsSince1970: $0) }, validators: .init(), lastCapture: nil, textDigest: nil)
    }

    static func make(
        url: String, id: Int64 = 1, role: URLRole = .page, depth: Int = 1, status: Int = 200,
        head: [UInt8] = Array("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".utf8), body: [UInt8]
    ) throws -> Visit {
        try make(queued(url, id: id, role: role, depth: depth), status: status, head: head, body: body)
    }

    static func make(
        _ queued: QueuedURL, status: Int = 200,
        head: [UInt8] = Array("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".utf8), body: [UInt8],
        at time: Int64 = 1_767_600_000
    ) throws -> Visit {
        let exchange = Exchange(
            id: queued.id, url: queued.url, requestHead: Array("GET / HTTP/1.1\r\n\r\n".utf8), responseHead: head, body: .memory(body),
            status: status, startedAt: Timestamp(secondsSince1970: time))
        return try VisitMaker(warcinfoID: WARCRecordID(), run: "20260105T080000Z").visit(queued, .exchange(exchange))
    }
}

extension Judgement {
    /// The judgement of an answer in which nothing stands but its status.
    static func of(status: Int, before: QueuedURL, at time: Timestamp) -> Judgement {
        of(Answer(url: before.url, status: status, fields: HeaderFields(parsing: [])), before: before, at: time)
    }
}
