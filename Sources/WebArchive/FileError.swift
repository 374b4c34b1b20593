// Says which operation on which file the system refused, and why.
import Glibc

/// An operation on a file that the system refused.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The path as it was given.
    public let path: String
    /// What was attempted, as a verb: "open", "read", "write", "truncate" …
    public let operation: String
    /// The system's `errno`.
    public let code: Int32

    /// An error of `operation` on `path` with the system's `errno`.
    public init(path: String, operation: String, code: Int32) {
        self.path = path
        self.operation = operation
        self.code = code
    }

    /// What the system says where a file is there already that is to be made.
    static let exists = EEXIST

    /// Whether the disk, or the user's share of it, is full.
    public var isFull: Bool { code == ENOSPC || code == EDQUOT }

    /// The system's text for the code, such as "No space left on device".
    public var reason: String { String(cString: strerror(code)) }

    public var description: String { "\(path): cannot \(operation): \(reason) (errno \(code))" }
}
