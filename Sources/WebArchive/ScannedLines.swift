// The lines of any stretch of a file, through a buffer of fixed size, however long they are.

/// Lines as a search meets them: of one that is too long for the buffer its beginning and its end.
struct ScannedLines: ~Copyable {
    /// A line without its line feed.
    struct Line {
        /// Where it begins, in bytes of the stretch.
        let offset: Int64
        let length: Int64
        /// The line, or the beginning of a long one.
        let start: ArraySlice<UInt8>
        /// Its last bytes.
        let end: ArraySlice<UInt8>

        /// Whether `start` is all of it.
        var isWhole: Bool { length == Int64(start.count) }
    }

    private let file: OpenFile
    private var buffer: [UInt8]
    private var start = 0
    private var end = 0
    /// Of the stretch, what was not read.
    private var left: Int64
    /// Where the line at `start` begins, in bytes of the stretch.
    private var lineOffset: Int64
    /// How many bytes were read.
    private(set) var bytesRead = 0

    /// A line of so many bytes is whole for certain.
    private static let size = ARCHead.limit
    /// So much is kept of either end of a longer one.
    private static let kept = 64

    /// Opens the file at `offset` of its stretch; the first line may be the rest of one.
    init(_ path: String, stretch: ByteSource.Stretch?, from offset: Int64) throws(FileError) {
        let file = try OpenFile(path, .reading)
        let start = stretch?.start ?? 0
        let left = max(0, min(stretch?.length ?? .max, try file.size() - start) - offset)
        try file.seek(to: start + offset)
        self.file = file
        self.left = left
        lineOffset = offset
        buffer = [UInt8](repeating: 0, count: Int(min(left, Int64(Self.size))) + 1)
    }

    /// The next line that ends; nil where there is none.
    mutating func next() throws(FileError) -> Line? {
        var searched = start
        // Of a line that did not fit: its beginning, and how many of its bytes stand no more in the buffer.
        var beginning: [UInt8] = []
        var dropped: Int64 = 0
        while true {
            if let feed = buffer[..<end].place(of: LF, from: searched) {
                let length = dropped + Int64(feed - start)
                let line = Line(
                    offset: lineOffset, length: length, start: dropped > 0 ? beginning[...] : buffer[start..<feed],
                    end: buffer[start..<feed].suffix(Self.kept))
                lineOffset += length + 1
                start = feed + 1
                return line
            }
            if end == buffer.count {
                if start == 0 {
                    if dropped == 0 { beginning = Array(buffer[..<Self.kept]) }
                    dropped += Int64(end - Self.kept)
                    start = end - Self.kept
                }
                buffer.replaceSubrange(0..<(end - start), with: Array(buffer[start..<end]))
                (start, end) = (0, end - start)
            }
            searched = end
            let count = try file.read(into: &buffer, from: end, upTo: Int(min(left, Int64(buffer.count - end))))
            guard count > 0 else { return nil }
            end += count
            left -= Int64(count)
            bytesRead += count
        }
    }
}
