// The exact similarity of two texts, counted shingle by shingle.

/// Compares the shingle sets of two texts; keep one a thread, its table is used again.
struct ShingleComparison {
    private struct Slot {
        var shingle = Shingle()
        var stamp: UInt32 = 0
        var isShared = false
        var isSecond = false
    }

    private var slots = [Slot](repeating: Slot(), count: 1024)
    private var stamp: UInt32 = 0

    struct Overlap: Equatable {
        /// Different shingles of the first text, of the second, and of both.
        var first = 0
        var second = 0
        var shared = 0

        var jaccard: Double { first + second == 0 ? 0 : Double(shared) / Double(first + second - shared) }
        /// The share of the smaller set that the other holds.
        var containment: Double { min(first, second) == 0 ? 0 : Double(shared) / Double(min(first, second)) }
    }

    mutating func overlap(_ first: [UInt32], _ second: [UInt32]) -> Overlap {
        begin((first.count + second.count) * 2)
        var overlap = Overlap()
        let mask = slots.count - 1
        Shingle.forEach(in: first) { shingle in
            var place = Int(truncatingIfNeeded: shingle.hash) & mask
            while slots[place].stamp == stamp {
                if slots[place].shingle == shingle { return }
                place = (place + 1) & mask
            }
            slots[place] = Slot(shingle: shingle, stamp: stamp)
            overlap.first += 1
        }
        Shingle.forEach(in: second) { shingle in
            var place = Int(truncatingIfNeeded: shingle.hash) & mask
            while slots[place].stamp == stamp {
                if slots[place].shingle == shingle {
                    if !slots[place].isSecond, !slots[place].isShared {
                        slots[place].isShared = true
                        overlap.shared += 1
                        overlap.second += 1
                    }
                    return
                }
                place = (place + 1) & mask
            }
            slots[place] = Slot(shingle: shingle, stamp: stamp, isSecond: true)
            overlap.second += 1
        }
        return overlap
    }

    private mutating func begin(_ size: Int) {
        var capacity = slots.count
        while capacity < size { capacity *= 2 }
        stamp &+= 1
        if capacity > slots.count || stamp == 0 {
            slots = [Slot](repeating: Slot(), count: capacity)
            stamp = 1
        }
    }
}
