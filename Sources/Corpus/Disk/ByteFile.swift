// Files of bytes in the work folder: written behind each other, read at a place.

import WebArchive

/// Appends bytes to a file through a buffer.
struct ByteWriter: ~Copyable {
    private let file: OpenFile
    private var buffer: [UInt8] = []
    private var written: Int64

    /// Where the next byte will stand.
    var offset: Int64 { written + Int64(buffer.count) }

    /// Makes the file, or cuts an existing one back to `length` bytes and goes on there.
    init(_ path: String, keeping length: Int64 = 0) throws(CorpusError) {
        let opened = try OpenFile.opened(path, length > 0 ? .updating : .replacing)
        if length > 0 {
            do throws(FileError) { try opened.truncate(to: length) } catch { throw .file(error) }
        }
        file = opened
        written = length
    }

    mutating func append(_ bytes: some Sequence<UInt8>) { buffer.append(contentsOf: bytes) }

    mutating func flushIfLarge() throws(CorpusError) {
        if buffer.count >= 1 << 17 { try flush() }
    }

    /// Writes what waits; `durably` waits until all is on the disk.
    mutating func flush(durably: Bool = false) throws(CorpusError) {
        do throws(FileError) {
            if !buffer.isEmpty { try file.write(buffer[...], at: written) }
            written += Int64(buffer.count)
            buffer.removeAll(keepingCapacity: true)
            if durably { try file.syncData() }
        } catch { throw .file(error) }
    }
}

/// Reads bytes at their places.
struct ByteTable: ~Copyable {
    private let file: OpenFile

    init(_ path: String) throws(CorpusError) {
        file = try .opened(path, .reading)
    }

    func bytes(at offset: Int64, count: Int) throws(CorpusError) -> [UInt8] {
        let bytes = try bytes(at: offset, upTo: count)
        // EIO: the file was cut.
        guard bytes.count == count else { throw .file(FileError(path: file.path, operation: "read", code: 5)) }
        return bytes
    }

    /// Fewer at the end of the file.
    func bytes(at offset: Int64, upTo limit: Int) throws(CorpusError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        do throws(FileError) {
            let read = try file.read(into: &bytes, at: offset)
            bytes.removeLast(limit - read)
        } catch { throw .file(error) }
        return bytes
    }
}

/// Reads bytes at places that mostly follow each other: one read of the file for many of them.
struct ByteReader: ~Copyable {
    private let table: ByteTable
    private var window: [UInt8] = []
    private var start: Int64 = 0

    private static let size = 1 << 18

    init(_ path: String) throws(CorpusError) { table = try ByteTable(path) }

    mutating func bytes(at offset: Int64, count: Int) throws(CorpusError) -> [UInt8] {
        if count > Self.size { return try table.bytes(at: offset, count: count) }
        if offset < start || offset + Int64(count) > start + Int64(window.count) {
            window = try table.bytes(at: offset, upTo: Self.size)
            start = offset
            // A file that was cut is found out by the table.
            if window.count < count { return try table.bytes(at: offset, count: count) }
        }
        let place = Int(offset - start)
        return Array(window[place..<(place + count)])
    }
}
