// Where in a record the words of a query stand: the sentence to show.

import Records

/// A sentence of a record with words of a query.
public struct HitText: Sendable, Equatable {
    public let field: SearchField
    /// The sentence, or what stands around the word where the sentence is very long; as the record has it.
    public let sentence: String
    /// Where words stand in it, in Unicode scalars.
    public let marks: [Range<Int>]

    /// Scalars of a sentence that are shown.
    private static let longest = 160
    private static let before = 40

    /// The sentence that holds the most of the words, the first of these; nil where the record holds none of them.
    init?(_ record: Record, query: SearchQuery) {
        var best: (found: Int, text: HitText)?
        for field in query.fields.isEmpty ? SearchField.allCases : query.fields {
            for text in field.texts(of: record) {
                let folded = FoldedText(text)
                let found = query.words.map { spellings in spellings.flatMap { folded.ranges(of: $0.folded) } }
                guard found.contains(where: { !$0.isEmpty }) else { continue }
                let candidate = Self.sentence(of: text, folded, found)
                // The title is shown anyway: a sentence of the text that holds as many words says more.
                if candidate.found > best?.found ?? 0 || candidate.found == best?.found && best?.text.field == .title && field == .text {
                    best = (candidate.found, HitText(field: field, sentence: candidate.sentence, marks: candidate.marks))
                }
            }
            if best?.found == query.words.count, field != .title { break }
        }
        guard let best else { return nil }
        self = best.text
    }

    private init(field: SearchField, sentence: String, marks: [Range<Int>]) {
        self.field = field
        self.sentence = sentence
        self.marks = marks
    }

    /// - Parameter found: for each word where it stands in the folded text.
    private static func sentence(of text: String, _ folded: FoldedText, _ found: [[Range<Int>]]) -> (found: Int, sentence: String, marks: [Range<Int>]) {
        let scalars = Array(text.unicodeScalars)
        let places = found.map { $0.map(folded.source) }
        var best: (found: Int, range: Range<Int>) = (0, 0..<0)
        for range in sentences(of: scalars) {
            let count = places.count { $0.contains { range.contains($0.lowerBound) && $0.upperBound <= range.upperBound } }
            if count > best.found { best = (count, range) }
        }
        if best.found == 0, let first = places.joined().min(by: { $0.lowerBound < $1.lowerBound }) {
            best = (1, max(0, first.lowerBound - before)..<min(scalars.count, first.upperBound + before))  // the word reaches over a sentence's end
        }
        var range = best.range
        let marks = places.joined().filter { range.contains($0.lowerBound) && $0.upperBound <= range.upperBound }.sorted { $0.lowerBound < $1.lowerBound }
        if range.count > longest, let first = marks.first {
            let start = max(range.lowerBound, first.lowerBound - before)
            range = start..<min(range.upperBound, max(first.upperBound, start + longest))
        }
        var sentence = String.UnicodeScalarView()
        var shift = range.lowerBound
        if range.lowerBound > best.range.lowerBound { sentence.append("…"); shift -= 1 }
        sentence.append(contentsOf: scalars[range])
        if range.upperBound < best.range.upperBound { sentence.append("…") }
        let shown = merged(marks.filter { range.contains($0.lowerBound) && $0.upperBound <= range.upperBound })
        return (best.found, String(sentence), shown.map { ($0.lowerBound - shift)..<($0.upperBound - shift) })
    }

    /// Without overlaps.
    private static func merged(_ marks: [Range<Int>]) -> [Range<Int>] {
        marks.reduce(into: []) { result, mark in
            if let last = result.last, mark.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, mark.upperBound)
            } else {
                result.append(mark)
            }
        }
    }

    /// A sentence ends with its mark and the quotation marks and brackets behind it.
    private static func sentences(of text: [Unicode.Scalar]) -> [Range<Int>] {
        var sentences: [Range<Int>] = []
        var start = 0
        var i = 0
        while i < text.count {
            if "。！？；!?;\n\t".unicodeScalars.contains(text[i]) {
                i += 1
                while i < text.count, "”’」』）)》".unicodeScalars.contains(text[i]) { i += 1 }
                sentences.append(start..<i)
                start = i
            } else {
                i += 1
            }
        }
        if start < text.count { sentences.append(start..<text.count) }
        return sentences
    }
}

extension FoldedText {
    /// Where a word stands, overlapping places too.
    func ranges(of word: [UInt32]) -> [Range<Int>] {
        guard let first = word.first, word.count <= scalars.count else { return [] }
        return (0...(scalars.count - word.count)).filter { start in
            scalars[start] == first && word.indices.allSatisfy { scalars[start + $0] == word[$0] }
        }.map { $0..<($0 + word.count) }
    }
}
