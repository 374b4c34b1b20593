// A set of small numbers, an eighth of a byte each.

struct BitSet {
    private var words: [UInt64]

    init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

    subscript(index: UInt32) -> Bool {
        get { words[Int(index >> 6)] >> UInt64(index & 63) & 1 == 1 }
        set {
            let bit = UInt64(1) << UInt64(index & 63)
            if newValue { words[Int(index >> 6)] |= bit } else { words[Int(index >> 6)] &= ~bit }
        }
    }
}
