// Standard output and standard error, each with one writer.

import Glibc

/// Standard error: what a person is told.
enum Console {
    /// Writes a line.
    static func say(_ line: String) {
        write(line + "\n")
    }

    /// Writes text as it is.
    static func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }  // nobody is left to be told of a failure
    }

    /// Columns of the terminal, as far as the shell tells.
    static var width: Int { getenv("COLUMNS").flatMap { Int(String(cString: $0)) } ?? 80 }

    /// Whether a person is looking.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether standard output goes to a person's screen.
    static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
}

/// Standard output: what a program reads. Bytes are gathered and written in large pieces.
struct StandardOutput: ~Copyable {
    /// Why nothing more can be written.
    enum Failure: Error, CustomStringConvertible {
        /// The reader has gone, as `head` does; that is no error.
        case closed
        case other(String)

        var description: String {
            switch self {
            case .closed: "standard output was closed"
            case .other(let cause): "standard output: cannot write: \(cause)"
            }
        }
    }

    private var buffer: [UInt8] = []

    mutating func write(_ bytes: [UInt8]) throws(Failure) {
        buffer += bytes
        if buffer.count >= 1 << 16 { try flush() }
    }

    mutating func write(_ text: String) throws(Failure) {
        try write(Array(text.utf8))
    }

    mutating func flush() throws(Failure) {
        var start = 0
        while start < buffer.count {
            let count = buffer[start...].withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw errno == EPIPE ? .closed : .other(String(cString: strerror(errno)))
            }
            start += count
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
