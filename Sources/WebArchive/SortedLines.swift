// Sorted lines in memory or in a file, and the merge of several such sources.

/// One source of sorted lines, with its current line.
final class SortedLines {
    /// The line that comes next; nil at the end.
    private(set) var current: [UInt8]?
    private var inMemory: ArraySlice<[UInt8]>
    private var reader: LineReader?
    private let path: String
    private let checksOrder: Bool
    private var lineNumber = 0

    /// Lines that are sorted already.
    init(sorted lines: [[UInt8]]) {
        inMemory = lines[...]
        path = ""
        checksOrder = false
        current = inMemory.popFirst()
    }

    /// The lines of a file; `checksOrder` makes it an error where they are not sorted.
    init(file path: String, checksOrder: Bool) throws(CDXJIndexError) {
        self.path = path
        self.checksOrder = checksOrder
        inMemory = []
        do throws(FileError) { reader = try LineReader(path, bufferSize: 1 << 14) } catch { throw .file(error) }
        try advance()
    }

    /// Goes on to the next line.
    func advance() throws(CDXJIndexError) {
        guard reader != nil else {
            current = inMemory.popFirst()
            return
        }
        let next: [UInt8]?
        do throws(FileError) { next = try reader?.next() } catch { throw .file(error) }
        if checksOrder, let current, let next, ByteOrder.compare(current[...], next[...]) > 0 {
            throw .unsorted(path: path, line: lineNumber)
        }
        lineNumber += 1
        current = next
    }

    /// Hands on the lines of all sources in order; of equal lines one. Empty lines are left out.
    static func merge(
        _ sources: [SortedLines], _ emit: ([UInt8]) throws(CDXJIndexError) -> Void
    ) throws(CDXJIndexError) {
        // Invariant: `waiting` is sorted by current line, the first to come last.
        var waiting: [SortedLines] = []
        for source in sources { insert(source, into: &waiting) }
        var last: [UInt8] = []
        while let source = waiting.popLast() {
            if let line = source.current, line != last {
                try emit(line)
                last = line
            }
            try source.advance()
            insert(source, into: &waiting)
        }
    }

    private static func insert(_ source: SortedLines, into waiting: inout [SortedLines]) {
        guard let line = source.current else { return }
        var (low, high) = (0, waiting.count)
        while low < high {
            let middle = (low + high) / 2
            if let other = waiting[middle].current, ByteOrder.compare(other[...], line[...]) > 0 { low = middle + 1 } else { high = middle }
        }
        waiting.insert(source, at: low)
    }
}
