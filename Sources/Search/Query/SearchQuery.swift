// What is searched for: words, all of which a page must hold, and what else chooses pages.

import Foundation

/// Words and the pages among which they are sought.
public struct SearchQuery: Sendable {
    /// A word is a run of characters, of one character or more, found wherever it stands: 农业 in 农业发展银行 too.
    public struct Word: Sendable, Equatable {
        /// As it was asked for.
        public let text: String
        /// As the index has it.
        let folded: [UInt32]

        /// Nil where nothing of the text can be searched for.
        init?(_ text: String) {
            self.text = text
            folded = FoldedText(text.precomposedStringWithCanonicalMapping).scalars.filter { $0 != TextFolding.gap }
            if folded.isEmpty { return nil }
        }

        private init(_ text: String, folded: [UInt32]) { (self.text, self.folded) = (text, folded) }

        /// All spellings of the word in simplified and traditional characters, as it was asked for the first; nil where there are more than `limit`.
        func spellings(upTo limit: Int) -> [Word]? {
            var spellings: [[UInt32]] = [[]]
            for scalar in folded {
                let forms = ScriptForms.forms(of: scalar)
                guard spellings.count * forms.count <= limit else { return nil }
                spellings = forms.flatMap { form in spellings.map { $0 + [form] } }
            }
            return spellings.map { Word(text, folded: $0) }
        }
    }

    /// Each with the spellings of which one is enough.
    public var words: [[Word]]
    /// Portals by name; all if empty.
    public var portals: [String] = []
    /// article, document, list, other; all if empty.
    public var kinds: [String] = []
    /// All if empty.
    public var fields: [SearchField] = []
    /// The first day, `2016-03-29`. A page without a date has that on which it was first captured (UTC).
    public var since: String?
    /// The last day.
    public var until: String?
    /// Older versions of pages too.
    public var withOlder = false

    /// Why words cannot be searched for.
    public enum Mistake: Error, Sendable, Equatable, CustomStringConvertible {
        case noWord
        case unsearchable(String)
        case openQuotation(String)
        case tooManySpellings(String)

        public var description: String {
            switch self {
            case .noWord: "no word to search for"
            case .unsearchable(let text): "nothing of “\(text)” can be searched for"
            case .openQuotation(let text): "a quotation mark is not closed in \(text)"
            case .tooManySpellings(let text):
                "“\(text)” has more than \(SearchQuery.mostSpellings) spellings in simplified and traditional characters; search for parts of it, with a space between them"
            }
        }
    }

    /// Takes words apart at white space, but for what stands in "quotation marks".
    public init(_ texts: [String]) throws(Mistake) {
        words = []
        for text in texts {
            for part in try Self.parts(of: text) {
                guard let word = Word(part) else { throw .unsearchable(part) }
                words.append([word])
            }
        }
        if words.isEmpty { throw .noWord }
    }

    /// Of one word.
    private static let mostSpellings = 256

    /// Makes no difference between simplified and traditional characters: 发展 finds 發展, and 發展 finds 发展.
    public mutating func takeAnyScript() throws(Mistake) {
        for index in words.indices {
            var spellings: [Word] = []
            for word in words[index] {
                guard let more = word.spellings(upTo: Self.mostSpellings) else { throw .tooManySpellings(word.text) }
                spellings += more
            }
            words[index] = spellings
        }
    }

    private static func parts(of text: String) throws(Mistake) -> [String] {
        var parts: [String] = []
        var isQuoted = false
        for (number, piece) in text.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            isQuoted = number % 2 == 1
            if isQuoted {
                if !piece.isEmpty { parts.append(String(piece)) }
            } else {
                parts += piece.split(whereSeparator: \.isWhitespace).map(String.init)
            }
        }
        if text.count(where: { $0 == "\"" }) % 2 == 1 { throw .openQuotation(text) }
        return parts
    }
}
