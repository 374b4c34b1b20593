// Work on many items on several cores, results in the order of the items.

import Dispatch
import Synchronization

/// Applies a function to each item on up to `jobs` threads; the results stand in the order of the items.
///
/// Items are taken one by one from a shared counter, so a slow one does not hold up the rest; the results of a thread are
/// handed over once, at its end.
public func mapInParallel<Item: Sendable, Result: Sendable>(
    _ items: [Item], jobs: Int, _ transform: @Sendable (Item) -> Result
) -> [Result] {
    mapInParallel(items, jobs: jobs, with: {}) { item, _ in transform(item) }
}

/// The same, with something that each thread makes once and keeps for its items, as what is costly to make is kept.
public func mapInParallel<Item: Sendable, Result: Sendable, Kept: ~Copyable>(
    _ items: [Item], jobs: Int, with make: @Sendable () -> Kept, _ transform: @Sendable (Item, inout Kept) -> Result
) -> [Result] {
    let jobs = min(jobs, items.count)
    guard jobs > 1 else {
        var kept = make()
        return items.map { transform($0, &kept) }
    }
    let next = Atomic<Int>(0)
    let results = Mutex<[(index: Int, result: Result)]>([])
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
        var own: [(index: Int, result: Result)] = []
        var kept = make()
        while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard index < items.count else { break }
            own.append((index, transform(items[index], &kept)))
        }
        results.withLock { $0 += own }
    }
    return results.withLock { $0.sorted { $0.index < $1.index }.map(\.result) }
}
