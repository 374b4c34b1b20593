// How many URLs were cut: the first of each kind one by one, the others as a number.

import Web
import WebArchive

/// What was cut of one origin for one reason.
struct TrapCount: Sendable, Equatable {
    var origin: String
    var reason: URLReason
    /// URLs that stand in state and ledger.
    var listed = 0
    /// Others, which stand in no list.
    var further = 0
    /// By what those of `further` are known that came with the last batch.
    var newHashes: [Int64] = []

    /// So many are listed: an endless calendar must not fill the state.
    static let listLimit = 100
    /// So many others are counted one by one: eight bytes each in the state. From there on `further` means as many or more.
    static let furtherLimit = 100_000
}

/// Counts what is cut.
struct TrapCounts {
    private var counts: [Key: TrapCount] = [:]
    private var changed: Set<Key> = []
    /// URLs counted since the last commit.
    private var fresh: Set<WebURL> = []

    private struct Key: Hashable {
        let origin: String
        let reason: URLReason
    }

    init(_ counts: [TrapCount]) {
        for count in counts { self.counts[Key(origin: count.origin, reason: count.reason)] = count }
    }

    /// Counts a URL that is not in the state; tells whether it is to be listed there.
    ///
    /// - Parameter isCounted: whether a URL with this hash was counted before.
    mutating func lists(_ url: WebURL, _ reason: URLReason, isCounted: (Int64) throws -> Bool) rethrows -> Bool {
        guard !fresh.contains(url) else { return false }
        let key = Key(origin: url.origin, reason: reason)
        var count = counts[key] ?? TrapCount(origin: key.origin, reason: reason)
        let isListed = count.listed < TrapCount.listLimit
        if isListed {
            count.listed += 1
        } else {
            let hash = Self.hash(url)
            guard count.further < TrapCount.furtherLimit, try !isCounted(hash) else { return false }
            count.further += 1
            count.newHashes.append(hash)
        }
        fresh.insert(url)
        counts[key] = count
        changed.insert(key)
        return isListed
    }

    /// The first 64 bits of the URL's SHA-256.
    private static func hash(_ url: WebURL) -> Int64 {
        SHA256Digest(of: Array(url.href.utf8)).bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }

    /// What changed since the last call, to be committed.
    mutating func takeChanges() -> [TrapCount] {
        defer {
            changed = []
            fresh = []
        }
        return changed.compactMap { key in
            defer { counts[key]?.newHashes = [] }
            return counts[key]
        }
    }
}
