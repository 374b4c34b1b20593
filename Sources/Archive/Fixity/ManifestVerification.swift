// Compares a portal's manifest, and the chain of all that it had, with the files that lie there.

import Foundation
import WebArchive

/// The verification of `manifest-sha256.txt` and `manifests.jsonl`.
struct ManifestVerification {
    let folder: PortalFolder
    /// Files read at a time.
    let jobs: Int
    /// A PEM file of certificates that are trusted besides the system's.
    var authorities: String?

    /// What was looked at.
    struct Summary: Sendable {
        var files = 0
        /// Read, and of the digest that the manifest says.
        var bytes = 0
        /// Lines of the chain.
        var links = 0
        /// The newest time stamp: the line that it vouches for, with all before it, and when.
        var stamp: (line: Int, time: String)?
    }

    /// Looks for each file of the manifest, and for files that it does not name; reads each and compares its digest if `readsFiles`.
    ///
    /// - Parameter unfinished: asks for the runs that have not ended, whose files the manifest cannot name yet.
    @discardableResult
    func run(readsFiles: Bool, unfinished: () throws -> Set<String>, _ report: (Finding) -> Void) throws -> Summary {
        var summary = Summary()
        // In this order: what is there and belongs to no run that goes on was named by then.
        let before = try unfinished()
        let there = Self.filesThere(in: folder)
        let open = before.union(try unfinished())
        let files = there.filter { !isOpen($0, open) }
        guard let (data, contents) = try manifestAndChain() else {
            if !files.isEmpty { report(Finding(.fixityMissing, in: folder.manifest, "there is no manifest, and \(files.count) files that it should name")) }
            return summary
        }
        let (listed, badLines) = ManifestText.parse([UInt8](data))
        for number in badLines { report(Finding(.fixity, in: folder.manifest, "line \(number) is no line of a manifest")) }
        try compare(listed, readsFiles: readsFiles, &summary, report)
        let names = Set(listed.map(\.path))
        for name in files where !names.contains(name) && !name.hasPrefix("timestamps/") {  // a stamp is checked by what it says
            report(Finding(.unlistedFile, in: folder.path + "/" + name, "the manifest does not name it"))
        }
        try followChain(contents, manifest: SHA256Digest(of: data), &summary, report)
        return summary
    }

    /// The manifest and its chain as of one moment: a run that ends writes first the one, then the other.
    private func manifestAndChain() throws -> (Data, ManifestChain.Contents)? {
        var last: Data?
        for _ in 0..<10 {
            guard let data = FileManager.default.contents(atPath: folder.manifest) else { return nil }
            let contents = try ManifestChain(of: folder).read()
            if contents.entries.isEmpty || contents.entries.last?.manifest == SHA256Digest(of: data).labelled || data == last { return (data, contents) }
            last = data
            usleep(20_000)  // in microseconds: between the two writes lies one sync of a small file; the thread is the command's own
        }
        return try FileManager.default.contents(atPath: folder.manifest).map { ($0, try ManifestChain(of: folder).read()) }
    }

    private func compare(
        _ listed: [(path: String, digest: SHA256Digest)], readsFiles: Bool, _ summary: inout Summary, _ report: (Finding) -> Void
    ) throws {
        var rest = listed[...]
        while !rest.isEmpty {  // slices keep findings from piling up
            let slice = Array(rest.prefix(1000))
            rest = rest.dropFirst(slice.count)
            let found = mapInParallel(slice, jobs: jobs) { [folder] item in
                Result { try Self.look(at: folder.path + "/" + item.path, readsFiles: readsFiles) }
            }
            for (item, result) in zip(slice, found) {
                let path = folder.path + "/" + item.path
                guard let (size, digest) = try result.get() else {
                    report(Finding(.fixityMissing, in: path, "the manifest names it, and it is not there"))
                    continue
                }
                summary.files += 1
                if let digest, digest != item.digest { report(Finding(.fixity, in: path, "it is not what the manifest says")) } else { summary.bytes += size }
            }
        }
    }

