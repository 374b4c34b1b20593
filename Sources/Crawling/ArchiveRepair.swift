// Repairs a WARC file that lies in an archive: a new file takes its place in state, index, records and manifest.

import Archive
import Foundation
import Web
import WebArchive

/// The repair of one WARC file of a portal.
///
/// The damaged file is not changed; it moves to `damaged/` beside `warc/`. It is done in an order in which a kill loses nothing:
/// the new file is durable before the state names it, and what comes after is done again from a plan when the portal is next opened.
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

    private init(folder: PortalFolder, name: String) {
        self.folder = folder
        self.name = name
    }

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
        let lock = try FolderLock(folder, rewrites: true)
        defer { withExtendedLifetime(lock) {} }
        if let done = try Self.resume(in: folder), done.damaged == folder.path + "/damaged/" + name { return done }
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

        let places = try result.output.map { try MovedRecords.byID($0) } ?? [:]
        let size = try result.output.map { try FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int } ?? nil
        let committed = size.map { CommittedWARC(name: repaired, serial: file.serial, length: $0, closed: true) }
        let stamp = Timestamp.now().compact
        let lost = try state.captures(in: name, without: Set(places.keys))
        let plan = RepairPlan(
            warc: name, repaired: repaired, hasOutput: committed != nil, run: run, oldRecords: "records/old/\(run)-\(stamp).jsonl",
            kept: result.kept, torn: result.torn, lost: lost.count,
            lostRecords: lost + (try result.output.map { try Self.lostWarcinfo(of: $0) } ?? []))
        try plan.write(in: folder)
        try state.replace(file: name, by: committed, run: run, places: places)
        outcome.lost = lost.count
        outcome.records = try finish(plan, state)
        outcome.damaged = folder.path + "/damaged/" + name
        return outcome
    }

    /// Ends a repair that was killed, if there is one: all but the state's change can be done again. The caller holds the lock.
    @discardableResult
    public static func resume(in folder: PortalFolder) throws -> Outcome? {
        guard let plan = try RepairPlan(in: folder) else { return nil }
        let repair = ArchiveRepair(folder: folder, name: plan.warc)
        let state = try PortalState(path: folder.state)
        guard try state.warcFile(plan.warc) == nil else {
            // The state never changed: what was made for it goes, and the damaged file is as it was.
            for file in [folder.warc(plan.repaired), folder.warc(plan.repaired) + ".torn"] where FileManager.default.fileExists(atPath: file) {
                try FileManager.default.removeItem(atPath: file)
            }
            try RepairPlan.remove(in: folder)
            return nil
        }
        var result = WARCRepair.Outcome()
        (result.kept, result.torn) = (plan.kept, plan.torn)
        result.output = plan.hasOutput ? folder.warc(plan.repaired) : nil
        result.tornPath = plan.torn > 0 ? folder.warc(plan.repaired) + ".torn" : nil
        var outcome = Outcome(repair: result, damaged: folder.path + "/damaged/" + plan.warc, lost: plan.lost)
        outcome.records = try repair.finish(plan, state)
        return outcome
    }

    /// What follows the state's change, each step the same if it is done twice; gives how many records the run has.
    private func finish(_ plan: RepairPlan, _ state: PortalState) throws -> Int {
        try FileSystem.createFolder(folder.path + "/damaged")
        if FileManager.default.fileExists(atPath: folder.warc(name)) {
            try FileSystem.move(folder.warc(name), to: folder.path + "/damaged/" + name)
        }
        try state.writeIndex(of: folder, beside: ".repaired")
        let records = try makeRecords(state, plan)
        let rewritten = try rewriteLedger(state, plan)
        try state.makeDurable()
        try writeManifest(plan, rewritten)
        try RepairList(of: folder).add([RepairEntry(
            time: Timestamp.now().iso8601, damaged: name, repaired: plan.hasOutput ? plan.repaired : nil, kept: plan.kept, torn: plan.torn,
            lost: plan.lostRecords ?? [])])
        try note(plan)
        try RepairPlan.remove(in: folder)
        return records
    }

    /// The warcinfo records that the records of a file name and that are not in it.
    private static func lostWarcinfo(of path: String) throws(WARCReadError) -> [LostRecord] {
        var (named, there): (Set<String>, Set<String>) = ([], [])
        var reader = try WARCReader(path: path)
        while let entry = try reader.next() {
            if let id = entry.fields["WARC-Warcinfo-ID"] { named.insert(WARCRecordID(fieldValue: id).uri) }
            if entry.type == .warcinfo, let id = entry.recordID { there.insert(id.uri) }
        }
        return named.subtracting(there).sorted().map { LostRecord(id: $0) }
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

    /// Ledger and reports name the places of the new file; of what is lost those of the damaged one. Gives the files that were written.
    private func rewriteLedger(_ state: PortalState, _ plan: RepairPlan) throws -> [String] {
        guard plan.hasOutput else { return [] }
        var places = MovedPlaces()
        let records = try MovedRecords(damaged: folder.path + "/damaged/" + name, repaired: folder.warc(plan.repaired))
        places.add(name, to: plan.repaired, records)
        let ledger = folder.ledger(run: plan.run)
        let hasLedger = FileManager.default.fileExists(atPath: ledger)
        if hasLedger { try state.setLedger(run: plan.run, length: try places.rewrite(ledger).length) }
        return (hasLedger ? ["runs/\(plan.run)/ledger.jsonl"] : []) + (try folder.runNames().flatMap { try places.rewriteReport(of: $0, in: folder) })
    }

    /// The records of the run, made again from its WARC files; the old ones are kept.
    private func makeRecords(_ state: PortalState, _ plan: RepairPlan) throws -> Int {
        let (run, path, old) = (plan.run, folder.records(run: plan.run), folder.path + "/" + plan.oldRecords)
        try FileSystem.createFolder(folder.path + "/records/old")
        // Once the old ones are away, what lies in their place was made by a repair that was killed.
        if FileManager.default.fileExists(atPath: path), !FileManager.default.fileExists(atPath: old) { try FileSystem.move(path, to: old) }
        let records = try AppendedFile(path, cutTo: 0)
        var count = 0
        let files = try state.warcFiles(run: run).map { ExtractionInput.warc(path: folder.warc($0.name)) }
        try Extraction(jobs: 1).run(files) { line in
            try records.append(line)
            count += 1
        } complain: { _ in }
        try records.sync()
        try state.setRecords(run: run, count: count, length: records.length)
        return count
    }

    private func writeManifest(_ plan: RepairPlan, _ rewritten: [String]) throws {
        var manifest = try Manifest(folder: folder)
        rewritten.forEach { manifest.forget($0) }
        manifest.forget("warc/\(name)")
        manifest.forget("records/\(plan.run).jsonl")
        var files = ["damaged/\(name)", "records/\(plan.run).jsonl", plan.oldRecords, "warc/\(plan.repaired).torn"] + rewritten
        if plan.hasOutput { files.append("warc/\(plan.repaired)") }
        for file in files where FileManager.default.fileExists(atPath: folder.path + "/" + file) { try manifest.add(file) }
        try manifest.write("repair of \(name)")
    }

    /// A line in the archive's log.
    private func note(_ plan: RepairPlan) throws {
        try ArchiveLog(of: folder).note(
            .warning, "\(name) was repaired: \(plan.kept) records kept, \(plan.torn) stretches torn, \(plan.lost) captures lost",
            [("run", plan.run), ("warc", plan.hasOutput ? plan.repaired : nil), ("damaged", "damaged/\(name)")])
    }
}
