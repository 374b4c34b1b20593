// Brings one portal of another archive into this one's.

import Archive
import Foundation
import GRDB
import Records
import Web
import WebArchive

/// What came of the merge of a portal.
public struct PortalMergeOutcome: Sendable {
    public var runs: [String] = []
    public var imports: [String] = []
    public var warcFiles = 0
    /// Captures and URLs that the state has now and had not before; the captures that others made, too.
    public var captures = 0
    public var urls = 0
    /// Whether the other's portal file is another one; this archive's stays.
    public var portalFileDiffers = false
}

/// The merge of one portal; holds both locks.
///
/// First all is compared, and a clash refuses the portal with nothing done. Then files are copied, then one transaction joins the state, then
/// index and manifest follow. A kill at any moment leaves what the same command ends: `.merge` names what is to follow.
public struct PortalMerge {
    private let other: PortalFolder
    private let folder: PortalFolder
    private var pendingPath: String { folder.path + "/.merge" }
    private var copiedState: String { folder.path + "/.merge-state.sqlite" }

    public init(from other: PortalFolder, to folder: PortalFolder) {
        self.other = other
        self.folder = folder
    }

    public func run() throws -> PortalMergeOutcome {
        let lock = try FolderLock(folder, rewrites: true)
        let otherLock = try lockOther()
        defer { withExtendedLifetime((lock, otherLock)) {} }
        FileSystem.removeUnfinished(in: folder.path)
        defer { removeCopiedState() }
        let theirs = try openOther()
        if let open = try theirs.unfinishedRun() {
            throw InputError(path: other.path, cause: "its run \(open.name) has not ended; shilu crawl ends it, there")
        }
        let transfer = try FileTransfer(from: other, to: folder)
        defer { transfer.removeLeftovers() }
        let foreign = try ForeignMerge(from: other, to: folder)
        var outcome = PortalMergeOutcome()
        if FileManager.default.fileExists(atPath: folder.portalFile) {
            outcome.portalFileDiffers = !FileManager.default.contentsEqual(atPath: folder.portalFile, andPath: other.portalFile)
        } else {
            try transfer.bring("portal.yaml", as: "portal.yaml")
        }
        if !FileManager.default.fileExists(atPath: folder.state), try Self.hasOwnFiles(folder) {
            throw InputError(path: folder.state, cause: "the portal has no state; shilu rebuild makes it anew")
        }
        let ours = try PortalState(path: folder.state)
        let plan = try MergePlan(from: other, theirs, to: folder, ours, transfer)
        for path in foreign.paths where FileManager.default.fileExists(atPath: other.path + "/" + path) { try transfer.check(path, as: path) }

        let left = try pending()
        let runs = Set(left.runs).union(plan.arrivals.map(\.ours)).sorted(), imports = Set(left.imports).union(foreign.imports).sorted()
        try theirs.database.close()
        if !runs.isEmpty || !imports.isEmpty { try note(runs, imports) }
        for run in plan.arrivals {
            for (from, to) in MergePlan.files(of: run, in: other) { try transfer.bring(from, as: to) }
            outcome.warcFiles += run.warcFiles.count
        }
        try foreign.enlist()
        try RepairList(of: folder).add(try RepairList(of: other).read())
        for path in foreign.paths where FileManager.default.fileExists(atPath: other.path + "/" + path) { try transfer.bring(path, as: path) }

        let joined = try ours.join(stateAt: copiedState, runs: plan.names, arriving: plan.arrivals.map(\.theirs))
        try ours.makeDurable()
        (outcome.captures, outcome.urls, outcome.runs, outcome.imports) = (joined.captures + foreign.counts.captures, joined.urls, runs, imports)
        outcome.warcFiles += foreign.counts.warcFiles
        try mergeIndex(ours, withForeign: !imports.isEmpty)
        if !runs.isEmpty || !imports.isEmpty {
            try writeManifest(ours, runs: runs, imports: imports)
            try writeProvenance(plan, outcome)
            try? FileManager.default.removeItem(atPath: pendingPath)
        }
        return outcome
    }

    /// The other's lock; nil on a medium that cannot be written, for no crawl works there.
    private func lockOther() throws -> FolderLock? {
        do {
            return try FolderLock(other)
        } catch ArchiveError.file where !FileManager.default.isWritableFile(atPath: other.path) {
            return nil
        }
    }

