// How much memory the state files of all portals may keep pages in, together.

import GRDB

enum StateMemory {
    /// In bytes.
    private static let limit = 48 << 20

    /// Each state has a cache of its own, which is large enough for a portal that is crawled alone. SQLite's soft limit holds
    /// for the process: beyond it a cache gives up its own pages before it takes new memory.
    static func bound() {
        // Without the limit a night needs more memory, and goes on all the same.
        try? DatabaseQueue().write { try $0.execute(sql: "PRAGMA soft_heap_limit = \(limit)") }
    }
}
