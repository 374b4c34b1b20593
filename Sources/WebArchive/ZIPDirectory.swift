// The central directory of a ZIP file (APPNOTE.TXT §4.3), ZIP64 included: which entries there are and where they lie.

/// The entries of a ZIP file.
struct ZIPDirectory: Sendable {
    /// One file in it.
    struct Entry: Sendable, Equatable {
        /// Its path as written, with `/`.
        var name: String
        /// The path to the byte.
        var nameBytes: [UInt8]
        /// 0 stored, 8 deflated.
        var method: UInt16
        /// Whether it is encrypted.
        var isEncrypted: Bool
        var checksum: UInt32
        /// In the file.
        var compressedSize: Int64
        /// Without compression.
        var size: Int64
        /// Where its local header begins.
        var headerOffset: Int64
        /// Where its data begin; nil where the local header is not what the directory says.
        var dataOffset: Int64?

        /// Where its bytes lie; nil where they cannot be read.
        var stretch: ByteSource.Stretch? {
            guard let dataOffset, method == 0 || method == 8, !isEncrypted else { return nil }
            return ByteSource.Stretch(start: dataOffset, length: compressedSize, isDeflated: method == 8)
        }
    }

    /// Why a file is no whole ZIP file.
    enum Problem: Error, Equatable, CustomStringConvertible {
        case file(FileError)
        /// No end of central directory: no ZIP file, or one that was cut.
        case noDirectory
        /// The directory is not where its end says, or breaks off.
        case damagedDirectory(offset: Int64)
        /// A directory of more than so many bytes.
        case overLimit(Int)

        var description: String {
            switch self {
            case .file(let error): error.description
            case .noDirectory: "no ZIP file, or one that was cut: it has no end of central directory"
            case .damagedDirectory(let offset): "the central directory is damaged at \(offset)"
            case .overLimit(let limit): "the central directory has more than \(limit >> 20) MiB"
            }
        }
    }

    let path: String
    let entries: [Entry]

    /// A directory may take so many bytes: about a million entries.
    static let limit = 128 << 20

    /// Reads the directory.
    init(path: String) throws(Problem) {
        self.path = path
        let file = try Self.reading { () throws(FileError) in try OpenFile(path, .reading) }
        let size = try Self.reading { () throws(FileError) in try file.size() }
        func bytes(_ count: Int, at offset: Int64) throws(Problem) -> [UInt8] {
            var bytes = [UInt8](repeating: 0, count: count)
            let found = try Self.reading { () throws(FileError) in try file.read(into: &bytes, at: offset) }
            guard found == count else { throw .damagedDirectory(offset: offset) }
            return bytes
        }
        // The comment behind the end record has at most 65,535 bytes.
        let tail = try bytes(Int(min(size, 22 + 65_535 + 20)), at: max(0, size - 22 - 65_535 - 20))
        guard let place = Self.endRecord(in: tail) else { throw .noDirectory }
        var start = Int64(Self.number(tail, place + 16, 4))
        var length = Int64(Self.number(tail, place + 12, 4))
        var count = Int(Self.number(tail, place + 10, 2))
        if start == 0xFFFF_FFFF || length == 0xFFFF_FFFF || count == 0xFFFF, place >= 20, Self.number(tail, place - 20, 4) == 0x0706_4B50 {
            let offset = Int64(bitPattern: Self.number(tail, place - 12, 8))
            guard offset >= 0, offset <= size - 56 else { throw .damagedDirectory(offset: size) }
            let end = try bytes(56, at: offset)
            guard Self.number(end, 0, 4) == 0x0606_4B50 else { throw .damagedDirectory(offset: offset) }
            start = Int64(bitPattern: Self.number(end, 48, 8))
            length = Int64(bitPattern: Self.number(end, 40, 8))
            count = Int(truncatingIfNeeded: Self.number(end, 32, 8))
        }
        guard start >= 0, length >= 0, start <= size, length <= size - start else { throw .damagedDirectory(offset: size) }
        guard length <= Self.limit else { throw .overLimit(Self.limit) }
        var entries = Self.entries(of: try bytes(Int(length), at: start))
        guard entries.count & 0xFFFF == count & 0xFFFF else { throw .damagedDirectory(offset: start) }
        for index in entries.indices {
            let entry = entries[index]
            guard entry.headerOffset >= 0, entry.headerOffset <= size - 30 else { continue }
            let head = try bytes(30, at: entry.headerOffset)
            guard Self.number(head, 0, 4) == 0x0403_4B50, Int(Self.number(head, 26, 2)) == entry.nameBytes.count,
                  entry.headerOffset + 30 + Int64(entry.nameBytes.count) <= size else { continue }
            let name = try bytes(entry.nameBytes.count, at: entry.headerOffset + 30)
            guard Self.agrees(head, name, entry) else { continue }
            entries[index].dataOffset = entry.headerOffset + 30 + Int64(Self.number(head, 26, 2)) + Int64(Self.number(head, 28, 2))
        }
        self.entries = entries
    }

