// What can go wrong while an index is made or read.

/// Why an index was not made; the one that was there is untouched.
public enum CDXJIndexError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The system refused an operation.
    case file(FileError)
    /// The index that is there is not sorted by bytes: its line of that number (from 1) comes after the next.
    case unsorted(path: String, line: Int)
    /// A line of the index cannot be read.
    case line(path: String, offset: Int64, CDXJLine.ParseError)

    public var description: String {
        switch self {
        case .file(let error): error.description
        case .unsorted(let path, let line): "\(path): not sorted by bytes at line \(line)"
        case .line(let path, let offset, let error): "\(path): at offset \(offset): \(error)"
        }
    }
}
