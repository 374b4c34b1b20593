// One line of a terminal that is written over and over.

import Synchronization

/// The live line at the bottom of standard error.
final class LiveLine: Sendable {
    private let width = Mutex(0)

    /// Puts a text in the place of the last one, cut to the terminal's width.
    func show(_ text: String) {
        let text = String(text.prefix(Console.width - 1))
        width.withLock { width in
            Console.write("\r" + text + String(repeating: " ", count: max(0, width - text.count)))
            width = text.count
        }
    }

    /// Takes it away.
    func clear() {
        width.withLock { width in
            if width > 0 { Console.write("\r" + String(repeating: " ", count: width) + "\r") }
            width = 0
        }
    }
}
