// A sorted index as blocks of compressed lines with a list of their first lines, as cdxj-indexer writes and wabac.js reads it.

/// Makes `index.cdx.gz`, gzip members of some hundred lines each, and `index.idx`, a line a member: so a reader finds a URL with two
/// small reads.
public struct CompressedIndex: ~Copyable {
    /// The lines of `index.idx`.
    public private(set) var list: [UInt8]
    private let name: String
    private var compressor = GzipCompressor()
    private var lines: [UInt8] = []
    private var lineCount = 0
    private var first: [UInt8] = []
    private var offset: Int64 = 0

    /// So many lines are a member.
    private static let blockCount = 300

    /// - Parameter name: what the list says that the file of lines is called.
    public init(name: String) {
        self.name = name
        list = Array("!meta 0 {\"format\": \"cdxj-gzip-1.0\", \"filename\": \"\(name)\"}\n".utf8)
    }

    /// Adds the next line, without its line feed; gives a member when one is full.
    public mutating func add(_ line: [UInt8]) -> [UInt8]? {
        if lineCount == 0 { first = line }
        lines += line
        lines.append(LF)
        lineCount += 1
        return lineCount == Self.blockCount ? finish() : nil
    }

    /// The last member; nil where there is nothing left.
    public mutating func finish() -> [UInt8]? {
        guard lineCount > 0 else { return nil }
        let member = compressor.member(of: lines)
        // What stands before the object: the key and the timestamp.
        let brace = first.firstIndex(of: UInt8(ascii: "{")) ?? first.endIndex
        list += first[..<brace]
        list += "{\"offset\": \(offset), \"length\": \(member.count), \"digest\": \"\(SHA256Digest(of: member).labelled)\", \"filename\": \"\(name)\"}\n".utf8
        offset += Int64(member.count)
        lines.removeAll(keepingCapacity: true)
        lineCount = 0
        return member
    }
}
