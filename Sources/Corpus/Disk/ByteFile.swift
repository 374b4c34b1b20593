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
        var bytes = [UInt8](repeating: 0, count: count)
        do throws(FileError) {
            let read = try file.read(into: &bytes, at: offset)
            guard read == count else { throw FileError(path: file.path, operation: "read", code: 5) }  // EIO: the file was cut
        } catch { throw .file(error) }
        return bytes
    }
}
