// What a crawl shows while it works: one live line on a terminal, plain log lines elsewhere.

import Crawling
import Foundation
import Synchronization

/// Shows a run on standard error.
final class ProgressDisplay: RunObserver {
    private let portal: String
    private let format: LogFormat
    private let isLive: Bool
    private let line = LiveLine()
    private let shownAt = Mutex(-Double.infinity)

    /// Seconds between two live lines, and between two log lines of progress.
    private static let liveInterval = 0.2
    private static let logInterval = 10.0

    init(portal: String, format: LogFormat) {
        self.portal = portal
        self.format = format
        isLive = Console.isTerminal && format == .text
    }

    func progress(_ progress: RunProgress) {
        let interval = isLive ? Self.liveInterval : Self.logInterval
        let isDue = shownAt.withLock { shownAt in
            guard progress.seconds - shownAt >= interval else { return false }
            shownAt = progress.seconds
            return true
        }
        guard isDue else { return }
        if isLive {
            line.show(Self.line(progress))
        } else if progress.answers > 0 {
            log(RunEvent(level: .info, message: Self.line(progress)))
        }
    }

    func event(_ event: RunEvent) {
        guard isLive else { return log(event) }
        if event.level == .info { return }
        line.clear()
        Console.say(LogFormat.words(event))
    }

    /// Takes the live line away.
    func end() { line.clear() }

    static func line(_ progress: RunProgress) -> String {
        let rate = Double(progress.answers) / max(progress.seconds, 0.001)
        var parts = [
            "\(progress.answers) answers", bytes(progress.bytes), String(format: "%.1f/s", rate), "\(progress.waiting) waiting",
            "\(progress.inFlight) in flight", "\(progress.errors) errors",
        ]
        if let left = progress.secondsLeft { parts.append("\(duration(left)) left") }
        return parts.joined(separator: "  ")
    }

    /// A number of bytes as people write it.
    static func bytes(_ count: Int) -> String {
        var value = Double(count)
        for unit in ["B", "KB", "MB", "GB"] {
            if value < 1000 || unit == "GB" { return unit == "B" ? "\(count) B" : String(format: "%.1f %@", value, unit) }
            value /= 1000
        }
        return ""
    }

    static func duration(_ seconds: Double) -> String {
        let seconds = Int(seconds.rounded())
        return seconds < 60 ? "\(seconds) s" : seconds < 3600 ? "\(seconds / 60) min" : "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }

    private func log(_ event: RunEvent) { Console.say(format.line(event, portal: portal)) }
}
