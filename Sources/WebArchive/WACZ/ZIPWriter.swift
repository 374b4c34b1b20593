// Writes a ZIP file with stored entries of any size (APPNOTE.TXT 6.3.10 §4.3), ZIP64 where it is needed, as it streams by.
import CZlib
import Web

/// A ZIP file that is being written, entry by entry; nothing is compressed, so that each byte can be found by its place.
///
///     let zip = try ZIPWriter(creating: "a.wacz", date: now)
///     try zip.begin("archive/data.warc.gz")
///     try zip.append(bytes)
///     let entry = try zip.end()
///     try zip.finish()
///
/// Errors are those of the file, and ``ZIPWriteError`` where entries are not written one after the other.
public final class ZIPWriter {
    /// An entry that was written.
    public struct Entry: Sendable, Equatable {
        /// Its path in the file.
        public var name: String
        /// In bytes.
        public var size: Int64
        /// SHA-256 of its bytes.
        public var digest: SHA256Digest
        var checksum: UInt32
        var headerOffset: Int64
    }

    /// The entries that have ended.
    public private(set) var entries: [Entry] = []
    private let file: OutputFile
    private let time: UInt32
    private var current: Open?

    private struct Open {
        let name: String
        let headerOffset: Int64
        let dataOffset: Int64
        var checksum: UInt
    }
    private var hasher = SHA256Hasher()

    /// From here on a number does not fit into its 32 bits.
    private static let limit: Int64 = 0xFFFF_FFFF
    /// Version 4.5: ZIP64 (§4.4.3).
    private static let version: UInt64 = 45
    /// Names are UTF-8 (§4.4.4, bit 11).
    private static let flags: UInt64 = 1 << 11

    /// Begins a file.
    ///
    /// - Parameter date: the time of its entries.
    public init(creating path: String, date: Timestamp) throws(FileError) {
        file = try OutputFile(creating: path)
        time = Self.dosTime(date)
    }

    /// How many bytes of the current entry were written.
    public var position: Int64 { current.map { file.length - $0.dataOffset } ?? 0 }

    /// Begins an entry.
    public func begin(_ name: String) throws {
        if let current { throw ZIPWriteError.entryIsOpen(current.name) }
        let offset = file.length
        // Room for both sizes, which are known at the entry's end.
        try file.append(Self.localHeader(name, time: time, checksum: 0, size: 0)[...])
        current = Open(name: name, headerOffset: offset, dataOffset: file.length, checksum: crc32_z(0, nil, 0))
    }

    /// Appends to the current entry.
    public func append(_ bytes: ArraySlice<UInt8>) throws {
        guard var open = current else { throw ZIPWriteError.noEntry }
        open.checksum = bytes.withUnsafeBufferPointer { crc32_z(open.checksum, $0.baseAddress, $0.count) }  // the pointer only lives for the call
        hasher.update(bytes)
        current = open
        try file.append(bytes)
    }

    /// Ends the current entry.
    public func end() throws -> Entry {
        guard let open = current else { throw ZIPWriteError.noEntry }
        let size = position
        current = nil
        let checksum = UInt32(truncatingIfNeeded: open.checksum)
        try file.overwrite(Self.localHeader(open.name, time: time, checksum: checksum, size: size), at: open.headerOffset)
        let entry = Entry(name: open.name, size: size, digest: hasher.finish(), checksum: checksum, headerOffset: open.headerOffset)
        entries.append(entry)
        return entry
    }

    /// Writes an entry as a whole.
    @discardableResult
    public func add(_ name: String, _ bytes: [UInt8]) throws -> Entry {
        try begin(name)
        try append(bytes[...])
        return try end()
    }

    /// Writes the central directory, and gives the file its name.
    public func finish() throws {
        if let current { throw ZIPWriteError.entryIsOpen(current.name) }
        let start = file.length
        for entry in entries { try file.append(Self.directoryHeader(entry, time: time)[...]) }
        try file.append(Self.ending(count: entries.count, start: start, length: file.length - start)[...])
        try file.commit()
    }