    /// Whether crawls wrote WARC files of the portal; where all were imported it has no state.
    private static func hasOwnFiles(_ folder: PortalFolder) throws -> Bool {
        let foreign = try ForeignFiles(of: folder).names
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder.warcFolder)) ?? []).contains { !foreign.contains($0) }
    }

    // MARK: The other's state

    private static let suffixes = ["", "-wal", "-shm"]

    /// A copy of the other's state, brought to today's tables; the other one is left as it is.
    private func openOther() throws -> PortalState {
        if !FileManager.default.fileExists(atPath: other.state), try Self.hasOwnFiles(other) {
            throw InputError(path: other.state, cause: "the portal has no state; shilu rebuild makes it anew")
        }
        removeCopiedState()
        for suffix in Self.suffixes where FileManager.default.fileExists(atPath: other.state + suffix) {
            do {
                try FileManager.default.copyItem(atPath: other.state + suffix, toPath: copiedState + suffix)
            } catch {
                throw ArchiveError.file(path: copiedState + suffix, action: "copy the other's state to", cause: (error as NSError).localizedDescription)
            }
        }
        return try PortalState(path: copiedState)
    }

    private func removeCopiedState() {
        for suffix in Self.suffixes { try? FileManager.default.removeItem(atPath: copiedState + suffix) }
    }

    // MARK: What is to follow

    private func pending() throws -> (runs: [String], imports: [String]) {
        guard let data = FileManager.default.contents(atPath: pendingPath) else { return ([], []) }
        let names = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
        return (names.filter { !$0.hasPrefix("import-") }, names.filter { $0.hasPrefix("import-") })
    }

    private func note(_ runs: [String], _ imports: [String]) throws {
        try FileSystem.write((runs + imports).map { $0 + "\n" }.joined(), to: pendingPath)
    }

    private func mergeIndex(_ state: PortalState, withForeign: Bool) throws {
        let isNew = !FileManager.default.fileExists(atPath: folder.index)
        if isNew { try state.forgetIndex() }
        var index = CDXJMerge(into: folder.index)
        try state.forEachUnindexed { try index.add($0) }
        if withForeign || isNew { try ForeignFiles(of: folder).forEachIndexLine { try index.add($0) } }
        try index.commit()
        try state.markIndexed()
    }

    private func writeManifest(_ state: PortalState, runs: [String], imports: [String]) throws {
        var manifest = try Manifest(folder: folder)
        var names: [String] = []
        for run in runs {
            names += try state.warcFiles(run: run).map { "warc/\($0.name)" } + ["records/\(run).jsonl"]
            names += ((try? FileManager.default.subpathsOfDirectory(atPath: folder.runFolder(run))) ?? []).map { "runs/\(run)/\($0)" }
        }
        names += imports.map { "records/\($0).jsonl" } + (try ForeignFiles(of: folder).names).map { "warc/\($0)" }
        var isFolder: ObjCBool = false
        for name in names where FileManager.default.fileExists(atPath: folder.path + "/" + name, isDirectory: &isFolder) && !isFolder.boolValue {
            try manifest.add(name)
        }
        try manifest.write("merge of \(runs.count) runs and \(imports.count) imports")
    }

    /// A line in `merges.jsonl`, which only grows, and one in the archive's log.
    private func writeProvenance(_ plan: MergePlan, _ outcome: PortalMergeOutcome) throws {
        let from = URL(fileURLWithPath: other.path).standardizedFileURL.path
        var json = JSONLine()
        json.object { json in
            json.key("time"); json.value(Timestamp.now().iso8601)
            json.key("from"); json.value(from)
            json.key("runs")
            json.object { json in
                for (theirs, ours) in plan.names.sorted(by: { $0.key < $1.key }) where outcome.runs.contains(ours) {
                    json.key(named: theirs); json.value(ours)
                }
            }
            json.key("imports"); json.array { json in for name in outcome.imports { json.value(name) } }
            json.key("captures"); json.value(outcome.captures)
            json.key("urls"); json.value(outcome.urls)
        }
        json.endLine()
        let file = try AppendedFile(folder.path + "/merges.jsonl")
        try file.append(json.bytes)
        try file.sync()
        try ArchiveLog(of: folder).note(
            .info, "\(outcome.runs.count) runs and \(outcome.imports.count) imports of another archive came in: \(outcome.captures) captures, \(outcome.urls) URLs",
            [("from", from)])
    }
}
