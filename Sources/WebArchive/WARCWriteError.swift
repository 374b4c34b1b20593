// What can go wrong while a record is made or written.

/// Why a record was not written. The file it was meant for holds whole records only.
public enum WARCWriteError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The system refused an operation.
    case file(FileError)
    /// The file that holds a block ended before the bytes that the record announces.
    case blockTooShort(path: String, expected: Int64, found: Int64)
    /// The file is shorter than what was committed of it: bytes were lost.
    case shorterThanCommitted(path: String, committed: Int64, found: Int64)
    /// A write failed and the file could not be cut back either: only a new opening at the committed length mends it.
    case notCutBack(path: String, length: Int64, write: FileError, cut: FileError)
    /// A member that is to be compressed anew cannot be decompressed, in the library's words.
    case notDecoded(String)
    /// The writer failed before and could not cut its file back; it writes no more.
    case unusable(path: String)

    public var description: String {
        switch self {
        case .file(let error): error.description
        case .blockTooShort(let path, let expected, let found):
            "\(path): the record announces \(expected) bytes of it, it holds \(found)"
        case .shorterThanCommitted(let path, let committed, let found):
            "\(path): \(committed) bytes were committed, the file holds \(found)"
        case .notCutBack(let path, let length, let write, let cut):
            "\(path): \(write.operation) failed (\(write.reason)), and cutting back to \(length) bytes too (\(cut.reason))"
        case .notDecoded(let reason): "a compressed record cannot be decompressed again: \(reason)"
        case .unusable(let path): "\(path): not written to since a failed write could not be cut back"
        }
    }
}