    /// The entry of that path.
    subscript(name: String) -> Entry? { entries.first { $0.name == name } }

    /// Whether a local header says what the directory says (§4.3.7). Checksum and sizes stand behind the data where bit 3 is set, and sizes
    /// that do not fit in the ZIP64 field.
    private static func agrees(_ head: [UInt8], _ name: [UInt8], _ entry: Entry) -> Bool {
        guard name == entry.nameBytes, UInt16(number(head, 8, 2)) == entry.method, (number(head, 6, 2) & 1 != 0) == entry.isEncrypted else { return false }
        if number(head, 6, 2) & 8 != 0 { return true }
        func isSize(_ place: Int, _ size: Int64) -> Bool { [0xFFFF_FFFF, UInt64(bitPattern: size)].contains(number(head, place, 4)) }
        return UInt32(number(head, 14, 4)) == entry.checksum && isSize(18, entry.compressedSize) && isSize(22, entry.size)
    }

    private static func reading<Value: ~Copyable>(_ body: () throws(FileError) -> Value) throws(Problem) -> Value {
        do throws(FileError) { return try body() } catch { throw .file(error) }
    }

    private static func endRecord(in tail: [UInt8]) -> Int? {
        guard tail.count >= 22 else { return nil }
        return stride(from: tail.count - 22, through: 0, by: -1).first { place in
            number(tail, place, 4) == 0x0605_4B50 && place + 22 + Int(number(tail, place + 20, 2)) == tail.count
        }
    }

    private static func entries(of directory: [UInt8]) -> [Entry] {
        var entries: [Entry] = []
        var place = 0
        while place + 46 <= directory.count, number(directory, place, 4) == 0x0201_4B50 {
            let (nameLength, extraLength, commentLength) = (
                Int(number(directory, place + 28, 2)), Int(number(directory, place + 30, 2)), Int(number(directory, place + 32, 2)))
            let end = place + 46 + nameLength + extraLength + commentLength
            guard end <= directory.count else { break }
            let nameStart = place + 46
            var entry = Entry(
                name: decodeHeaderText(directory[nameStart..<(nameStart + nameLength)]),
                nameBytes: Array(directory[nameStart..<(nameStart + nameLength)]), method: UInt16(number(directory, place + 10, 2)),
                isEncrypted: number(directory, place + 8, 2) & 1 != 0, checksum: UInt32(number(directory, place + 16, 4)),
                compressedSize: Int64(number(directory, place + 20, 4)), size: Int64(number(directory, place + 24, 4)),
                headerOffset: Int64(number(directory, place + 42, 4)), dataOffset: nil)
            addExtra(directory[(nameStart + nameLength)..<(nameStart + nameLength + extraLength)], to: &entry)
            entries.append(entry)
            place = end
        }
        return entries
    }

    /// The ZIP64 field holds, in their order, those numbers that do not fit (§4.5.3).
    private static func addExtra(_ extra: ArraySlice<UInt8>, to entry: inout Entry) {
        let bytes = Array(extra)
        var place = 0
        while place + 4 <= bytes.count {
            let (tag, length) = (number(bytes, place, 2), Int(number(bytes, place + 2, 2)))
            var field = place + 4
            place = field + length
            guard tag == 1, place <= bytes.count else { continue }
            func next(_ value: Int64) -> Int64 {
                guard value == 0xFFFF_FFFF, field + 8 <= place else { return value }
                defer { field += 8 }
                return Int64(bitPattern: number(bytes, field, 8))
            }
            entry.size = next(entry.size)
            entry.compressedSize = next(entry.compressedSize)
            entry.headerOffset = next(entry.headerOffset)
        }
    }

    private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> UInt64 {
        guard place >= 0, place + count <= bytes.count else { return 0 }
        return ZstdFrame.littleEndian(bytes[place..<(place + count)])
    }
}