    // MARK: Headers

    /// §4.3.7. The ZIP64 field is always there: a size that is not known yet may need it (§4.5.3).
    static func localHeader(_ name: String, time: UInt32, checksum: UInt32, size: Int64) -> [UInt8] {
        var header = number(0x0403_4B50, 4) + number(version, 2) + number(flags, 2) + number(0, 2) + number(UInt64(time), 4)
        header += number(UInt64(checksum), 4) + number(UInt64(limit), 4) + number(UInt64(limit), 4)
        header += number(UInt64(name.utf8.count), 2) + number(20, 2)
        header += name.utf8
        return header + number(1, 2) + number(16, 2) + number(UInt64(size), 8) + number(UInt64(size), 8)
    }

    /// §4.3.12.
    static func directoryHeader(_ entry: Entry, time: UInt32) -> [UInt8] {
        let isLarge = entry.size >= limit
        var extra = isLarge ? number(UInt64(entry.size), 8) + number(UInt64(entry.size), 8) : []
        if entry.headerOffset >= limit { extra += number(UInt64(entry.headerOffset), 8) }
        if !extra.isEmpty { extra = number(1, 2) + number(UInt64(extra.count), 2) + extra }
        let size = UInt64(isLarge ? limit : entry.size)
        // Made on Unix: the high half of the external attributes are a file's permissions.
        var header = number(0x0201_4B50, 4) + number(3 << 8 | version, 2) + number(version, 2)
        header += number(flags, 2) + number(0, 2) + number(UInt64(time), 4) + number(UInt64(entry.checksum), 4)
        header += number(size, 4) + number(size, 4) + number(UInt64(entry.name.utf8.count), 2)
        header += number(UInt64(extra.count), 2) + number(0, 2) + number(0, 2) + number(0, 2)
        header += number(0o100644 << 16, 4) + number(UInt64(min(entry.headerOffset, limit)), 4)
        header += entry.name.utf8
        return header + extra
    }

    /// §4.3.14 to §4.3.16.
    static func ending(count: Int, start: Int64, length: Int64) -> [UInt8] {
        var ending: [UInt8] = []
        if count >= 0xFFFF || start >= limit || length >= limit {
            ending += number(0x0606_4B50, 4) + number(44, 8) + number(3 << 8 | version, 2) + number(version, 2) + number(0, 4) + number(0, 4)
            ending += number(UInt64(count), 8) + number(UInt64(count), 8) + number(UInt64(length), 8) + number(UInt64(start), 8)
            ending += number(0x0706_4B50, 4) + number(0, 4) + number(UInt64(start + length), 8) + number(1, 4)
        }
        let shown = UInt64(min(count, 0xFFFF))
        ending += number(0x0605_4B50, 4) + number(0, 2) + number(0, 2) + number(shown, 2) + number(shown, 2)
        return ending + number(UInt64(min(length, limit)), 4) + number(UInt64(min(start, limit)), 4) + number(0, 2)
    }

    /// §4.4.6: MS-DOS time and date, from 1980 on, in steps of two seconds.
    private static func dosTime(_ date: Timestamp) -> UInt32 {
        let day = date.date
        guard (1980...2107).contains(day.year) else { return 0x0021_0000 }
        let second = UInt32(date.secondOfDay)
        let dosDate = UInt32(day.year - 1980) << 9 | UInt32(day.month) << 5 | UInt32(day.day)
        return dosDate << 16 | (second / 3600) << 11 | (second / 60 % 60) << 5 | second % 60 / 2
    }

    /// Little-endian.
    private static func number(_ value: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }
}

/// A ZIP file that is not written entry by entry.
public enum ZIPWriteError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Something else was begun, or the file was to end, before this entry had.
    case entryIsOpen(String)
    /// There is no entry to append to, or to end.
    case noEntry

    public var description: String {
        switch self {
        case .entryIsOpen(let name): "the entry \(name) of a ZIP file has not ended"
        case .noEntry: "no entry of a ZIP file was begun"
        }
    }
}
