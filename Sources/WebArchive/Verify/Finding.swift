// One thing that a judge found in a file.

/// What was found, where, and which rule it breaks.
public struct Finding: Sendable, Equatable {
    /// The path as it was given; for a file in a WACZ, `a.wacz!archive/data.warc.gz`.
    public var file: String
    /// Where, in bytes from the file's beginning: of a record's member, or in a plain file of the record; nil for the whole file.
    public var offset: Int64?
    /// The record's ID as written, where it has one.
    public var recordID: String?
    /// The rule.
    public var rule: ArchiveRule
    /// Where the rule stands; a field's own section where the rule is about fields.
    public var section: String
    /// How grave it is.
    public var severity: Severity
    /// What exactly is wrong.
    public var message: String

    /// A finding of the rule's own section and severity, unless others are said.
    public init(
        _ rule: ArchiveRule, in file: String, at offset: Int64? = nil, recordID: String? = nil, section: String? = nil,
        severity: Severity? = nil, _ message: String
    ) {
        self.file = file
        self.offset = offset
        self.recordID = recordID
        self.rule = rule
        self.section = section ?? rule.section
        self.severity = severity ?? rule.severity
        self.message = message
    }

    /// The same finding inside an archive of Shilu's, where some notes are errors.
    public var inArchive: Finding {
        var finding = self
        if rule.isErrorInArchive { finding.severity = .error }
        return finding
    }
}

extension Finding: CustomStringConvertible {
    /// `FILE:OFFSET: error: block-digest (WARC/1.1 §5.8): …`
    public var description: String {
        let place = offset.map { "\(file):\($0)" } ?? file
        return "\(place): \(severity.rawValue): \(rule.rawValue) (\(section)): \(message)"
    }
}
