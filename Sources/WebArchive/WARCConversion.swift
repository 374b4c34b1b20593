// Writes a WARC file anew with another compression: the same records to the byte, in the same order.

/// Why a file cannot be converted.
public enum WARCConversionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What a record breaks would be lost, or what stands between records.
    case notLossless(path: String, offset: Int64, rule: String)
    /// What was written does not read as what was there.
    case differs(path: String)

    public var description: String {
        switch self {
        case .notLossless(let path, let offset, let rule):
            "\(path): offset \(offset): cannot be converted without loss (\(rule)); shilu verify and shilu repair tell more"
        case .differs(let path): "\(path): what was written is not what was there, and is thrown away"
        }
    }
}

/// A conversion of one file. The original is only read; the new file takes its name when it was read back and found the same.
public struct WARCConversion {
    /// What was done.
    public struct Outcome: Sendable {
        public var records = 0
        /// The new file's length, in bytes.
        public var length: Int64 = 0
    }

    private let path: String
    private let output: String
    private let coding: WARCCoding

    /// A longer record is compressed piece by piece.
    private static let wholeLimit: Int64 = 8 << 20

    /// - Parameter output: the new file, which must not be there.
    public init(path: String, output: String, coding: WARCCoding) {
        self.path = path
        self.output = output
        self.coding = coding
    }

    public func run() throws -> Outcome {
        let file = try OutputFile(creating: output)
        try file.append(coding.opening[...])
        let encoder = WARCMemberEncoder(coding)
        var outcome = Outcome()
        let written = try forEachRecord(of: path) { entry, reader in
            outcome.records += 1
            let count = Int64(entry.headLength) + entry.contentLength + Int64(WARCRecord.separator.count)
            var hasher = SHA256Hasher()
            if count <= Self.wholeLimit {
                let bytes = entry.head + (try reader.block(limit: Int(Self.wholeLimit))) + WARCRecord.separator
                hasher.update(bytes)
                try file.append(encoder.member(of: bytes)[...])
                return hasher.finish()
            }
            var stream = MemberStream(coding, count: count)
            func take(_ piece: [UInt8], last: Bool = false) throws {
                hasher.update(piece)
                try stream.compress(piece[...], last: last) { (compressed: ArraySlice<UInt8>) throws in try file.append(compressed) }
            }
            try take(entry.head)
            while true {
                let piece = try reader.readBlock()
                if piece.isEmpty { break }
                try take(piece)
            }
            try take(WARCRecord.separator, last: true)
            return hasher.finish()
        }
        outcome.length = file.length
        let found = try forEachRecord(of: file.partPath) { entry, reader in
            var hasher = SHA256Hasher()
            hasher.update(entry.head)
            while true {
                let piece = try reader.readBlock()
                if piece.isEmpty { break }
                hasher.update(piece)
            }
            hasher.update(WARCRecord.separator)
            return hasher.finish()
        }
        guard written == found else { throw WARCConversionError.differs(path: output) }
        try file.commit()
        return outcome
    }

    /// Hands on all records; gives the digest of all their digests. Refuses a file that breaks anything.
    private func forEachRecord(
        of path: String, _ body: (WARCEntry, inout WARCReader) throws -> SHA256Digest
    ) throws -> SHA256Digest {
        var reader = try WARCReader(path: path)
        var all = SHA256Hasher()
        func check(_ offset: Int64, _ tolerated: [ToleratedBreak]) throws {
            if let first = tolerated.first { throw WARCConversionError.notLossless(path: path, offset: offset, rule: first.rule.rawValue) }
        }
        while let entry = try reader.next() {
            guard !entry.isARC else { throw WARCConversionError.notLossless(path: path, offset: entry.offset, rule: "ARC") }
            guard entry.head.count == entry.headLength else { throw WARCConversionError.notLossless(path: path, offset: entry.offset, rule: "head") }
            all.update(try body(entry, &reader).bytes)
            try reader.finish()
            try check(entry.offset, reader.tolerated)
        }
        try check(0, reader.tolerated)
        return all.finish()
    }
}
