// Ends the process when a page takes too long, or when nobody waits for it any more.

import Foundation
import Synchronization

/// Watches the CPU time of one thread. A page that hangs cannot be interrupted, so the process ends, and its parent goes on with the next page.
final class Watchdog: Sendable {
    /// The exit status of a process that was ended.
    static let exitStatus: Int32 = 86

    private let clock: clockid_t
    private let deadline = Atomic<Int>(.max)
    private let ticks = Atomic<Int>(0)

    /// Watches the thread that calls.
    init() {
        clock = Usage.ownClock
        let parent = getppid()
        Thread.detachNewThread { [self] in
            while true {
                usleep(100_000)
                let waited = ticks.wrappingAdd(1, ordering: .relaxed).newValue
                let used = Usage.nanoseconds(of: clock)
                if used > deadline.load(ordering: .relaxed) || waited > Limits.wallSeconds * 10 || getppid() != parent { _exit(Self.exitStatus) }
            }
        }
    }

    /// A page begins. Twice the limit, since links and checks come on top, and a page that is just too slow is told by its time.
    func begin(bytes: Int) {
        ticks.store(0, ordering: .relaxed)
        deadline.store(Usage.ownNanoseconds + 2 * Limits.nanoseconds(bytes: bytes), ordering: .relaxed)
    }

    func end() { deadline.store(.max, ordering: .relaxed) }
}
