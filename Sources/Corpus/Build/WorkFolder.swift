// The folder beside the target in which a build works, and what stands there of an earlier one.

import Foundation
import Glibc
import WebArchive

/// `DIR.work`: files of the running build. It is deleted when the data set stands.
struct WorkFolder: ~Copyable {
    let path: String
    private let lock: Int32

    /// Makes the folder, or takes the one that is there, and locks it.
    init(beside target: String) throws(CorpusError) {
        let path = target + ".work"
        try Self.make(path)
        lock = try Self.lock(path)
        self.path = path
    }

    private static func make(_ path: String) throws(CorpusError) {
        do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
            throw .file(FileError(path: path, operation: "make the folder", code: errno == 0 ? EIO : errno))
        }
    }

    private static func lock(_ path: String) throws(CorpusError) -> Int32 {
        let lock = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard lock >= 0 else { throw .file(FileError(path: path + "/lock", operation: "open", code: errno)) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(lock)
            throw code == EWOULDBLOCK ? .busy(path: path) : .file(FileError(path: path, operation: "lock", code: code))
        }
        return lock
    }

    deinit { close(lock) }

    func file(_ name: String) -> String { path + "/" + name }

    /// Deletes what an earlier build left here.
    func clear() {
        // Without it nobody goes on with what is half deleted.
        try? FileManager.default.removeItem(atPath: file(ReadingProgress.file))
        for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] where name != "lock" {
            try? FileManager.default.removeItem(atPath: file(name))
        }
    }

    /// Deletes the folder itself.
    consuming func remove() {
        clear()
        try? FileManager.default.removeItem(atPath: path)
    }
}
