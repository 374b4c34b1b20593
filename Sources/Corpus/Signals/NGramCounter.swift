// Counts the n-grams of a text in a table that is used again for the next.

/// N-grams by a polynomial hash, so that one pass over the text serves every n.
struct NGramCounter {
    private var prefix: [UInt64] = []
    private var length = 0
    private var keys: [UInt64] = []
    private var counts: [UInt32] = []
    private var stamps: [UInt32] = []
    private var stamp: UInt32 = 0

    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Takes the text's characters, white space left out.
    mutating func load(_ characters: [UInt32]) {
        length = characters.count
        if prefix.count < length + 1 { prefix = [UInt64](repeating: 0, count: (length + 1) * 2) }
        var hash: UInt64 = 0
        for index in 0..<length {
            hash = hash &* Self.base &+ UInt64(characters[index]) &+ 1
            prefix[index + 1] = hash
        }
        var size = 1024
        while size < length * 2 { size *= 2 }
        if keys.count < size {
            keys = [UInt64](repeating: 0, count: size)
            counts = [UInt32](repeating: 0, count: size)
            stamps = [UInt32](repeating: 0, count: size)
            stamp = 0
        }
    }

    /// The share of the characters in the most frequent n-gram; 0 where none recurs. Occurrences may overlap, hence at most 1.
    mutating func topShare(_ n: Int) -> Double {
        guard length >= n else { return 0 }
        begin()
        let power = Self.power(n)
        var most: UInt32 = 0
        for index in 0...(length - n) { most = max(most, count(prefix[index + n] &- prefix[index] &* power)) }
        return most < 2 ? 0 : min(1, Double(Int(most) * n) / Double(length))
    }

    /// The share of the characters in n-grams that stood before; what is counted is passed over whole.
    mutating func duplicateShare(_ n: Int) -> Double {
        guard length >= n else { return 0 }
        begin()
        let power = Self.power(n)
        var repeated = 0
        var index = 0
        while index <= length - n {
            if count(prefix[index + n] &- prefix[index] &* power) > 1 {
                repeated += n
                index += n
            } else {
                index += 1
            }
        }
        return Double(repeated) / Double(length)
    }

    private mutating func begin() {
        stamp &+= 1
        if stamp == 0 {
            stamps = [UInt32](repeating: 0, count: stamps.count)
            stamp = 1
        }
    }

    /// How often the key was counted, this time included.
    private mutating func count(_ key: UInt64) -> UInt32 {
        let mask = keys.count - 1
        var place = Int(truncatingIfNeeded: mixed(key)) & mask
        while stamps[place] == stamp {
            if keys[place] == key {
                counts[place] += 1
                return counts[place]
            }
            place = (place + 1) & mask
        }
        stamps[place] = stamp
        keys[place] = key
        counts[place] = 1
        return 1
    }

    private static func power(_ n: Int) -> UInt64 { (0..<n).reduce(1) { power, _ in power &* base } }
}
