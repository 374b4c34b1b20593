// What a night shows while it works: one live line on a terminal, log lines elsewhere.

import Crawling
import Synchronization

/// Shows a night on standard error.
final class NightDisplay: NightObserver {
    private let format: LogFormat
    private let isLive: Bool
    private let line = LiveLine()
    private let shownAt = Mutex(0.0)

    /// Seconds between two live lines, and between two log lines of progress: cron makes a letter of what is said.
    private static let liveInterval = 0.2
    private static let logInterval = 600.0

    init(format: LogFormat) {
        self.format = format
        isLive = Console.isTerminal && format == .text
    }

    func progress(_ progress: NightProgress) {
        let isDue = shownAt.withLock { shownAt in
            guard progress.seconds - shownAt >= (isLive ? Self.liveInterval : Self.logInterval) else { return false }
            shownAt = progress.seconds
            return true
        }
        guard isDue else { return }
        if isLive {
            line.show(Self.text(progress))
        } else {
            Console.say(format.line(RunEvent(level: .info, message: Self.text(progress)), portal: nil))
        }
    }

    /// What becomes of single URLs stands in the runs' own logs; who reads JSON gets it here too.
    func event(_ event: RunEvent, portal: String?) {
        if format == .text, event.url != nil || isLive && event.level == .info { return }
        line.clear()
        Console.say(format.line(event, portal: portal))
    }

    /// Takes the live line away.
    func end() { line.clear() }

    private static func text(_ progress: NightProgress) -> String {
        "\(progress.ended) of \(progress.portals) portals done, \(progress.running) under way  \(progress.answers) answers  "
            + "\(ProgressDisplay.bytes(progress.bytes))  \(progress.waiting) waiting  \(progress.errors) errors  "
            + ProgressDisplay.duration(progress.seconds)
    }
}
