// A set of words that are looked for at once, each with its meaning: labels, end marks, separators.

/// Words with a meaning, found by their first character; the longest that fits wins.
///
/// Nearly every character of a page begins no word, so that is what is asked first, of a table of its own.
struct Terms<Meaning: Sendable>: Sendable {
    private struct Term: Sendable {
        let bytes: [UInt8]
        let meaning: Meaning
    }
    /// For each bucket, where its words stand in ``words``; 0 if it has none.
    private var slots: [UInt16]
    /// The words of each used bucket, longest first; nothing stands at 0.
    private var words: [[Term]] = [[]]

    /// Words are given in their folded form (no white space, half width, lower case); `|` parts several of one meaning.
    init(_ words: [(String, Meaning)]) {
        slots = Array(repeating: 0, count: Terms.bucketCount)
        for (alternatives, meaning) in words {
            for word in alternatives.utf8.split(separator: UInt8(ascii: "|")) {
                let bytes = Array(word)
                let bucket = Terms.bucket(bytes, at: 0, end: bytes.count)
                if slots[bucket] == 0 {
                    slots[bucket] = UInt16(self.words.count)
                    self.words.append([])
                }
                self.words[Int(slots[bucket])].append(Term(bytes: bytes, meaning: meaning))
            }
        }
        for i in self.words.indices { self.words[i].sort { $0.bytes.count > $1.bytes.count } }
    }

    /// The longest word at `i`; nil where nothing is left before `end`.
    func match(in text: [UInt8], at i: Int, end: Int) -> (meaning: Meaning, length: Int)? {
        guard i < end else { return nil }
        let slot = Int(slots[Terms.bucket(text, at: i, end: end)])
        guard slot != 0 else { return nil }
        for term in words[slot] where text.has(term.bytes, at: i, end: end) {
            return (term.meaning, term.bytes.count)
        }
        return nil
    }

    /// The first word in a range of well-formed UTF-8.
    func first(in text: [UInt8], _ range: Range<Int>) -> (meaning: Meaning, at: Int, length: Int)? {
        let bytes = text.span, slots = slots.span
        var i = range.lowerBound
        let end = range.upperBound
        while i < end {
            let b = bytes[i]
            let bucket: Int, length: Int
            if b < 0xE0 {
                (bucket, length) = (Int(b), b < 0xC0 ? 1 : 2)
            } else {
                guard i + 2 < end else { return nil }
                (bucket, length) = (Terms.bucket(bytes[i + 1], bytes[i + 2]), b < 0xF0 ? 3 : 4)
            }
            if slots[bucket] != 0, let (meaning, length) = match(in: text, at: i, end: end) { return (meaning, i, length) }
            i += length
        }
        return nil
    }

    private static var bucketCount: Int { 256 + 4096 }

    /// Words are told apart by their first byte, those of three bytes (Han and the like) by their second and third.
    private static func bucket(_ text: [UInt8], at i: Int, end: Int) -> Int {
        let b = text[i]
        if b < 0xE0 { return Int(b) }
        guard i + 2 < end else { return 0 }
        return bucket(text[i + 1], text[i + 2])
    }

    private static func bucket(_ second: UInt8, _ third: UInt8) -> Int { 256 + Int(second & 0x3F) << 6 + Int(third & 0x3F) }
}
