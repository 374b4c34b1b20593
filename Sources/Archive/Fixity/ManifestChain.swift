// `manifests.jsonl`: every manifest that a portal had, as what each added to the last, chained by digests.

import Foundation
import WebArchive

/// The chain of a portal's manifests. Each line has the digest of the line before it, so that an older manifest can be changed
/// only with all that came later, and a time stamp on one line vouches for all before it.
struct ManifestChain {
    let path: String

    init(of folder: PortalFolder) { path = folder.manifests }

    /// What the chain holds.
    struct Contents {
        var entries: [ManifestEntry] = []
        /// The digest of each line, without its line feed.
        var digests: [SHA256Digest] = []
        /// The files of the last manifest, as the entries give it, with their digests in hexadecimal.
        var files: [String: String] = [:]
        /// Where the chain is broken, or an entry cannot be, in a sentence each.
        var faults: [String] = []
        /// Bytes of whole lines; what stands behind them was never finished.
        var length = 0
    }

    /// Reads the chain; empty where there is none. Goes on behind a break.
    func read() throws -> Contents {
        var contents = Contents()
        guard FileManager.default.fileExists(atPath: path) else { return contents }
        guard let data = FileManager.default.contents(atPath: path) else { throw ArchiveError.file(path: path, action: "read", cause: "no access") }
        var number = 0
        var rest = data[...]
        while let end = rest.firstIndex(of: 0x0A) {
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            number += 1
            contents.length += line.count + 1
            let before = contents.digests.last?.labelled
            contents.digests.append(SHA256Digest(of: line))
            guard let (entry, previous) = ManifestEntry.parse(line) else {
                contents.faults.append("line \(number) is no entry")
                continue
            }
            if previous != before { contents.faults.append("line \(number) does not follow the line before it: one was changed or taken out") }
            for (path, digest) in entry.removed {
                if contents.files[path] != digest { contents.faults.append("line \(number) takes out \(path), which was not there so") }
                contents.files[path] = nil
            }
            contents.files.merge(entry.added) { $1 }
            contents.entries.append(entry)
        }
        if let last = contents.entries.last, SHA256Digest(of: Array(ManifestText.text(of: contents.files).utf8)).labelled != last.manifest {
            contents.faults.append("the files of its lines do not make the manifest that the last one names")
        }
        return contents
    }

    /// Appends an entry durably. A line that a killed command left unfinished is taken off before.
    func append(_ entry: ManifestEntry) throws {
        let contents = try read()
        let file = try AppendedFile(path, cutTo: contents.length)
        try file.append(entry.line(after: contents.digests.last?.labelled))
        try file.sync()
    }
}
