// A large file that is written anew beside the old one and takes its place at once.

import Glibc

/// A file being written; until `commit` the old one stands, and without it the new one goes.
public final class ReplacedFile {
    private let path: String
    private let temporary: String
    private let descriptor: Int32
    private var isCommitted = false

    /// Begins the file that will be at `path`.
    public init(_ path: String) throws(ArchiveError) {
        self.path = path
        temporary = "\(path).\(getpid()).new"
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system(path: path, action: "write") }
    }

    deinit {
        close(descriptor)
        if !isCommitted { unlink(temporary) }
    }

    /// Appends bytes.
    public func write(_ bytes: [UInt8]) throws(ArchiveError) {
        try FileSystem.writeAll(bytes, to: descriptor, path: path)
    }

    /// Makes what was written durable and puts it in the old file's place.
    public func commit() throws(ArchiveError) {
        guard fdatasync(descriptor) == 0, rename(temporary, path) == 0 else { throw .system(path: path, action: "write") }
        isCommitted = true
        FileSystem.syncFolder(of: path)
    }
}
