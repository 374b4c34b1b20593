// Folding a text for looking up words: no white space, half width, lower-case ASCII, simplified, with the way back to the text.

/// A text without what sets the same words apart: `来　源：`, `来 源∶` and `来源:` are one.
struct TextFolder {
    private(set) var bytes: [UInt8] = []
    /// For each folded byte, where it came from.
    private(set) var origin: [Int32] = []
    private let forms = SimplifiedForms.table

    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(count)
        origin.reserveCapacity(count + 1)
    }

    /// Appends the folded form of a range of `text`.
    mutating func fold(_ text: [UInt8], _ range: Range<Int>) {
        var i = range.lowerBound
        let end = range.upperBound
        while i < end {
            let b = text[i]
            if b < 0x80 {
                if b > 0x20 { put(b >= 0x41 && b <= 0x5A ? b | 0x20 : b, i) }
                i += 1
                continue
            }
            let run = hanRun(text, i, end)
            if run > i {
                bytes.append(contentsOf: text[i..<run])
                for k in i..<run { origin.append(Int32(truncatingIfNeeded: k)) }
                i = run
                continue
            }
            let gap = text.blank(at: i, end: end)
            if gap > 0 { i += gap; continue }
            let length = min(text.characterLength(at: i), end - i)
            if length == 3, let ascii = TextFolder.halfWidth(b, text[i + 1], text[i + 2]) {
                put(ascii, i)
            } else if length == 3, b >= 0xE4, b <= 0xE9, case let simple = forms[TextFolder.scalar(b, text[i + 1], text[i + 2])], simple != 0 {
                bytes.append(0xE0 | UInt8(simple >> 12))
                bytes.append(0x80 | UInt8(simple >> 6 & 0x3F))
                bytes.append(0x80 | UInt8(simple & 0x3F))
                for k in i..<(i + 3) { origin.append(Int32(k)) }
            } else {
                for k in i..<(i + length) {
                    bytes.append(text[k])
                    origin.append(Int32(k))
                }
            }
            i += length
        }
    }

    /// Where the Han characters (U+4000–9FFF) that fold to themselves end.
    private func hanRun(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
        let text = text.span, forms = forms.span
        var i = start
        while i + 2 < end, text[i] >= 0xE4, text[i] <= 0xE9, forms[TextFolder.scalar(text[i], text[i + 1], text[i + 2])] == 0 { i += 3 }
        return i
    }

    /// Adds the position behind the last byte to ``origin``.
    mutating func close(at end: Int) {
        origin.append(Int32(end))
    }

    private mutating func put(_ b: UInt8, _ at: Int) {
        bytes.append(b)
        origin.append(Int32(at))
    }

    private static func scalar(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Int {
        Int(a & 0x0F) << 12 | Int(b & 0x3F) << 6 | Int(c & 0x3F)
    }

    /// The ASCII character for a full-width form (U+FF01–FF5E), the colons ∶ ︰ ﹕ and the bars ｜ │ ┃ ┊.
    private static func halfWidth(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt8? {
        if a == 0xEF {
            if b == 0xBC, c >= 0x81, c <= 0xBF {
                let ascii = c - 0x60
                return ascii >= 0x41 && ascii <= 0x5A ? ascii | 0x20 : ascii
            }
            if b == 0xBD, c >= 0x80, c <= 0x9E { return c - 0x20 }
            if b == 0xB8, c == 0xB0 { return 0x3A }
            if b == 0xB9, c == 0x95 { return 0x3A }
        }
        if a == 0xE2 {
            if b == 0x88, c == 0xB6 { return 0x3A }
            if b == 0x94, c == 0x82 || c == 0x83 || c == 0x8A { return 0x7C }
        }
        return nil
    }

    /// The folded form of a string.
    static func fold(_ string: some StringProtocol) -> [UInt8] {
        let text = Array(string.utf8)
        var folder = TextFolder()
        folder.fold(text, 0..<text.count)
        return folder.bytes
    }
}
