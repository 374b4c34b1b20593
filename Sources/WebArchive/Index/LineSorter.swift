// Sorts lines of any number in bounded memory: sorted runs in a nameless file, merged when all are there.
import Glibc
import Synchronization

/// Gathers lines from several threads and gives them in the order of `LC_ALL=C sort -u`.
///
///     let sorter = LineSorter(folder: "/tmp", memory: 32 << 20, threads: 2)
///     var buffer = sorter.buffer()          // one a thread
///     try sorter.add(line, to: &buffer)
///     sorter.takeBack(buffer)
///     try sorter.finish { piece in … }      // whole lines, each with its line feed
public final class LineSorter: Sendable {
    /// Lines of one thread that are not sorted yet.
    public struct Buffer: Sendable {
        fileprivate var lines = LineArena()
    }

    private struct Runs {
        var file: SharedFile?
        var places: [Range<Int64>] = []
        var end: Int64 = 0
        var idle: [Buffer] = []
    }

    private let folder: String
    private let bufferLimit: Int
    private let runs = Mutex(Runs())
    /// So many runs are merged at a time.
    private let width: Int

    /// - Parameters:
    ///   - folder: where the runs lie; their file has no name, so that it goes with its owner, by a crash as well.
    ///   - memory: so many bytes of lines are held in all.
    ///   - threads: how many add lines at a time.
    public init(folder: String, memory: Int, threads: Int = 1, width: Int = 64) {
        self.folder = folder
        bufferLimit = max(1 << 10, memory / max(1, threads))
        self.width = max(2, width)
    }

    /// A buffer, which may hold lines of a thread before.
    public func buffer() -> Buffer { runs.withLock { $0.idle.popLast() } ?? Buffer() }

    /// Gives a buffer back, with what it holds.
    public func takeBack(_ buffer: Buffer) { runs.withLock { $0.idle.append(buffer) } }

    /// Adds a line, without its line feed.
    public func add(_ line: [UInt8], to buffer: inout Buffer) throws(FileError) {
        buffer.lines.append(line, limit: bufferLimit)
        if buffer.lines.cost >= bufferLimit { try spill(&buffer.lines) }
    }

    /// Hands on all lines, sorted, of equal ones one, in pieces of whole lines; none are left.
    public func finish(_ sink: ([UInt8]) throws -> Void) throws {
        var output = Output()
        var (idle, isSpilled) = runs.withLock { runs in
            defer { runs.idle = [] }
            return (runs.idle, runs.file != nil)
        }
        if idle.count <= 1, !isSpilled {
            // All lines fitted into one buffer.
            if !idle.isEmpty {
                idle[0].lines.sort()
                try idle[0].lines.forEach { try output.take($0, sink) }
            }
            return try output.flush(sink)
        }
        for index in idle.indices { try spill(&idle[index].lines) }
        idle = []
        try merge(to: &output, sink)
        try output.flush(sink)
    }

    /// Puts a sorted run behind the others.
    private func spill(_ lines: inout LineArena) throws(FileError) {
        guard lines.count > 0 else { return }
        lines.sort()
        let bytes = lines.joined()
        lines.removeAll()
        try append(bytes)
    }

    private func append(_ bytes: [UInt8]) throws(FileError) {
        let result = runs.withLock { runs in
            Result { () throws(FileError) in
                if runs.file == nil { runs.file = try SharedFile(in: folder) }
                try runs.file?.file.write(bytes[...], at: runs.end)
                runs.places.append(runs.end..<(runs.end + Int64(bytes.count)))
                runs.end += Int64(bytes.count)
            }
        }
        try result.get()
    }

    private func merge(to output: inout Output, _ sink: ([UInt8]) throws -> Void) throws {
        while true {
            let (file, places, end) = runs.withLock { ($0.file, $0.places, $0.end) }
            guard let file else { return }
            if places.count <= width { return try Self.merge(places, file) { try output.take($0, sink) } }
            // More than may be merged at once: the first ones become one run, behind all.
            var written = end
            func write(_ bytes: [UInt8]) throws {
                try file.file.write(bytes[...], at: written)
                written += Int64(bytes.count)
            }
            var merged = Output()
            try Self.merge(Array(places.prefix(width)), file) { try merged.take($0, write) }
            try merged.flush(write)
            runs.withLock { runs in
                runs.places = Array(runs.places.dropFirst(width)) + [end..<written]
                runs.end = written
            }
        }
    }

