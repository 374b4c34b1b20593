// Converts the WARC files of a portal to another compression; state, index, records, ledgers and manifest follow.

import Archive
import Foundation
import Records
import Web
import WebArchive

/// The conversion of a portal's files.
///
/// It is done in an order in which a kill loses nothing, and the same command goes on: the plan is kept first; a new file is read back
/// before the state names it; the old ones lie beside them until all that speaks of places was made anew.
public struct ArchiveConversion {
    /// What was done.
    public struct Outcome: Sendable, Equatable {
        public var files = 0
        /// Of the old files and the new ones, in bytes.
        public var before: Int64 = 0
        public var after: Int64 = 0
        /// Files of a run that has not ended; they are left as they are.
        public var left = 0
        /// The ID of the dictionary; 0 for none.
        public var dictionaryID: UInt32 = 0
    }

    private let folder: PortalFolder
    private let compression: WARCCompression
    /// Base names; all files where it is empty.
    private let names: Set<String>

    /// - Parameter names: of the files that are to be converted; all if there are none.
    public init(of folder: PortalFolder, to compression: WARCCompression, names: Set<String> = []) {
        self.folder = folder
        self.compression = compression
        self.names = names
    }

    /// Converts. Refused while a crawl works on the portal.
    public func run() throws -> Outcome {
        let lock = try FolderLock(folder, rewrites: true)
        defer { withExtendedLifetime(lock) {} }
        guard FileManager.default.fileExists(atPath: folder.state) else {
            throw InputError(path: folder.state, cause: "the portal has no state; shilu rebuild makes it anew")
        }
        let state = try PortalState(path: folder.state)
        var outcome = Outcome()
        if let plan = try ConversionPlan(in: folder) { try follow(plan, state, &outcome) }
        let ended = try state.filesOfEndedRuns()
        for name in names where !ended.contains(where: { $0.file.name == name }) {
            throw InputError(path: folder.warc(name), cause: "is no file of a run that has ended, as the portal's state knows it")
        }
        outcome.left = try state.warcFileCount() - ended.count
        let steps = ended.filter { names.isEmpty || names.contains($0.file.name) }.compactMap { file, run in
            Self.name(of: file.name, in: compression).map { ConversionPlan.Step(from: file.name, to: $0, run: run) }
        }
        guard !steps.isEmpty else { return outcome }
        let plan = ConversionPlan(steps: steps)
        try plan.write(in: folder)
        try follow(plan, state, &outcome)
        return outcome
    }

    /// The name of a file in a compression; nil where it has that already, or holds no WARC records.
    private static func name(of name: String, in compression: WARCCompression) -> String? {
        guard let ending = [".warc.gz", ".warc.zst", ".warc"].first(where: name.hasSuffix), ending != compression.nameEnding else { return nil }
        return name.dropLast(ending.utf8.count) + compression.nameEnding
    }

    private func follow(_ plan: ConversionPlan, _ state: PortalState, _ outcome: inout Outcome) throws {
        var places = MovedPlaces()
        var coding: WARCCoding?
        for step in plan.steps {
            let (old, new) = (folder.warc(step.from), folder.warc(step.to))
            if let (file, run) = try state.warcFile(step.from) {
                // What lies there under the new name, nobody knows: it was not finished.
                if FileManager.default.fileExists(atPath: new) { try FileSystem.remove(new) }
                let chosen = try coding ?? self.coding(for: step.to, state)
                coding = chosen
                outcome.dictionaryID = chosen.dictionaryID
                let converted = try WARCConversion(path: old, output: new, coding: chosen).run()
                guard let records = try MovedRecords(from: old, to: new) else { throw WARCConversionError.differs(path: new) }
                try state.move(file, to: step.to, length: Int(converted.length), run: run, records)
                places.add(step.from, to: step.to, records)
            } else if FileManager.default.fileExists(atPath: old), let records = try MovedRecords(from: old, to: new) {
                places.add(step.from, to: step.to, records)
            }
            outcome.files += 1
            outcome.before += Self.size(of: old)
            outcome.after += Self.size(of: new)
        }
        try state.makeDurable()
        try state.writeIndex(of: folder, beside: ".converted")
        let runs = Set(plan.steps.map(\.run)).sorted()
        for run in runs { try rewrite(run, places, state) }
        // Those of later runs say where a page lay before.
        let reports = try folder.runNames().flatMap { try places.rewriteReport(of: $0, in: folder) }
        try state.makeDurable()
        try writeManifest(plan, runs, reports)
        for step in plan.steps where FileManager.default.fileExists(atPath: folder.warc(step.from)) { try FileSystem.remove(folder.warc(step.from)) }
        try note(outcome)
        try ConversionPlan.remove(in: folder)
    }

    /// The coding of the new files: with zstd, with the portal's dictionary, which is trained now if there is none.
    private func coding(for name: String, _ state: PortalState) throws -> WARCCoding {
        guard name.hasSuffix(WARCCompression.zstd.nameEnding) else { return .gzip }
        let dictionaries = PortalDictionaries(of: folder)
        let files = try state.filesOfEndedRuns().map { folder.warc($0.file.name) }
        return .zstd(try dictionaries.newest() ?? dictionaries.train(on: files, date: .now()))
    }

    private func rewrite(_ run: String, _ places: MovedPlaces, _ state: PortalState) throws {
        if FileManager.default.fileExists(atPath: folder.records(run: run)) {
            let (count, length) = try places.rewrite(folder.records(run: run))
            try state.setRecords(run: run, count: count, length: length)
        }
        if FileManager.default.fileExists(atPath: folder.ledger(run: run)) {
            try state.setLedger(run: run, length: try places.rewrite(folder.ledger(run: run)).length)
        }
    }

    private func writeManifest(_ plan: ConversionPlan, _ runs: [String], _ reports: [String]) throws {
        var manifest = try Manifest(folder: folder)
        for step in plan.steps {
            manifest.forget("warc/\(step.from)")
            manifest.forget("warc/\(step.to)")
            try manifest.add("warc/\(step.to)")
        }
        for file in runs.flatMap({ ["records/\($0).jsonl", "runs/\($0)/ledger.jsonl"] }) + reports {
            manifest.forget(file)
            if FileManager.default.fileExists(atPath: folder.path + "/" + file) { try manifest.add(file) }
        }
        for dictionary in PortalDictionaries(of: folder).paths() { try manifest.add(dictionary) }
        try manifest.write("conversion of \(plan.steps.count) files")
    }

    private static func size(of path: String) -> Int64 {
        ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int).map(Int64.init) ?? 0
    }

    /// A line in the archive's log.
    private func note(_ outcome: Outcome) throws {
        var json = JSONLine()
        json.object { json in
            json.key("time"); json.value(Timestamp.now().iso8601)
            json.key("level"); json.value("info")
            json.key("portal"); json.value(folder.name)
            json.key("message"); json.value("\(outcome.files) WARC files were converted to \(compression.rawValue): \(outcome.before) bytes became \(outcome.after)")
        }
        json.endLine()
        let log = try AppendedFile((folder.path as NSString).deletingLastPathComponent + "/log.jsonl")
        try log.append(json.bytes)
        try log.sync()
    }
}
