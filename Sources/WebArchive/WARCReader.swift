// Reads WARC files record by record in constant memory, plain or gzip, from their beginning or from any record's offset.

/// A reader of .warc and .warc.gz files, versions 1.0 and 1.1 and their drafts.
///
///     var reader = try WARCReader(path: "a.warc.gz")
///     while let entry = try reader.next() {
///         let block = try reader.block(limit: 64 << 20)
///         let length = try reader.finish()      // on disk; with entry.offset it finds the record again
///     }
///
/// After an error the reader stays at it: every later call throws the same.
public struct WARCReader: ~Copyable {
    /// The path as it was given.
    public let path: String
    /// What is tolerated in a record's end; complete once `finish` was called for it.
    public private(set) var tolerated: [WARCTolerance] = []
    private var bytes: ArchiveBytes
    private var record: OpenRecord?
    private var positionInMember: Int64 = 0
    private var failure: WARCReadError?

    private struct OpenRecord {
        let offset: Int64
        let headLength: Int
        let contentLength: Int64
        var remaining: Int64
        var extent: Extent?
    }
    private struct Extent { let length: Int64? }

    /// A header may take so many bytes.
    public static let headLimit = 1 << 20
    /// So many bytes that are no record are skipped after a block.
    private static let junkLimit = 1 << 16

    /// Opens a file at its beginning, or at a record's offset. `-`'s content can be read as /dev/stdin.
    public init(path: String, at offset: Int64 = 0) throws(WARCReadError) {
        bytes = try ArchiveBytes(path: path, at: offset)
        self.path = path
    }

    /// Whether the file is compressed.
    public var isGzip: Bool { bytes.layout == .gzip }

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

    /// Reads to the record's end and gives its length on disk: of the gzip member, or in a plain file of header and block
    /// without the empty lines after it (so do other indexers). nil where the record shares its member with others.
    @discardableResult
    public mutating func finish() throws(WARCReadError) -> Int64? {
        try remembering { (reader) throws(WARCReadError) in try reader.readEnd() }
    }

    /// Skips what separates records; nil at the end of the file. Leaves the window at a version line.
    private mutating func readHead() throws(WARCReadError) -> WARCEntry? {
        record = nil
        while true {
            if bytes.layout == .gzip, bytes.start == bytes.end, bytes.memberEnded {
                guard try bytes.nextMember() else { return nil }
                positionInMember = 0
            }
            // Empty lines before a record: readEnd has met those that follow a block, so these stand at the very beginning.
            while try bytes.fill(), bytes.buffer[bytes.start] == LF || bytes.buffer[bytes.start] == CR { skip(1) }
            if try bytes.fill() { break }
            if bytes.layout == .plain { return nil }  // in a gzip file, that member holds no record
        }
        let offset = bytes.layout == .gzip ? bytes.memberStart : bytes.offset
        let position = bytes.layout == .gzip ? positionInMember : 0
        let head = try readHeadBytes(offset: offset)
        let lineEnd = head.firstIndex(of: LF) ?? head.endIndex
        let line = decodeHeaderText(head[..<lineEnd])
        let fields = HeaderFields(parsing: head[(lineEnd + 1)...])
        guard let value = fields["Content-Length"] else { throw error(offset, .contentLengthMissing) }
        guard let contentLength = Int64(value), contentLength >= 0 else {
            throw error(offset, .contentLengthUnreadable(String(value.prefix(40))))
        }
        let version = String(decoding: line.utf8.dropFirst(5).prefix { $0 > SPACE }, as: UTF8.self)
        tolerated = Self.faults(in: head, fields: fields, version: version)
        if position > 0 { tolerated.append(.sharedMember) }
        record = OpenRecord(offset: offset, headLength: head.count, contentLength: contentLength, remaining: contentLength)
        return WARCEntry(offset: offset, positionInMember: position, version: version, fields: fields,
                         headLength: head.count, contentLength: contentLength, tolerated: tolerated)
    }

