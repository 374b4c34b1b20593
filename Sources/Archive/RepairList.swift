// The repairs of a portal's WARC files, with the records that each lost for good.

import Foundation
import Records
import WebArchive

/// A line of `repairs.jsonl`.
public struct RepairEntry: Sendable, Codable, Equatable {
    /// When it was done, ISO 8601.
    public var time: String
    /// The base name that the file had in `warc/`, and has in `damaged/`.
    public var damaged: String
    /// The base name of the file in its place; nil where no record was sound.
    public var repaired: String?
    /// Records in the new file.
    public var kept: Int
    /// Stretches that are in its `.torn` file.
    public var torn: Int
    /// What records refer to and is not there any more.
    public var lost: [LostRecord]

    public init(time: String, damaged: String, repaired: String?, kept: Int, torn: Int, lost: [LostRecord]) {
        (self.time, self.damaged, self.repaired, self.kept, self.torn, self.lost) = (time, damaged, repaired, kept, torn, lost)
    }

    /// The line, with its line feed.
    var line: [UInt8] {
        var json = JSONLine()
        json.object { json in
            json.key("time"); json.value(time)
            json.key("damaged"); json.value(damaged)
            json.key("repaired"); json.value(repaired)
            json.key("kept"); json.value(kept)
            json.key("torn"); json.value(torn)
            json.key("lost")
            json.array { json in
                for record in lost {
                    json.object { json in
                        json.key("id"); json.value(record.id)
                        json.key("url"); json.value(record.targetURI)
                        json.key("date"); json.value(record.date)
                    }
                }
            }
        }
        json.endLine()
        return json.bytes
    }
}

/// `repairs.jsonl` of a portal. It only grows.
public struct RepairList: Sendable {
    private let path: String

    public init(of folder: PortalFolder) { path = folder.path + "/repairs.jsonl" }

    /// The repairs, in their order.
    public func read() throws -> [RepairEntry] { try contents().entries }

    /// Adds those that it lacks, durably: a repair that is ended a second time is one repair.
    public func add(_ entries: [RepairEntry]) throws {
        let (known, length) = try contents()
        let new = entries.filter { entry in !known.contains { $0.damaged == entry.damaged && $0.repaired == entry.repaired } }
        guard !new.isEmpty else { return }
        let file = try AppendedFile(path, cutTo: length)
        try file.append(new.flatMap(\.line))
        try file.sync()
    }

    /// The repairs, and how many bytes whole lines take; what stands behind them was never finished.
    private func contents() throws -> (entries: [RepairEntry], length: Int) {
        guard FileManager.default.fileExists(atPath: path) else { return ([], 0) }
        guard let data = FileManager.default.contents(atPath: path) else { throw ArchiveError.file(path: path, action: "read", cause: "no access") }
        var entries: [RepairEntry] = []
        var rest = data[...]
        while let end = rest.firstIndex(of: 0x0A) {
            guard let entry = try? JSONDecoder().decode(RepairEntry.self, from: Data(rest[..<end])) else {
                throw InputError(path: path, cause: "line \(entries.count + 1) is no entry of a repair")
            }
            entries.append(entry)
            rest = rest[(end + 1)...]
        }
        return (entries, data.count - rest.count)
    }
}
