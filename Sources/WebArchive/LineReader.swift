// Reads a file line by line through a buffer that grows only with the longest line.

/// The lines of a text file, as bytes without their line feed.
public struct LineReader: ~Copyable {
    private let file: OpenFile
    private var buffer: [UInt8]
    private var start = 0
    private var end = 0

    /// Opens the file.
    public init(path: String) throws(FileError) { try self.init(path) }

    init(_ path: String, bufferSize: Int = 1 << 16) throws(FileError) {
        self.init(try OpenFile(path, .reading), bufferSize: bufferSize)
    }

    init(_ file: consuming OpenFile, bufferSize: Int = 1 << 16) {
        self.file = file
        buffer = [UInt8](repeating: 0, count: bufferSize)
    }

    /// Whether the next line is at hand, so that nobody need be waited for.
    public var hasLineAtHand: Bool { buffer[start..<end].contains(LF) }

    /// The next line; nil at the end. A last line without a line feed counts.
    public mutating func next() throws(FileError) -> [UInt8]? {
        var searched = start
        while true {
            if let feed = buffer[searched..<end].firstIndex(of: LF) {
                defer { start = feed + 1 }
                return Array(buffer[start..<feed])
            }
            searched = end
            if start > 0, end == buffer.count {
                buffer.replaceSubrange(0..<(end - start), with: Array(buffer[start..<end]))
                (searched, end, start) = (end - start, end - start, 0)
            }
            if end == buffer.count { buffer += [UInt8](repeating: 0, count: buffer.count) }
            let count = try file.read(into: &buffer, from: end)
            if count == 0 {
                guard start < end else { return nil }
                defer { start = end }
                return Array(buffer[start..<end])
            }
            end += count
        }
    }
}
