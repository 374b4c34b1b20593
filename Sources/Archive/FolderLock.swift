// The lock that every command holds which writes in a portal's folder.

import Glibc

/// An exclusive `flock` on the portal's `lock` file; it ends with the process, so a crash leaves nothing to clean up.
public final class FolderLock {
    private let descriptor: Int32

    /// Takes the lock, or throws ``ArchiveError/locked(path:)`` at once.
    public init(_ folder: PortalFolder) throws(ArchiveError) {
        try FileSystem.createFolder(folder.path)
        let descriptor = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .file(path: folder.lock, action: "open", cause: FileSystem.lastError()) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let busy = errno == EWOULDBLOCK
            let cause = FileSystem.lastError()
            close(descriptor)
            throw busy ? .locked(path: folder.path) : .file(path: folder.lock, action: "lock", cause: cause)
        }
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }
}
