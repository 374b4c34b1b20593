// An archive of many portals, and what a night left in it.
import Foundation
import Testing

struct NightArchive {
    let path: String

    /// Makes the folder of a portal with its portal file.
    func add(_ name: String, seed: String, _ more: String = "delay: 0\n") throws {
        try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
        try "name: \(name)\nseeds: [\(seed)]\n\(more)".write(toFile: "\(path)/\(name)/portal.yaml", atomically: false, encoding: .utf8)
    }

    func portal(_ name: String) -> PortalArchive { PortalArchive(folder: "\(path)/\(name)") }

    /// The names of the nights, in their order.
    var nights: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path + "/nights").filter { $0 != "lock" }.sorted() }
    }

    /// The report of the last night.
    var report: Night {
        get throws {
            let night = try #require(try nights.last)
            return try JSONDecoder().decode(Night.self, from: Data(contentsOf: URL(fileURLWithPath: "\(path)/nights/\(night)/report.json")))
        }
    }

    /// The HTML report of the last night.
    var page: String {
        get throws { try String(contentsOfFile: "\(path)/nights/\(try #require(try nights.last))/report.html", encoding: .utf8) }
    }

    struct LogLine: Decodable {
        var level: String
        var night: String
        var portal: String?
        var message: String
    }

    var log: [LogLine] {
        get throws {
            try String(contentsOfFile: path + "/log.jsonl", encoding: .utf8).split(separator: "\n")
                .map { try JSONDecoder().decode(LogLine.self, from: Data($0.utf8)) }
        }
    }

    /// `nights/<night>/report.json`.
    struct Night: Decodable {
        struct Portal: Decodable {
            var portal: String
            var outcome: String
            var message: String?
            var complete: Bool
            var run: String?
            var answers: Int?
            var tally: [String: Int]?
            var left: Int?
        }

        var night: String
        var ended_at: String?
        var ending: String
        var outcome: String
        var outcomes: [String: Int]
        var answers: Int
        var tally: [String: Int]
        var portals: [Portal]

        func portal(_ name: String) -> Portal? { portals.first { $0.portal == name } }
    }
}
