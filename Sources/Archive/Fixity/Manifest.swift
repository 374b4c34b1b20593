// The fixity manifest of a portal: a SHA-256 for each file that will not change again.

import Foundation
import Web
import WebArchive

/// `manifest-sha256.txt`: lines as `sha256sum --check` and BagIt (RFC 8493, section 2.1.3) take them, paths relative to the
/// portal's folder, byte-sorted. What was added and taken out each time stands in the ``ManifestChain`` beside it.
///
/// What it says of a file is never changed: a file that is other than it says is damaged, and is to be found so. Only what moves
/// the file away, such as a repair, takes its line out.
public struct Manifest {
    private let folder: PortalFolder
    private let chain: ManifestChain
    private let chained: ManifestChain.Contents
    private var digests: [String: String]
    /// The manifest is not as the chain left it; where it is put aside when another is written.
    private var isForeign = false

    /// Reads the manifest of a portal, if there is one.
    ///
    /// The chain goes before the manifest: a manifest that is another one now is put right by the next ``write(_:)``, and the old
    /// one kept.
    public init(folder: PortalFolder) throws {
        self.folder = folder
        chain = ManifestChain(of: folder)
        chained = try chain.read()
        let bytes = FileManager.default.contents(atPath: folder.manifest).map { [UInt8]($0) }
        let listed = Dictionary(ManifestText.parse(bytes ?? []).files.map { ($0.path, $0.digest.hex) }, uniquingKeysWith: { first, _ in first })
        guard let last = chained.entries.last else {
            digests = listed
            return
        }
        let digest = bytes.map { SHA256Digest(of: $0).labelled }
        if digest == last.manifest {
            digests = listed
        } else {
            digests = chained.files
            // A command that was killed between the two wrote the chain only.
            isForeign = bytes != nil && digest != chained.entries.dropLast().last?.manifest
        }
    }

    /// What is not as the last command left it, in a sentence each.
    public var faults: [String] {
        (isForeign ? ["\(folder.manifest) is not as it was left: it is put right from manifests.jsonl, and lies in manifest-sha256.txt.damaged"] : [])
            + chained.faults.map { "\(chain.path): \($0)" }
    }

    /// The paths that it names, and the digest of each in hexadecimal.
    var files: [String: String] { digests }

    /// Whether it names a file, by its path relative to the portal's folder.
    public func names(_ path: String) -> Bool { digests[path] != nil }

    /// Adds a file that will not change any more, unless the manifest has it.
    ///
    /// - Parameter path: relative to the portal's folder.
    public mutating func add(_ path: String) throws {
        guard digests[path] == nil else { return }
        digests[path] = try FileDigest.sha256(of: folder.path + "/" + path).hex
    }

    /// Adds files that will not change any more, unless the manifest has them; so many are read at a time.
    ///
    /// - Parameter paths: relative to the portal's folder.
    public mutating func add(_ paths: [String], jobs: Int) throws {
        let new = Set(paths.filter { digests[$0] == nil }).sorted()
        let found = mapInParallel(new, jobs: jobs) { [folder] path in Result { try FileDigest.sha256(of: folder.path + "/" + path).hex } }
        for (path, digest) in zip(new, found) { digests[path] = try digest.get() }
    }

    /// Takes out a file that is not there any more, or is another one now.
    public mutating func forget(_ path: String) { digests[path] = nil }

    /// Puts the manifest in the place of the old one, after what is new of it was added to the chain.
    ///
    /// - Parameter cause: what added to it, for those who read the chain.
    public func write(_ cause: String) throws {
        let text = ManifestText.text(of: digests)
        let digest = SHA256Digest(of: Array(text.utf8)).labelled
        if digest != chained.entries.last?.manifest {
            try chain.append(ManifestEntry(
                time: Timestamp.now(), cause: cause, manifest: digest, files: digests.count,
                added: digests.filter { chained.files[$0.key] != $0.value }, removed: chained.files.filter { digests[$0.key] != $0.value },
                withheld: try? WithheldFile(of: folder).head()))
        }
        if isForeign { try FileSystem.move(folder.manifest, to: folder.manifest + ".damaged") }
        try FileSystem.write(text, to: folder.manifest)
    }
}
