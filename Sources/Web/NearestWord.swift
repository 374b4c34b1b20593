// Which word was meant by one that nobody knows.

/// Guesses what a mistyped word was to be.
package enum NearestWord {
    /// The candidate that differs least, if it differs in a third of its letters at most; the first of several.
    package static func to(_ word: String, among candidates: [String]) -> String? {
        let measured = candidates.map { (candidate: $0, distance: distance(Array(word.lowercased().utf8), Array($0.utf8))) }
        guard let best = measured.min(by: { $0.distance < $1.distance }), best.distance <= max(1, best.candidate.utf8.count / 3) else {
            return nil
        }
        return best.candidate
    }

    /// Letters to insert, delete, replace or swap with their neighbour (optimal string alignment distance).
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        guard a.count <= 64 else { return .max }
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
