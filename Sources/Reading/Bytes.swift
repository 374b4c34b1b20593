// Reading UTF-8 bytes: what is white space, what is a digit, where a character begins.

/// White space and characters of UTF-8 text held as bytes.
///
/// All functions take a range of the array and never leave it.
extension [UInt8] {
    /// The length of the white-space or invisible character at `i`, 0 if there is none: ASCII white space, no-break
    /// space, U+3000, U+2000–200F, U+202F, U+2060, U+FEFF, U+00AD.
    func blank(at i: Int, end: Int) -> Int {
        let b = self[i]
        if b <= 0x20 { return 1 }
        if b < 0xC2 { return 0 }
        if b == 0xC2 { return i + 1 < end && (self[i + 1] == 0xA0 || self[i + 1] == 0xAD) ? 2 : 0 }
        guard i + 2 < end else { return 0 }
        let c = self[i + 1], d = self[i + 2]
        switch b {
        case 0xE3: return c == 0x80 && d == 0x80 ? 3 : 0
        case 0xE2:
            if c == 0x80 { return (0x80...0x8F).contains(d) || d == 0xAF ? 3 : 0 }
            return c == 0x81 && (d == 0xA0 || d == 0x9F) ? 3 : 0
        case 0xEF: return c == 0xBB && d == 0xBF ? 3 : 0
        default: return 0
        }
    }

    /// The length of the white-space character that ends before `j`, 0 if there is none.
    func blank(before j: Int, start: Int) -> Int {
        guard j > start else { return 0 }
        if self[j - 1] <= 0x20 { return 1 }
        if j - 2 >= start, self[j - 2] == 0xC2 { return blank(at: j - 2, end: j) }
        if j - 3 >= start, self[j - 3] >= 0xE2 { return blank(at: j - 3, end: j) }
        return 0
    }

    /// The range without white space at both ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var i = range.lowerBound, j = range.upperBound
        while i < j {
            let n = blank(at: i, end: j)
            if n == 0 { break }
            i += n
        }
        while j > i {
            let n = blank(before: j, start: i)
            if n == 0 { break }
            j -= n
        }
        return i..<Swift.max(i, j)
    }

    /// A range up to its first white space.
    func cutAtBlank(_ range: Range<Int>) -> Range<Int> {
        var i = range.lowerBound
        while i < range.upperBound, blank(at: i, end: range.upperBound) == 0 { i += characterLength(at: i) }
        return range.lowerBound..<Swift.min(i, range.upperBound)
    }

    /// The text of a range, without white space at both ends; `nil` if nothing is left.
    func words(_ range: Range<Int>) -> String? {
        let r = trimmed(range)
        return r.isEmpty ? nil : String(decoding: self[r], as: UTF8.self)
    }

    /// Whether a range ends with a Han character.
    func endsWithHan(_ range: Range<Int>) -> Bool {
        let at = range.upperBound - 3
        return at >= range.lowerBound && (0xE4...0xE9).contains(self[at]) && self[at + 1] & 0xC0 == 0x80 && self[at + 2] & 0xC0 == 0x80
    }

    /// The number of characters (Unicode scalars) in a range.
    func scalars(_ range: Range<Int>) -> Int {
        var n = 0
        for i in range where self[i] & 0xC0 != 0x80 { n += 1 }
        return n
    }

    /// Whether `word` stands at `i`.
    func has(_ word: [UInt8], at i: Int, end: Int) -> Bool {
        guard i >= 0, i + word.count <= end else { return false }
        for k in 0..<word.count where self[i + k] != word[k] { return false }
        return true
    }

    /// Where `word` stands first in a range.
    func find(_ word: [UInt8], in range: Range<Int>) -> Int? {
        guard let first = word.first, word.count <= range.count else { return nil }
        var i = range.lowerBound
        let last = range.upperBound - word.count
        while i <= last {
            if self[i] == first, has(word, at: i, end: range.upperBound) { return i }
            i += 1
        }
        return nil
    }

    /// Where `word` stands last in a range.
    func findLast(_ word: [UInt8], in range: Range<Int>) -> Int? {
        guard !word.isEmpty, word.count <= range.count else { return nil }
        var i = range.upperBound - word.count
        while i >= range.lowerBound {
            if has(word, at: i, end: range.upperBound) { return i }
            i -= 1
        }
        return nil
    }

    /// The length in bytes of the character at `i` by its first byte.
    func characterLength(at i: Int) -> Int {
        let b = self[i]
        return b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4
    }

    /// The value of the run of ASCII digits at `i` and where it ends; `nil` if there is none or it is longer than 18.
    func number(at i: Int, end: Int) -> (value: Int, end: Int)? {
        var j = i, value = 0
        while j < end, self[j] >= 0x30, self[j] <= 0x39 {
            if j - i >= 18 { return nil }
            value = value * 10 + Int(self[j] - 0x30)
            j += 1
        }
        return j > i ? (value, j) : nil
    }
}

extension ArraySlice<UInt8> {
    /// Whether the slice holds `word` (lower-case ASCII), ASCII case and white space aside.
    func holdsCaseless(_ word: [UInt8]) -> Bool {
        guard let first = word.first else { return true }
        var i = startIndex
        while i < endIndex {
            let head = self[i]
            if (head >= 0x41 && head <= 0x5A ? head | 0x20 : head) != first { i += 1; continue }
            var j = i, k = 0
            while j < endIndex, k < word.count {
                let b = self[j]
                if b == 0x20 || b == 0x09 || b == 0x0A || b == 0x0D {
                    if k == 0 { break }
                    j += 1
                    continue
                }
                if (b >= 0x41 && b <= 0x5A ? b | 0x20 : b) != word[k] { break }
                j += 1
                k += 1
            }
            if k == word.count { return true }
            i += 1
        }
        return false
    }

    /// The slice in lower-case ASCII.
    var lowercased: [UInt8] {
        map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    }
}

extension Collection<UInt8> {
    /// Each run of ASCII white space and controls as one space, as a browser shows it.
    var collapsed: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        for b in self {
            if b > 0x20 { result.append(b) } else if result.last != 0x20 { result.append(0x20) }
        }
        return result
    }
}
