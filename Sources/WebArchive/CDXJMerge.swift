// Brings new lines into a sorted index: sorted runs on disk, one merge, a new file in the old one's place.

/// New lines for a sorted index. Memory is bounded by `bufferLimit`: what is over it waits as sorted runs in nameless files
/// beside the index. The order is that of `LC_ALL=C sort`; equal lines become one.
///
///     var merge = CDXJMerge(into: "index.cdxj")
///     while let line = try indexer.next() { try merge.add(line) }
///     try merge.commit()
///
/// `commit` writes a temporary file beside the index, syncs it and puts it in the index's place, so that a reader, and a crash,
/// see the old index or the new one. One writer at a time: the caller holds the portal's lock.
public struct CDXJMerge: ~Copyable {
    private let path: String
    private let bufferLimit: Int
    private var lines: [[UInt8]] = []
    private var bufferedBytes = 0
    private var runs: [SortedLines] = []
    /// So many runs are open at once; more are merged into one.
    private static let runLimit = 64

    /// A merge into the index at `path`, which need not exist; about `bufferLimit` bytes of lines are held in memory.
    public init(into path: String, bufferLimit: Int = 8 << 20) {
        self.path = path
        self.bufferLimit = bufferLimit
    }

    /// Adds a line.
    public mutating func add(_ line: CDXJLine) throws(CDXJIndexError) { try add(line.bytes) }

    /// Adds a line as bytes, without its line feed.
    public mutating func add(_ line: [UInt8]) throws(CDXJIndexError) {
        lines.append(line)
        bufferedBytes += line.count + 32  // what an array costs beside its bytes
        if bufferedBytes >= bufferLimit {
            let sorted = takeLines()
            runs.append(try makeRun(of: [sorted]))
        }
        if runs.count >= Self.runLimit {
            let full = runs
            runs = []
            runs.append(try makeRun(of: full))
        }
    }

    /// Writes the index with all lines and puts it in its place; the merge is empty afterwards, and after an error, too.
    public mutating func commit() throws(CDXJIndexError) {
        var sources = runs
        runs = []
        sources.append(takeLines())
        if OpenFile.exists(path) { sources.append(try SortedLines(file: path, checksOrder: true)) }
        let temporary = beside("new")
        do throws(CDXJIndexError) {
            try write(sources, to: temporary, durably: true)
        } catch {
            try? OpenFile.unlink(temporary)
            throw error
        }
        do throws(FileError) {
            try OpenFile.rename(temporary, to: path)
            try OpenFile.syncFolder(of: path)
        } catch {
            throw .file(error)
        }
    }

    private mutating func takeLines() -> SortedLines {
        lines.sort { ByteOrder.compare($0[...], $1[...]) < 0 }
        defer {
            lines = []
            bufferedBytes = 0
        }
        return SortedLines(sorted: lines)
    }

    /// A run in a file that has lost its name already: it goes when it is closed, by a crash as well.
    private func makeRun(of sources: [SortedLines]) throws(CDXJIndexError) -> SortedLines {
        let name = beside("run")
        try write(sources, to: name, durably: false)
        let run = try SortedLines(file: name, checksOrder: false)
        do throws(FileError) { try OpenFile.unlink(name) } catch { throw .file(error) }
        return run
    }

    private func write(_ sources: [SortedLines], to path: String, durably: Bool) throws(CDXJIndexError) {
        var output = try LineFile(path)
        try SortedLines.merge(sources) { (line) throws(CDXJIndexError) in try output.append(line) }
        try output.finish(durably: durably)
    }

    private func beside(_ ending: String) -> String {
        OpenFile.folder(of: path) + "/." + OpenFile.name(of: path) + "." + ending
    }
}
