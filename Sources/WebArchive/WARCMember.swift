// Turns a record into one gzip member (WARC/1.1 Annex D), apart from any file, so that several cores can compress.

/// One record as one gzip member.
public enum WARCMember {
    /// The member of one record. Equal records give equal bytes. A block in a file is read in pieces, only its compressed
    /// form stays in memory; `WARCWriter.append(_:)` does without that, too. For many records keep a `WARCMemberEncoder`.
    public static func encode(_ record: WARCRecord) throws(WARCWriteError) -> [UInt8] {
        var encoder = WARCMemberEncoder()
        return try encoder.encode(record)
    }

    /// Compresses a record piece by piece, in constant memory.
    static func stream(
        _ record: WARCRecord, to sink: (ArraySlice<UInt8>) throws(WARCWriteError) -> Void
    ) throws(WARCWriteError) {
        var stream = GzipStream()
        try stream.compress(record.head[...], to: sink)
        switch record.block {
        case .bytes(let bytes): try stream.compress(bytes[...], to: sink)
        case .concatenation(let parts):
            for part in parts { try stream.compress(part[...], to: sink) }
        case .file(let path, let prefix, let fileLength):
            try stream.compress(prefix[...], to: sink)
            // A noncopyable value cannot be captured by two closures at once, so the loop over the file takes it along.
            try FilePieces.read(path, count: fileLength) { (piece) throws(WARCWriteError) in
                try stream.compress(piece, to: sink)
            }
        }
        try stream.compress(WARCRecord.separator[...], last: true, to: sink)
    }
}

/// Encodes records to gzip members, one after the other; keep one a thread.
public struct WARCMemberEncoder: ~Copyable {
    private var compressor = GzipCompressor()

    /// An encoder at libdeflate's level 6.
    public init() {}

    /// The member of one record; see `WARCMember.encode`.
    public mutating func encode(_ record: WARCRecord) throws(WARCWriteError) -> [UInt8] {
        var plain = record.head
        switch record.block {
        case .bytes(let bytes): plain += bytes
        case .concatenation(let parts):
            for part in parts { plain += part }
        case .file:
            var member: [UInt8] = []
            try WARCMember.stream(record) { (piece) throws(WARCWriteError) in member += piece }
            return member
        }
        plain += WARCRecord.separator
        return compressor.member(of: plain)
    }
}
