// Sizes as people write them.

/// Reads `64 MB`, `2G`, `4096`.
public enum ByteCount {
    /// Bytes: a whole number of at most nine digits, with B, K, KB, M, MB, G or GB, which are powers of 1024, or up to eighteen
    /// digits without; nil for anything else.
    public static func parse(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
        if unit.isEmpty { return digits.count <= 18 ? Int(digits) : nil }
        let factors = ["b": 1, "k": 1 << 10, "kb": 1 << 10, "m": 1 << 20, "mb": 1 << 20, "g": 1 << 30, "gb": 1 << 30]
        guard digits.count <= 9, let count = Int(digits), let factor = factors[unit] else { return nil }
        return count * factor
    }
}
