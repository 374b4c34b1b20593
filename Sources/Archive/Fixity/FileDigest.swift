// The SHA-256 of a file, read in pieces.

import WebArchive

/// The digest of a file's bytes.
enum FileDigest {
    /// Large enough that the reading of gigabytes costs little, small enough to stay in a core's cache.
    private static let piece = 1 << 18

    static func sha256(of path: String) throws -> SHA256Digest {
        do throws(FileError) {
            return try digest(of: path)
        } catch {
            throw ArchiveError.system(path: path, action: "read", code: error.code)
        }
    }

    private static func digest(of path: String) throws(FileError) -> SHA256Digest {
        let file = try OpenFile(path, .reading)
        var hasher = SHA256Hasher()
        var buffer = [UInt8](repeating: 0, count: piece)
        var count = try file.read(into: &buffer)
        while count > 0 {
            hasher.update(buffer[..<count])
            count = try file.read(into: &buffer)
        }
        return hasher.finish()
    }
}
