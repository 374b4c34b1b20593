// What a portal is doing, and what is to be done: whether a crawl runs, waits or hangs, and what is due.

import Archive
import Foundation
import GRDB
import Web

/// Where a portal stands now.
public struct PortalStatus: Sendable, Codable {
    public enum Activity: String, Sendable, Codable {
        /// Nobody works on it.
        case idle
        /// A command holds its lock.
        case running
        /// A command holds its lock, and nothing was committed for long.
        case hanging
        /// The last run broke off or was interrupted; the next crawl goes on with it.
        case unfinished
        /// It was never crawled.
        case new
    }

    public var portal: String
    public var activity: Activity
    /// The last run, and when the state was last written; UTC.
    public var lastRun: String?
    public var lastCommit: String?
    /// From when and until when the site may be asked now or the next time, UTC; `nil` if the portal file names no hours.
    public var asksFrom: String?
    public var asksUntil: String?
    /// URLs that are known, in the queue, and due tonight: until the hours of the portal file are over, or within a day.
    public var known = 0
    public var waiting = 0
    public var dueTonight = 0
    /// URLs by state and reason.
    public var reasons: [MorningReport.ReasonCount] = []
    /// Files of others, and captures in them; `nil` where nothing was imported.
    public var importedFiles: Int?
    public var importedCaptures: Int?

    /// A run that committed nothing for so long hangs, in seconds; a slow answer takes ten minutes at most.
    private static let patience: Int64 = 900

    /// Looks at a portal; waits for nobody.
    public init(_ folder: PortalFolder, at now: Timestamp = .now()) throws {
        portal = folder.name
        let imports = try ImportCount(of: folder)
        if imports.files > 0 { (importedFiles, importedCaptures) = (imports.files, imports.captures) }
        let isLocked = FolderLock.isHeld(folder)
        guard let state = try PortalState(reading: folder) else {
            activity = isLocked ? .running : .new
            return
        }
        let written = Self.lastChange(of: [folder.state, folder.state + "-wal"])
        lastCommit = written?.iso8601
        let unfinished = try state.unfinishedRun()
        if isLocked {
            // A rebuild writes a state beside this one, and a run that waits says so in its log.
            let others = [".new", ".new-wal"].map { folder.state + $0 } + (unfinished.map { [folder.log(run: $0.name)] } ?? [])
            let last = [written, Self.lastChange(of: others)].compactMap { $0 }.max()
            activity = last.map { now - $0 > Self.patience } ?? false ? .hanging : .running
        } else {
            activity = unfinished == nil ? .idle : .unfinished
        }
        let asking = (try? PortalFile(reading: folder.portalFile))?.portal.askingHours
        let night = asking?.next(from: now) ?? (start: now, end: now + Int64(86_400))
        if let asking, !asking.hours.isEmpty { (asksFrom, asksUntil) = (night.start.iso8601, night.end.iso8601) }
        let left = PortalState.left(of: unfinished)
        (known, waiting, dueTonight, lastRun) = try state.database.read { db in
            let counts = try Row.fetchOne(
                db,
                sql: """
                    SELECT count(*) AS known, COALESCE(sum(\(left)), 0) AS waiting, COALESCE(sum(\(left) OR due <= ?), 0) AS due
                    FROM url WHERE role <> 'robots'
                    """,
                arguments: [night.end.secondsSince1970])
            let run = try String.fetchOne(db, sql: "SELECT name FROM run ORDER BY name DESC LIMIT 1")
            return (counts?["known"] ?? 0, counts?["waiting"] ?? 0, counts?["due"] ?? 0, run)
        }
        reasons = try state.reasons().map { .init(state: $0.state.rawValue, reason: $0.reason.rawValue, count: $0.count) }
    }

    private static func lastChange(of paths: [String]) -> Timestamp? {
        paths.compactMap { (try? FileManager.default.attributesOfItem(atPath: $0))?[.modificationDate] as? Date }.max()
            .map { Timestamp(secondsSince1970: Int64($0.timeIntervalSince1970)) }
    }

    /// As a line of JSON.
    public func jsonLine() throws -> [UInt8] { Array(try ReportJSON.encoder.encode(self)) + [0x0A] }

    /// The coverage of a portal's columns as of its last run.
    public static func columns(of folder: PortalFolder) throws -> [ColumnCoverage] {
        guard let state = try PortalState(reading: folder) else { return [] }
        let last = try state.database.read { db in
            try Row.fetchOne(db, sql: "SELECT name, started_at FROM run ORDER BY name DESC LIMIT 1")
        }
        guard let last else { return [] }
        return try state.columns(run: last["name"], startedAt: Timestamp(secondsSince1970: last["started_at"]), imports: try ImportedCaptures(of: folder)).map(\.coverage)
    }
}
