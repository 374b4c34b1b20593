// Counts different characters without a hash table.

/// The different scalars of one text after the other; its table is used again.
struct UniqueScalars {
    private var stamps = [UInt32](repeating: 0, count: 0x10000)
    private var stamp: UInt32 = 0
    private var beyond: Set<UInt32> = []
    private var inPlane = 0

    var count: Int { inPlane + beyond.count }

    /// Begins a new text.
    mutating func begin() {
        (stamp, inPlane) = (stamp &+ 1, 0)
        beyond.removeAll(keepingCapacity: true)
        guard stamp == 0 else { return }
        stamps = [UInt32](repeating: 0, count: 0x10000)
        stamp = 1
    }

    @inline(__always)
    mutating func insert(_ scalar: UInt32) {
        guard scalar < 0x10000 else {
            beyond.insert(scalar)
            return
        }
        guard stamps[Int(scalar)] != stamp else { return }
        stamps[Int(scalar)] = stamp
        inPlane += 1
    }
}
