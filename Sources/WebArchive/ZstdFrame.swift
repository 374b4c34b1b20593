// What the first bytes of a zstd frame say (RFC 8878 §3.1): what a .warc.zst file must hold is told from them.

/// The header of a frame, or of a skippable one.
enum ZstdFrame: Equatable {
    /// A frame of data.
    case data(Header)
    /// A skippable frame with its last hexadecimal digit, of so many bytes after its eight first.
    case skippable(digit: UInt8, count: Int64)

    struct Header: Equatable {
        /// Whether the length of what it decodes to is written (Frame_Content_Size).
        var hasContentSize: Bool
        /// Whether a checksum follows the data (Content_Checksum).
        var hasChecksum: Bool
        /// The dictionary it needs; 0 where none is named.
        var dictionaryID: UInt32
    }

    /// The digit of the skippable frame that holds a dictionary: its magic number is 0x184D2A5D.
    static let dictionaryDigit: UInt8 = 0xD
    /// With which a .warc.zst file begins: a frame of data, or that of a dictionary.
    static let magics: [[UInt8]] = [[0x28, 0xB5, 0x2F, 0xFD], [0x5D, 0x2A, 0x4D, 0x18]]
    /// So many bytes are enough to read any header that is asked for here.
    static let longestHeader = 14

    /// Reads the frame that begins with `bytes`; nil where none does, or where `bytes` end within its header.
    init?(at bytes: ArraySlice<UInt8>) {
        let bytes = bytes.prefix(Self.longestHeader)
        let start = bytes.startIndex
        guard bytes.count >= 5 else { return nil }
        if bytes[start] & 0xF0 == 0x50, bytes[(start + 1)...(start + 3)].elementsEqual([0x2A, 0x4D, 0x18]) {
            guard bytes.count >= 8 else { return nil }
            let count = Self.littleEndian(bytes[(start + 4)...(start + 7)])
            self = .skippable(digit: bytes[start] & 0x0F, count: Int64(count))
            return
        }
        guard bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) else { return nil }
        let descriptor = bytes[start + 4]
        let isSingleSegment = descriptor & 0x20 != 0
        let idLength = [0, 1, 2, 4][Int(descriptor & 3)]
        let idStart = start + 5 + (isSingleSegment ? 0 : 1)
        guard bytes.endIndex >= idStart + idLength else { return nil }
        self = .data(Header(
            hasContentSize: descriptor >> 6 != 0 || isSingleSegment, hasChecksum: descriptor & 0x04 != 0,
            dictionaryID: UInt32(Self.littleEndian(bytes[idStart..<(idStart + idLength)]))))
    }

    static func littleEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The first bytes of a skippable frame.
    static func skippableHead(digit: UInt8, count: Int) -> [UInt8] {
        [0x50 | digit, 0x2A, 0x4D, 0x18] + (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
    }
}
