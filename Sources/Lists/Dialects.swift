// All dialects, by name and by the order in which they are tried.

/// The dialects that Shilu reads.
public enum Dialects {
    /// Within one attempt the first that finds a column wins.
    public static let all: [any Dialect] = [
        TRSStatic(), HanwebPage(),
    ]

    /// The dialect of a name, `nil` where none has it (an archive of a newer version).
    public static func named(_ name: String) -> (any Dialect)? { all.first { $0.name == name } }
}
