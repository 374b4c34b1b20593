// Copies files of another archive under their names, and overwrites none.

import Foundation
import WebArchive

/// Brings files of another portal's folder into this one.
public struct FileTransfer {
    /// Files that cannot be brought together.
    public enum Refusal: Error, CustomStringConvertible {
        /// Both archives have a file of this name, and they differ.
        case clash(path: String, other: String)
        /// The other archive's file is not what its manifest says.
        case changed(path: String)

        public var description: String {
            switch self {
            case .clash(let path, let other): "\(path) is another file than \(other); nothing of the portal was merged over it"
            case .changed(let path): "\(path): is not what its manifest says; shilu fixity tells more"
            }
        }
    }

    /// A file on its way.
    private var copy: String { folder.path + "/.merge-copy" }
    private let other: PortalFolder
    private let folder: PortalFolder
    private let otherManifest: [String: String]
    private let manifest: [String: String]

    public init(from other: PortalFolder, to folder: PortalFolder) throws {
        self.other = other
        self.folder = folder
        otherManifest = try Manifest(folder: other).files
        manifest = try Manifest(folder: folder).files
    }

    /// Whether a file may be brought in: it is not there, or it is the same.
    ///
    /// - Parameters:
    ///   - name: in the other folder, relative to it.
    ///   - target: in this one.
    public func check(_ name: String, as target: String) throws {
        guard FileManager.default.fileExists(atPath: folder.path + "/" + target) else { return }
        guard try digest(name, of: other, otherManifest) == digest(target, of: folder, manifest) else {
            throw Refusal.clash(path: folder.path + "/" + target, other: other.path + "/" + name)
        }
    }

    /// Copies a file that is not there yet, and compares it with the other archive's manifest on the way.
    public func bring(_ name: String, as target: String) throws {
        let (path, end) = (other.path + "/" + name, folder.path + "/" + target)
        if FileManager.default.fileExists(atPath: end) { return }
        try FileSystem.createFolder((end as NSString).deletingLastPathComponent)
        let digest = try FileCopy(of: path, to: copy).digest
        if let expected = otherManifest[name], expected != digest.hex {
            try? FileManager.default.removeItem(atPath: copy)
            throw Refusal.changed(path: path)
        }
        try FileSystem.moveDurably(copy, to: end)
    }

    /// Takes away what a killed command was copying.
    public func removeLeftovers() { try? FileManager.default.removeItem(atPath: copy) }

    private func digest(_ name: String, of folder: PortalFolder, _ manifest: [String: String]) throws -> String {
        try manifest[name] ?? FileDigest.sha256(of: folder.path + "/" + name).hex
    }
}
