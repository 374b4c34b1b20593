// The signals of quality that stand beside each text, by name.

/// A measure of a text. Shares are of the characters that are no white space, where nothing else is said; an n-gram is of n such
/// characters, for Chinese has no words to count without a segmenter.
public enum Signal: String, Sendable, CaseIterable {
    /// Characters that are no white space.
    case characters
    /// Lines that are not empty.
    case lines
    /// Ends of sentences: 。！？；and their half-width forms.
    case sentences
    /// Characters of a line on average.
    case meanLine = "mean_line"
    case hanShare = "han_share"
    /// Han, Latin and other letters.
    case letterShare = "letter_share"
    case digitShare = "digit_share"
    case punctuationShare = "punctuation_share"
    case symbolShare = "symbol_share"
    /// U+FFFD, controls, private use.
    case unreadableShare = "unreadable_share"
    /// Of 的年在月是和日了於·為有被人中为他與後也而由, FineWeb-2's list.
    case stopShare = "stop_share"
    /// How many different ones of them there are.
    case stopCharacters = "stop_characters"
    /// Different characters. Falls with length by nature: no bound for long texts.
    case uniqueShare = "unique_share"
    /// Of lines: shorter than ten characters.
    case shortLineShare = "short_line_share"
    /// Of lines: ending in a mark that ends a sentence or a clause.
    case markedLineShare = "marked_line_share"
    /// Of lines: those that stood before.
    case duplicateLineShare = "duplicate_line_share"
    /// Of characters: in lines that stood before.
    case duplicateLineCharacterShare = "duplicate_line_character_share"
    /// Of characters: in the most frequent n-gram, where it recurs.
    case top2Gram = "top_2gram"
    case top3Gram = "top_3gram"
    case top4Gram = "top_4gram"
    /// Of characters: in n-grams that stood before, counted as Gopher does.
    case duplicate5Gram = "duplicate_5gram"
    case duplicate6Gram = "duplicate_6gram"
    case duplicate7Gram = "duplicate_7gram"
    case duplicate8Gram = "duplicate_8gram"
    case duplicate9Gram = "duplicate_9gram"
    case duplicate10Gram = "duplicate_10gram"
    /// How often words of page templates stand in the text: 正在加载, {{, javascript: and the like.
    case templateResidue = "template_residue"

    /// The names of all as JSON.
    static let jsonKeys = allCases.map { Array("\"\($0.rawValue)\"".utf8) }

    /// Whether the values are whole numbers.
    var isCount: Bool {
        switch self {
        case .characters, .lines, .sentences, .stopCharacters, .templateResidue: true
        default: false
        }
    }
}

/// The values of all signals of one text.
public struct SignalValues: Sendable, Equatable {
    /// In the order of `Signal.allCases`.
    private(set) var values = [Double](repeating: 0, count: Signal.allCases.count)

    public subscript(signal: Signal) -> Double {
        get { values[Self.places[signal] ?? 0] }
        set { values[Self.places[signal] ?? 0] = newValue }
    }

    private static let places = Dictionary(uniqueKeysWithValues: Signal.allCases.enumerated().map { ($1, $0) })
}
