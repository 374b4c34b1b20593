// Repairs a WARC file that lies in an archive: a new file takes its place in state, index, records and manifest.

import Archive
import Foundation
import Web
import WebArchive

/// The repair of one WARC file of a portal.
///
/// The damaged file is not changed; it moves to `damaged/` beside `warc/`. It is done in an order in which a kill loses nothing:
/// the new file is durable before the state names it, and what comes after can be made again from both.
public struct ArchiveRepair {
    /// What was done.
    public struct Outcome: Sendable {
        public var repair: WARCRepair.Outcome
        /// Where the damaged file lies now; nil where it was sound.
        public var damaged: String?
        /// Captures that are lost.
        public var lost = 0
        /// Records that the run has now.
        public var records = 0
    }

    private let folder: PortalFolder
    private let name: String

    /// The portal's folder in whose `warc/` the file lies; nil where it lies in none.
    public init?(path: String) {
        let file = URL(fileURLWithPath: path).standardizedFileURL
        let warc = file.deletingLastPathComponent()
        let portal = warc.deletingLastPathComponent()
        guard warc.lastPathComponent == "warc", let folder = try? PortalFolder(existing: portal.path) else { return nil }
        self.folder = folder
        name = file.lastPathComponent
    }

    /// Repairs. Refused while a crawl works on the portal, and while the file's run has not ended.
    public func run() throws -> Outcome {
        let lock = try FolderLock(folder)
        defer { withExtendedLifetime(lock) {} }
        guard FileManager.default.fileExists(atPath: folder.state) else {
            throw InputError(path: folder.state, cause: "the portal has no state; shilu rebuild makes it anew")
        }
        let state = try PortalState(path: folder.state)
        guard let (file, run) = try state.warcFile(name) else {
            throw InputError(path: folder.warc(name), cause: "the portal's state does not know this file; copy it elsewhere and repair it there")
        }
        if let unfinished = try state.unfinishedRun(), unfinished.name == run {
            throw InputError(path: folder.warc(name), cause: "its run \(run) has not ended; shilu crawl ends it")
        }
        let repaired = newName()
        let result = try WARCRepair(path: folder.warc(name), output: folder.warc(repaired)).run()
        var outcome = Outcome(repair: result)
        guard !result.wasSound else { return outcome }

        let places = try result.output.map(Self.places) ?? [:]
        let size = try result.output.map { try FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int } ?? nil
        let committed = size.map { CommittedWARC(name: repaired, serial: file.serial, length: $0, closed: true) }
        outcome.lost = try state.replace(file: name, by: committed, run: run, places: places)
        try FileSystem.createFolder(folder.path + "/damaged")
        outcome.damaged = folder.path + "/damaged/" + name
        try FileSystem.move(folder.warc(name), to: folder.path + "/damaged/" + name)
        try makeIndex(state)
        let replaced = try makeRecords(state, run: run, &outcome)
        try state.makeDurable()
        try writeManifest(repaired, run: run, replaced, hasOutput: committed != nil)
        try note(outcome, run: run)
        return outcome
    }

    private func newName() -> String {
        let ending = [".warc.gz", ".warc.zst", ".warc"].first { name.hasSuffix($0) } ?? ""
        let stem = name.dropLast(ending.utf8.count)
        var number = 1
        while true {
            let candidate = "\(stem)-repaired\(number == 1 ? "" : "-\(number)")\(ending)"
            if !FileManager.default.fileExists(atPath: folder.warc(candidate)), !FileManager.default.fileExists(atPath: folder.warc(candidate) + ".torn") {
                return candidate
            }
            number += 1
        }
    }

    /// Where the records of the new file lie, by ID.
    private static func places(_ path: String) throws -> [String: WrittenRecord] {
        var places: [String: WrittenRecord] = [:]
        var reader = try WARCReader(path: path)
        while let entry = try reader.next() {
            let length = try reader.finish()
            if let id = entry.recordID, let length { places[id.uri] = WrittenRecord(offset: entry.offset, length: length) }
        }
        return places
    }

    /// The index of all captures, made aside and put in the old one's place.
    private func makeIndex(_ state: PortalState) throws {
        let path = folder.index + ".repaired"
        try? FileManager.default.removeItem(atPath: path)
        try state.forgetIndex()
        var index = CDXJMerge(into: path)
        try state.forEachUnindexed { try index.add($0) }
        try ForeignFiles(of: folder).forEachIndexLine { try index.add($0) }
        try index.commit()
        try FileSystem.move(path, to: folder.index)
        try state.markIndexed()
    }

    /// The records of the run, made again from its WARC files; gives where the old ones lie now, relative to the folder.
    private func makeRecords(_ state: PortalState, run: String, _ outcome: inout Outcome) throws -> String {
        let path = folder.records(run: run)
        let old = "records/old/\(run)-\(Timestamp.now().compact).jsonl"
        try FileSystem.createFolder(folder.path + "/records/old")
        if FileManager.default.fileExists(atPath: path) { try FileSystem.move(path, to: folder.path + "/" + old) }
        let records = try AppendedFile(path, cutTo: 0)
        var count = 0
        let files = try state.warcFiles(run: run).map { ExtractionInput.warc(path: folder.warc($0.name)) }
        try Extraction(jobs: 1).run(files) { line in
            try records.append(line)
            count += 1
        } complain: { _ in }
        try records.sync()
        try state.setRecords(run: run, count: count, length: records.length)
        outcome.records = count
        return old
    }

    private func writeManifest(_ repaired: String, run: String, _ oldRecords: String, hasOutput: Bool) throws {
        var manifest = try Manifest(folder: folder)
        manifest.forget("warc/\(name)")
        manifest.forget("records/\(run).jsonl")
        var files = ["damaged/\(name)", "records/\(run).jsonl", oldRecords, "warc/\(repaired).torn"]
        if hasOutput { files.append("warc/\(repaired)") }
        for file in files where FileManager.default.fileExists(atPath: folder.path + "/" + file) { try manifest.add(file) }
        try manifest.write("repair of \(name)")
    }

    /// A line in the archive's log.
    private func note(_ outcome: Outcome, run: String) throws {
        try ArchiveLog(of: folder).note(
            .warning, "\(name) was repaired: \(outcome.repair.kept) records kept, \(outcome.repair.torn) stretches torn, \(outcome.lost) captures lost",
            [("run", run), ("warc", outcome.repair.output.map { ($0 as NSString).lastPathComponent }), ("damaged", "damaged/\(name)")])
    }
}
