// Writes the lines of an index to a new file through a buffer.

/// A file of lines that is being written.
struct LineFile: ~Copyable {
    private let file: OpenFile
    private var buffer: [UInt8] = []
    private var offset: Int64 = 0

    /// Makes the file, or makes it empty.
    init(_ path: String) throws(CDXJIndexError) {
        do throws(FileError) { file = try OpenFile(path, .replacing) } catch { throw .file(error) }
        buffer.reserveCapacity(1 << 17)
    }

    mutating func append(_ line: [UInt8]) throws(CDXJIndexError) {
        buffer += line
        buffer.append(LF)
        if buffer.count >= 1 << 16 { try flush() }
    }

    /// Writes what is left; `durably` waits until all is on the disk.
    mutating func finish(durably: Bool) throws(CDXJIndexError) {
        try flush()
        guard durably else { return }
        do throws(FileError) { try file.syncData() } catch { throw .file(error) }
    }

    private mutating func flush() throws(CDXJIndexError) {
        do throws(FileError) { try file.write(buffer[...], at: offset) } catch { throw .file(error) }
        offset += Int64(buffer.count)
        buffer.removeAll(keepingCapacity: true)
    }
}
