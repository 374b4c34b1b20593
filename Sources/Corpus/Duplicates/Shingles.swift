// The character 5-grams of a sign text.

/// A shingle: five scalars of 21 bits each, so that two are equal only where their texts are.
struct Shingle: Equatable {
    /// The last three scalars, and those before them.
    var low: UInt64 = 0
    var high: UInt64 = 0

    static let length = 5

    /// The shingle one scalar on.
    @inline(__always)
    mutating func advance(to scalar: UInt32) {
        high = (high << 21 | low >> 42) & 0x3FF_FFFF_FFFF
        low = (low << 21 | UInt64(scalar)) & 0x7FFF_FFFF_FFFF_FFFF
    }

    @inline(__always)
    var hash: UInt64 { mixed(low ^ (high &* 0x9E37_79B9_7F4A_7C15)) }

    /// Calls `body` with each shingle of a sign text, in order. A text shorter than a shingle is one; an empty one has none.
    @inline(__always)
    static func forEach(in sign: [UInt32], _ body: (Shingle) -> Void) {
        var shingle = Shingle()
        for index in sign.indices {
            shingle.advance(to: sign[index])
            if index >= length - 1 { body(shingle) }
        }
        if !sign.isEmpty, sign.count < length { body(shingle) }
    }
}