    private static func look(at path: String, readsFiles: Bool) throws -> (size: Int, digest: SHA256Digest?)? {
        guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int else { return nil }
        return (size, readsFiles ? try FileDigest.sha256(of: path) : nil)
    }

    // MARK: The chain

    private func followChain(
        _ contents: ManifestChain.Contents, manifest: SHA256Digest, _ summary: inout Summary, _ report: (Finding) -> Void
    ) throws {
        let chain = ManifestChain(of: folder)
        summary.links = contents.entries.count
        for fault in contents.faults { report(Finding(.manifestChain, in: chain.path, fault)) }
        guard let last = contents.entries.last else {
            return report(Finding(.unlistedFile, in: chain.path, "the manifest has no chain yet; the next run begins it"))
        }
        if manifest.labelled != last.manifest {
            // A command that was killed between the two wrote the chain only; the next one writes the manifest.
            let isOlder = manifest.labelled == contents.entries.dropLast().last?.manifest
            report(Finding(.manifestChain, in: folder.manifest, severity: isOlder ? .note : nil,
                           isOlder ? "it lacks what the last line of manifests.jsonl added; the next run brings it in" : "it is not the one that manifests.jsonl ends with"))
        }
        try compareWithheld(contents, report)
        checkStamps(contents, &summary, report)
    }

    /// Orders to withhold that an earlier run saw are there still.
    private func compareWithheld(_ contents: ManifestChain.Contents, _ report: (Finding) -> Void) throws {
        guard let seen = contents.entries.last(where: { $0.withheld != nil })?.withheld else { return }
        let file = WithheldFile(of: folder)
        let digests: [SHA256Digest]
        do { digests = try file.read().digests } catch let error as InputError { return report(Finding(.withheldList, in: file.path, error.cause)) }
        if digests.count < seen.lines || digests[seen.lines - 1].labelled != seen.last {
            report(Finding(.withheldList, in: file.path, "it had \(seen.lines) lines or more, and has lost some of them"))
        }
    }

    private func checkStamps(_ contents: ManifestChain.Contents, _ summary: inout Summary, _ report: (Finding) -> Void) {
        for (index, digest) in contents.digests.enumerated() {
            let name = folder.timestampName(line: index + 1)
            guard let der = FileManager.default.contents(atPath: folder.path + "/" + name) else { continue }
            do {
                let proof = try TimestampToken([UInt8](der)).check(digest, authorities: authorities)
                summary.stamp = (index + 1, proof.time.iso8601)
                if !proof.isTrusted {
                    report(Finding(.timestamp, in: folder.path + "/" + name, severity: .note,
                                   "its signature is right; nobody whom this machine trusts vouches for the signer: --authorities names a PEM file"))
                }
            } catch {
                report(Finding(.timestamp, in: folder.path + "/" + name, "line \(index + 1) of manifests.jsonl is not what it stamps: \(error)"))
            }
        }
    }

    // MARK: The folder

    /// What changes by design, or is made again of the rest.
    private static let changing: Set<String> = [
        "portal.yaml", "lock", "index.cdxj", "manifest-sha256.txt", "manifest-sha256.txt.damaged", "manifests.jsonl", "imports.jsonl", "merges.jsonl",
        "repairs.jsonl", "reading.lock",
    ]

    /// All files that the manifest is to name, relative to the folder, byte-sorted.
    static func filesThere(in folder: PortalFolder) -> [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { name in
            var isFolder: ObjCBool = false
            return !changing.contains(name) && !name.hasPrefix("state.sqlite") && !name.hasPrefix("spool/") && !name.hasPrefix(".")
                && !name.hasSuffix(".new") && FileManager.default.fileExists(atPath: folder.path + "/" + name, isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Whether a file belongs to a run that goes on.
    private func isOpen(_ name: String, _ unfinished: Set<String>) -> Bool {
        unfinished.contains { name.hasPrefix("warc/\(folder.name)-\($0)-") || name == "records/\($0).jsonl" || name.hasPrefix("runs/\($0)/") }
    }
}
