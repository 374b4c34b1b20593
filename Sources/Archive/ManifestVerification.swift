// Compares a portal's manifest with the files that lie there.

import Foundation
import WebArchive

/// The verification of `manifest-sha256.txt`.
struct ManifestVerification {
    let folder: PortalFolder
    /// Runs that were not ended, whose files the manifest cannot name yet.
    let unfinished: Set<String>

    /// Looks for each file of the manifest, and for files that it does not name; reads each and compares its digest if `readsFiles`.
    func run(readsFiles: Bool, _ report: (Finding) -> Void) throws {
        let files = closedFiles()
        guard let data = FileManager.default.contents(atPath: folder.manifest) else {
            if !files.isEmpty { report(Finding(.fixityMissing, in: folder.manifest, "there is no manifest, and \(files.count) files that it should name")) }
            return
        }
        var listed: Set<String> = []
        for (index, line) in String(decoding: data, as: UTF8.self).split(separator: "\n").enumerated() {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let expected = SHA256Digest(hex: parts[0]) else {
                report(Finding(.fixity, in: folder.manifest, "line \(index + 1) is no line of a manifest"))
                continue
            }
            let name = String(parts[1].drop { $0 == " " || $0 == "*" })
            listed.insert(name)
            let path = folder.path + "/" + name
            guard FileManager.default.fileExists(atPath: path) else {
                report(Finding(.fixityMissing, in: path, "the manifest names it, and it is not there"))
                continue
            }
            if readsFiles, try FileDigest.sha256(of: path) != expected { report(Finding(.fixity, in: path, "it is not what the manifest says")) }
        }
        for name in files where !listed.contains(name) {
            report(Finding(.unlistedFile, in: folder.path + "/" + name, "the manifest does not name it"))
        }
    }

    /// The files that will not change any more, relative to the folder.
    private func closedFiles() -> [String] {
        func names(_ path: String) -> [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + path)) ?? []).sorted() }
        func isClosed(_ name: String) -> Bool { !unfinished.contains { name.hasPrefix("\(folder.name)-\($0)-") || name.hasPrefix($0) } }
        let warcs = names("warc").filter { isClosed($0) && ArchiveFileName.isOfRecords($0) }
        let records = names("records").filter { $0.hasSuffix(".jsonl") && isClosed($0) }
        return warcs.map { "warc/" + $0 } + records.map { "records/" + $0 }
    }
}
