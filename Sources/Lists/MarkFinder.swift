// Finds which of many strings stand in a text, in one pass.

/// Marks by their first two bytes: a step over a byte is one look into a table.
struct MarkFinder: Sendable {
    private var isStart = [UInt64](repeating: 0, count: 1024)
    private var byStart: [UInt16: [(mark: [UInt8], owner: Int)]] = [:]

    /// - Parameter marks: for each owner its marks, of two bytes or more.
    init(_ marks: [[String]]) {
        for (owner, words) in marks.enumerated() {
            for word in words where word.utf8.count > 1 {
                let bytes = Array(word.utf8)
                let start = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
                isStart[Int(start >> 6)] |= 1 << UInt64(start & 63)
                byStart[start, default: []].append((bytes, owner))
            }
        }
    }

    /// The owners of marks that stand in a text.
    func owners(in text: [UInt8]) -> Set<Int> {
        var found: Set<Int> = []
        guard text.count > 1 else { return found }
        var start = UInt16(text[0])
        for i in 1..<text.count {
            start = start << 8 | UInt16(text[i])
            guard isStart[Int(start >> 6)] & 1 << UInt64(start & 63) != 0, let marks = byStart[start] else { continue }
            for (mark, owner) in marks where !found.contains(owner) && text.has(mark, at: i - 1, end: text.count) { found.insert(owner) }
        }
        return found
    }
}
