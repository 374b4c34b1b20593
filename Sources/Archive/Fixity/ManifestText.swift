// The lines of a manifest, as `sha256sum` and BagIt write them.

import WebArchive

/// The text of a manifest.
enum ManifestText {
    /// The files that it names, and the numbers of lines that are none, counted from 1.
    static func parse(_ bytes: [UInt8]) -> (files: [(path: String, digest: SHA256Digest)], badLines: [Int]) {
        var files: [(path: String, digest: SHA256Digest)] = []
        var bad: [Int] = []
        for (index, line) in String(decoding: bytes, as: UTF8.self).split(separator: "\n").enumerated() {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let digest = SHA256Digest(hex: parts[0]) else {
                bad.append(index + 1)
                continue
            }
            files.append((String(parts[1].drop { $0 == " " || $0 == "*" }), digest))
        }
        return (files, bad)
    }

    static func text(of digests: [String: String]) -> String {
        digests.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { "\($0.value)  \($0.key)\n" }.joined()
    }
}
