// What each signal measures, in the words of data card and schema.

extension Signal {
    /// What it measures.
    var meaning: String {
        switch self {
        case .characters: "Characters that are no white space."
        case .lines: "Lines that are not empty."
        case .sentences: "Ends of sentences."
        case .meanLine: "Characters of a line on average."
        case .hanShare: "Han characters."
        case .letterShare: "Han, Latin and other letters."
        case .digitShare: "Digits."
        case .punctuationShare: "Punctuation."
        case .symbolShare: "Symbols."
        case .unreadableShare: "U+FFFD, controls, private use."
        case .stopShare: "Frequent function characters (的, 年, 在 …; FineWeb-2's list)."
        case .stopCharacters: "How many different ones of them there are."
        case .uniqueShare: "Different characters; falls with length by nature."
        case .shortLineShare: "Share of lines that are shorter than ten characters."
        case .markedLineShare: "Share of lines that end in a mark of a sentence or a clause."
        case .duplicateLineShare: "Share of lines that stood before."
        case .duplicateLineCharacterShare: "Characters in lines that stood before."
        case .top2Gram: "Characters in the most frequent pair, where it recurs."
        case .top3Gram: "The same of three characters."
        case .top4Gram: "The same of four."
        case .duplicate5Gram: "Characters in runs of five that stood before, counted as Gopher does."
        case .duplicate6Gram: "The same of six."
        case .duplicate7Gram: "The same of seven."
        case .duplicate8Gram: "The same of eight."
        case .duplicate9Gram: "The same of nine."
        case .duplicate10Gram: "The same of ten."
        case .templateResidue: "How often words of page templates stand in the text (正在加载, {{, javascript:)."
        }
    }
}
