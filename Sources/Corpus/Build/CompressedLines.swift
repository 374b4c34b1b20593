// A compressed file of lines: members of about a megabyte, compressed on all cores, the same bytes for any number of them.

import Archive
import WebArchive

/// A file of the data set.
struct DataFile: Sendable, Equatable {
    /// The path from the data set's folder on.
    var name: String
    var sha256: String
    var bytes: Int
    var lines: Int
}

/// Writes lines to a new file of gzip members (RFC 1952) or zstd frames (RFC 8878), one behind the other.
struct CompressedLines: ~Copyable {
    private var writer: ByteWriter
    private var hasher = SHA256Hasher()
    private var block: [UInt8] = []
    private var waiting: [[UInt8]] = []
    private let compression: CorpusSpec.Compression
    private let jobs: Int
    private(set) var lines = 0
    /// Bytes before compression.
    private(set) var size = 0

    private static let blockSize = 1 << 20
    /// libdeflate's level 4 takes two thirds of the time of level 6 and gives files a few hundredths larger.
    private static let level: Int32 = 4

    init(_ path: String, _ compression: CorpusSpec.Compression = .gzip, jobs: Int) throws(CorpusError) {
        writer = try ByteWriter(path)
        self.compression = compression
        self.jobs = jobs
    }

    /// Adds a line, with its line feed; it may come in pieces.
    mutating func append(_ piece: [UInt8]) throws(CorpusError) {
        block += piece
        size += piece.count
        guard piece.last == 0x0A else { return }
        lines += 1
        guard block.count >= Self.blockSize else { return }
        waiting.append(block)
        block = []
        if waiting.count >= jobs { try compress() }
    }

    /// Ends the file and puts it on the disk.
    mutating func finish(as name: String) throws(CorpusError) -> DataFile {
        if !block.isEmpty || lines == 0 { waiting.append(block) }
        try compress()
        try writer.flush(durably: true)
        return DataFile(name: name, sha256: hasher.finish().hex, bytes: Int(writer.offset), lines: lines)
    }

    private mutating func compress() throws(CorpusError) {
        let compression = compression
        let members = mapInParallel(waiting, jobs: jobs) { block in
            switch compression {
            case .gzip: GzipCompressor(level: Self.level).member(of: block)
            case .zstd: ZstdCompressor().frame(of: block)
            }
        }
        waiting.removeAll()
        for member in members {
            hasher.update(member)
            writer.append(member)
            try writer.flush()
        }
    }
}
