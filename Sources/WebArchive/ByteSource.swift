// Where an archive's bytes come from: a file, or a stretch of one, such as an entry of a ZIP file.

/// Reads a file, or a stretch of it, from a place on to its end. Offsets count from the stretch's beginning.
struct ByteSource: ~Copyable {
    /// A part of a file, as the entries of a ZIP file are.
    struct Stretch: Sendable, Equatable {
        /// Where it begins in the file, in bytes.
        var start: Int64
        /// How many bytes it has.
        var length: Int64
        /// Whether it is compressed as ZIP does it: raw deflate. Its offsets then count inflated bytes.
        var isDeflated = false
    }

    let path: String
    private let file: OpenFile
    private let stretch: Stretch?
    private var left: Int64
    private var inflater: Inflater?
    private var coded: [UInt8] = []
    private var codedRange = 0..<0

    /// Opens the file at `offset` of its stretch; a deflated stretch can be read from its beginning only.
    init(_ path: String, stretch: Stretch? = nil, at offset: Int64 = 0) throws(FileError) {
        let file = try OpenFile(path, .reading)
        let start = (stretch?.start ?? 0) + offset
        if start > 0 { try file.seek(to: start) }
        let isDeflated = stretch?.isDeflated ?? false
        precondition(!isDeflated || offset == 0, "deflated data have no places to begin at")
        self.file = file
        self.path = path
        self.stretch = stretch
        left = stretch.map { max(0, $0.length - offset) } ?? .max
        inflater = isDeflated ? Inflater(.raw) : nil
        coded = isDeflated ? [UInt8](repeating: 0, count: 1 << 16) : []
    }

    /// How many bytes there are to read at most, where the system knows; a pipe has no size.
    var sizeHint: Int { coded.isEmpty ? Int(min(left, max(0, (try? file.size()) ?? 0))) : 0 }

    /// Reads the next bytes into `buffer` from `place` on; 0 at the end.
    mutating func read(into buffer: inout [UInt8], from place: Int = 0) throws(FileError) -> Int {
        guard !coded.isEmpty else { return try readStored(into: &buffer, from: place) }
        while true {
            if codedRange.isEmpty {
                var next = coded
                let count = try readStored(into: &next, from: 0)
                if count == 0 { return 0 }
                coded = next
                codedRange = 0..<count
            }
            var piece = [UInt8](repeating: 0, count: buffer.count - place)
            let input = coded[codedRange]
            guard let (consumed, produced, status) = inflater?.inflate(input, into: &piece) else { return 0 }
            codedRange = (codedRange.lowerBound + consumed)..<codedRange.upperBound
            buffer.replaceSubrange(place..<(place + produced), with: piece[..<produced])
            if produced > 0 { return produced }
            if status != .running { return 0 }  // damage shows in what was to be read, and in the entry's checksum
        }
    }

    /// Goes on at another offset; a deflated stretch has no other place than its beginning.
    mutating func move(to offset: Int64) throws(FileError) {
        precondition(coded.isEmpty, "deflated data have no places to begin at")
        try file.seek(to: (stretch?.start ?? 0) + offset)
        left = stretch.map { max(0, $0.length - offset) } ?? .max
    }

    /// Leaves the rest unread.
    mutating func abandon() {
        left = 0
        inflater = nil
    }

    private mutating func readStored(into buffer: inout [UInt8], from place: Int) throws(FileError) -> Int {
        let count = try file.read(into: &buffer, from: place, upTo: Int(min(left, Int64(buffer.count - place))))
        left -= Int64(count)
        return count
    }
}
