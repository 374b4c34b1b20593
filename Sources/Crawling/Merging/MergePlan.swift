// What a merge will do to a portal: which runs of the other archive come, and by which names.

import Archive
import Foundation
import Web

/// The runs of another archive's portal that this one lacks.
///
/// A run is known by the second at which it began and by its vantage. It keeps its name, unless a run of another vantage began at the same
/// second: then it is called `RUN-VANTAGE` here. A run of the same second and vantage must be the same run.
struct MergePlan {
    /// A run that comes.
    struct Arrival {
        var theirs: String
        var ours: String
        var warcFiles: [String]
    }

    /// All their runs, and the names that they have here.
    private(set) var names: [String: String] = [:]
    private(set) var arrivals: [Arrival] = []

    /// - Throws: ``FileTransfer/Refusal`` where both archives have a file of one name, and they differ.
    init(from other: PortalFolder, _ theirs: PortalState, to folder: PortalFolder, _ ours: PortalState, _ transfer: FileTransfer) throws {
        let own = try ours.runVantages()
        var known = Dictionary(own.map { (Key(run: $0.name, vantage: $0.vantage), $0.name) }, uniquingKeysWith: { first, _ in first })
        var taken = Set(own.map(\.name))
        for run in try theirs.runVantages() {
            let key = Key(run: run.name, vantage: run.vantage)
            let files = try theirs.warcFiles(run: run.name).map(\.name)
            for file in files { try transfer.check("warc/\(file)", as: "warc/\(file)") }
            if let name = known[key] {
                names[run.name] = name
                if let missing = Set(files).subtracting(try ours.warcFiles(run: name).map(\.name)).sorted().first {
                    throw FileTransfer.Refusal.clash(path: folder.runFolder(name), other: other.runFolder(run.name) + " (\(missing))")
                }
                continue
            }
            let base = key.second
            let name = taken.contains(base) ? "\(base)-\(run.vantage)" : base
            known[key] = name
            taken.insert(name)
            names[run.name] = name
            let arrival = Arrival(theirs: run.name, ours: name, warcFiles: files)
            for (from, to) in Self.files(of: arrival, in: other) { try transfer.check(from, as: to) }
            arrivals.append(arrival)
        }
    }

    /// All files of a run that comes, relative to the folders.
    static func files(of run: Arrival, in other: PortalFolder) -> [(from: String, to: String)] {
        let inFolder = ((try? FileManager.default.subpathsOfDirectory(atPath: other.runFolder(run.theirs))) ?? []).sorted()
        return (run.warcFiles.map { ("warc/\($0)", "warc/\($0)") } + [("records/\(run.theirs).jsonl", "records/\(run.ours).jsonl")]
            + inFolder.map { ("runs/\(run.theirs)/\($0)", "runs/\(run.ours)/\($0)") }
        ).filter { FileManager.default.fileExists(atPath: other.path + "/" + $0.0) }
    }

    private struct Key: Hashable {
        /// `YYYYMMDDThhmmssZ`
        let second: String
        let vantage: String

        init(run: String, vantage: String) {
            second = String(run.prefix { $0 != "-" })
            self.vantage = vantage
        }
    }
}
