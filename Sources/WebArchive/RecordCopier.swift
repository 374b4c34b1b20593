// Copies records out of an archive file, each as the gzip member that it is, byte for byte.

/// Reads records from a place on, and copies those that are wanted. What does not lie in a gzip member of its own, as in plain and
/// zstd files, becomes one: the record stays the same to the byte, only its compression is new.
///
///     var copier = try RecordCopier(path: "a.warc.gz", at: offset)
///     while let entry = try copier.next() { try copier.copy { try output.append($0) } }
public struct RecordCopier: ~Copyable {
    private let path: String
    private let file: OpenFile
    private var reader: WARCReader
    /// The record that was read last.
    public private(set) var entry: WARCEntry?

    /// Opens a file at a record's offset.
    public init(path: String, at offset: Int64 = 0) throws(WARCReadError) {
        try self.init(path: path, file: Self.open(path, offset), reader: WARCReader(path: path, at: offset))
    }

    private init(path: String, file: consuming OpenFile, reader: consuming WARCReader) {
        self.path = path
        self.file = file
        self.reader = reader
    }

    private static func open(_ path: String, _ offset: Int64) throws(WARCReadError) -> OpenFile {
        do throws(FileError) {
            return try OpenFile(path, .reading)
        } catch {
            throw WARCReadError(path: path, offset: offset, problem: .file(error))
        }
    }

    /// The header of the next record.
    public mutating func next() throws(WARCReadError) -> WARCEntry? {
        entry = try reader.next()
        return entry
    }

    /// The block of the current record, which can be copied all the same; an error where it is longer than `limit`.
    public mutating func block(limit: Int) throws(WARCReadError) -> [UInt8] { try reader.block(limit: limit) }

    /// Hands on the current record as a gzip member, in pieces; gives the member's length. The record is read to its end first, so
    /// that nothing damaged is copied. An ARC record is none that could be copied.
    public mutating func copy(to sink: (ArraySlice<UInt8>) throws -> Void) throws -> Int64 {
        guard let entry else { return 0 }
        guard !entry.isARC else { throw WARCReadError(path: path, offset: entry.offset, problem: .unsupported(format: "ARC")) }
        let length = try reader.finish()
        guard reader.isGzip, let length else { return try compress(entry, to: sink) }
        var done: Int64 = 0
        var buffer = [UInt8](repeating: 0, count: Int(min(length, Int64(FilePieces.size))))
        while done < length {
            let count = min(Int64(try file.read(into: &buffer, at: entry.offset + done)), length - done)
            guard count > 0 else { throw WARCReadError(path: path, offset: entry.offset, problem: .tornMember) }
            try sink(buffer[..<Int(count)])
            done += count
        }
        return length
    }

    private func compress(_ entry: WARCEntry, to sink: (ArraySlice<UInt8>) throws -> Void) throws -> Int64 {
        var again = try WARCReader(path: path, at: entry.offset)
        // Records that share a member are passed until the one is met.
        while let other = try again.next(), other.positionInMember != entry.positionInMember {}
        var stream = GzipStream()
        var length: Int64 = 0
        func counting(_ piece: ArraySlice<UInt8>) throws {
            length += Int64(piece.count)
            try sink(piece)
        }
        try stream.compress(entry.head[...], to: counting)
        while true {
            let piece = try again.readBlock()
            if piece.isEmpty { break }
            try stream.compress(piece[...], to: counting)
        }
        try stream.compress(WARCRecord.separator[...], last: true, to: counting)
        return length
    }
}
