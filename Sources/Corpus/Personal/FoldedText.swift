// A text in which half-width and full-width characters look alike.

/// A text scalar by scalar, full-width letters, digits and marks as half-width ones, so that places stay the same.
struct FoldedText {
    let scalars: [UInt32]
    let hasDigit: Bool
    let hasAt: Bool

    init(_ text: [UInt32]) {
        var digit = false
        var at = false
        scalars = text.map { scalar in
            let folded = Self.fold(scalar)
            if folded &- 0x30 < 10 { digit = true }
            if folded == 0x40 { at = true }
            return folded
        }
        hasDigit = digit
        hasAt = at
    }

    var count: Int { scalars.count }

    /// The scalar at a place; a line feed outside of the text.
    subscript(index: Int) -> UInt32 { scalars.indices.contains(index) ? scalars[index] : 0x0A }

    func isDigit(_ index: Int) -> Bool { self[index] &- 0x30 < 10 }
    func isLetter(_ index: Int) -> Bool { (self[index] | 0x20) &- 0x61 < 26 }
    func isWord(_ index: Int) -> Bool { isDigit(index) || isLetter(index) }

    func starts(_ word: [UInt32], at index: Int) -> Bool {
        guard index >= 0, index + word.count <= count else { return false }
        for offset in word.indices where scalars[index + offset] != word[offset] { return false }
        return true
    }

    private static func fold(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0..<0x80: scalar
        case 0xFF01...0xFF5E: scalar - 0xFEE0
        case 0x2010...0x2015, 0x2212, 0x2500: 0x2D
        case 0x3000, 0xA0: 0x20
        default: scalar
        }
    }
}
