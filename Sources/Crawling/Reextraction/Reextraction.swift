// All records of a portal made again with today's reader, and put in the place of the old ones.

import Archive
import Foundation
import Web
import WebArchive

/// What `shilu reextract` does to one portal; holds its lock as long as it lives.
///
/// A kill at any moment loses nothing: each run's file is replaced at once or not at all, `.reextract` names those whose state and
/// manifest are to follow, and the same command goes on from there.
public final class Reextraction {
    /// What differs between the records that lie there and those that today's reader makes.
    public private(set) var changes = FieldChanges()
    /// Runs and imports that were compared, and those of them that differ.
    public private(set) var compared: [String] = []
    public private(set) var differing: [String] = []
    /// Runs that have not ended: their records still grow.
    public private(set) var unfinished: [String] = []

    private let folder: PortalFolder
    private let jobs: Int
    private let state: PortalState?
    private let lock: FolderLock
    private var made: [RecordsRemaking] = []
    private var pendingPath: String { folder.path + "/.reextract" }

    /// Pages read again at a time: what is kept of them is small.
    private static let sliceCount = 256

    public init(_ folder: PortalFolder, jobs: Int) throws {
        self.folder = folder
        self.jobs = jobs
        lock = try FolderLock(folder, rewrites: true)
        FileSystem.removeUnfinished(in: folder.path)
        state = FileManager.default.fileExists(atPath: folder.state) ? try PortalState(path: folder.state) : nil
    }

    /// Makes the records of all runs anew, beside the old ones, and compares.
    public func compare() throws {
        let open = try state?.unfinishedRun()?.name
        for file in try RecordsFile.all(in: folder) {
            if file.name == open {
                unfinished.append(file.name)
                continue
            }
            let remaking = RecordsRemaking(file, jobs: jobs)
            let found = try remaking.compare()
            compared.append(file.name)
            changes.add(found)
            if !found.isEmpty {
                differing.append(file.name)
                made.append(remaking)
            }
        }
    }

    /// Throws away what was made.
    public func discard() { for remaking in made { remaking.discard() } }

    /// Whether an earlier command was killed while it replaced records, and something is left to follow them.
    public var isInterrupted: Bool { FileManager.default.fileExists(atPath: pendingPath) }

    /// Puts the new records in the old ones' place, and brings state, manifest and log after them.
    public func replace() throws {
        let left = try pending()
        let names = Set(left).union(differing).sorted()
        guard !names.isEmpty else { return }
        try FileSystem.write(names.map { $0 + "\n" }.joined(), to: pendingPath)
        for remaking in made { _ = try remaking.replace() }
        for name in names { try follow(name) }
        try state?.makeDurable()
        try writeManifest(names)
        try ArchiveLog(of: folder).note(
            .info, "records were made again: \(changes.differing) of \(changes.records) differ, \(changes.added) came, \(changes.removed) went",
            [("runs", names.joined(separator: " "))])
        try? FileManager.default.removeItem(atPath: pendingPath)
    }

    private func pending() throws -> [String] {
        guard let data = FileManager.default.contents(atPath: pendingPath) else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Brings the state after a run's records.
    private func follow(_ name: String) throws {
        guard let state, try state.hasRun(name), let file = try RecordsFile.all(in: folder).first(where: { $0.name == name }) else { return }
        let (count, length) = try RecordsRemaking(file, jobs: jobs).measure()
        try state.setRecords(run: name, count: count, length: length)
        var pages: [PortalState.ReadAgain] = []
        var rest = try state.storedCaptures(run: name)[...]
        let reader = CapturedPage(in: folder)
        while !rest.isEmpty {
            let slice = Array(rest.prefix(Self.sliceCount))
            rest = rest.dropFirst(slice.count)
            pages += mapInParallel(slice, jobs: jobs) { capture in
                reader.page(at: capture.place, withLinks: true).map {
                    PortalState.ReadAgain(capture: capture, facts: PageFacts($0.page, column: capture.column), textDigest: $0.page.textDigest)
                }
            }.compactMap { $0 }
        }
        try state.replaceFacts(run: name, by: pages)
    }

    private func writeManifest(_ names: [String]) throws {
        var manifest = try Manifest(folder: folder)
        for name in names {
            manifest.forget("records/\(name).jsonl")
            if FileManager.default.fileExists(atPath: folder.records(run: name)) { try manifest.add("records/\(name).jsonl") }
        }
        for old in (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/records/old")) ?? [] { try manifest.add("records/old/\(old)") }
        try manifest.write("reextract")
    }
}
