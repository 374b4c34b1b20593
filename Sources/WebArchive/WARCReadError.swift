// What can be wrong with an archive file so that reading stops.

/// Why reading stopped: the file, the offset in it, and what is there.
public struct WARCReadError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of problem.
    public enum Problem: Sendable, Equatable {
        /// The system refused an operation.
        case file(FileError)
        /// What stands there is no WARC record; its first bytes, as text.
        case notWARC(found: String)
        /// The record is of a format that is read, and not copied: "ARC".
        case unsupported(format: String)
        /// A record header of more than so many bytes.
        case headOverLimit(Int)
        /// No Content-Length (WARC/1.1 §5.3).
        case contentLengthMissing
        /// A Content-Length that is no number.
        case contentLengthUnreadable(String)
        /// The file ends within a record header.
        case tornHead
        /// The file, or the gzip member, ends so many bytes before the end of the block.
        case tornBlock(missing: Int64)
        /// The file ends within a gzip member.
        case tornMember
        /// The gzip data are damaged, in zlib's words.
        case damagedMember(String)
        /// Between gzip members stand bytes that are none.
        case notAMember
        /// The file ends within a zstd frame.
        case tornFrame
        /// The zstd frame is damaged, in libzstd's words.
        case damagedFrame(String)
        /// Between zstd frames stand bytes that are none.
        case notAFrame
        /// The zstd dictionary at the file's beginning is of no use.
        case unusableDictionary(String)
        /// The whole block was asked for, and it is longer than the limit.
        case blockOverLimit(contentLength: Int64, limit: Int)
        /// After a record's block stand more than so many bytes that are no record.
        case junkOverLimit(Int)
    }

    /// The path as it was given.
    public let path: String
    /// Where the record, or its gzip member, begins in the file; for what lies between records, where that is.
    public let offset: Int64
    /// What is wrong.
    public let problem: Problem

    /// A problem at `offset` of the file at `path`.
    public init(path: String, offset: Int64, problem: Problem) {
        self.path = path
        self.offset = offset
        self.problem = problem
    }

    public var description: String { "\(path): at offset \(offset): \(problem)" }
}

extension WARCReadError.Problem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .file(let error): "cannot \(error.operation): \(error.reason) (errno \(error.code))"
        case .notWARC(let found): "no WARC record, but \"\(found)\""
        case .unsupported(let format): "an \(format) record; only WARC records can be copied as they are"
        case .headOverLimit(let limit): "record header of more than \(limit) bytes"
        case .contentLengthMissing: "record without Content-Length"
        case .contentLengthUnreadable(let value): "Content-Length is \"\(value)\""
        case .tornHead: "the file ends within a record header"
        case .tornBlock(let missing): "the record's block ends \(missing) bytes too early"
        case .tornMember: "the file ends within a gzip member"
        case .damagedMember(let reason): "damaged gzip member: \(reason)"
        case .notAMember: "bytes that are no gzip member"
        case .tornFrame: "the file ends within a zstd frame"
        case .damagedFrame(let reason): "damaged zstd frame: \(reason)"
        case .notAFrame: "bytes that are no zstd frame"
        case .unusableDictionary(let reason): reason
        case .blockOverLimit(let contentLength, let limit): "block of \(contentLength) bytes, over the limit of \(limit)"
        case .junkOverLimit(let limit): "more than \(limit) bytes after the block that are no record"
        }
    }
}
