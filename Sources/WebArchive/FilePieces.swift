// Reads a file's first bytes in pieces of bounded size.

enum FilePieces {
    static let size = 1 << 18

    /// Hands on the first `count` bytes of the file at `path`; an error where it holds fewer.
    static func read(
        _ path: String, count: Int64, _ body: (ArraySlice<UInt8>) throws(WARCWriteError) -> Void
    ) throws(WARCWriteError) {
        let file: OpenFile
        do throws(FileError) { file = try OpenFile(path, .reading) } catch { throw .file(error) }
        var buffer = [UInt8](repeating: 0, count: Int(min(Int64(size), max(count, 1))))
        var done: Int64 = 0
        while done < count {
            let read: Int
            do throws(FileError) { read = try file.read(into: &buffer) } catch { throw .file(error) }
            guard read > 0 else { throw .blockTooShort(path: path, expected: count, found: done) }
            let wanted = Int(min(Int64(read), count - done))
            try body(buffer[..<wanted])
            done += Int64(wanted)
        }
    }
}
