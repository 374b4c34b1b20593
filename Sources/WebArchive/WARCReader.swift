// Reads archive files record by record in constant memory, from their beginning or from any record's offset.

/// A reader of WARC files, versions 1.0 and 1.1 and their drafts, and of ARC files; plain, compressed by gzip record by record
/// or as a whole, or by zstd with or without a dictionary.
///
///     var reader = try WARCReader(path: "a.warc.gz")
///     while let entry = try reader.next() {
///         let block = try reader.block(limit: 64 << 20)
///         let length = try reader.finish()      // on disk; with entry.offset it finds the record again
///     }
///
/// What a record breaks of its format and can be read all the same is read, and named in `tolerated`. After an error the
/// reader stays at it, and every later call throws the same, until `resume` is called.
public struct WARCReader: ~Copyable {
    /// The path as it was given.
    public let path: String
    /// What the current record breaks, and what stands before it; complete once `finish` was called for it. At the end of
    /// the file: what stands after the last record.
    public internal(set) var tolerated: [ToleratedBreak] = []
    var bytes: ArchiveBytes
    var record: OpenRecord?
    var positionInMember: Int64 = 0
    /// Whether the records are ARC's; nil until one was read.
    var isARC: Bool?
    private let stretch: ByteSource.Stretch?
    private var failure: WARCReadError?
    /// Looks for records behind what cannot be read.
    private(set) var search: RecordSearch
    /// How many bytes were read again, because a record before them had a length, or a header, that reached over them.
    private var bytesReadAgain: Int64 = 0
    /// Whether so many records lie in one another that the rest of the file was not looked through.
    private(set) var hasGivenUp = false

    struct OpenRecord {
        let offset: Int64
        let headLength: Int
        let contentLength: Int64
        var remaining: Int64
        var extent: Extent?
    }
    struct Extent { let length: Int64? }

    /// A header may take so many bytes.
    public static let headLimit = HeaderFields.lengthLimit
    /// So many bytes may be read again in any file, and eight times its length besides.
    private static let readAgainLimit: Int64 = 1 << 20
    /// So many bytes that are no record are skipped after a block.
    static let junkLimit = 1 << 16

    /// Opens a file at its beginning, or at a record's offset. `-`'s content can be read as /dev/stdin.
    public init(path: String, at offset: Int64 = 0) throws(WARCReadError) {
        try self.init(path: path, stretch: nil, at: offset)
    }

    /// Opens a stretch of a file, such as an entry of a ZIP file; offsets count from its beginning.
    init(path: String, stretch: ByteSource.Stretch?, at offset: Int64 = 0) throws(WARCReadError) {
        bytes = try ArchiveBytes(path: path, stretch: stretch, at: offset)
        search = RecordSearch(path: path, stretch: stretch, layout: bytes.layout)
        self.path = path
        self.stretch = stretch
    }

    /// Whether the file is compressed by gzip.
    public var isGzip: Bool { bytes.layout == .gzip }
    /// How the file is compressed.
    var layout: ArchiveBytes.Layout { bytes.layout }

    /// The header of the next record; nil at the end of the file. What is left of the record before is skipped.
    public mutating func next() throws(WARCReadError) -> WARCEntry? {
        if record != nil { _ = try finish() }
        return try remembering { (reader) throws(WARCReadError) in try reader.readHead() }
    }

    /// The next bytes of the current record's block, at most `count`; empty at its end.
    public mutating func readBlock(upTo count: Int = 1 << 16) throws(WARCReadError) -> [UInt8] {
        try remembering { (reader) throws(WARCReadError) in
            guard let wanted = try reader.available() else { return [] }
            let taken = min(wanted, count)
            let piece = Array(reader.bytes.buffer[reader.bytes.start..<reader.bytes.start + taken])
            reader.take(taken)
            return piece
        }
    }

    /// Shows the next bytes of the current record's block, as many as are at hand; nil at its end.
    mutating func peek<Value>(_ body: (ArraySlice<UInt8>) -> Value) throws(WARCReadError) -> Value? {
        try remembering { (reader) throws(WARCReadError) in
            guard let count = try reader.available() else { return nil }
            return body(reader.bytes.buffer[reader.bytes.start..<reader.bytes.start + count])
        }
    }

