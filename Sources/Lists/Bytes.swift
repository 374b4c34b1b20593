// Reading bytes: words, numbers, blanks.

extension UInt8 {
    /// A byte of a name in a script.
    var isWordByte: Bool { self >= 0x30 && self <= 0x39 || self >= 0x41 && self <= 0x5A || self >= 0x61 && self <= 0x7A || self == 0x5F || self == 0x24 || self >= 0x80 }

    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}

extension [UInt8] {
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

    /// The range without ASCII blanks at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var i = range.lowerBound, j = range.upperBound
        while i < j, self[i] <= 0x20 { i += 1 }
        while j > i, self[j - 1] <= 0x20 { j -= 1 }
        return i..<j
    }

    /// The value of the run of digits at `i` and where it ends; `nil` if there is none or it is longer than 15.
    func number(at i: Int, end: Int) -> (value: Int, end: Int)? {
        var j = i, value = 0
        while j < end, self[j].isDigit {
            if j - i >= 15 { return nil }
            value = value * 10 + Int(self[j] - 0x30)
            j += 1
        }
        return j > i ? (value, j) : nil
    }

    /// Where the blanks at `i` end.
    func skipBlanks(_ i: Int, end: Int) -> Int {
        var j = i
        while j < end, self[j] <= 0x20 { j += 1 }
        return j
    }
}
