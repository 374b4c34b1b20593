// The digest of each document's line: what a citation of one document is verified by, whatever became of the others.

import WebArchive

/// The file documents-sha256.txt.gz: `sha256sum`'s form, with the document's id for the name.
enum DocumentDigests {
    static let file = "documents-sha256.txt.gz"

    /// A line, of the digest of a document's line without its line feed.
    static func line(id: String, _ digest: SHA256Digest) -> [UInt8] { Array("\(digest.hex)  \(id)\n".utf8) }
}
