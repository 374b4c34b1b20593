// Pseudo-random numbers that are the same on every machine for the same seed.

/// SplitMix64 (Steele, Lea, Flood 2014).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 to `bound` - 1; 0 where `bound` is 0.
    mutating func below(_ bound: Int) -> Int {
        bound > 0 ? Int(next() % UInt64(bound)) : 0
    }

    /// Small numbers are as likely as large ones: one of 1 … `bound`, its logarithm evenly spread.
    mutating func size(upTo bound: Int) -> Int {
        let bits = below(Int.bitWidth - max(bound, 1).leadingZeroBitCount) + 1
        return min(max(below(1 << bits), 1), max(bound, 1))
    }

    mutating func oneIn(_ odds: Int) -> Bool { below(odds) == 0 }

    mutating func pick<C: RandomAccessCollection>(_ items: C) -> C.Element where C.Index == Int {
        items[items.startIndex + below(items.count)]
    }
}
