// The new file of a repair: sound records, copied as they lie or laid out anew.

/// Writes sound records one after the other. Records that lie well are copied byte for byte; those that share a member, or whose
/// separator is wrong, get a member and a separator of their own.
struct RepairedFile: ~Copyable {
    private let source: OpenFile
    private let sourcePath: String
    private let layout: ArchiveBytes.Layout
    private let file: OpenFile
    private let dictionary: ZstdDictionary?
    private var length: Int64 = 0
    /// Reads along where records must be taken out of a shared member.
    private var reader: WARCReader?
    private var readerEntry: WARCEntry?
    private var encoder = GzipCompressor()

    /// A longer block is laid out anew piece by piece; in a zstd file, whose frames say their length first, it is refused.
    var memoryLimit = 256 << 20

    init(_ path: String, of sourcePath: String, layout: ArchiveBytes.Layout) throws(FileError) {
        let source = try OpenFile(sourcePath, .reading)
        var head = [UInt8](repeating: 0, count: 8)
        let count = layout == .zstd ? try source.read(into: &head, at: 0) : 0
        var data: [UInt8] = []
        if case .skippable(ZstdFrame.dictionaryDigit, let size)? = ZstdFrame(at: head[..<count]), size <= ZstdDictionary.limit {
            data = [UInt8](repeating: 0, count: Int(size))
            _ = try source.read(into: &data, at: 8)
        }
        let file = try OpenFile(path, .creating)
        if !data.isEmpty { try file.write((head + data)[...], at: 0) }
        length = data.isEmpty ? 0 : Int64(8 + data.count)
        dictionary = data.isEmpty ? nil : try? ZstdDictionary(userData: data)
        self.source = source
        self.sourcePath = sourcePath
        self.layout = layout
        self.file = file
    }

    /// How many bytes the dictionary's frame takes, with which the old and the new file begin.
    var dictionaryLength: Int64 { dictionary == nil ? 0 : length }

    /// Copies the bytes of the old file in that range.
    mutating func copy(_ range: Range<Int64>) throws(FileError) {
        var buffer = [UInt8](repeating: 0, count: Int(min(Int64(FilePieces.size), max(1, range.upperBound - range.lowerBound))))
        var place = range.lowerBound
        while place < range.upperBound {
            let read = try source.read(into: &buffer, at: place)
            let count = min(read, Int(range.upperBound - place))
            if count == 0 { return }
            try append(buffer[..<count])
            place += Int64(count)
        }
    }

    /// Appends a separator, or other bytes that the old file lacks.
    mutating func append(_ bytes: ArraySlice<UInt8>) throws(FileError) {
        try file.write(bytes, at: length)
        length += Int64(bytes.count)
    }

    /// Lays the record out anew: its header and block as they are, in a member of their own.
    mutating func layOut(_ entry: WARCEntry) throws {
        if entry.contentLength > Int64(memoryLimit), layout != .zstd { return try layOutInPieces(entry) }
        let bytes = try self.bytes(of: entry) + (entry.isARC ? [LF] : WARCRecord.separator)
        switch layout {
        case .plain: try append(bytes[...])
        case .gzip: try append(encoder.member(of: bytes)[...])
        case .zstd:
            let compressor = ZstdCompressor(dictionary: dictionary?.bytes)
            try append(compressor.frame(of: bytes)[...])
        }
    }

    private mutating func layOutInPieces(_ entry: WARCEntry) throws {
        guard let found = try read(to: entry) else { return }
        var stream = GzipStream()
        var piece = found.head
        var isLast = false
        while true {
            if layout == .plain {
                try append(piece[...])
            } else {
                var packed: [UInt8] = []
                stream.compress(piece[...], last: isLast) { packed += $0 }
                try append(packed[...])
            }
            if isLast { return }
            piece = try reader?.readBlock(upTo: FilePieces.size) ?? []
            if piece.isEmpty { (piece, isLast) = (entry.isARC ? [LF] : WARCRecord.separator, true) }
        }
    }

    /// Header and block of a record, as they stand in the decompressed file. Records must be asked for in their order.
    mutating func bytes(of entry: WARCEntry) throws -> [UInt8] {
        guard let found = try read(to: entry) else { return [] }
        return found.head + (try reader?.block(limit: memoryLimit) ?? [])
    }

    /// Reads along up to the record's header.
    private mutating func read(to entry: WARCEntry) throws -> WARCEntry? {
        if readerEntry?.offset != entry.offset || readerEntry?.positionInMember ?? 0 >= entry.positionInMember {
            reader = try WARCReader(path: sourcePath, at: entry.offset)
            readerEntry = nil
        }
        while let next = try reader?.next() ?? nil {
            readerEntry = next
            if next.positionInMember == entry.positionInMember { return next }
        }
        return nil
    }

    /// Makes all durable; gives the length.
    func finish() throws(FileError) -> Int64 {
        try file.syncData()
        try OpenFile.syncFolder(of: file.path)
        return length
    }
}
