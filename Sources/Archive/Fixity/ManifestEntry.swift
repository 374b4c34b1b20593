// A link of the chain of manifests: what a run, or a command that changed the archive, added to the manifest.

import Foundation
import Records
import Web

/// A line of `manifests.jsonl`.
struct ManifestEntry {
    var time: Timestamp
    /// What was done: `run 20261124T050000Z`, `repair …`.
    var cause: String
    /// The digest of the whole manifest as it stood after this, `sha256:<hex>`.
    var manifest: String
    /// How many files it named.
    var files: Int
    /// Paths, and their digests in hexadecimal, that came in.
    var added: [String: String]
    /// Paths, and their digests, that were taken out; of a file that is another one now the old digest.
    var removed: [String: String]
    /// How far the list of withheld URLs went: its lines, and the digest of the last. Nil where there was none.
    var withheld: WithheldFile.Head?

    /// The line, with its line feed.
    ///
    /// - Parameter previous: the digest of the line before it; nil for the first.
    func line(after previous: String?) -> [UInt8] {
        var json = JSONLine()
        json.object { json in
            json.key("time"); json.value(time.iso8601)
            json.key("cause"); json.value(cause)
            json.key("files"); json.value(files)
            json.key("added"); Self.write(added, to: &json)
            json.key("removed"); Self.write(removed, to: &json)
            json.key("withheld")
            if let withheld {
                json.object { json in
                    json.key("lines"); json.value(withheld.lines)
                    json.key("last"); json.value(withheld.last)
                }
            } else {
                json.null()
            }
            json.key("manifest"); json.value(manifest)
            json.key("previous"); json.value(previous)
        }
        json.endLine()
        return json.bytes
    }

    private static func write(_ files: [String: String], to json: inout JSONLine) {
        json.object { json in
            for (path, digest) in files.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                json.key(named: path); json.value(digest)
            }
        }
    }

    private struct Line: Decodable {
        struct Withheld: Decodable {
            let lines: Int
            let last: String
        }

        let time: String
        let cause: String
        let files: Int
        let added: [String: String]
        let removed: [String: String]
        let withheld: Withheld?
        let manifest: String
        let previous: String?
    }

    /// Reads a line, and the digest that it gives of the line before it; nil where it is none.
    static func parse(_ line: some Sequence<UInt8>) -> (entry: ManifestEntry, previous: String?)? {
        guard let found = try? JSONDecoder().decode(Line.self, from: Data(line)), let time = Timestamp(iso8601: found.time) else { return nil }
        let entry = ManifestEntry(
            time: time, cause: found.cause, manifest: found.manifest, files: found.files, added: found.added, removed: found.removed,
            withheld: found.withheld.map { WithheldFile.Head(lines: $0.lines, last: $0.last) })
        return (entry, found.previous)
    }
}
