// The status of a portal for people.

import Crawling

struct StatusText {
    private let status: PortalStatus
    /// By the portal's time zone.
    private let time: LocalTime

    init(_ status: PortalStatus, time: LocalTime) {
        self.status = status
        self.time = time
    }

    var text: String {
        var lines = ["\(status.portal)  \(status.activity.rawValue)"]
        if let run = status.lastRun {
            lines.append("  last run \(run), last commit \(status.lastCommit.map(time.minute) ?? "unknown") (\(time.zoneName))")
        }
        if status.known > 0 {
            let tonight = status.asksUntil.map { "until \(time.minute($0))" } ?? "within a day"
            lines.append("  \(status.known) URLs known, \(status.waiting) waiting, \(status.dueTonight) due \(tonight)")
        }
        if let files = status.importedFiles { lines.append("  \(files) files imported from others, \(status.importedCaptures ?? 0) captures in them") }
        if let from = status.asksFrom, let until = status.asksUntil { lines.append("  asked from \(time.minute(from)) to \(time.minute(until)) (hours)") }
        for reason in status.reasons { lines.append("  \(reason.count) \(reason.state): \(reason.reason)") }
        return lines.joined(separator: "\n") + "\n"
    }
}
