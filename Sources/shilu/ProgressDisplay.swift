// What a crawl shows while it works: one live line on a terminal, plain log lines elsewhere.

import Crawling
import Foundation
import Synchronization

/// Shows a run on standard error.
final class ProgressDisplay: RunObserver {
    private let portal: String
    private let isTerminal = Console.isTerminal
    private let shown = Mutex<(at: Double, width: Int)>((-.infinity, 0))

    /// Seconds between two live lines, and between two log lines of progress.
    private static let liveInterval = 0.2
    private static let logInterval = 10.0

    init(portal: String) {
        self.portal = portal
    }

    func progress(_ progress: RunProgress) {
        let interval = isTerminal ? Self.liveInterval : Self.logInterval
        let isDue = shown.withLock { shown in
            guard progress.seconds - shown.at >= interval else { return false }
            shown.at = progress.seconds
            return true
        }
        guard isDue else { return }
        if isTerminal {
            live(String(Self.line(progress).prefix(Console.width - 1)))
        } else if progress.answers > 0 {
            log("info", Self.line(progress))
        }
    }

    func event(_ event: RunEvent) {
        let state = event.state.map { "\($0.rawValue)\(event.reason.map { " (\($0.rawValue))" } ?? ""): " } ?? ""
        let text = (event.url.map { "\($0) " } ?? "") + state + event.message
        if isTerminal {
            if event.level == .info { return }
            clear()
            Console.say(text)
        } else {
            log(event.level.rawValue, text)
        }
    }

    /// Takes the live line away.
    func end() {
        if isTerminal { clear() }
    }

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

    private func live(_ text: String) {
        let previous = shown.withLock { shown in
            defer { shown.width = text.count }
            return shown.width
        }
        Console.write("\r" + text + String(repeating: " ", count: max(0, previous - text.count)))
    }

    private func clear() {
        let width = shown.withLock { shown in
            defer { shown.width = 0 }
            return shown.width
        }
        if width > 0 { Console.write("\r" + String(repeating: " ", count: width) + "\r") }
    }

    private func log(_ level: String, _ text: String) {
        Console.say("\(ISO8601DateFormatter().string(from: Date())) \(level) \(portal): \(text)")
    }
}
