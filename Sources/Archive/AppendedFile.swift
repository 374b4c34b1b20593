// A file that only grows, and is cut back to what was committed when a run goes on.

import Glibc
import Synchronization

/// A file of lines that is appended to.
public final class AppendedFile: Sendable {
    public let path: String
    private let descriptor: Int32
    private let end: Mutex<Int>

    /// Opens a file for appending and cuts it to a length, in bytes; it is made if it is not there.
    public init(_ path: String, cutTo committed: Int? = nil) throws(ArchiveError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system(path: path, action: "open") }
        self.descriptor = descriptor
        self.path = path
        let end = Int(lseek(descriptor, 0, SEEK_END))
        let length = min(end, committed ?? end)
        self.end = Mutex(length)
        if length < end, ftruncate(descriptor, off_t(length)) != 0 {
            throw .system(path: path, action: "cut back")
        }
    }

    deinit {
        close(descriptor)
    }

    /// The file's length in bytes.
    public var length: Int { end.withLock { $0 } }

    /// Appends bytes.
    public func append(_ bytes: [UInt8]) throws(ArchiveError) {
        try end.withLock { (length) throws(ArchiveError) in
            try FileSystem.writeAll(bytes, to: descriptor, path: path)
            length += bytes.count
        }
    }

    /// Makes what was appended durable.
    public func sync() throws(ArchiveError) {
        guard fdatasync(descriptor) == 0 else { throw .system(path: path, action: "sync") }
    }
}
