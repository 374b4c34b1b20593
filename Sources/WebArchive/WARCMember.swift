// Turns a record into one gzip member or zstd frame, apart from any file, so that several cores can compress.

/// One record as one gzip member (WARC/1.1 Annex D) or one zstd frame.
public enum WARCMember {
    /// The member of one record. Equal records give equal bytes. A block in a file is read in pieces, only its compressed
    /// form stays in memory; `WARCWriter.append(_:)` does without that, too. For many records keep a `WARCMemberEncoder`.
    public static func encode(_ record: WARCRecord, as coding: WARCCoding = .gzip) throws(WARCWriteError) -> [UInt8] {
        var encoder = WARCMemberEncoder(coding)
        return try encoder.encode(record)
    }

    /// Compresses a record piece by piece, in constant memory.
    static func stream(
        _ record: WARCRecord, as coding: WARCCoding = .gzip, to sink: (ArraySlice<UInt8>) throws(WARCWriteError) -> Void
    ) throws(WARCWriteError) {
        let head = record.head
        var stream = MemberStream(coding, count: Int64(head.count) + record.block.count + Int64(WARCRecord.separator.count))
        try stream.compress(head[...], to: sink)
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

/// A running compression of one record to one member, in constant memory.
struct MemberStream: ~Copyable {
    private var gzip: GzipStream?
    private var zstd: ZstdStream?

    /// - Parameter count: how many bytes there will be: a zstd frame says so at its beginning.
    init(_ coding: WARCCoding, count: Int64) {
        switch coding {
        case .gzip: gzip = GzipStream()
        case .zstd(let prepared): zstd = ZstdStream(count: count, dictionary: prepared)
        }
    }

    /// Compresses `input` and hands on what is ready; `last` ends the member.
    mutating func compress<Failure: Error>(
        _ input: ArraySlice<UInt8>, last: Bool = false, to sink: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        if gzip != nil { try gzip?.compress(input, last: last, to: sink) } else { try zstd?.compress(input, last: last, to: sink) }
    }
}

/// Encodes records to members, one after the other; keep one a thread.
public struct WARCMemberEncoder: ~Copyable {
    private let coding: WARCCoding
    private let gzip: GzipCompressor?
    private let zstd: ZstdCompressor?

    /// An encoder at libdeflate's level 6, or zstd's level 3.
    public init(_ coding: WARCCoding = .gzip) {
        self.coding = coding
        switch coding {
        case .gzip:
            gzip = GzipCompressor()
            zstd = nil
        case .zstd(let prepared):
            gzip = nil
            zstd = ZstdCompressor(prepared: prepared)
        }
    }

    /// The member of one record; see `WARCMember.encode`.
    public mutating func encode(_ record: WARCRecord) throws(WARCWriteError) -> [UInt8] {
        var plain = record.head
        switch record.block {
        case .bytes(let bytes): plain += bytes
        case .concatenation(let parts):
            for part in parts { plain += part }
        case .file:
            var member: [UInt8] = []
            try WARCMember.stream(record, as: coding) { (piece) throws(WARCWriteError) in member += piece }
            return member
        }
        plain += WARCRecord.separator
        return member(of: plain)
    }

    /// The member of a record's bytes, from its version line to the empty lines at its end.
    func member(of bytes: [UInt8]) -> [UInt8] { gzip?.member(of: bytes) ?? zstd?.frame(of: bytes) ?? [] }
}
