// What a repair in an archive is about to do, on disk before it does it: so that one that was killed can be ended.

import Archive
import Foundation
import WebArchive

/// The repair of one WARC file, from before the state's change to its end.
struct RepairPlan: Codable {
    /// The damaged file, and the one that takes its place, if any record is sound.
    let warc, repaired: String
    let hasOutput: Bool
    let run: String
    /// Where the run's old records will lie, relative to the folder.
    let oldRecords: String
    let kept, torn: Int
    /// Captures that are lost.
    let lost: Int
    /// These, and what else the records of the new file refer to and is lost.
    let lostRecords: [LostRecord]?

    private static func path(in folder: PortalFolder) -> String { folder.path + "/repair.json" }

    init(warc: String, repaired: String, hasOutput: Bool, run: String, oldRecords: String, kept: Int, torn: Int, lost: Int, lostRecords: [LostRecord]) {
        (self.warc, self.repaired, self.hasOutput, self.run, self.oldRecords) = (warc, repaired, hasOutput, run, oldRecords)
        (self.kept, self.torn, self.lost) = (kept, torn, lost)
        self.lostRecords = lostRecords
    }

    /// The plan of a repair that was not ended; nil where there is none.
    init?(in folder: PortalFolder) throws {
        let path = Self.path(in: folder)
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        guard let plan = try? JSONDecoder().decode(Self.self, from: data) else {
            throw InputError(path: path, cause: "is no plan of a repair; see the archive's log, and remove it")
        }
        self = plan
    }

    func write(in folder: PortalFolder) throws {
        let data = try JSONEncoder().encode(self)
        try FileSystem.write(String(decoding: data, as: UTF8.self) + "\n", to: Self.path(in: folder))
    }

    static func remove(in folder: PortalFolder) throws { try FileManager.default.removeItem(atPath: path(in: folder)) }
}
