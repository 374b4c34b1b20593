// A portal's state made again from its WARC files and ledgers.
//
//     runs, in their order ─▶ RunReplay: WARC records, ledger lines ─▶ visits ─▶ a new state ─▶ in the place of the old one

import Archive
import Foundation
import GRDB
import Web
import WebArchive

/// What a rebuild made.
public struct RebuildReport: Sendable {
    public var runs = 0
    /// All URLs that the new state holds.
    public var known = 0
    public var captures = 0
    /// URLs of which neither WARC files nor ledgers say what became of them: they are asked for as new ones.
    public var anew: [String] = []
    /// What else the files do not tell, in words.
    public var untold: [String] = []
    /// Files that could not be read, or not to their end, and why.
    public var faults: [(path: String, fault: String)] = []
    /// Where the old state lies; `nil` if there was none.
    public var oldState: String?
}

/// Makes `state.sqlite` again; the portal's lock must be held.
///
/// Each run is played again: what the WARC files hold is judged and read as the crawl did it, and what the ledger says of a URL goes
/// before what would be judged today. The new state replaces the old one when it is whole; until then nothing is touched.
public struct Rebuild {
    private let portal: Portal
    private let folder: PortalFolder

    public init(portal: Portal, folder: PortalFolder) {
        self.portal = portal
        self.folder = folder
    }

    public func rebuild() throws -> RebuildReport {
        do {
            return try rebuildState()
        } catch let error as DatabaseError {
            throw ArchiveError.file(path: folder.state + ".new", action: "write the new state", cause: error.message ?? "\(error.resultCode)")
        }
    }

    private func rebuildState() throws -> RebuildReport {
        let path = folder.state + ".new"
        for suffix in Self.suffixes { try? FileManager.default.removeItem(atPath: path + suffix) }
        let state = try PortalState(path: path)
        let runs = try ArchivedRun.all(of: folder)
        var report = RebuildReport()
        for (number, run) in runs.enumerated() {
            var replay = try RunReplay(run, of: portal, in: folder, state: state, isLast: number == runs.count - 1)
            report.faults += try replay.play()
        }
        report.untold.append("how the servers of each run were treated, and the time that each run has used")
        if let run = try state.unfinishedRun(), runs.last?.mode == nil {
            report.untold.append("whether the run \(run.name), which goes on, was for all known pages; say `--all` if it was")
        }
        report.runs = runs.count
        report.known = try state.knownCount()
        report.captures = try state.captureCount()
        report.anew = try state.neverVisited()
        try makeIndex(state)
        try state.makeDurable()
        try state.database.close()
        report.oldState = try replaceState(by: path)
        return report
    }

    /// The index of all captures; what lies in its place is replaced.
    private func makeIndex(_ state: PortalState) throws {
        let old = folder.index + ".old"
        if FileManager.default.fileExists(atPath: folder.index) { try FileSystem.move(folder.index, to: old) }
        var index = CDXJMerge(into: folder.index)
        try state.forEachUnindexed { try index.add($0) }
        try ForeignFiles(of: folder).forEachIndexLine { try index.add($0) }
        try index.commit()
        try state.markIndexed()
        try? FileManager.default.removeItem(atPath: old)
    }

    /// SQLite's files beside the state's own. The old log must not lie beside the new state.
    private static let suffixes = ["", "-wal", "-shm"]

    private func replaceState(by path: String) throws -> String? {
        let damaged = folder.state + ".damaged"
        let exists = FileManager.default.fileExists(atPath: folder.state)
        for suffix in Self.suffixes {
            try? FileManager.default.removeItem(atPath: damaged + suffix)
            if FileManager.default.fileExists(atPath: folder.state + suffix) {
                try FileSystem.move(folder.state + suffix, to: damaged + suffix)
            }
        }
        try FileSystem.move(path, to: folder.state)
        return exists ? damaged : nil
    }
}
