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
        var offset = try firstLine(notBefore: start)
        while offset < size, lines.count < limit {
            let line = try self.line(at: offset)
            guard belongs(line[...]) else { break }
            do throws(CDXJLine.ParseError) {
                lines.append(try CDXJLine(parsing: line[...]))
            } catch {
                throw .line(path: path, offset: offset, error)
            }
            offset += Int64(line.count) + 1
        }
        return lines
    }

    /// Where the first line begins that does not come before `start`; the file's size where there is none.
    private func firstLine(notBefore start: [UInt8]) throws(CDXJIndexError) -> Int64 {
        // Invariant: each line that begins before `low` comes before `start`, none that begins at or after `high` does;
        // both are beginnings of lines.
        var (low, high) = (Int64(0), size)
        while low < high {
            var probe = low + (high - low) / 2
            var candidate = try lineStart(after: probe, before: high)
            // Where a long line fills the upper part, no line begins there: look further down.
            while candidate >= high, probe > low {
                probe = low + (probe - low) / 2
                candidate = try lineStart(after: probe, before: high)
            }
            if candidate >= high { candidate = low }
            let line = try self.line(at: candidate)
            if ByteOrder.compare(line[...], start[...]) < 0 {
                low = candidate + Int64(line.count) + 1
            } else {
                high = candidate
            }
        }
        return min(low, size)
    }

    /// The first beginning of a line after `offset`; `end` where there is none before it.
    private func lineStart(after offset: Int64, before end: Int64) throws(CDXJIndexError) -> Int64 {
        var place = offset
        var buffer = [UInt8](repeating: 0, count: 512)
        while place < end {
            let count = try read(&buffer, at: place)
            if count == 0 { break }
            if let feed = buffer[..<count].firstIndex(of: LF) { return place + Int64(feed) + 1 }
            place += Int64(count)
        }
        return end
    }

    private func line(at offset: Int64) throws(CDXJIndexError) -> [UInt8] {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 512)
        while true {
            let count = try read(&buffer, at: offset + Int64(line.count))
            if count == 0 { return line }
            if let feed = buffer[..<count].firstIndex(of: LF) { return line + buffer[..<feed] }
            line += buffer[..<count]
        }
    }

    private func read(_ buffer: inout [UInt8], at offset: Int64) throws(CDXJIndexError) -> Int {
        do throws(FileError) { return try file.read(into: &buffer, at: offset) } catch { throw .file(error) }
    }
}