    private static func merge(_ places: [Range<Int64>], _ file: SharedFile, _ emit: (ArraySlice<UInt8>) throws -> Void) throws {
        var cursors: [RunCursor] = []
        for place in places {
            var cursor = RunCursor(rest: place)
            if try cursor.advance(in: file.file) { cursors.append(cursor) }
        }
        // Invariant: sorted by current line, the first to come last.
        cursors.sort { ByteOrder.compare($0.line, $1.line) > 0 }
        while !cursors.isEmpty {
            let last = cursors.count - 1
            try emit(cursors[last].line)
            guard try cursors[last].advance(in: file.file) else {
                cursors.removeLast()
                continue
            }
            var index = last
            while index > 0, ByteOrder.compare(cursors[index].line, cursors[index - 1].line) > 0 {
                cursors.swapAt(index, index - 1)
                index -= 1
            }
        }
    }

    /// A file that has lost its name already.
    private final class SharedFile: Sendable {
        let file: OpenFile

        init(in folder: String) throws(FileError) {
            let path = "\(folder)/.shilu-lines-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
            file = try OpenFile(path, .creating)
            try OpenFile.unlink(path)
        }
    }

    /// Leaves out what comes twice and gathers lines to pieces.
    private struct Output {
        private var piece: [UInt8] = []
        private var last: [UInt8] = []
        private var isFirst = true

        mutating func take(_ line: ArraySlice<UInt8>, _ sink: ([UInt8]) throws -> Void) throws {
            if !isFirst, last.count == line.count, ByteOrder.compare(last[...], line) == 0 { return }
            isFirst = false
            last.removeAll(keepingCapacity: true)
            last += line
            piece += line
            piece.append(LF)
            if piece.count >= 1 << 16 { try flush(sink) }
        }

        mutating func flush(_ sink: ([UInt8]) throws -> Void) throws {
            if !piece.isEmpty { try sink(piece) }
            piece.removeAll(keepingCapacity: true)
        }
    }
}

/// Lines one behind the other, and where each lies.
private struct LineArena {
    private var bytes: [UInt8] = []
    private var ends: [Place] = []

    struct Place {
        var start: Int
        var end: Int
    }

    var count: Int { ends.count }
    /// How many bytes the lines take, with what is kept beside them.
    var cost: Int { bytes.count + ends.count * 24 }

    mutating func append(_ line: [UInt8], limit: Int) {
        // Room that is not used costs nothing; growing would copy all lines again and again.
        if bytes.capacity == 0 { bytes.reserveCapacity(limit) }
        ends.append(Place(start: bytes.count, end: bytes.count + line.count))
        bytes += line
    }

    mutating func sort() {
        let bytes = bytes
        ends.sort { ByteOrder.compare(bytes[$0.start..<$0.end], bytes[$1.start..<$1.end]) < 0 }
    }

    func forEach(_ body: (ArraySlice<UInt8>) throws -> Void) rethrows {
        for place in ends { try body(bytes[place.start..<place.end]) }
    }

    func joined() -> [UInt8] {
        var joined: [UInt8] = []
        joined.reserveCapacity(bytes.count + ends.count)
        forEach {
            joined += $0
            joined.append(LF)
        }
        return joined
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}

/// Reads the lines of one run through a buffer that grows with the longest line.
private struct RunCursor {
    private var rest: Range<Int64>
    private var buffer: [UInt8] = []
    private var start = 0
    private var end = 0

    init(rest: Range<Int64>) { self.rest = rest }

    /// The current line.
    var line: ArraySlice<UInt8> { buffer[start..<end] }

    /// Goes on to the next line; false at the end.
    mutating func advance(in file: borrowing OpenFile) throws(FileError) -> Bool {
        start = buffer.isEmpty ? 0 : end + 1
        while true {
            if let feed = buffer[...].place(of: LF, from: start) {
                end = feed
                return true
            }
            guard !rest.isEmpty else { return false }
            let count = Int(min(Int64(1 << 16), rest.upperBound - rest.lowerBound))
            var more = [UInt8](repeating: 0, count: count)
            let read = try file.read(into: &more, at: rest.lowerBound)
            guard read == count else { throw FileError(path: file.path, operation: "read", code: EIO) }
            buffer = Array(buffer[min(start, buffer.count)...]) + more
            start = 0
            rest = (rest.lowerBound + Int64(count))..<rest.upperBound
        }
    }
}
