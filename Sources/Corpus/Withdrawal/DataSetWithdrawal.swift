// Takes records out of a data set that stands: their lines go, a tombstone stays, all other lines are as they were.

import Foundation
import Glibc
import WebArchive

/// A withdrawal. The data set is made anew aside and put in its place at once; a kill leaves the one or the other.
///
/// All other documents keep their lines byte for byte, so the digests of `documents-sha256.txt.gz` of every earlier version, which are kept
/// in `history/`, still verify what is cited.
public struct DataSetWithdrawal: Sendable {
    private let target: String
    private let names: Set<String>
    private let reason: String
    private let who: String?
    private let time: String

    /// What a withdrawal came to.
    public struct Outcome: Sendable, Equatable {
        public let version: String
        /// Documents that are gone.
        public let withdrawn: Int
        /// Copies and excerpts of these that stay in the data set: their ids.
        public let copies: [String]
    }

    /// - Parameters:
    ///   - names: ids of records, or URLs for all versions of a page.
    ///   - time: of the tombstones, ISO 8601 in UTC.
    public init(from target: String, names: [String], reason: String, who: String?, time: String) {
        self.target = target.count > 1 && target.hasSuffix("/") ? String(target.dropLast()) : target
        (self.names, self.reason, self.who, self.time) = (Set(names), reason, who, time)
    }

    public func run() throws(CorpusError) -> Outcome {
        guard OpenFile.exists(target + "/" + DataSetFolder.checksums) || OpenFile.exists(target + ".old") else { throw .noDataSet(path: target) }
        let work = try WorkFolder(beside: target)
        try DataSetFolder.bringBack(target)
        work.clear()
        var before = try FunnelFile(reading: target)
        let spec = try SpecFile(reading: target + "/spec.yaml")
        let new = work.file("new")
        try DataSetFolder.makeEmpty(new)

        let version = DataSetVersion.nextMajor(after: before.version)
        var search = WithdrawalSearch(names)
        let shards = try Self.names(in: target + "/data").map { "data/" + $0 }
        var funnel = before.funnel
        for shard in shards { try search.scan(target + "/" + shard) }
        for name in ["left-out.jsonl.gz", "clusters.jsonl.gz"] { try search.scanMentions(target + "/" + name) }
        if let missing = names.sorted().first(where: { !search.isKnown($0) }) { throw .notInSet(name: missing, path: target) }

        var files: [DataFile] = []
        var digests = try CompressedLines(new + "/" + DocumentDigests.file, jobs: 1)
        for shard in shards {
            let compression: CorpusSpec.Compression = shard.hasSuffix(CorpusSpec.Compression.zstd.fileExtension) ? .zstd : .gzip
            files.append(try rewrite(shard, compression, search, &funnel, &digests, to: new))
        }
        for name in ["left-out.jsonl.gz", "clusters.jsonl.gz"] {
            var lines = try RecordLines(target + "/" + name)
            var output = try CompressedLines(new + "/" + name, jobs: 1)
            while let line = try lines.next() { try output.append(search.redacted(line) + [0x0A]) }
            files.append(try output.finish(as: name))
        }
        funnel.withdrawn += search.documents.count
        guard funnel.addsUp else { throw .damaged(path: target + "/" + FunnelFile.name, cause: "it does not add up with the documents") }

        let earlier = try Withdrawal.all(in: target)
        let tombstones = earlier + search.ids.sorted().filter { id in !earlier.contains { $0.id == id } }.map { id in
            Withdrawal(id: id, time: time, reason: reason, who: who, version: version, sha256: search.documents[id])
        }
        let facts = DataSetFacts(spec: spec.spec, digest: before.digest, funnel: funnel, files: files, version: version)
        var others = [try digests.finish(as: DocumentDigests.file)]
        others += try keepHistory(of: before.version, in: new)
        before.funnel = funnel
        before.version = version
        try DataSetTexts.write(facts, before, spec: spec.bytes, tombstones: tombstones, others: others, to: new)
        try DataSetFolder.put(new, inPlaceOf: target)
        work.remove()
        return Outcome(version: version, withdrawn: search.documents.count, copies: search.copies)
    }

    /// Writes a shard without what is withdrawn, and counts what stays.
    private func rewrite(
        _ shard: String, _ compression: CorpusSpec.Compression, _ search: WithdrawalSearch, _ funnel: inout Funnel,
        _ digests: inout CompressedLines, to new: String
    ) throws(CorpusError) -> DataFile {
        let part = Part.allCases.first { shard.hasPrefix("data/\($0.rawValue)-") } ?? .train
        var lines = try RecordLines(target + "/" + shard)
        var output = try CompressedLines(new + "/" + shard, compression, jobs: 1)
        while let line = try lines.next() {
            let document = try DocumentLine(line, path: shard, number: lines.number)
            guard search.documents[document.id] == nil else { continue }
            funnel.keep(host: document.host, published: document.published, characters: document.characters, part: part)
            try digests.append(DocumentDigests.line(id: document.id, SHA256Digest(of: line)))
            try output.append(line + [0x0A])
        }
        return try output.finish(as: shard)
    }

    /// Copies the lists of the version that is left behind, and of those before it.
    private func keepHistory(of version: String, in new: String) throws(CorpusError) -> [DataFile] {
        try DataSetFolder.make(new + "/history")
        var files: [DataFile] = []
        func copy(_ path: String, as name: String) throws(CorpusError) {
            guard let data = FileManager.default.contents(atPath: path) else { throw .file(FileError(path: path, operation: "read", code: EIO)) }
            files.append(try DataSetFolder.write(Array(data), as: name, in: new))
        }
        for name in try Self.names(in: target + "/history") { try copy(target + "/history/" + name, as: "history/" + name) }
        for name in [DataSetFolder.checksums, DocumentDigests.file] { try copy(target + "/" + name, as: "history/\(version)-\(name)") }
        return files
    }

    private static func names(in folder: String) throws(CorpusError) -> [String] {
        guard OpenFile.exists(folder) else { return [] }
        do { return try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } catch {
            throw .file(FileError(path: folder, operation: "read", code: EACCES))
        }
    }
}
