// The last link of a portal's chain of manifests, while no authority has stamped it.

import Foundation
import WebArchive

/// What a time stamping authority is asked to stamp: the digest of the last line of the chain, which vouches for all before it.
public struct UnstampedManifest: Sendable {
    public let digest: SHA256Digest
    private let path: String

    /// Nil where there is no chain, or its last line is stamped already.
    public init?(of folder: PortalFolder) throws {
        let digests = try ManifestChain(of: folder).read().digests
        guard let last = digests.last else { return nil }
        digest = last
        path = folder.path + "/" + folder.timestampName(line: digests.count)
        if FileManager.default.fileExists(atPath: path) { return nil }
    }

    /// Keeps the authority's answer; the next manifest names it.
    public func keep(answer der: [UInt8]) throws {
        try FileSystem.createFolder((path as NSString).deletingLastPathComponent)
        try FileSystem.write(der, to: path)
    }
}
