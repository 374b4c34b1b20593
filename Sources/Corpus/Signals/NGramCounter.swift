// Counts the n-grams of a text, n by n, looking only where a shorter one recurs.

/// N-grams of 2 to 10 characters. An n-gram that recurs begins with an (n−1)-gram that recurs at the same places: so each length looks only at
/// the places that the one before it left, and a usual text is passed over about twice instead of nine times.
struct NGramCounter {
    private struct Slot {
        var key: UInt64 = 0
        var count: UInt32 = 0
        var stamp: UInt32 = 0
    }

    /// Polynomial hashes of all beginnings of the text.
    private var prefix: [UInt64] = [0]
    private var length = 0
    /// Where an n-gram of the length in turn may recur, in order; and its slot.
    private var places: [Int32] = []
    private var placeSlots: [Int32] = []
    private var slots: [Slot] = []
    private var shift: UInt64 = 0
    private var stamp: UInt32 = 0

    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let powers: [UInt64] = (0...10).map { n in (0..<n).reduce(1) { power, _ in power &* base } }
    private static let seen: UInt32 = 0x8000_0000

    /// What was measured, by n.
    struct Shares {
        /// Of the characters, those in the most frequent n-gram, for 2, 3 and 4; 0 where none recurs. Occurrences may overlap, hence at most 1.
        var top = [Double](repeating: 0, count: 3)
        /// Of the characters, those in n-grams that stood before, for 5 to 10; what is counted is passed over whole.
        var duplicate = [Double](repeating: 0, count: 6)
    }

    /// Measures a text, given as its characters, white space left out.
    mutating func shares(of characters: [UInt32]) -> Shares {
        load(characters)
        var shares = Shares()
        for n in 2...10 where !places.isEmpty {
            let most = count(n)
            if n <= 4 {
                shares.top[n - 2] = most < 2 ? 0 : min(1, Double(Int(most) * n) / Double(length))
            } else {
                shares.duplicate[n - 5] = Double(repeatedCharacters(n)) / Double(length)
            }
            keepRecurring()
        }
        return shares
    }

    private mutating func load(_ characters: [UInt32]) {
        length = characters.count
        if prefix.count <= length { prefix += [UInt64](repeating: 0, count: length * 2 + 1 - prefix.count) }
        var hash: UInt64 = 0
        for index in 0..<length {
            hash = hash &* Self.base &+ UInt64(characters[index]) &+ 1
            prefix[index + 1] = hash
        }
        var bits: UInt64 = 10
        while 1 << bits < length * 2 { bits += 1 }
        shift = 64 - bits
        if slots.count < 1 << bits {
            slots = [Slot](repeating: Slot(), count: 1 << Int(bits))
            stamp = 0
        }
        places.removeAll(keepingCapacity: true)
        for index in 0..<max(0, length - 1) { places.append(Int32(index)) }
    }

    /// Counts the n-grams at the places; how often the most frequent one occurs.
    private mutating func count(_ n: Int) -> UInt32 {
        stamp &+= 1
        if stamp == 0 {
            slots = [Slot](repeating: Slot(), count: slots.count)
            stamp = 1
        }
        while let last = places.last, Int(last) > length - n { places.removeLast() }
        if placeSlots.count < places.count { placeSlots += [Int32](repeating: 0, count: places.count - placeSlots.count) }
        let power = Self.powers[n]
        let mask = 1 << (64 - Int(shift)) - 1
        var most: UInt32 = 0
        for index in places.indices {
            let place = places[index]
            let key = prefix[Int(place) + n] &- prefix[Int(place)] &* power
            var slot = Int(((key ^ key >> 29) &* 0xBF58_476D_1CE4_E5B9) >> shift)
            while slots[slot].stamp == stamp, slots[slot].key != key { slot = (slot + 1) & mask }
            if slots[slot].stamp != stamp { slots[slot] = Slot(key: key, count: 0, stamp: stamp) }
            slots[slot].count += 1
            most = max(most, slots[slot].count)
            placeSlots[index] = Int32(slot)
        }
        return most
    }

    /// Gopher's count: from the left, an n-gram that was passed before counts whole, and the next is looked for behind it.
    private mutating func repeatedCharacters(_ n: Int) -> Int {
        var repeated = 0
        var next: Int32 = 0
        for index in places.indices where places[index] >= next {
            let slot = Int(placeSlots[index])
            if slots[slot].count & Self.seen != 0 {
                repeated += n
                next = places[index] + Int32(n)
            } else {
                slots[slot].count |= Self.seen
            }
        }
        return repeated
    }

    private mutating func keepRecurring() {
        var kept = 0
        for index in places.indices where slots[Int(placeSlots[index])].count & ~Self.seen >= 2 {
            places[kept] = places[index]
            kept += 1
        }
        places.removeLast(places.count - kept)
    }
}
