// Reads a file at a record's place through buffers that fit the record, for those who look up one record after the other.

extension WARCReader {
    /// Opens a file at a record's offset to read no further than `end`, both in bytes of the file; what lies beyond is as if it
    /// were not there. Offsets stay those of the file.
    public init(path: String, at offset: Int64, upTo end: Int64) throws(WARCReadError) {
        try self.init(path: path, stretch: ByteSource.Stretch(start: 0, length: end), at: offset)
    }

    /// In a compressed file, passes over so many bytes of what its first member holds, to a record that shares the member.
    mutating func begin(atPositionInMember position: Int64) throws(WARCReadError) {
        guard position > 0, bytes.layout != .plain, try bytes.nextMember() else { return }
        while positionInMember < position, try bytes.fill() {
            skip(Int(min(Int64(bytes.end - bytes.start), position - positionInMember)))
        }
    }
}
