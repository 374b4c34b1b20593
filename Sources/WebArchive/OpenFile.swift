// Owns one open file and reads, writes, cuts and syncs it by POSIX calls.
import Glibc

/// An open file, closed when its owner goes. Every error names the path, the operation and errno.
package struct OpenFile: ~Copyable, Sendable {
    package enum Access {
        /// An existing file, for reading.
        case reading
        /// An existing file, for reading and writing.
        case updating
        /// A new file; fails with EEXIST where there is one.
        case creating
        /// A new file, or an existing one made empty.
        case replacing
    }

    package let path: String
    private let descriptor: Int32

    package init(_ path: String, _ access: Access) throws(FileError) {
        let flags: Int32
        switch access {
        case .reading: flags = O_RDONLY
        case .updating: flags = O_RDWR
        case .creating: flags = O_RDWR | O_CREAT | O_EXCL
        case .replacing: flags = O_RDWR | O_CREAT | O_TRUNC
        }
        descriptor = Self.retrying { open(path, flags | O_CLOEXEC, 0o644) }
        self.path = path
        guard descriptor >= 0 else { throw FileError(path: path, operation: "open", code: errno) }
    }

    deinit { close(descriptor) }

    /// Reads at the file's own position (pipes too) into `buffer` from `start`, at most `limit` bytes; 0 at the end.
    package func read(into buffer: inout [UInt8], from start: Int = 0, upTo limit: Int = .max) throws(FileError) -> Int {
        // Pointers only live for the call: the kernel writes within the array's own bounds.
        let count = buffer.withUnsafeMutableBytes { bytes in
            Self.retrying { Glibc.read(descriptor, bytes.baseAddress! + start, min(limit, bytes.count - start)) }
        }
        guard count >= 0 else { throw FileError(path: path, operation: "read", code: errno) }
        return count
    }

    /// Reads up to `buffer.count` bytes that lie at `offset`; fewer at the end of the file.
    package func read(into buffer: inout [UInt8], at offset: Int64) throws(FileError) -> Int {
        var done = 0
        while done < buffer.count {
            let count = buffer.withUnsafeMutableBytes { bytes in
                Self.retrying { pread(descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(offset) + done) }
            }
            guard count >= 0 else { throw FileError(path: path, operation: "read", code: errno) }
            if count == 0 { break }
            done += count
        }
        return done
    }

    /// Writes all of `bytes` at `offset`; where the system takes only a part, goes on until it takes all or refuses.
    package func write(_ bytes: ArraySlice<UInt8>, at offset: Int64) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Self.retrying { pwrite(descriptor, raw.baseAddress! + done, raw.count - done, off_t(offset) + done) }
            }
            guard count > 0 else { throw FileError(path: path, operation: "write", code: count == 0 ? EIO : errno) }
            done += count
        }
    }

    /// Moves the file's own position, from which `read(into:from:)` reads.
    package func seek(to offset: Int64) throws(FileError) {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
            throw FileError(path: path, operation: "seek", code: errno)
        }
    }

    /// The file's length in bytes.
    package func size() throws(FileError) -> Int64 {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, operation: "stat", code: errno) }
        return Int64(status.st_size)
    }

    /// Cuts the file to `length` bytes.
    package func truncate(to length: Int64) throws(FileError) {
        guard Self.retrying({ Int(ftruncate(descriptor, off_t(length))) }) == 0 else {
            throw FileError(path: path, operation: "truncate", code: errno)
        }
    }

    /// Waits until the bytes, and the length, are on the disk.
    package func syncData() throws(FileError) {
        guard Self.retrying({ Int(fdatasync(descriptor)) }) == 0 else {
            throw FileError(path: path, operation: "sync", code: errno)
        }
    }

    /// Waits until the entry of `path` in its folder is on the disk; without it a new file may vanish with the power.
    package static func syncFolder(of path: String) throws(FileError) {
        let folder = folder(of: path)
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: folder, operation: "open", code: errno) }
        let result = fsync(descriptor)
        let code = errno
        close(descriptor)
        guard result == 0 else { throw FileError(path: folder, operation: "sync", code: code) }
    }

    /// Puts the file at `path` in the place of that at `target`, at once.
    package static func rename(_ path: String, to target: String) throws(FileError) {
        guard Glibc.rename(path, target) == 0 else { throw FileError(path: path, operation: "rename", code: errno) }
    }

    /// Takes the name away; a file that is open stays readable until it is closed.
    package static func unlink(_ path: String) throws(FileError) {
        guard Glibc.unlink(path) == 0 else { throw FileError(path: path, operation: "remove", code: errno) }
    }

    /// Whether something of that name is there.
    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The length in bytes of the file at `path`.
    package static func size(of path: String) throws(FileError) -> Int64 {
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileError(path: path, operation: "stat", code: errno) }
        return Int64(status.st_size)
    }

    /// The path without its last part: "." where there is none.
    package static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.utf8.startIndex ? "/" : String(path[..<slash])
    }

    /// The last part of the path.
    package static func name(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }

    /// A signal in the middle of a call is no error.
    private static func retrying<Count: SignedInteger>(_ call: () -> Count) -> Count {
        while true {
            let count = call()
            if count < 0 && errno == EINTR { continue }
            return count
        }
    }
}
