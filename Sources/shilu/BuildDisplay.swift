// What a build of a data set shows while it works: one live line on a terminal, nothing elsewhere.

import Corpus
import Synchronization

/// Shows a build on standard error.
final class BuildDisplay: Sendable {
    private let isLive = Console.isTerminal
    private let line = LiveLine()
    private let shown = Mutex<(stage: String, at: ContinuousClock.Instant)?>(nil)

    private static let interval = Duration.milliseconds(200)

    func show(_ event: BuildEvent) {
        guard isLive else { return }
        let (stage, text) = Self.words(event)
        let now = ContinuousClock.now
        let isDue = shown.withLock { shown in
            if let last = shown, last.stage == stage, now - last.at < Self.interval { return false }
            shown = (stage, now)
            return true
        }
        if isDue { line.show(text) }
    }

    /// Takes the live line away.
    func end() { line.clear() }

    private static func words(_ event: BuildEvent) -> (stage: String, text: String) {
        switch event {
        case .read(let records, let files, let of): ("reading", "reading  \(records) records  file \(min(files + 1, of)) of \(of)")
        case .comparing(let texts): ("comparing", "comparing  \(texts) texts")
        case .spilled(let rows): ("sorting", "sorting  \(rows) through disk")
        case .writing(let documents): ("writing", "writing  \(documents) documents")
        }
    }
}
