// Copies a file durably, and digests it on the way.

import Foundation
import WebArchive

/// A copy of a file that was made.
struct FileCopy {
    /// Of the bytes that were copied.
    let digest: SHA256Digest
    /// In bytes.
    let size: Int

    /// Copies a file; one that lies there already, such as what a kill left, is written over. The folder is made if it is not there.
    init(of path: String, to target: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw ArchiveError.system(path: path, action: "read") }
        defer { try? handle.close() }
        try FileSystem.createFolder((target as NSString).deletingLastPathComponent)
        let output = try AppendedFile(target, cutTo: 0)
        var hasher = SHA256Hasher()
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
            hasher.update(piece)
            try output.append([UInt8](piece))
        }
        try output.sync()
        digest = hasher.finish()
        size = output.length
    }
}
