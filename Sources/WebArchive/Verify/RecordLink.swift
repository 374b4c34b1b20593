// One end of a relation between records, of a fixed size: what many records say of each other is sorted on disk, not held.

/// What one record says: that it has an ID, or that it refers to one.
struct RecordLink: Equatable, Comparable {
    /// In the order in which they are looked at: first what is there, then what refers to it.
    enum Kind: UInt8 {
        /// A record with that ID; `first` its date, `second` its payload digest.
        case id
        /// A capture of that URI at that date; `second` its payload digest.
        case capture
        /// A response with that payload digest.
        case payload
        /// A record of that ID, or a capture of that URI at that date, that is known to be lost.
        case lost
        /// WARC-Concurrent-To; `first` the date of the record that says it.
        case concurrentTo
        /// WARC-Refers-To; `second` the payload digest of a revisit.
        case refersTo
        case warcinfoID
        /// WARC-Refers-To-Target-URI and -Date; `second` the payload digest.
        case originalCapture
        /// The payload digest of a revisit that names no original.
        case originalPayload
        /// A segment of the record of that ID; `first` its number, `second` its length, `third` its target URI.
        case segment
        /// The total length of that record, in `first`.
        case segmentTotal
    }

    /// The first 128 bits of the SHA-256 of an ID, or of a URI and date, or of a digest.
    var key: Key
    var kind: Kind
    /// Whether the record is a revisit.
    var isRevisit = false
    /// Which of the files it lies in.
    var file: Int32
    var offset: Int64
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0

    struct Key: Equatable, Comparable {
        var high: UInt64
        var low: UInt64

        static func < (left: Key, right: Key) -> Bool { left.high != right.high ? left.high < right.high : left.low < right.low }
    }

    static func < (left: RecordLink, right: RecordLink) -> Bool {
        if left.key != right.key { return left.key < right.key }
        if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
        if left.first != right.first, left.kind == .segment { return left.first < right.first }
        return left.file != right.file ? left.file < right.file : left.offset < right.offset
    }

    /// So many bytes a link takes on disk.
    static let size = 56

    func append(to bytes: inout [UInt8]) {
        for word in [key.high, key.low, first, second, third, UInt64(bitPattern: offset)] {
            for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
        }
        for shift in stride(from: Int32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: file >> shift)) }
        bytes.append(kind.rawValue)
        bytes.append(isRevisit ? 1 : 0)
        bytes += [0, 0]
    }

    /// Reads what `append` wrote.
    init?(_ bytes: ArraySlice<UInt8>) {
        func word(_ index: Int) -> UInt64 { ZstdFrame.littleEndian(bytes[(bytes.startIndex + 8 * index)..<(bytes.startIndex + 8 * index + 8)]) }
        let tail = bytes.startIndex + 48
        guard bytes.count == Self.size, let kind = Kind(rawValue: bytes[tail + 4]) else { return nil }
        key = Key(high: word(0), low: word(1))
        (first, second, third, offset) = (word(2), word(3), word(4), Int64(bitPattern: word(5)))
        file = Int32(truncatingIfNeeded: ZstdFrame.littleEndian(bytes[tail..<(tail + 4)]))
        self.kind = kind
        isRevisit = bytes[tail + 5] == 1
    }

    init(key: Key, kind: Kind, isRevisit: Bool = false, file: Int32, offset: Int64, first: UInt64 = 0, second: UInt64 = 0, third: UInt64 = 0) {
        self.key = key
        self.kind = kind
        self.isRevisit = isRevisit
        self.file = file
        self.offset = offset
        self.first = first
        self.second = second
        self.third = third
    }
}
