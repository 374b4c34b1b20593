// Files written so that a crash leaves the old one or the new one, never half of one.

import Foundation
import Glibc

/// Writing of small files and folders, with errors that name the path.
public enum FileSystem {
    /// Makes a folder and those above it.
    public static func createFolder(_ path: String) throws(ArchiveError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw failure(error, path: path, action: "make the folder")
        }
    }

    /// Replaces a file by a new content: a temporary file beside it, made durable, then renamed.
    public static func write(_ text: String, to path: String) throws(ArchiveError) { try write(Array(text.utf8), to: path) }

    /// Replaces a file by a new content: a temporary file beside it, made durable, then renamed.
    public static func write(_ bytes: [UInt8], to path: String) throws(ArchiveError) {
        let temporary = "\(path).\(getpid()).new"  // two commands may begin one archive at once
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system(path: path, action: "write") }
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor, path: path)
        guard fdatasync(descriptor) == 0, rename(temporary, path) == 0 else {
            throw .system(path: path, action: "write")
        }
        syncFolder(of: path)
    }

    /// Takes away what commands that were killed left of files that they were writing; the folder's lock must be held.
    public static func removeUnfinished(in folder: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasSuffix(".new") {
            let number = name.dropLast(".new".count).split(separator: ".").last ?? ""
            if Int(number) != nil { unlink(folder + "/" + name) }
        }
    }

    /// Waits until a new name is durable, which it is only with its folder.
    static func syncFolder(of path: String) {
        let parent = (path as NSString).deletingLastPathComponent
        let folder = Glibc.open(parent.isEmpty ? "." : parent, O_RDONLY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    /// Renames a file and makes the new name durable.
    public static func moveDurably(_ path: String, to target: String) throws(ArchiveError) {
        try move(path, to: target)
        syncFolder(of: target)
    }

    /// Gives a file a second name; a name that is there already stays what it is.
    static func link(_ path: String, to target: String) throws(ArchiveError) {
        guard Glibc.link(path, target) == 0 || errno == EEXIST else { throw .system(path: target, action: "link to \(path)") }
        syncFolder(of: target)
    }

    /// Renames a file; one that has the new name already is replaced.
    public static func move(_ path: String, to target: String) throws(ArchiveError) {
        guard rename(path, target) == 0 else { throw .system(path: path, action: "rename") }
    }

    /// Takes a file away.
    public static func remove(_ path: String) throws(ArchiveError) {
        guard unlink(path) == 0 else { throw .system(path: path, action: "remove") }
    }

    /// Writes all bytes to an open file.
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(ArchiveError) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(path: path, action: "write")
            }
            written += count
        }
    }

    private static func failure(_ error: any Error, path: String, action: String) -> ArchiveError {
        let error = error as NSError
        guard let posix = error.userInfo[NSUnderlyingErrorKey] as? NSError, posix.domain == NSPOSIXErrorDomain else {
            return .file(path: path, action: action, cause: error.localizedDescription)
        }
        return .system(path: path, action: action, code: Int32(posix.code))
    }
}
