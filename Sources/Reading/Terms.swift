// A set of words that are looked for at once, each with its meaning: labels, end marks, separators.

/// Words with a meaning, found by their first character; the longest that fits wins.
///
/// Nearly every character of a page begins no word, so that is what is asked first, of a table of its own.
struct Terms<Meaning: Sendable>: Sendable {
    private struct Term: Sendable {
        /// Where its bytes stand in ``bytes``.
        let start: Int
        let count: Int
        let meaning: Meaning
    }
    /// For each bucket, the group of its words in ``groups``; 0 if it has none.
    private var slots: [UInt16]
    /// The words of a used bucket.
    private struct Group: Sendable {
        /// Where they stand in ``terms``.
        var terms: Range<Int>
        /// A bit for the byte with which the second character of each ends (its last six bits): where none of them follows, no word
        /// stands. All bits, where a word has one character.
        var seconds: UInt64 = 0
    }
    /// Nothing stands at 0.
    private var groups: [Group] = [Group(terms: 0..<0)]
    /// All words, those of a bucket together, longest first.
    private var terms: [Term] = []
    private var bytes: [UInt8] = []

    /// Words are given in their folded form (no white space, half width, lower case); `|` parts several of one meaning.
    init(_ words: [(String, Meaning)]) {
        slots = Array(repeating: 0, count: Terms.bucketCount)
        var buckets: [(bucket: Int, words: [(bytes: [UInt8], meaning: Meaning)])] = []
        for (alternatives, meaning) in words {
            for word in alternatives.utf8.split(separator: UInt8(ascii: "|")) {
                let word = Array(word)
                let bucket = Terms.bucket(word.span, at: 0, end: word.count)
                if slots[bucket] == 0 {
                    buckets.append((bucket, []))
                    slots[bucket] = UInt16(buckets.count)
                }
                buckets[Int(slots[bucket]) - 1].words.append((word, meaning))
            }
        }
        for bucket in buckets {
            var group = Group(terms: terms.count..<terms.count + bucket.words.count)
            for (bytes, _) in bucket.words {
                let second = Terms.endOfSecond(bytes.span, at: 0, end: bytes.count)
                group.seconds |= second.map { 1 << UInt64(bytes[$0] & 0x3F) } ?? .max
            }
            groups.append(group)
            for word in bucket.words.sorted(by: { $0.bytes.count > $1.bytes.count }) {
                terms.append(Term(start: bytes.count, count: word.bytes.count, meaning: word.meaning))
                bytes += word.bytes
            }
        }
    }

    /// The longest word at `i`; nil where nothing is left before `end`.
    func match(in text: [UInt8], at i: Int, end: Int) -> (meaning: Meaning, length: Int)? {
        guard i < end, let term = term(in: text.span, at: i, end: end, slot: slots[Terms.bucket(text.span, at: i, end: end)]) else { return nil }
        return (terms[term].meaning, terms[term].count)
    }

    /// The first word in a range of well-formed UTF-8.
    func first(in text: [UInt8], _ range: Range<Int>) -> (meaning: Meaning, at: Int, length: Int)? {
        let text = text.span, slots = slots.span
        var i = range.lowerBound
        let end = range.upperBound
        while i < end {
            let b = text[i]
            let bucket: Int, length: Int
            if b < 0xE0 {
                (bucket, length) = (Int(b), b < 0xC0 ? 1 : 2)
            } else {
                guard i + 2 < end else { return nil }
                (bucket, length) = (Terms.bucket(text[i + 1], text[i + 2]), b < 0xF0 ? 3 : 4)
            }
            if slots[bucket] != 0, let term = term(in: text, at: i, end: end, slot: slots[bucket]) {
                return (terms[term].meaning, i, terms[term].count)
            }
            i += length
        }
        return nil
    }

    /// The number of the longest word of a group that stands at `i`.
    private func term(in text: Span<UInt8>, at i: Int, end: Int, slot: UInt16) -> Int? {
        guard slot != 0 else { return nil }
        let group = groups[Int(slot)]
        if group.seconds != .max {
            guard let second = Terms.endOfSecond(text, at: i, end: end), group.seconds >> UInt64(text[second] & 0x3F) & 1 == 1 else { return nil }
        }
        let bytes = bytes.span, terms = terms.span
        next: for n in group.terms {
            let start = terms[n].start, count = terms[n].count
            guard count <= end - i else { continue }
            // From the end: words of one bucket begin alike.
            var k = count - 1
            while k >= 0 {
                if text[i + k] != bytes[start + k] { continue next }
                k -= 1
            }
            return n
        }
        return nil
    }

    /// Where the last byte of the second character stands, if there is one.
    private static func endOfSecond(_ text: Span<UInt8>, at i: Int, end: Int) -> Int? {
        let j = i + length(text[i])
        guard j < end else { return nil }
        let last = j + length(text[j]) - 1
        return last < end ? last : nil
    }

    private static func length(_ first: UInt8) -> Int { first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4 }

    private static var bucketCount: Int { 256 + 4096 }

    /// Words are told apart by their first byte, those of three bytes (Han and the like) by their second and third.
    private static func bucket(_ text: Span<UInt8>, at i: Int, end: Int) -> Int {
        let b = text[i]
        if b < 0xE0 { return Int(b) }
        guard i + 2 < end else { return 0 }
        return bucket(text[i + 1], text[i + 2])
    }

    private static func bucket(_ second: UInt8, _ third: UInt8) -> Int { 256 + Int(second & 0x3F) << 6 + Int(third & 0x3F) }
}
