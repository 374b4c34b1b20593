// How many URLs were cut: the first of each kind one by one, the others as a number.

import Web

/// What was cut of one origin for one reason.
struct TrapCount: Sendable, Equatable {
    var origin: String
    var reason: URLReason
    /// URLs that stand in state and ledger.
    var listed = 0
    /// How often others were met with; a URL that is linked twice counts twice.
    var further = 0

    /// So many are listed: an endless calendar must not fill the state.
    static let listLimit = 100
}

/// Counts what is cut.
struct TrapCounts {
    private var counts: [Key: TrapCount] = [:]
    private var changed: Set<Key> = []
    /// URLs listed since the last commit.
    private var fresh: Set<WebURL> = []

    private struct Key: Hashable {
        let origin: String
        let reason: URLReason
    }

    init(_ counts: [TrapCount]) {
        for count in counts { self.counts[Key(origin: count.origin, reason: count.reason)] = count }
    }

    /// Counts a URL that is not in the state; tells whether it is to be listed there.
    mutating func lists(_ url: WebURL, _ reason: URLReason) -> Bool {
        guard !fresh.contains(url) else { return false }
        let key = Key(origin: url.origin, reason: reason)
        var count = counts[key] ?? TrapCount(origin: key.origin, reason: reason)
        let isListed = count.listed < TrapCount.listLimit
        if isListed {
            count.listed += 1
            fresh.insert(url)
        } else {
            count.further += 1
        }
        counts[key] = count
        changed.insert(key)
        return isListed
    }

    /// What changed since the last call, to be committed.
    mutating func takeChanges() -> [TrapCount] {
        defer {
            changed = []
            fresh = []
        }
        return changed.compactMap { counts[$0] }
    }
}
