// The new file of a repair: sound records, copied as they lie or laid out anew.

/// Writes sound records one after the other. Records that lie well are copied byte for byte; those that share a member, or whose
/// separator is wrong, get a member and a separator of their own.
struct RepairedFile: ~Copyable {
    private let source: OpenFile
    private let sourcePath: String
    private let layout: ArchiveBytes.Layout
    private let file: OpenFile
    private let coding: WARCCoding
    private var length: Int64 = 0
    /// Reads along where records must be taken out of a shared member.
    private var reader: WARCReader?
    private var readerEntry: WARCEntry?
    private let encoder: WARCMemberEncoder

    /// A longer block is laid out anew piece by piece.
    var memoryLimit = 4 << 20

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
        dictionaryLength = length
        let dictionary = data.isEmpty ? nil : try? ZstdDictionary(userData: data)
        coding = layout == .zstd ? .zstd(dictionary.map { PreparedDictionary($0) }) : .gzip
        encoder = WARCMemberEncoder(coding)
        self.source = source
        self.sourcePath = sourcePath
        self.layout = layout
        self.file = file
    }

    /// How many bytes the dictionary's frame takes, with which the old and the new file begin.
    let dictionaryLength: Int64

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
        if entry.contentLength > Int64(memoryLimit) { return try layOutInPieces(entry) }
        let bytes = try self.bytes(of: entry) + Self.separator(of: entry)
        try append(layout == .plain ? bytes[...] : encoder.member(of: bytes)[...])
    }

    private mutating func layOutInPieces(_ entry: WARCEntry) throws {
        var piece = try read(to: entry).head
        let separator = Self.separator(of: entry)
        var stream = MemberStream(coding, count: Int64(piece.count) + entry.contentLength + Int64(separator.count))
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
            if piece.isEmpty { (piece, isLast) = (separator, true) }
        }
    }

    private static func separator(of entry: WARCEntry) -> [UInt8] { entry.isARC ? [LF] : WARCRecord.separator }

    /// Header and block of a record, as they stand in the decompressed file. Records must be asked for in their order.
    mutating func bytes(of entry: WARCEntry) throws -> [UInt8] {
        let found = try read(to: entry)
        return found.head + (try reader?.block(limit: memoryLimit) ?? [])
    }

    /// Stands at the record's header: reads on to it, or begins at its place where what lies before it in its member is no record.
    private mutating func read(to entry: WARCEntry) throws(WARCReadError) -> WARCEntry {
        if let last = readerEntry, last.offset == entry.offset, last.positionInMember < entry.positionInMember, let found = readOn(to: entry) {
            return found
        }
        reader = try WARCReader(path: sourcePath, at: entry.offset)
        try reader?.begin(atPositionInMember: entry.positionInMember)
        readerEntry = try reader?.next()
        guard let found = readerEntry, found.positionInMember == entry.positionInMember else {
            throw WARCReadError(path: sourcePath, offset: entry.offset, problem: .damagedMember("a record of it was read before, and is not there now"))
        }
        return found
    }

    private mutating func readOn(to entry: WARCEntry) -> WARCEntry? {
        while let next = (try? reader?.next()) ?? nil, next.offset == entry.offset, next.positionInMember <= entry.positionInMember {
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
