// The WARC files that a WACZ file holds, taken out byte for byte.

/// The archives in a WACZ file (WACZ 1.1.1, “Directories and Files”: what lies in `archive/`).
public struct WACZArchives: Sendable {
    /// Their paths in the file.
    public let names: [String]
    private let directory: ZIPDirectory

    /// Why a WACZ file cannot be read.
    public struct ReadError: Error, CustomStringConvertible {
        public let description: String
    }

    /// Reads the directory of the file.
    public init(path: String) throws(ReadError) {
        do throws(ZIPDirectory.Problem) {
            directory = try ZIPDirectory(path: path)
        } catch {
            throw ReadError(description: error.description)
        }
        names = directory.entries.map(\.name).filter { name in
            name.hasPrefix("archive/") && [".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz"].contains { name.lowercased().hasSuffix($0) }
        }
    }

    /// Hands on the bytes of one of them in pieces, without the ZIP file's own compression.
    ///
    /// - Throws: ``ReadError`` where the entry is not what the directory says.
    public func forEachPiece(of name: String, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
        guard let entry = directory[name], let stretch = entry.stretch else { throw ReadError(description: "\(name) cannot be read: it is encrypted, or not where the directory says") }
        var source = try ByteSource(directory.path, stretch: stretch)
        var buffer = [UInt8](repeating: 0, count: 1 << 17)
        var size: Int64 = 0
        while true {
            let count = try source.read(into: &buffer)
            if count == 0 { break }
            size += Int64(count)
            try body(buffer[..<count])
        }
        guard size == entry.size else { throw ReadError(description: "\(name) has \(size) bytes where the directory says \(entry.size)") }
    }
}
