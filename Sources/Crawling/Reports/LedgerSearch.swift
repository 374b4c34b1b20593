// The lines of one URL in the ledgers of runs, read a piece at a time.

import Archive
import Foundation
import Web

/// Looks for a URL in the ledgers of a portal: only in those of runs that can have met with it.
struct LedgerSearch {
    let folder: PortalFolder

    /// What a ledger says of the URL.
    struct Entry: Decodable {
        var url: String
        var state: String
        var reason: String?
        var before: String?
        var outcome: String?
        var visitedAt: String?
    }

    /// Bytes of a ledger that are read at a time.
    private static let piece = 1 << 20

    /// - Parameters:
    ///   - first: when the URL was found; `nil` if that is not known.
    ///   - last: the run that asked for it last; `nil` if none did.
    /// - Returns: the run and the line, in the order of the runs.
    func entries(of url: String, foundAt first: Timestamp?, last: String?) throws -> [(run: String, entry: Entry)] {
        let runs = folder.path + "/runs"
        guard FileManager.default.fileExists(atPath: runs) else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: runs).sorted()
        // The run that found it began before that: the last one that did.
        let from = first.flatMap { first in names.last { Timestamp(compact: $0).map { $0 <= first } ?? false } } ?? ""
        let isOrdered = last.map { $0 >= from } ?? true  // unless the clock was set back
        return try names.filter { !isOrdered || $0 >= from && $0 <= last ?? $0 }.flatMap { run in
            try lines(with: Data("\"url\":\"\(url)\"".utf8), in: folder.ledger(run: run)).compactMap { line in
                guard let entry = try? ReportJSON.decoder.decode(Entry.self, from: line), entry.url == url else { return nil }
                return (run, entry)
            }
        }
    }

    /// The lines of a file that hold a mark.
    private func lines(with mark: Data, in path: String) throws -> [Data] {
        guard let file = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? file.close() }
        var found: [Data] = []
        var rest = Data()
        while let piece = try file.read(upToCount: Self.piece), !piece.isEmpty {
            rest += piece
            guard let end = rest.lastIndex(of: 0x0A) else { continue }
            var from = rest.startIndex
            while let hit = rest.range(of: mark, in: from..<end) {
                let start = rest[..<hit.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? rest.startIndex
                let stop = rest[hit.upperBound...].firstIndex(of: 0x0A) ?? end
                found.append(Data(rest[start..<stop]))
                from = stop
            }
            rest = Data(rest[(end + 1)...])
        }
        return found
    }
}
