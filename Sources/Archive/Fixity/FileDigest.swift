// The SHA-256 of a file, read in pieces.

import Foundation
import WebArchive

/// The digest of a file's bytes.
enum FileDigest {
    static func sha256(of path: String) throws -> SHA256Digest {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw ArchiveError.system(path: path, action: "read")
        }
        defer { try? handle.close() }
        var hasher = SHA256Hasher()
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { hasher.update(piece) }
        return hasher.finish()
    }
}
