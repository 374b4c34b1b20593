// How the records of a file are compressed: by gzip, or by zstd with or without a dictionary.

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
}
