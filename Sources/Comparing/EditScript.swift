// The shortest way from one sequence to another by deletions and insertions.

/// A step from the old sequence to the new one.
enum Edit: Equatable {
    /// These elements of the old sequence are those of the new one.
    case keep(old: Range<Int>, new: Range<Int>)
    /// These elements of the old sequence give way to these of the new one; one of the two may be empty.
    case replace(old: Range<Int>, new: Range<Int>)
}

/// The greedy algorithm of E. W. Myers, “An O(ND) Difference Algorithm and Its Variations”, Algorithmica 1 (1986), with a bound.
enum EditScript {
    /// Two sequences further apart than so many deletions and insertions count as different in all between their common
    /// beginning and their common end: the way back needs memory with the square of it.
    static let furthest = 2000

    /// The steps in their order; keeps and replacements alternate.
    static func edits<Element: Hashable>(from old: [Element], to new: [Element], furthest: Int = furthest) -> [Edit] {
        var start = 0
        while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
        var oldEnd = old.count, newEnd = new.count
        while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] { (oldEnd, newEnd) = (oldEnd - 1, newEnd - 1) }

        var edits = Edits()
        edits.keep(0..<start, 0..<start)
        for edit in between(numbered(old[start..<oldEnd], new[start..<newEnd]), furthest) {
            switch edit {
            case .keep(let a, let b): edits.keep(a.shifted(by: start), b.shifted(by: start))
            case .replace(let a, let b): edits.replace(a.shifted(by: start), b.shifted(by: start))
            }
        }
        edits.keep(oldEnd..<old.count, newEnd..<new.count)
        return edits.all
    }

    /// The elements as numbers, for many comparisons.
    private static func numbered<Element: Hashable>(_ old: ArraySlice<Element>, _ new: ArraySlice<Element>) -> (old: [Int], new: [Int]) {
        var numbers: [Element: Int] = [:]
        func number(_ element: Element) -> Int {
            if let known = numbers[element] { return known }
            numbers[element] = numbers.count
            return numbers.count - 1
        }
        return (old.map(number), new.map(number))
    }

    private static func between(_ sequences: (old: [Int], new: [Int]), _ furthest: Int) -> [Edit] {
        let (old, new) = sequences
        guard !old.isEmpty || !new.isEmpty else { return [] }
        guard !old.isEmpty, !new.isEmpty, let trace = trace(old, new, furthest) else {
            return [.replace(old: 0..<old.count, new: 0..<new.count)]
        }
        return backtrack(trace, old.count, new.count)
    }

    /// For each number of edits d, the furthest place x on each diagonal k = -d, -d+2 … d; `nil` beyond the bound.
    private static func trace(_ old: [Int], _ new: [Int], _ furthest: Int) -> [[Int]]? {
        let most = min(old.count + new.count, furthest)
        var ends = [Int](repeating: 0, count: 2 * most + 3)  // by k + most + 1
        var trace: [[Int]] = []
        for d in 0...most {
            var row: [Int] = []
            row.reserveCapacity(d + 1)
            for k in stride(from: -d, through: d, by: 2) {
                let at = k + most + 1
                var x = k == -d || (k != d && ends[at - 1] < ends[at + 1]) ? ends[at + 1] : ends[at - 1] + 1
                while x < old.count, x - k < new.count, old[x] == new[x - k] { x += 1 }
                ends[at] = x
                row.append(x)
                if x >= old.count, x - k >= new.count {
                    trace.append(row)
                    return trace
                }
            }
            trace.append(row)
        }
        return nil
    }

    private static func backtrack(_ trace: [[Int]], _ oldCount: Int, _ newCount: Int) -> [Edit] {
        var x = oldCount, y = newCount
        var reversed: [Edit] = []
        for d in stride(from: trace.count - 1, to: 0, by: -1) {
            let before = trace[d - 1]
            /// The furthest place on a diagonal after d - 1 edits.
            func end(_ k: Int) -> Int { abs(k) <= d - 1 ? before[(k + d - 1) / 2] : -1 }
            let k = x - y
            let isInsertion = k == -d || (k != d && end(k - 1) < end(k + 1))
            let fromX = isInsertion ? end(k + 1) : end(k - 1)
            let fromY = fromX - (isInsertion ? k + 1 : k - 1)
            let keptFrom = isInsertion ? (x: fromX, y: fromY + 1) : (x: fromX + 1, y: fromY)
            reversed.append(.keep(old: keptFrom.x..<x, new: keptFrom.y..<y))
            reversed.append(isInsertion ? .replace(old: fromX..<fromX, new: fromY..<keptFrom.y) : .replace(old: fromX..<keptFrom.x, new: fromY..<fromY))
            (x, y) = (fromX, fromY)
        }
        reversed.append(.keep(old: 0..<x, new: 0..<y))
        return reversed.reversed()
    }

    /// Gathers steps, joining those of one kind.
    private struct Edits {
        private(set) var all: [Edit] = []

        mutating func keep(_ old: Range<Int>, _ new: Range<Int>) {
            guard !old.isEmpty else { return }
            if case .keep(let a, let b)? = all.last {
                all[all.count - 1] = .keep(old: a.lowerBound..<old.upperBound, new: b.lowerBound..<new.upperBound)
            } else {
                all.append(.keep(old: old, new: new))
            }
        }

        mutating func replace(_ old: Range<Int>, _ new: Range<Int>) {
            guard !old.isEmpty || !new.isEmpty else { return }
            if case .replace(let a, let b)? = all.last {
                all[all.count - 1] = .replace(old: a.lowerBound..<old.upperBound, new: b.lowerBound..<new.upperBound)
            } else {
                all.append(.replace(old: old, new: new))
            }
        }
    }
}

extension Range<Int> {
    fileprivate func shifted(by distance: Int) -> Range<Int> { lowerBound + distance..<upperBound + distance }
}
