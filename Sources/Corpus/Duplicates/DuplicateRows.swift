// The rows that the search for duplicates sorts.

/// 128 bits of a SHA-256 digest.
struct Digest128: BitwiseCopyable, Comparable, Hashable {
    var high: UInt64
    var low: UInt64

    static func < (left: Self, right: Self) -> Bool { (left.high, left.low) < (right.high, right.low) }
}

/// A text that takes part, as the search needs it; in the order of preference, which is its rank.
struct RankedText: BitwiseCopyable, Comparable {
    /// Smaller is preferred.
    var grade: UInt64
    var time: Int64
    var id: Digest128
    /// Its number in the input.
    var ordinal: UInt32
    var page: Digest128
    var text: Digest128
    var signOffset: UInt64
    var signLength: UInt32

    static func < (left: Self, right: Self) -> Bool {
        (left.grade, left.time, left.id, left.ordinal) < (right.grade, right.time, right.id, right.ordinal)
    }
}

/// A text by its digest.
struct TextRow: BitwiseCopyable, Comparable {
    var text: Digest128
    var rank: UInt32

    static func < (left: Self, right: Self) -> Bool { (left.text, left.rank) < (right.text, right.rank) }
}

/// The key of a band, or a sampled shingle, of a text.
struct KeyRow: BitwiseCopyable, Comparable {
    var key: UInt64
    var rank: UInt32

    static func < (left: Self, right: Self) -> Bool { (left.key, left.rank) < (right.key, right.rank) }
}

/// Two texts that met; the later one first, so that all that a text met stands together.
struct PairRow: BitwiseCopyable, Comparable {
    var later: UInt32
    var earlier: UInt32

    static func < (left: Self, right: Self) -> Bool { (left.later, left.earlier) < (right.later, right.earlier) }
}

/// A text by its number in the input, which is the order of the files, with its rank.
struct OrdinalRow: BitwiseCopyable, Comparable {
    var ordinal: UInt32
    var rank: UInt32
    var signOffset: UInt64
    var signLength: UInt32

    static func < (left: Self, right: Self) -> Bool { left.ordinal < right.ordinal }
}

/// How a copy is related to the one that is kept.
enum Relation: UInt8, BitwiseCopyable {
    case exact, near, excerpt

    var name: String {
        switch self {
        case .exact: "exact"
        case .near: "near"
        case .excerpt: "excerpt"
        }
    }
}

/// A copy, the copy that is kept, and how alike they are.
struct CopyRow: BitwiseCopyable, Comparable {
    /// Ranks.
    var kept: UInt32
    var copy: UInt32
    var relation: Relation
    var similarity: Double

    static func < (left: Self, right: Self) -> Bool { (left.kept, left.copy, left.relation.rawValue) < (right.kept, right.copy, right.relation.rawValue) }
}
