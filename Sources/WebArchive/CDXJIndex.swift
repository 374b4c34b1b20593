// Finds lines in a sorted CDXJ index by binary search.

/// A sorted index, open for look-ups. It sees the file as it was when it was opened, even when a merge replaces it.
///
///     let index = try CDXJIndex(path: "index.cdxj")
///     for line in try index.lines(forKey: url.surtKey) { print(line.timestamp) }
public struct CDXJIndex: ~Copyable, Sendable {
    /// The path as it was given.
    public let path: String
    private let file: OpenFile
    private let size: Int64

    /// Opens the index.
    public init(path: String) throws(CDXJIndexError) {
        self.path = path
        do throws(FileError) {
            let file = try OpenFile(path, .reading)
            size = try file.size()
            self.file = file
        } catch {
            throw .file(error)
        }
    }

    /// All lines of that SURT key, by time.
    public func lines(forKey key: String) throws(CDXJIndexError) -> [CDXJLine] {
        let prefix = Array(key.utf8) + [SPACE]
        return try lines(from: prefix) { $0.starts(with: prefix) }
    }

    /// All lines whose key begins with that text, such as `cn,gov,example)/` for a host, up to `limit`.
    public func lines(keyPrefix: String, limit: Int = .max) throws(CDXJIndexError) -> [CDXJLine] {
        let prefix = Array(keyPrefix.utf8)
        return try lines(from: prefix, limit: limit) { $0.starts(with: prefix) }
    }

    private func lines(
        from start: [UInt8], limit: Int = .max, while belongs: (ArraySlice<UInt8>) -> Bool
    ) throws(CDXJIndexError) -> [CDXJLine] {
        var lines: [CDXJLine] = []
        var window = Window()
        var offset = try firstLine(notBefore: start, &window)
        while offset < size, lines.count < limit {
            let line = try self.line(at: offset, &window)
            guard belongs(line) else { break }
            do throws(CDXJLine.ParseError) {
                lines.append(try CDXJLine(parsing: line))
            } catch {
                throw .line(path: path, offset: offset, error)
            }
            offset += Int64(line.count) + 1
        }
        return lines
    }

    /// Where the first line begins that does not come before `start`; the file's size where there is none.
    private func firstLine(notBefore start: [UInt8], _ window: inout Window) throws(CDXJIndexError) -> Int64 {
        // Invariant: each line that begins before `low` comes before `start`, none that begins at or after `high` does;
        // both are beginnings of lines.
        var (low, high) = (Int64(0), size)
        while low < high {
            // What is left is read at once.
            if high - low <= Int64(Window.size) { try load(low, &window) }
            var probe = low + (high - low) / 2
            var candidate = try lineStart(after: probe, before: high, &window)
            // Where a long line fills the upper part, no line begins there: look further down.
            while candidate >= high, probe > low {
                probe = low + (probe - low) / 2
                candidate = try lineStart(after: probe, before: high, &window)
            }
            if candidate >= high { candidate = low }
            let line = try self.line(at: candidate, &window)
            if ByteOrder.compare(line, start[...]) < 0 {
                low = candidate + Int64(line.count) + 1
            } else {
                high = candidate
            }
        }
        return min(low, size)
    }

    /// The first beginning of a line after `offset`; `end` where there is none before it.
    private func lineStart(after offset: Int64, before end: Int64, _ window: inout Window) throws(CDXJIndexError) -> Int64 {
        var place = offset
        while place < end {
            let bytes = try bytes(at: place, &window)
            if bytes.isEmpty { break }
            if let feed = bytes.place(of: LF, from: bytes.startIndex) { return place + Int64(feed - bytes.startIndex) + 1 }
            place += Int64(bytes.count)
        }
        return end
    }

    private func line(at offset: Int64, _ window: inout Window) throws(CDXJIndexError) -> ArraySlice<UInt8> {
        let first = try bytes(at: offset, &window)
        if let feed = first.place(of: LF, from: first.startIndex) { return first[..<feed] }
        // It goes on behind the window.
        var line = Array(first)
        while true {
            try load(offset + Int64(line.count), &window)
            let more = window.bytes[..<window.count]
            if more.isEmpty { return line[...] }
            if let feed = more.place(of: LF, from: more.startIndex) { return (line + more[..<feed])[...] }
            line += more
        }
    }

    /// The bytes at hand from `offset` on; read if there are none. Empty at the end of the file.
    private func bytes(at offset: Int64, _ window: inout Window) throws(CDXJIndexError) -> ArraySlice<UInt8> {
        if offset < window.start || offset >= window.start + Int64(window.count) { try load(offset, &window) }
        return window.bytes[Int(offset - window.start)..<window.count]
    }

    private func load(_ offset: Int64, _ window: inout Window) throws(CDXJIndexError) {
        if offset == window.start, window.count > 0 { return }
        window.start = offset
        do throws(FileError) { window.count = try file.read(into: &window.bytes, at: offset) } catch { throw .file(error) }
    }

    /// The bytes of the file that were read last.
    private struct Window {
        static let size = 1 << 12
        var bytes = [UInt8](repeating: 0, count: size)
        var start: Int64 = 0
        var count = 0
    }
}
