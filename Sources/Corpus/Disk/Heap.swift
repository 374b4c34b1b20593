// What the C library's heap does with memory that a build has freed: it is to go back to the system, or a limit would not hold.

import CMalloc

/// The heap of the process.
enum Heap {
    /// Freed blocks of this many bytes go back to the system at once.
    private static let largest: Int32 = 1 << 20

    /// Sets the bound for good. Left to itself glibc raises it, up to 32 MB, to the size of each larger block that is freed
    /// (mallopt(3), M_MMAP_THRESHOLD): then the rows of each sort stay in the heap, with smaller blocks behind them, and those of the next stand beside them.
    static func bound() { _ = mallopt(M_MMAP_THRESHOLD, largest) }

    /// Gives back what is free between blocks that are in use, of all threads: after a step that leaves many small ones.
    static func trim() { _ = malloc_trim(0) }
}
