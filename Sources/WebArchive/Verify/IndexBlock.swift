// A line of `index.idx`: where a block of a compressed index lies, and how it begins.

/// A block, as the list says of it.
struct IndexBlock {
    /// Where it is, in bytes of the compressed index.
    let offset, length: Int
    let filename: String
    /// The key and the time of its first line, with the blank behind each.
    private let start: ArraySlice<UInt8>
    private let digest: LabelledDigest?

    /// Reads a line; nil where it is none.
    ///
    /// - Parameter usual: the index's name where the line does not say it: that of the list's first line.
    init?(_ line: ArraySlice<UInt8>, usual: String) {
        guard let brace = line.firstIndex(of: UInt8(ascii: "{")), brace > line.startIndex, let value = JSONValue(parsing: Array(line[brace...])),
              let offset = value["offset"]?.integer, let length = value["length"]?.integer,
              offset >= 0, length > 0, offset < Int64.max - length else { return nil }
        (self.offset, self.length, self.filename) = (Int(offset), Int(length), value["filename"]?.string ?? usual)
        start = line[..<brace]
        digest = value["digest"]?.string.map { LabelledDigest(parsing: Array($0.utf8)[...]) }
    }

    /// What is wrong with it in the bytes of an index; nil where it is as the list says.
    func fault(in index: [UInt8]) -> String? {
        guard offset + length <= index.count else { return "the block at \(offset) lies behind the end" }
        let block = index[offset..<(offset + length)]
        let (lines, verdict) = ContentCoding.gzip.decode(block, limit: 64 << 20)
        guard case .complete(trailing: 0) = verdict else { return "at \(offset) is no gzip member of \(length) bytes" }
        guard lines.starts(with: start) else { return "the block at \(offset) begins with another line" }
        guard case .known(let algorithm, let expected, _)? = digest else { return nil }
        let digester = PieceDigester(algorithm)
        digester.update(block)
        return digester.finish() == expected ? nil : "the block at \(offset) is not what its digest says"
    }
}
