// What came to a list and what it lost.

import Records

/// The difference of two readings of one list page.
public struct ListDifference: Sendable, Equatable {
    /// Rows that came, in the list's order.
    public var added: [Record.Row] = []
    /// Rows that went from between rows that stayed. What leaves at the end has gone on to the next page, and is not lost.
    public var lost: [Record.Row] = []
    /// Whether a list of some rows shows none any more.
    public var isEmptied = false

    private static let someRows = 3

    public init(from old: Record, to new: Record) {
        isEmptied = old.links.count >= Self.someRows && new.links.isEmpty
        let known = Set(old.links.compactMap(\.url)), shown = Set(new.links.compactMap(\.url))
        added = new.links.filter { row in row.url.map { !known.contains($0) } ?? false }
        guard let lastKept = old.links.lastIndex(where: { row in row.url.map(shown.contains) ?? false }) else { return }
        lost = old.links[..<lastKept].filter { row in row.url.map { !shown.contains($0) } ?? false }
        // Where rows went and none came to push them on, those at the end are lost as well.
        if added.isEmpty { lost += old.links[lastKept...].filter { row in row.url.map { !shown.contains($0) } ?? false } }
    }
}