    private mutating func readHeadBytes(offset: Int64) throws(WARCReadError) -> [UInt8] {
        var head: [UInt8] = []
        var scanner = HeadScanner()
        var isChecked = false
        while true {
            guard try bytes.fill() else {
                throw error(offset, looksLikeVersion(head) ? .tornHead : .notWARC(found: Self.shown(head)))
            }
            let window = bytes.buffer[bytes.start..<bytes.end]
            let end = scanner.end(in: window)
            let taken = (end ?? window.endIndex) - window.startIndex
            head += window.prefix(taken)
            skip(taken)
            if !isChecked, head.count >= 5 || end != nil {
                guard looksLikeVersion(head) else { throw error(offset, .notWARC(found: Self.shown(head))) }
                isChecked = true
            }
            if end != nil { return head }
            if head.count > Self.headLimit { throw error(offset, .headOverLimit(Self.headLimit)) }
        }
    }

    /// Reads the rest of the block and what separates it from the next record.
    private mutating func readEnd() throws(WARCReadError) -> Int64? {
        guard let open = record else { return nil }
        if let extent = open.extent { return extent.length }
        while let count = try available() { take(count) }
        // Invariant: the window begins a line; a version line ends the search.
        var separator: [UInt8] = []
        var junk = 0
        while try bytes.fill() {
            let byte = bytes.buffer[bytes.start]
            if byte == LF || byte == CR {
                if separator.count <= 4 { separator.append(byte) }
                skip(1)
            } else if isAtVersionLine {
                break
            } else {
                // Content-Length was too small, or something was appended: up to the line's end it is no record.
                while try bytes.fill(), bytes.buffer[bytes.start] != LF, bytes.buffer[bytes.start] != CR {
                    junk += 1
                    skip(1)
                    if junk > Self.junkLimit { throw bytes.failure(.junkOverLimit(Self.junkLimit)) }
                }
            }
        }
        if junk > 0 { tolerated.append(.junk) }
        if separator != WARCRecord.separator { tolerated.append(.separator) }
        let sharesMember = bytes.layout == .gzip && (bytes.start < bytes.end || tolerated.contains(.sharedMember))
        if sharesMember, !tolerated.contains(.sharedMember) { tolerated.append(.sharedMember) }
        let length = bytes.layout == .plain ? Int64(open.headLength) + open.contentLength
            : sharesMember ? nil : bytes.offset - open.offset
        record?.extent = Extent(length: length)
        return length
    }

    /// How many bytes of the block are at hand; nil at its end.
    private mutating func available() throws(WARCReadError) -> Int? {
        guard let record, record.remaining > 0 else { return nil }
        guard try bytes.fill() else { throw error(record.offset, .tornBlock(missing: record.remaining)) }
        return Int(min(Int64(bytes.end - bytes.start), record.remaining))
    }

    private mutating func take(_ count: Int) {
        record?.remaining -= Int64(count)
        skip(count)
    }

    private mutating func skip(_ count: Int) {
        bytes.consume(count)
        positionInMember += Int64(count)
    }

    /// Whether the window begins with a version line; looks no further than the window, which may end within one.
    private var isAtVersionLine: Bool {
        looksLikeVersion(bytes.buffer[bytes.start..<min(bytes.start + 5, bytes.end)])
    }

    private func looksLikeVersion(_ bytes: some Collection<UInt8>) -> Bool {
        !bytes.isEmpty && bytes.prefix(5).elementsEqual("warc/".utf8.prefix(bytes.count), by: { lowerCase($0) == $1 })
    }

    private func error(_ offset: Int64, _ problem: WARCReadError.Problem) -> WARCReadError {
        WARCReadError(path: path, offset: offset, problem: problem)
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

    private static func faults(in head: [UInt8], fields: HeaderFields, version: String) -> [WARCTolerance] {
        var faults: [WARCTolerance] = []
        for index in head.indices where head[index] == LF {
            let endsWell = index > 0 && head[index - 1] == CR && !(index > 1 && head[index - 2] == CR)
            if !endsWell {
                faults.append(.lineEnds)
                break
            }
        }
        if fields.strayLines > 0 { faults.append(.strayLine) }
        if fields.rawValue(of: "WARC-Target-URI")?.first == UInt8(ascii: "<") { faults.append(.bracketedTargetURI) }
        if version != "1.0" && version != "1.1" { faults.append(.version) }
        return faults
    }

    private static func shown(_ bytes: [UInt8]) -> String {
        String(String.UnicodeScalarView(bytes.prefix(40).map { $0 < SPACE || $0 > 0x7E ? "." : Unicode.Scalar($0) }))
    }
}
