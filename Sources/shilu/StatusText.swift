// The status of a portal for people.

import Crawling

struct StatusText {
    private let status: PortalStatus

    init(_ status: PortalStatus) {
        self.status = status
    }

    var text: String {
        var lines = ["\(status.portal)  \(status.activity.rawValue)"]
        if let run = status.lastRun { lines.append("  last run \(run), last commit \(status.lastCommit ?? "unknown")") }
        if status.known > 0 { lines.append("  \(status.known) URLs known, \(status.waiting) waiting, \(status.dueTonight) due within a day") }
        for reason in status.reasons { lines.append("  \(reason.count) \(reason.state): \(reason.reason)") }
        return lines.joined(separator: "\n") + "\n"
    }
}
