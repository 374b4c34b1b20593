// Characters as the finders of this module see them.

extension Unicode.Scalar {
    var isHan: Bool { (0x4E00...0x9FFF).contains(value) || (0x3400...0x4DBF).contains(value) || value == 0x3007 }

    /// Spaces of every width, and what takes no room.
    var isBlank: Bool {
        switch value {
        case 0x20, 0xA0, 0x3000, 0x2000...0x200B, 0x202F, 0x2060, 0xFEFF: true
        default: false
        }
    }

    /// The value of a digit, full-width ones too.
    var digit: Int? {
        switch value {
        case 0x30...0x39: Int(value) - 0x30
        case 0xFF10...0xFF19: Int(value) - 0xFF10
        default: nil
        }
    }

    /// The brackets round a year.
    var isOpening: Bool { "〔［[【（(﹝〖".unicodeScalars.contains(self) }
    var isClosing: Bool { "〕］]】）)﹞〗".unicodeScalars.contains(self) }
}

extension [Unicode.Scalar] {
    func has(_ word: String, at index: Int) -> Bool {
        guard index >= 0 else { return false }
        var i = index
        for scalar in word.unicodeScalars {
            guard i < count, self[i] == scalar else { return false }
            i += 1
        }
        return true
    }

    /// Whether a word ends before an index.
    func has(_ word: String, before index: Int) -> Bool { has(word, at: index - word.unicodeScalars.count) }

    func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: self[range])
        return String(view)
    }

    /// The first place from an index on that is no blank.
    func skippingBlanks(_ index: Int) -> Int {
        var i = index
        while i < count, self[i].isBlank { i += 1 }
        return i
    }

    /// A number of at most so many digits, and where it ends; no digit may follow.
    func number(at index: Int, digits: Int) -> (value: Int, end: Int)? {
        var (value, i) = (0, index)
        while i < count, let digit = self[i].digit {
            value = value * 10 + digit
            i += 1
            if i - index > digits { return nil }
        }
        return i > index ? (value, i) : nil
    }

    /// A number in Chinese numerals: 十二, 一百二十三, 七四三.
    func chineseNumber(at index: Int) -> (value: Int, end: Int)? {
        let digits = "〇一二三四五六七八九".unicodeScalars.enumerated().reduce(into: [Unicode.Scalar: Int]()) { $0[$1.element] = $1.offset }
        var (total, digit, i) = (0, 0, index)
        var isPositional = true
        while i < count {
            if let value = digits[self[i]] ?? (self[i] == "零" ? 0 : nil) {
                digit = isPositional && i > index && total == 0 ? digit * 10 + value : value
            } else if let unit = ["十": 10, "百": 100, "千": 1_000][String(self[i])] {
                isPositional = false
                total += Swift.max(digit, unit == 10 ? 1 : 0) * unit
                digit = 0
            } else {
                break
            }
            i += 1
        }
        return i > index && total + digit > 0 ? (total + digit, i) : nil
    }
}
