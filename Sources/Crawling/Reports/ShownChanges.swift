// The weightiest changes of each kind, and how many there are in all.

/// Gathers a run's changes in bounded memory.
struct ShownChanges {
    private var byKind: [PageChange.Kind: [PageChange]] = [:]
    private var numbers: [Key: Int] = [:]

    private struct Key: Hashable {
        let kind: PageChange.Kind
        let matter: PageChange.Matter
    }

    /// Counts a change, and keeps it while it is among the weightiest of its kind.
    mutating func add(_ change: PageChange) {
        numbers[Key(kind: change.kind, matter: change.matter), default: 0] += 1
        byKind[change.kind, default: []].append(change)
        if byKind[change.kind, default: []].count >= 2 * MorningReport.mostShown { cut(change.kind) }
    }

    /// The kept ones, in the order of the kinds, the weightiest first; those of one weight in the order of their addresses.
    var weightiest: [PageChange] {
        PageChange.Kind.allCases.flatMap { kind in Self.sorted(byKind[kind] ?? []).prefix(MorningReport.mostShown) }
    }

    var counts: [MorningReport.ChangeCount] {
        PageChange.Kind.allCases.flatMap { kind in
            PageChange.Matter.allCases.compactMap { matter in
                numbers[Key(kind: kind, matter: matter)].map { .init(kind: kind, matter: matter, count: $0) }
            }
        }
    }

    private mutating func cut(_ kind: PageChange.Kind) {
        byKind[kind] = Array(Self.sorted(byKind[kind] ?? []).prefix(MorningReport.mostShown))
    }

    private static func sorted(_ changes: [PageChange]) -> [PageChange] {
        changes.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.url < $1.url }
    }
}