    /// Hands on the next bytes of the current record's block, as many as are at hand, without copying them; nil at its end.
    mutating func readPiece<Value>(_ body: (ArraySlice<UInt8>) -> Value) throws(WARCReadError) -> Value? {
        try remembering { (reader) throws(WARCReadError) in
            guard let count = try reader.available() else { return nil }
            let value = body(reader.bytes.buffer[reader.bytes.start..<reader.bytes.start + count])
            reader.take(count)
            return value
        }
    }

    /// Hands on the rest of the current record's block in pieces, without copying them.
    mutating func forEachPiece(_ body: (ArraySlice<UInt8>) -> Void) throws(WARCReadError) {
        try remembering { (reader) throws(WARCReadError) in
            while let count = try reader.available() {
                body(reader.bytes.buffer[reader.bytes.start..<reader.bytes.start + count])
                reader.take(count)
            }
        }
    }

    /// The rest of the current record's block; an error that names the limit where the whole block is longer than `limit`.
    /// That error leaves the reader usable: the block can still be read in pieces or skipped.
    public mutating func block(limit: Int) throws(WARCReadError) -> [UInt8] {
        guard let record else { return [] }
        guard record.contentLength <= Int64(limit) else {
            throw WARCReadError(path: path, offset: record.offset,
                                problem: .blockOverLimit(contentLength: record.contentLength, limit: limit))
        }
        return try remembering { (reader) throws(WARCReadError) in
            var block: [UInt8] = []
            while let count = try reader.available() {
                // A lying Content-Length must not cost memory before its bytes are there.
                if block.isEmpty { block.reserveCapacity(Int(min(record.remaining, 16 << 20))) }
                block += reader.bytes.buffer[reader.bytes.start..<reader.bytes.start + count]
                reader.take(count)
            }
            return block
        }
    }

    /// Reads to the record's end and gives its length on disk: of its gzip member or zstd frames, or in a plain file of header
    /// and block without the empty lines after it (so do other indexers). nil where the record shares its member with others.
    @discardableResult
    public mutating func finish() throws(WARCReadError) -> Int64? {
        try remembering { (reader) throws(WARCReadError) in try reader.readEnd() }
    }

    /// Where the current record ends with all that separates it from the next, once `finish` was called for it; nil where that
    /// lies within a member.
    var recordEnd: Int64? { bytes.layout == .plain ? bytes.offset : memberBoundary }

    /// Whether an error ended reading.
    public var hasFailed: Bool { failure != nil }

    /// Goes on after an error: at the next place where a record begins, which must lie behind `offset`, else behind the
    /// place of the error. Gives that place; nil where there is none, and then the next record is nil as well.
    public mutating func resume(after offset: Int64? = nil) throws(WARCReadError) -> Int64? {
        guard let failed = failure?.offset ?? record?.offset ?? offset else { return nil }
        var place = try search.place(after: max(offset ?? failed, failed), isARC: isARC ?? false)
        if let found = place, try !mayReadAgain(from: found) {
            hasGivenUp = true
            place = nil
        }
        failure = nil
        record = nil
        tolerated = []
        positionInMember = 0
        if let place {
            try bytes.move(to: place)
        } else {
            bytes.abandon()
        }
        return place
    }

    /// Whether going back to a place is worth its time. Damage makes a reader go back now and then; bytes that were made to do so at every
    /// line would take a time that grows with their square.
    private mutating func mayReadAgain(from place: Int64) throws(WARCReadError) -> Bool {
        bytesReadAgain += max(1 << 10, bytes.offset - place)  // to go back costs something in itself
        guard bytesReadAgain > Self.readAgainLimit else { return true }
        do throws(FileError) {
            let length = if let stretch { stretch.length } else { try OpenFile.size(of: path) }
            return bytesReadAgain <= Self.readAgainLimit + 8 * length
        } catch {
            throw WARCReadError(path: path, offset: place, problem: .file(error))
        }
    }

    private mutating func remembering<Value>(
        _ body: (inout WARCReader) throws(WARCReadError) -> Value
    ) throws(WARCReadError) -> Value {
        if let failure { throw failure }
        do throws(WARCReadError) {
            return try body(&self)
        } catch {
            failure = error
            throw error
        }
    }
}
