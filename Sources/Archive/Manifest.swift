// The fixity manifest of a portal: a SHA-256 for each file that will not change again.

import Foundation
import WebArchive

/// `manifest-sha256.txt`: lines as `sha256sum --check` takes them, paths relative to the portal's folder, byte-sorted.
///
/// What it says of a file is never changed: a file that is other than it says is damaged, and is to be found so. Only a repair,
/// which moves the file away, takes its line out.
public struct Manifest {
    private let folder: PortalFolder
    private var digests: [String: String] = [:]

    /// Reads the manifest of a portal, if there is one.
    public init(folder: PortalFolder) throws {
        self.folder = folder
        let text = FileManager.default.contents(atPath: folder.manifest).map { String(decoding: $0, as: UTF8.self) } ?? ""
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            if parts.count == 2 { digests[String(parts[1].drop { $0 == " " })] = String(parts[0]) }
        }
    }

    /// Adds a file that will not change any more, unless the manifest has it.
    ///
    /// - Parameter path: relative to the portal's folder.
    public mutating func add(_ path: String) throws {
        guard digests[path] == nil else { return }
        digests[path] = try FileDigest.sha256(of: folder.path + "/" + path).hex
    }

    /// Takes out a file that is not there any more, or is another one now.
    public mutating func forget(_ path: String) { digests[path] = nil }

    /// Puts the manifest in the place of the old one.
    public func write() throws {
        let lines = digests.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { "\($0.value)  \($0.key)\n" }
        try FileSystem.write(lines.joined(), to: folder.manifest)
    }
}
