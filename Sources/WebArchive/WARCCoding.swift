// How the records of a file are compressed: by gzip, or by zstd with or without a dictionary.
import CZstd

/// The compression of a WARC file.
public enum WARCCompression: String, Sendable, CaseIterable {
    /// A gzip member a record (WARC/1.1 Annex D).
    case gzip
    /// A zstd frame a record (Zstandard Compression for WARC Files 1.0).
    case zstd

    /// How the name of such a file ends.
    public var nameEnding: String {
        switch self {
        case .gzip: ".warc.gz"
        case .zstd: ".warc.zst"
        }
    }
}

/// What a record becomes in its file. Values may be shared by any number of threads.
public enum WARCCoding: Sendable {
    case gzip
    /// With the dictionary with which the file begins, if it has one.
    case zstd(PreparedDictionary?)

    public var compression: WARCCompression { if case .gzip = self { .gzip } else { .zstd } }
    /// Its dictionary's ID; 0 where there is none.
    public var dictionaryID: UInt32 { if case .zstd(let prepared?) = self { prepared.dictionary.id } else { 0 } }

    /// With what a file begins that is compressed so, before its first record.
    var opening: [UInt8] { if case .zstd(let prepared?) = self { prepared.dictionary.frame(compressed: true) } else { [] } }

    /// A member that was made with another coding, made anew with this one.
    public func recoded(_ member: [UInt8], from other: WARCCoding) throws(WARCWriteError) -> [UInt8] {
        if compression == other.compression, dictionaryID == other.dictionaryID { return member }
        return WARCMemberEncoder(self).member(of: try other.decoded(member))
    }

    private func decoded(_ member: [UInt8]) throws(WARCWriteError) -> [UInt8] {
        var decoded: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        var rest = member[...]
        var inflater = Inflater(.gzip)
        var decoder: ZstdDecompressor?
        if case .zstd(let prepared) = self { decoder = ZstdDecompressor(dictionary: prepared?.dictionary.bytes) }
        while true {
            let (consumed, produced, status) = decoder?.decode(rest, into: &piece) ?? inflater.inflate(rest, into: &piece)
            rest = rest.dropFirst(consumed)
            decoded += piece[..<produced]
            if status == .ended { return decoded }
            if case .damaged(let reason) = status { throw .notDecoded(reason) }
            if consumed == 0 && produced == 0 { throw .notDecoded("it breaks off") }
        }
    }
}

/// A dictionary made ready to compress with: once for any number of records and threads.
///
/// Unchecked, for libzstd promises that a compression dictionary, once made, is only read (zstd.h, “Bulk processing dictionary API”).
public final class PreparedDictionary: @unchecked Sendable {
    public let dictionary: ZstdDictionary
    let prepared: OpaquePointer

    /// Prepares a dictionary for zstd's level 3.
    public init(_ dictionary: ZstdDictionary) {
        // libzstd copies the bytes. nil only where memory is exhausted; Swift's own allocations stop there as well.
        guard let prepared = ZSTD_createCDict(dictionary.bytes, dictionary.bytes.count, ZstdCompressor.level) else {
            fatalError("libzstd: out of memory")
        }
        self.dictionary = dictionary
        self.prepared = prepared
    }

    deinit { ZSTD_freeCDict(prepared) }
}
