// A value that a field could have, and what became of it.

/// One value that stands somewhere on a page and could have filled a field.
public struct Candidate: Sendable, Equatable {
    /// What became of a candidate, with the reason in words.
    public enum Verdict: Sendable, Equatable {
        case won(String)
        case lost(String)
    }

    /// The record's key: `published`, `footer.icp`, `paragraphs`.
    public var field: String
    /// The value as the field would hold it; empty for a label without value.
    public var value: String
    /// The place as evidence names it, or, for an element, its tag and names.
    public var place: String
    /// Where in that place: the label before the value, the meta tag's name.
    public var detail: String
    /// The line that it stands in, counted from 0 in ``Explanation/lines``; `nil` for what a reader does not see.
    public var line: Int?
    /// The place's rank in the field's order of trust, 1 first; `nil` for a place that is never trusted.
    public var rank: Int?
    /// For candidates that are weighed against each other: the weight, in the finder's own unit.
    public var score: Double?
    public var verdict: Verdict

    /// Whether the record has this value.
    public var hasWon: Bool {
        if case .won = verdict { true } else { false }
    }

    /// Why it won or lost.
    public var reason: String {
        switch verdict {
        case .won(let reason), .lost(let reason): reason
        }
    }
}
