// Searches an archive: brings the index up to date, makes it anew where it has to be, and asks it.

import Archive
import Foundation
import GRDB

/// The full-text search over all records of an archive.
///
///     let search = ArchiveSearch(archive, openState: { try StateReading(of: $0) }, say: { print($0) })
///     try search.bringUpToDate()
///     let total = try search.find(SearchQuery(["人民政府", "税务"])) { print($0.record.url ?? "") }
///
/// The index, `search.sqlite`, is derived from the files of records: each search first reads what came since. A crawl that ends does
/// so too, if there is an index: the first search makes it.
public struct ArchiveSearch {
    private let archive: ArchiveFolder
    private let file: IndexFile
    private let openState: (PortalFolder) throws -> (any PortalStateReading)?
    private let say: (String) -> Void
    private let progress: (Int) -> Void

    /// - Parameters:
    ///   - openState: opens the state of a portal for reading, which tells refusals from pages; nil where there is none.
    ///   - say: is told what a person should know.
    ///   - progress: is told how many records an update has read so far.
    public init(
        _ archive: ArchiveFolder, openState: @escaping (PortalFolder) throws -> (any PortalStateReading)?, say: @escaping (String) -> Void,
        progress: @escaping (Int) -> Void = { _ in }
    ) {
        self.archive = archive
        file = IndexFile(of: archive)
        self.openState = openState
        self.say = say
        self.progress = progress
    }

    /// Whether a search has made an index here.
    public static func hasIndex(_ archive: ArchiveFolder) -> Bool { FileManager.default.fileExists(atPath: archive.search) }

    /// Brings the index up to what the files of records hold. Where another command does so already, or the folder cannot be written,
    /// the index stays as it is, which is said.
    ///
    /// - Parameter anew: makes it from the records alone, whatever is there.
    public func bringUpToDate(anew: Bool = false) throws {
        let lock: FolderLock
        do throws(ArchiveError) {
            lock = try FolderLock(searchOf: archive)
        } catch {
            guard !anew, case .ready = try file.reader() else { throw error }
            if case .locked = error {
                say("the search index is being brought up to date by another command; what that has not read yet is not found")
            } else {
                say("the search index cannot be brought up to date (\(error)); what came since is not found")
            }
            return
        }
        defer { withExtendedLifetime(lock) {} }
        if anew { return try rebuild() }
        switch try file.writer() {
        case .missing: try rebuild()
        case .old:
            say("the search index is of an older version; it is made anew")
            try rebuild()
        case .damaged(let cause):
            say("the search index is damaged (\(cause)); it is made anew")
            try rebuild()
        case .ready(let database): try update(database)
        }
    }

    /// Hands on the hits of a page, and counts all.
    ///
    /// - Parameters:
    ///   - skip: hits to pass over.
    ///   - body: called for each hit as soon as it is found.
    /// - Returns: how many hits there are; nil if they were not to be counted.
    public func find(
        _ query: SearchQuery, order: HitOrder = .newest, skip: Int = 0, limit: Int = 20, counts: Bool = true, _ body: (Hit) throws -> Void
    ) throws -> Int? {
        guard case .ready(let database) = try file.reader() else { throw InputError(path: file.path, cause: "is no search index of this version") }
        do {
            guard let run = try QueryRun(query, on: database, of: archive, withheld: try WithheldList(of: archive)) else { return counts ? 0 : nil }
            return try run.run(order: order, skip: skip, limit: limit, counts: counts, body)
        } catch let error as DatabaseError {
            throw InputError(path: file.path, cause: "cannot be searched: \(error.message ?? "\(error.resultCode)"); shilu search --rebuild makes it anew")
        }
    }

    private func update(_ database: DatabaseQueue) throws {
        do {
            let update = try IndexUpdate(archive, database, openState: openState, progress: progress)
            tell(try update.run())
            guard try update.wantsRebuild() else { return try database.close() }
            say("many records were replaced since they were indexed; the search index is made anew")
        } catch let error as DatabaseError where IndexFile.isDamage(error) {
            say("the search index is damaged (\(error.message ?? "\(error.resultCode)")); it is made anew")
        } catch let error as DatabaseError {
            throw Self.failure(error, path: file.path)
        }
        try? database.close()
        try rebuild()
    }

    private func rebuild() throws {
        do {
            let construction = try file.begin()
            tell(try IndexUpdate(archive, construction.database, openState: openState, progress: progress).run())
            try construction.finish()
        } catch let error as DatabaseError {
            throw Self.failure(error, path: file.path)
        }
    }

    private func tell(_ summary: IndexUpdate.Summary) {
        guard summary.damaged > 0 else { return }
        for complaint in summary.complaints { say(complaint) }
        say("\(summary.damaged) lines are no records and are not searched")
    }

    private static func failure(_ error: DatabaseError, path: String) -> ArchiveError {
        error.resultCode == .SQLITE_FULL
            ? .full(path: path, action: "write the search index")
            : .file(path: path, action: "write the search index", cause: error.message ?? "\(error.resultCode)")
    }
}
