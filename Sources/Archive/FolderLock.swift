// The lock that every command holds which writes in a portal's folder.

import Glibc

/// An exclusive `flock` on a `lock` file; it ends with the process, so a crash leaves nothing to clean up.
public final class FolderLock {
    private let descriptor: Int32
    private let readers: RewritingLock?

    /// Takes the lock of a portal, or throws ``ArchiveError/locked(path:)`` at once.
    ///
    /// - Parameter rewrites: whether files that were written once are to be moved, replaced or added to by other than a crawl: then
    ///   nobody may be reading the portal as a whole, else it throws ``ArchiveError/beingRead(path:)``.
    public convenience init(_ folder: PortalFolder, rewrites: Bool = false) throws(ArchiveError) {
        try self.init(folder.lock, of: folder.path, readers: rewrites ? try RewritingLock(folder) : nil)
    }

    /// Takes the lock of the nights of an archive: one night at a time writes in `nights/`.
    public convenience init(nightsOf archive: ArchiveFolder) throws(ArchiveError) {
        try self.init(archive.nightsFolder + "/lock", of: archive.nightsFolder)
    }

    /// Takes the lock of the full-text index of an archive.
    public convenience init(searchOf archive: ArchiveFolder) throws(ArchiveError) {
        try self.init(archive.path + "/search.lock", of: archive.path)
    }

    private init(_ path: String, of folder: String, readers: RewritingLock? = nil) throws(ArchiveError) {
        try FileSystem.createFolder(folder)
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system(path: path, action: "open") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            throw code == EWOULDBLOCK ? .locked(path: folder) : .system(path: path, action: "lock", code: code)
        }
        self.descriptor = descriptor
        self.readers = readers
    }

    /// Whether a command holds a portal's lock now. Looks, and takes nothing that would stand in a command's way.
    public static func isHeld(_ folder: PortalFolder) -> Bool {
        let descriptor = open(folder.lock, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return errno == EWOULDBLOCK }
        return false
    }

    deinit {
        close(descriptor)
    }
}
