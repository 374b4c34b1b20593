// Sorts any number of rows in bounded memory: sorted runs on disk, one merge. Rows that all fit are never written.

import WebArchive

/// Takes rows in any order and gives them back sorted. Equal rows come in no stated order: a row's order must tell all of it
/// that matters.
struct ExternalSorter<Row: BitwiseCopyable & Comparable>: ~Copyable {
    private let path: String
    private let capacity: Int
    private var rows: [Row] = []
    private var runs: [String] = []

    /// - Parameters:
    ///   - path: the beginning of the runs' names.
    ///   - memory: bytes that rows may take while they wait, sorting included.
    init(_ path: String, memory: Int) {
        self.path = path
        // Swift's sort takes half of the array besides.
        capacity = max(1024, memory * 2 / 3 / MemoryLayout<Row>.stride)
    }

    mutating func add(_ row: Row) throws(CorpusError) {
        if rows.count == capacity { try spill() }
        rows.append(row)
    }

    /// All rows in their order; the sorter is empty afterwards.
    mutating func sorted() throws(CorpusError) -> SortedRows<Row> {
        if !runs.isEmpty, !rows.isEmpty { try spill() }
        rows.sort()
        defer { (rows, runs) = ([], []) }
        return try SortedRows(rows: rows, runs: runs, memory: capacity * MemoryLayout<Row>.stride)
    }

    private mutating func spill() throws(CorpusError) {
        rows.sort()
        let run = "\(path).run\(runs.count)"
        var writer = try RowWriter<Row>(run)
        for row in rows { try writer.append(row) }
        try writer.flush()
        runs.append(run)
        rows.removeAll(keepingCapacity: true)
    }
}

/// Rows in their order: those of one array, or of runs on disk that are merged while they are read.
struct SortedRows<Row: BitwiseCopyable & Comparable>: ~Copyable {
    private let rows: [Row]
    private var index = 0
    private var heap: [(row: Row, source: Run)] = []
    private let runs: [String]

    fileprivate init(rows: [Row], runs: [String], memory: Int) throws(CorpusError) {
        self.rows = rows
        self.runs = runs
        let share = runs.isEmpty ? 0 : min(1 << 16, max(64, memory / runs.count / MemoryLayout<Row>.stride))
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
