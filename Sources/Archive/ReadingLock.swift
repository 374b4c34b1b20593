// What keeps the files of a portal as they are while all of them are read.

import Glibc

/// Held by who judges a portal as a whole, as verify and fixity do: any number at a time, and a crawl may go on meanwhile, for it only
/// adds to what is there. A shared `flock` on `reading.lock`, which ends with the process.
final class ReadingLock: Sendable {
    private let file: ReadersFile?

    /// Takes the lock, or throws ``ArchiveError/beingRewritten(path:)`` at once. On a medium that cannot be written nobody rewrites.
    init(_ folder: PortalFolder) throws(ArchiveError) {
        file = try ReadersFile(folder, isWriting: false)
        if let file, !file.lock(LOCK_SH) { throw .beingRewritten(path: folder.path) }
    }
}

/// Held by who moves or replaces files of a portal: nobody else may read them as a whole.
public final class RewritingLock: Sendable {
    private let file: ReadersFile?

    /// Takes the lock, or throws ``ArchiveError/beingRead(path:)`` at once.
    public init(_ folder: PortalFolder) throws(ArchiveError) {
        file = try ReadersFile(folder, isWriting: true)
        if let file, !file.lock(LOCK_EX) { throw .beingRead(path: folder.path) }
    }
}

/// The open file that the locks are on.
private final class ReadersFile: Sendable {
    private let descriptor: Int32

    /// nil where it is not there and cannot be made.
    init?(_ folder: PortalFolder, isWriting: Bool) throws(ArchiveError) {
        let path = folder.path + "/reading.lock"
        if isWriting { try FileSystem.createFolder(folder.path) }
        var opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        if opened < 0, !isWriting, [EROFS, EACCES, EPERM].contains(errno) {
            opened = open(path, O_RDONLY | O_CLOEXEC)
            if opened < 0 { return nil }
        }
        guard opened >= 0 else { throw .system(path: path, action: "open") }
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// Whether the lock could be had.
    func lock(_ kind: Int32) -> Bool { flock(descriptor, kind | LOCK_NB) == 0 || errno != EWOULDBLOCK }
}
