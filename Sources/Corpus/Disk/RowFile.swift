// Rows of a fixed width in files of the work folder: appended, read in order, read at a place. They are read by the process,
// or at least the machine, that wrote them, so a row's bytes are its bytes in memory.

import WebArchive

/// Appends rows to a file.
struct RowWriter<Row: BitwiseCopyable>: ~Copyable {
    private var file: ByteWriter
    /// How many rows there are.
    private(set) var count: Int

    /// Makes the file, or goes on behind its first `count` rows.
    init(_ path: String, keeping count: Int = 0) throws(CorpusError) {
        file = try ByteWriter(path, keeping: Int64(count * MemoryLayout<Row>.size))
        self.count = count
    }

    mutating func append(_ row: Row) throws(CorpusError) {
        // The bytes are copied within the call.
        withUnsafeBytes(of: row) { file.append($0.prefix(MemoryLayout<Row>.size)) }
        try file.flushIfLarge()
        count += 1
    }

    mutating func flush(durably: Bool = false) throws(CorpusError) { try file.flush(durably: durably) }
}

/// Reads rows in their order.
struct RowReader<Row: BitwiseCopyable>: ~Copyable {
    private let file: OpenFile
    private var buffer: [UInt8]
    private var place = 0
    private var end = 0

    init(_ path: String, bufferRows: Int = 4096) throws(CorpusError) {
        file = try .opened(path, .reading)
        buffer = [UInt8](repeating: 0, count: max(1, bufferRows) * MemoryLayout<Row>.size)
    }

    mutating func next() throws(CorpusError) -> Row? {
        if place == end {
            place = 0
            end = 0
            do throws(FileError) {
                while end < buffer.count {
                    let count = try file.read(into: &buffer, from: end)
                    if count == 0 { break }
                    end += count
                }
            } catch { throw .file(error) }
            if end < MemoryLayout<Row>.size { return nil }
        }
        defer { place += MemoryLayout<Row>.size }
        // Any bytes are a row (BitwiseCopyable); the buffer holds whole rows only.
        return buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: Row.self) }
    }
}

/// Reads rows at their places.
struct RowTable<Row: BitwiseCopyable>: ~Copyable {
    private let file: OpenFile
    private var buffer = [UInt8](repeating: 0, count: MemoryLayout<Row>.size)

    init(_ path: String) throws(CorpusError) {
        file = try .opened(path, .reading)
    }

    mutating func row(_ index: Int) throws(CorpusError) -> Row {
        do throws(FileError) {
            let read = try file.read(into: &buffer, at: Int64(index * MemoryLayout<Row>.size))
            guard read == buffer.count else { throw FileError(path: file.path, operation: "read", code: 5) }  // EIO: the file was cut
        } catch { throw .file(error) }
        return buffer.withUnsafeBytes { $0.loadUnaligned(as: Row.self) }
    }
}
