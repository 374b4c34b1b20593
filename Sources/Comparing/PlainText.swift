// Text without what does not matter when two are compared.

enum PlainText {
    /// Letters and digits only, full-width forms as their half-width ones.
    static func letters(of text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let folded = (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
            if folded.properties.isAlphabetic || folded.properties.numericType != nil { result.append(folded) }
        }
        return String(result)
    }

    /// How often each pair of neighbouring characters stands in a text; of the beginning of a long one.
    static func pairs(of text: String) -> [UInt64: Int] {
        var pairs: [UInt64: Int] = [:]
        var last: UInt64 = 0
        for scalar in text.unicodeScalars.prefix(4000) {
            pairs[last << 32 | UInt64(scalar.value), default: 0] += 1
            last = UInt64(scalar.value)
        }
        return pairs
    }

    /// The Sørensen–Dice coefficient: 0 for nothing in common, 1 for the same.
    static func likeness(_ a: [UInt64: Int], _ b: [UInt64: Int]) -> Double {
        let sum = a.values.reduce(0, +) + b.values.reduce(0, +)
        guard sum > 0 else { return 1 }
        let common = a.reduce(0) { $0 + min($1.value, b[$1.key] ?? 0) }
        return 2 * Double(common) / Double(sum)
    }
}
