// The night in figures, in Prometheus's text format, for the textfile collector of its node exporter.

import Archive
import Foundation

/// Gauges of a night and of its portals. Format: Prometheus documentation, “Exposition formats”, text format 0.0.4.
public struct NightMetrics {
    private let report: NightReport
    private let freeBytes: Int?

    /// - Parameter archive: the archive's folder, whose disk is asked for its room.
    public init(_ report: NightReport, archive: ArchiveFolder) {
        self.report = report
        freeBytes = (try? FileManager.default.attributesOfFileSystem(forPath: archive.path))?[.systemFreeSize] as? Int
    }

    /// Puts the figures in the place of the old ones: never half a file, which the collector would refuse as a whole.
    public func write(to path: String) throws { try FileSystem.write(text, to: path) }

    var text: String {
        var text = ""
        func gauge(_ name: String, _ help: String, _ samples: [(labels: [(name: String, value: String)], value: Int)]) {
            guard !samples.isEmpty else { return }
            text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
            for (labels, value) in samples {
                let list = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
                text += "\(name)\(list.isEmpty ? "" : "{\(list)}") \(value)\n"
            }
        }
        func portals(_ name: String, _ help: String, _ value: (PortalTurn) -> Int?) {
            gauge(name, help, report.turns.compactMap { turn in value(turn).map { ([("portal", turn.portal)], $0) } })
        }

        gauge("shilu_night_start_timestamp_seconds", "When the last night began.", [([], Int(report.startedAt.secondsSince1970))])
        if let end = report.endedAt {
            gauge("shilu_night_end_timestamp_seconds", "When the last night ended.", [([], Int(end.secondsSince1970))])
        }
        gauge("shilu_night_portals", "Portals of the last night by outcome.", CrawlOutcome.allCases.map { outcome in
            ([("outcome", outcome.rawValue)], report.turns.count { $0.outcome == outcome })
        })
        if let freeBytes { gauge("shilu_archive_free_bytes", "Room on the archive's disk.", [([], freeBytes)]) }
        portals("shilu_portal_well", "Whether the portal's crawl ended well, if with some failed pages.") {
            $0.outcome <= .someFailed ? 1 : 0
        }
        gauge("shilu_portal_outcome_info", "How the portal's crawl ended.", report.turns.map {
            ([("portal", $0.portal), ("outcome", $0.outcome.rawValue)], 1)
        })
        portals("shilu_portal_duration_seconds", "How long the portal's crawl took.") {
            $0.startedAt == nil ? nil : Int($0.seconds.rounded())
        }
        portals("shilu_portal_answers", "Answers in the portal's crawl, robots.txt apart.") { $0.report?.answers }
        portals("shilu_portal_received_bytes", "Bytes received in the portal's crawl.") { $0.report?.bytes }
        portals("shilu_portal_known_urls", "URLs that the portal's state holds.") { $0.report?.known }
        portals("shilu_portal_left_urls", "URLs that are still to be asked for.") { $0.report?.left }
        gauge("shilu_portal_urls", "URLs that the crawl asked for, by what it made of them.", report.turns.flatMap { turn in
            (turn.report?.tally.lines ?? []).map { ([("portal", turn.portal), ("result", $0.name)], $0.count) }
        })
        return text
    }

    /// A label's value: backslash, quotation mark and line feed are escaped.
    private static func escaped(_ value: String) -> String {
        value.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
            .replacingOccurrences(of: "\n", with: "\\n")
    }
}
