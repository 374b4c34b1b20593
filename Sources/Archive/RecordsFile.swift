// A file of `records/`: which WARC files its records were made of.

import Foundation

/// The records of a run, or of an import.
public struct RecordsFile: Sendable {
    /// The run's or the import's name.
    public let name: String
    /// Relative to the portal's folder.
    public var relativePath: String { "records/\(name).jsonl" }
    let folder: PortalFolder
    public var path: String { folder.records(run: name) }

    init(_ name: String, in folder: PortalFolder) {
        self.name = name
        self.folder = folder
    }

    /// All of a portal, by name; also of runs and imports whose file is lost.
    public static func all(in folder: PortalFolder) throws -> [RecordsFile] {
        let there = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/records")) ?? [])
            .filter { $0.hasSuffix(".jsonl") }.map { String($0.dropLast(".jsonl".count)) }
        let runs = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/runs")) ?? []
        let imports = try ImportList(of: folder).read().files.map(\.import)
        return Set(there + runs + imports).sorted().map { RecordsFile($0, in: folder) }
    }

    /// The WARC files that they are made of, as paths, byte-sorted by name: those that are named after the run, or came with the import.
    public func warcFiles() throws -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.warcFolder)) ?? []
        let imported = try ImportList(of: folder).read().files
        let foreign = Set(imported.map(\.warc))
        let own = Set(imported.filter { $0.import == name }.map(\.warc))
        let isOwn: (String) -> Bool = own.isEmpty
            ? { $0.hasPrefix("\(folder.name)-\(name)-") && ArchiveFileName.isOfRecords($0) && !foreign.contains($0) && !isOfAnotherVantage($0) }
            : { own.contains($0) }
        return names.filter(isOwn).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map(folder.warc)
    }

    /// Whether a file of a run's second belongs to another run, which began at the same second elsewhere and was merged in as
    /// `RUN-VANTAGE`.
    private func isOfAnotherVantage(_ file: String) -> Bool {
        let rest = file.dropFirst(folder.name.utf8.count + 1)
        guard !name.contains("-"), let end = rest.lastIndex(of: "-") else { return false }
        return FileManager.default.fileExists(atPath: folder.runFolder(String(rest[..<end])))
    }
}
