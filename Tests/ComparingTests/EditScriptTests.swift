// The edit script: it leads from the old to the new, by the shortest way.
@testable import Comparing
import Testing

@Suite struct EditScriptTests {
    /// A generator with a seed, so that a failure can be repeated.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private func apply(_ edits: [Edit], _ old: [Int], _ new: [Int]) -> (old: [Int], new: [Int], cost: Int) {
        var oldSide: [Int] = [], newSide: [Int] = [], cost = 0
        for edit in edits {
            switch edit {
            case .keep(let a, let b):
                #expect(Array(old[a]) == Array(new[b]) && !a.isEmpty)
                oldSide += old[a]
                newSide += new[b]
            case .replace(let a, let b):
                oldSide += old[a]
                newSide += new[b]
                cost += a.count + b.count
            }
        }
        return (oldSide, newSide, cost)
    }

    /// The length of the longest common subsequence, by the textbook's table.
    private func common(_ a: [Int], _ b: [Int]) -> Int {
        var row = [Int](repeating: 0, count: b.count + 1)
        for x in a {
            var diagonal = 0
            for (j, y) in b.enumerated() { (diagonal, row[j + 1]) = (row[j + 1], x == y ? diagonal + 1 : max(row[j], row[j + 1])) }
        }
        return row[b.count]
    }

    @Test func theScriptLeadsFromOldToNewByTheShortestWay() {
        var random = Seeded(state: 7)
        for _ in 0..<500 {
            let letters = Int.random(in: 1...6, using: &random)
            let old = (0..<Int.random(in: 0...30, using: &random)).map { _ in Int.random(in: 0..<letters, using: &random) }
            let new = (0..<Int.random(in: 0...30, using: &random)).map { _ in Int.random(in: 0..<letters, using: &random) }
            let edits = EditScript.edits(from: old, to: new)
            let (a, b, cost) = apply(edits, old, new)
            #expect(a == old && b == new)
            #expect(cost == old.count + new.count - 2 * common(old, new), "\(old) \(new)")
        }
    }

    @Test func beyondTheBoundAllBetweenTheCommonEndsIsReplaced() {
        let edits = EditScript.edits(from: [1, 2, 3, 4, 9], to: [1, 5, 3, 6, 9], furthest: 3)
        #expect(edits == [.keep(old: 0..<1, new: 0..<1), .replace(old: 1..<4, new: 1..<4), .keep(old: 4..<5, new: 4..<5)])
    }

    @Test func equalAndEmptySequences() {
        #expect(EditScript.edits(from: [Int](), to: []).isEmpty)
        #expect(EditScript.edits(from: [1, 2], to: [1, 2]) == [.keep(old: 0..<2, new: 0..<2)])
        #expect(EditScript.edits(from: [], to: [1]) == [.replace(old: 0..<0, new: 0..<1)])
    }
}
