// What a repair leaves out, with its reason: nothing of the old file is missing in the two new ones together.

/// Stretches of a file that are not sound. Before each stands a line of JSON that says where it lay and which rule it breaks;
/// behind it a line feed.
struct TornFile: ~Copyable {
    private let path: String
    private var file: OpenFile?
    private var length: Int64 = 0
    private(set) var count = 0

    /// The file is made with the first stretch.
    init(_ path: String) { self.path = path }

    /// Where it is, if anything was written.
    var writtenPath: String? { count > 0 ? path : nil }

    /// Adds bytes of the old file in that range.
    mutating func add(_ range: Range<Int64>, of source: String, because finding: Finding) throws(FileError) {
        try begin(offset: range.lowerBound, length: range.upperBound - range.lowerBound, isDecoded: false, finding)
        let old = try OpenFile(source, .reading)
        var buffer = [UInt8](repeating: 0, count: FilePieces.size)
        var place = range.lowerBound
        while place < range.upperBound {
            let count = min(try old.read(into: &buffer, at: place), Int(range.upperBound - place))
            if count == 0 { break }
            try append(buffer[..<count])
            place += Int64(count)
        }
        try append([LF])
    }

    /// Adds a record that shares its member with others, decompressed.
    mutating func add(decoded bytes: [UInt8], at offset: Int64, because finding: Finding) throws(FileError) {
        try begin(offset: offset, length: Int64(bytes.count), isDecoded: true, finding)
        try append(bytes[...])
        try append([LF])
    }

    mutating func finish() throws(FileError) {
        guard count > 0 else { return }
        try file?.syncData()
        try OpenFile.syncFolder(of: path)
    }

    private mutating func begin(offset: Int64, length: Int64, isDecoded: Bool, _ finding: Finding) throws(FileError) {
        if count == 0 { file = try OpenFile(path, .creating) }
        count += 1
        var line = Array("{\"offset\":\(offset),\"length\":\(length),\"decoded\":\(isDecoded),\"rule\":".utf8)
        JSONText.appendString(finding.rule.rawValue, to: &line)
        line += ",\"section\":".utf8
        JSONText.appendString(finding.section, to: &line)
        line += ",\"reason\":".utf8
        JSONText.appendString(finding.message, to: &line)
        try append((line + Array("}\n".utf8))[...])
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) throws(FileError) {
        try file?.write(bytes, at: length)
        length += Int64(bytes.count)
    }
}
