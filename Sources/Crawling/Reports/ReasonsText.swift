// Why URLs were not taken, reason by reason, for the operator: what was said, how often in a row, and when they are asked for again.

import Archive
import Web

/// Writes the URLs of a portal that have a reason.
public struct ReasonsText {
    private let folder: PortalFolder
    private let time: LocalTime

    /// What nobody took comes first.
    private static let order: [URLState] = [.turnedAway, .failed, .missingOnce, .gone, .overLimit, .trapped, .excluded]

    public init(_ folder: PortalFolder) {
        self.folder = folder
        time = PortalReports(folder).time
    }

    /// Each reason with its number of URLs and some of them, those visited last first.
    public func text(examples: Int) throws -> String {
        guard let state = try PortalState(reading: folder) else { return "\(folder.name)\n  was never crawled\n" }
        let groups = try state.reasonGroups(examples: examples).sorted { Self.place($0) < Self.place($1) }
        var lines = ["\(folder.name)  (times in \(time.zoneName))"]
        if groups.isEmpty { lines.append("  every URL was taken") }
        for group in groups {
            lines.append("  \(group.state.rawValue): \(group.reason.rawValue), \(Headline.count(group.count, "URL"))")
            for example in group.examples {
                lines.append("    \(SafeText.terminal(example.url))")
                lines.append("      \(SafeText.terminal(words(of: example, group.state)))")
            }
            let rest = group.count - group.examples.count
            let command = "shilu status \(folder.name) --reason \"\(group.reason.rawValue)\""
            if rest > 0 { lines.append("    and \(Headline.grouped(rest)) more: \(command)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Hands on a line for each URL that has a reason, tab-separated: URL, state, what was found, failures in a row, last visit, next.
    public func forEachLine(of reason: URLReason, _ body: (String) throws -> Void) throws {
        guard let state = try PortalState(reading: folder) else { return }
        try state.forEachURL(with: reason) { urlState, example in
            let cells = [
                example.url, urlState, example.detail ?? "", String(example.failures),
                example.visitedAt.map { time.minute($0.iso8601) } ?? "", example.due.map { time.minute($0.iso8601) } ?? "",
            ]
            try body(cells.map(SafeText.terminal).joined(separator: "\t"))
        }
    }

    private static func place(_ group: ReasonGroup) -> (Int, Int, String) {
        (order.firstIndex(of: group.state) ?? order.count, -group.count, group.reason.rawValue)
    }

    private func words(of example: ReasonGroup.Example, _ state: URLState) -> String {
        func when(_ time: Timestamp) -> String { self.time.minute(time.iso8601) }
        var words: [String] = []
        if let detail = example.detail { words.append(detail) }
        if let effective = example.effectiveStatus, let status = example.status, effective != status {
            words.append("HTTP \(status) that means \(effective)")
        }
        if example.failures > 0 { words.append(example.failures == 1 ? "for one night" : "for \(example.failures) nights in a row") }
        if let visited = example.visitedAt {
            words.append("asked \(example.attempts > 1 ? "\(example.attempts) times, " : "")last on \(when(visited))")
        } else {
            words.append("never asked for")
        }
        let never = state == .trapped || state == .excluded ? "left out" : "not again by itself"
        words.append(example.due.map { "again from \(when($0))" } ?? never)
        if let good = example.lastGoodAt { words.append("a good copy of \(time.day(good.iso8601))") }
        return words.joined(separator: "; ")
    }
}
