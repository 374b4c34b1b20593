// Which known URLs a run asks for.

/// Which URLs a run asks for besides the seeds, which it always asks for, and those that were never asked for.
public enum RunMode: String, Sendable, CaseIterable {
    /// Those that are due.
    case due
    /// All, but for those that are gone or left out by a rule.
    case all
    /// Lists and home pages that are due: where new pages are found.
    case new
}
