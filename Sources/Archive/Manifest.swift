// The fixity manifest of a portal: a SHA-256 for each file that will not change again.

import Foundation
import WebArchive

/// `manifest-sha256.txt`: lines as `sha256sum --check` takes them, paths relative to the portal's folder, byte-sorted.
public struct Manifest {
    private let folder: PortalFolder

    public init(folder: PortalFolder) {
        self.folder = folder
    }

    /// Adds files, or replaces what the manifest says of them.
    public func add(_ paths: [String]) throws {
        var digests: [String: String] = [:]
        let text = FileManager.default.contents(atPath: folder.manifest).map { String(decoding: $0, as: UTF8.self) } ?? ""
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            if parts.count == 2 { digests[String(parts[1].drop { $0 == " " })] = String(parts[0]) }
        }
        for path in paths { digests[path] = try digest(of: folder.path + "/" + path) }
        let lines = digests.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { "\($0.value)  \($0.key)\n" }
        try FileSystem.write(lines.joined(), to: folder.manifest)
    }

    private func digest(of path: String) throws -> String {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw ArchiveError.file(path: path, action: "read", cause: FileSystem.lastError())
        }
        defer { try? handle.close() }
        var hasher = SHA256Hasher()
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { hasher.update(piece) }
        return hasher.finish().hex
    }
}
