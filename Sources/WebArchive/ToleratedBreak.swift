// What a reader put up with: a rule that was broken, and where.

/// A breach that a reader read over.
public struct ToleratedBreak: Sendable, Equatable {
    /// The rule; it names its section.
    public var rule: ArchiveRule
    /// Where: of the record's member, or in a plain file of the place itself.
    public var offset: Int64

    /// A breach of `rule` at `offset`, in bytes of the file.
    public init(rule: ArchiveRule, offset: Int64) {
        self.rule = rule
        self.offset = offset
    }
}
