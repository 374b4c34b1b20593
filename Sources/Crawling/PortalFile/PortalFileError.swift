// What can be wrong with a portal file.

/// A mistake in a portal file, with its line.
public struct PortalFileError: Error, Sendable, CustomStringConvertible {
    public let path: String
    /// The line, counted from 1; `nil` where the mistake is that something is missing.
    public let line: Int?
    public let message: String

    public var description: String {
        line.map { "\(path):\($0): \(message)" } ?? "\(path): \(message)"
    }
}
