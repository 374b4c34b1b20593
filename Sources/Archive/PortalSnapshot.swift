// What a portal's folder held when its verification began: a crawl may go on meanwhile, and all is compared as of then.

import Foundation
import WebArchive

/// One moment of a portal. What a crawl commits later is neither judged nor missed.
struct PortalSnapshot: Sendable {
    /// The WARC files, byte-sorted base names.
    let warcFiles: [String]
    /// Runs that had not ended.
    let unfinished: Set<String>
    /// The files that the state knew; nil where there is no state.
    let committed: [CommittedWARC]?
    private let lengths: [String: CommittedWARC]
    private let portal: String

    /// Looks at the folder; the state's captures and the index go to `captures` and `index`.
    ///
    /// - Parameters:
    ///   - openState: opens the portal's state; nil if there is none.
    ///   - captures: gets what the state knows of what was committed.
    ///   - index: gets the lines of the index; what it finds in them by themselves goes to `report`.
    init(
        of folder: PortalFolder, openState: () throws -> (any PortalStateReading)?, captures: GatheredLines, index: GatheredLines,
        _ report: (Finding) -> Void
    ) throws {
        portal = folder.name
        // In this order: a file that the state does not know belongs to no run of its time, and the index holds nothing that the state does not know.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.warcFolder)) ?? []
        let stateBefore = try openState()
        let before = try stateBefore?.unfinishedRuns() ?? []
        if FileManager.default.fileExists(atPath: folder.index) { try Self.gather(folder.index, into: index, report) }
        var lines: [[UInt8]] = []
        let moment = try (stateBefore ?? openState())?.moment { capture in
            lines.append(capture.line)
            if lines.count == 1000 {
                try captures.add(lines)
                lines = []
            }
        }
        try captures.add(lines)
        committed = moment?.warcFiles
        unfinished = before.union(moment?.unfinished ?? [])
        lengths = Dictionary((committed ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        // Files that a run began since the folder was listed.
        let begun = (committed ?? []).map(\.name).filter { FileManager.default.fileExists(atPath: folder.warc($0)) }
        warcFiles = Set(names.filter(ArchiveFileName.isOfRecords)).union(begun).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Up to where a file is to be judged: of one that a crawl writes what was committed of it; nil for all of it.
    func end(of file: String) -> Int? {
        guard let known = lengths[file] else { return committed != nil && isOfUnfinishedRun(file) ? 0 : nil }
        return known.closed ? nil : known.length
    }

    /// Whether a WARC file belongs to a run that had not ended.
    func isOfUnfinishedRun(_ file: some StringProtocol) -> Bool { unfinished.contains { file.hasPrefix("\(portal)-\($0)-") } }

    private static func gather(_ path: String, into index: GatheredLines, _ report: (Finding) -> Void) throws {
        var lines: [[UInt8]] = []
        _ = try CDXJVerifier(path: path).run { line in
            lines.append(Array(line))
            if lines.count == 1000 {
                try index.add(lines)
                lines = []
            }
        } report: { report($0) }
        try index.add(lines)
    }
}

extension StateCapture {
    /// As a line that is compared.
    var line: [UInt8] { Array("\(warc)\t\(offset)\t\(length)\t\(recordID)\t\(payloadDigest)".utf8) }
}
