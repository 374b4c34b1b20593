// Sorts any number of rows in bounded memory: sorted runs on disk, merged level by level. Rows that all fit are never written.

import WebArchive

/// Takes rows in any order and gives them back sorted. Equal rows come in no stated order: a row's order must tell all of it
/// that matters.
struct ExternalSorter<Row: BitwiseCopyable & Comparable>: ~Copyable {
    private let path: String
    private let capacity: Int
    /// Told of the first run that goes to disk.
    private let spilled: @Sendable () -> Void
    private var rows: [Row] = []
    /// Those of level 0 hold what fitted into memory, those of each further level `fanIn` of the one before it.
    private var levels: [[String]] = []
    private var written = 0

    /// So many runs are read at a time: a bound for open files, and for the memory of their buffers.
    private static var fanIn: Int { 64 }

    /// - Parameters:
    ///   - path: the beginning of the runs' names.
    ///   - memory: bytes that rows may take while they wait, sorting included.
    init(_ path: String, memory: Int, spilled: @escaping @Sendable () -> Void = {}) {
        self.path = path
        self.spilled = spilled
        // Swift's sort takes half of the array besides.
        capacity = max(64, memory * 2 / 3 / MemoryLayout<Row>.stride)
    }

    /// - Parameter share: one part in so many of the memory.
    init(_ name: String, in place: Workplace, share: Int) {
        self.init(place.path(name), memory: place.memory / share) { place.spilled(name) }
    }

    mutating func add(_ row: Row) throws(CorpusError) {
        if rows.count == capacity { try spill() }
        // Left to itself the array would double, past the capacity.
        if rows.count == rows.capacity { rows.reserveCapacity(min(capacity, max(64, rows.count * 2))) }
        rows.append(row)
    }

    /// Bytes that the rows take in memory now, those of free places included.
    var held: Int { rows.capacity * MemoryLayout<Row>.stride }

    /// All rows in their order; the sorter is empty afterwards.
    mutating func sorted() throws(CorpusError) -> SortedRows<Row> {
        defer { (rows, levels) = ([], []) }
        guard !levels.isEmpty else {
            rows.sort()
            return SortedRows(rows)
        }
        if !rows.isEmpty { try spill() }
        // Its place is the merge's now.
        rows = []
        // The small runs of the lower levels first, until what is left can be read at once.
        var runs: [String] = []
        for level in levels {
            runs += level
            if runs.count > Self.fanIn { runs = [try merge(runs)] }
        }
        return try SortedRows(runs, memory: memory)
    }

    private var memory: Int { capacity * MemoryLayout<Row>.stride }

    private mutating func spill() throws(CorpusError) {
        if levels.isEmpty { spilled() }
        rows.sort()
        var writer = try RowWriter<Row>(nextRun())
        for row in rows { try writer.append(row) }
        try writer.flush()
        rows.removeAll(keepingCapacity: true)
        try put(lastRun, at: 0)
    }

    private mutating func put(_ run: String, at level: Int) throws(CorpusError) {
        if level == levels.count { levels.append([]) }
        levels[level].append(run)
        guard levels[level].count == Self.fanIn else { return }
        let merged = try merge(levels[level])
        levels[level] = []
        try put(merged, at: level + 1)
    }

    /// One run of many, which are deleted.
    private mutating func merge(_ runs: [String]) throws(CorpusError) -> String {
        // Beside it stands the array of the rows to come.
        var merged = try SortedRows<Row>(runs, memory: memory / 2)
        var writer = try RowWriter<Row>(nextRun())
        while let row = try merged.next() { try writer.append(row) }
        try writer.flush()
        return lastRun
    }

    private mutating func nextRun() -> String {
        written += 1
        return lastRun
    }

    private var lastRun: String { "\(path).run\(written)" }
}

/// Rows in their order: those of one array, or of runs on disk that are merged while they are read.
struct SortedRows<Row: BitwiseCopyable & Comparable>: ~Copyable {
    private let rows: [Row]
    private var index = 0
    private var heap: [(row: Row, source: Run)] = []
    private let runs: [String]

    fileprivate init(_ rows: [Row]) { (self.rows, runs) = (rows, []) }

    /// - Parameter memory: bytes for the buffers of all runs.
    fileprivate init(_ runs: [String], memory: Int) throws(CorpusError) {
        rows = []
        self.runs = runs
        let share = min(1 << 16, max(64, memory / runs.count / MemoryLayout<Row>.stride))
        for path in runs {
            let run = Run(try RowReader(path, bufferRows: share))
            if let row = try run.next() { heap.append((row, run)) }
        }
        for place in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(place) }
    }

    deinit { for run in runs { try? OpenFile.unlink(run) } }

    mutating func next() throws(CorpusError) -> Row? {
        if runs.isEmpty {
            guard index < rows.count else { return nil }
            defer { index += 1 }
            return rows[index]
        }
        guard let first = heap.first else { return nil }
        if let row = try first.source.next() {
            heap[0].row = row
        } else {
            heap.swapAt(0, heap.count - 1)
            heap.removeLast()
        }
        sink(0)
        return first.row
    }

    private mutating func sink(_ start: Int) {
        var place = start
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count && heap[child].row < heap[least].row { least = child }
            if least == place { return }
            heap.swapAt(place, least)
            place = least
        }
    }

    /// A run that is being read; a class, for an array cannot hold what owns a file.
    private final class Run {
        private var reader: RowReader<Row>
        init(_ reader: consuming RowReader<Row>) { self.reader = reader }
        func next() throws(CorpusError) -> Row? { try reader.next() }
    }
}
