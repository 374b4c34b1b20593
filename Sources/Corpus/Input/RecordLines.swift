// The lines of a file of records, plain or compressed, with their numbers.

import WebArchive

/// Reads a JSON-lines file, as it is or compressed by gzip or zstd (told by its first bytes, not by its name), line by line in
/// memory bounded by the longest line.
struct RecordLines: ~Copyable {
    let path: String
    private var source: DecodedBytes
    private var buffer = [UInt8](repeating: 0, count: 1 << 19)
    private var start = 0
    private var end = 0
    /// The number of the line that was read last, from 1.
    private(set) var number = 0

    /// A longer line is no record.
    static let limit = 256 << 20

    init(_ path: String) throws(CorpusError) {
        self.path = path
        source = try DecodedBytes(path)
    }

    /// The next line without its line feed; nil at the end. A last line without a line feed counts; one that is empty does not.
    mutating func next() throws(CorpusError) -> [UInt8]? {
        var searched = start
        while true {
            if let feed = buffer[searched..<end].firstIndex(of: 0x0A) {
                defer { start = feed + 1 }
                number += 1
                return Array(buffer[start..<feed])
            }
            searched = end
            if start > 0 {
                buffer.replaceSubrange(0..<(end - start), with: Array(buffer[start..<end]))
                (searched, end, start) = (end - start, end - start, 0)
            }
            if buffer.count - end < 1 << 17 {
                guard buffer.count < Self.limit else {
                    throw .record(path: path, line: number + 1, cause: "the line is longer than \(Self.limit >> 20) MB")
                }
                buffer += [UInt8](repeating: 0, count: buffer.count)
            }
            let count = try source.read(into: &buffer, from: end)
            if count == 0 {
                guard start < end else { return nil }
                defer { start = end }
                number += 1
                return Array(buffer[start..<end])
            }
            end += count
        }
    }
}
