// The layout of an archive on disk: which file lies where.

import Foundation
import WebArchive

/// A folder of portals.
public struct ArchiveFolder: Sendable {
    /// What `format.json` holds.
    static let format = "shilu.archive/1"

    public let path: String

    /// Opens an archive, makes it if it is not there, and refuses one of a newer format.
    public init(opening path: String) throws {
        try self.init(existing: path)
        try FileSystem.createFolder(path)
        if !FileManager.default.fileExists(atPath: path + "/format.json") {
            try FileSystem.write("{\"format\":\"\(Self.format)\"}\n", to: path + "/format.json")
        }
    }

    /// Takes an archive as it is, makes nothing, and refuses one of a newer format.
    public init(existing path: String) throws {
        self.path = path
        let formatPath = path + "/format.json"
        if let data = FileManager.default.contents(atPath: formatPath) {
            let found = (try? JSONDecoder().decode([String: String].self, from: data))?["format"] ?? "?"
            guard found == Self.format else { throw ArchiveError.newerFormat(path: formatPath, found: found) }
        }
    }

    /// The folder of a portal; it need not exist.
    public func portal(_ name: String) throws -> PortalFolder {
        guard PortalFolder.isName(name) else { throw ArchiveError.portalName(name) }
        return PortalFolder(name: name, path: path + "/" + name)
    }

    /// What the nights of the archive do, a line of JSON an event.
    public var log: String { path + "/log.jsonl" }
    /// The URLs that are withheld, and those that are no more: see ``WithheldList``.
    public var withheld: String { path + "/withheld.jsonl" }
    /// The full-text index over all records; derived, and made anew where it is lost.
    public var search: String { path + "/search.sqlite" }
    public var nightsFolder: String { path + "/nights" }
    public func nightFolder(_ night: String) -> String { nightsFolder + "/" + night }
    public func nightReport(_ night: String) -> String { nightFolder(night) + "/report.json" }
    public func nightPage(_ night: String) -> String { nightFolder(night) + "/report.html" }

    /// The portals that the archive holds: its folders with a portal.yaml, by name.
    public func portals() throws -> [PortalFolder] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted().compactMap { name in
            let folder = PortalFolder(name: name, path: path + "/" + name)
            return FileManager.default.fileExists(atPath: folder.portalFile) ? folder : nil
        }
    }

    /// Whether there was a night of this name.
    public func hasNight(_ night: String) -> Bool { FileManager.default.fileExists(atPath: nightFolder(night)) }
}

/// The folder of one portal.
public struct PortalFolder: Sendable {
    public let name: String
    public let path: String

    init(name: String, path: String) {
        self.name = name
        self.path = path
    }

    /// The folder of a portal that is there, by its path.
    public init(existing path: String) throws {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        self.init(name: url.lastPathComponent, path: path.hasSuffix("/") && path != "/" ? String(path.dropLast()) : path)
        guard FileManager.default.fileExists(atPath: portalFile) else {
            throw ArchiveError.noPortal(path: path)
        }
    }

    /// The portals that some paths stand for: folders of portals, or of whole archives.
    public static func all(at paths: [String]) throws -> [PortalFolder] {
        try paths.flatMap { path in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
                throw InputError(path: path, cause: "no such folder")
            }
            if let portal = try? PortalFolder(existing: path) { return [portal] }
            let portals = try ArchiveFolder(existing: path).portals()
            if portals.isEmpty { throw InputError(path: path, cause: "is no portal's folder and holds none") }
            return portals
        }
    }

    public var portalFile: String { path + "/portal.yaml" }
    public var lock: String { path + "/lock" }
    public var state: String { path + "/state.sqlite" }
    public var index: String { path + "/index.cdxj" }
    public var manifest: String { path + "/manifest-sha256.txt" }
    /// What each manifest added to the last: see ``ManifestChain``.
    var manifests: String { path + "/manifests.jsonl" }
    public var warcFolder: String { path + "/warc" }
    /// The zstd dictionaries that were trained on the portal's records.
    public var dictionariesFolder: String { path + "/dictionaries" }
    /// Where bodies too large for memory lie until they are written to a WARC file.
    public var spoolFolder: String { path + "/spool" }

    public func warc(_ fileName: String) -> String { warcFolder + "/" + fileName }
    public func records(run: String) -> String { path + "/records/\(run).jsonl" }
    public func runFolder(_ run: String) -> String { path + "/runs/" + run }
    /// The runs that have a folder, in their order.
    public func runNames() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path + "/runs")) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }
    public func report(run: String) -> String { runFolder(run) + "/report.json" }
    /// The report for people.
    public func reportPage(run: String) -> String { runFolder(run) + "/report.html" }
    /// What changed in the run, a line a URL.
    public func changes(run: String) -> String { runFolder(run) + "/changes.jsonl" }
    public func ledger(run: String) -> String { runFolder(run) + "/ledger.jsonl" }
    /// The portal file as it stood when the run began.
    public func portalCopy(run: String) -> String { runFolder(run) + "/portal.yaml" }
    public func log(run: String) -> String { runFolder(run) + "/log.jsonl" }
    /// Where an authority's time stamp on a line of the chain of manifests lies, relative to the folder; lines count from 1.
    func timestampName(line: Int) -> String {
        let digits = String(line)
        return "timestamps/\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits).tsr"
    }

    /// `<portal>-<run>-<vantage>-<serial>.warc.gz`, or `.warc.zst`
    public func warcName(run: String, vantage: String, serial: Int, _ compression: WARCCompression = .gzip) -> String {
        let digits = String(serial)
        return "\(name)-\(run)-\(vantage)-\(String(repeating: "0", count: max(0, 5 - digits.count)))\(digits)\(compression.nameEnding)"
    }

    /// Makes the folders that a run writes to.
    public func create(run: String) throws {
        for folder in [warcFolder, path + "/records", runFolder(run)] { try FileSystem.createFolder(folder) }
    }

    /// Whether a name matches `[a-z0-9._-]+` and begins with a letter or a digit, so that it is no hidden file and no option;
    /// `nights` is the folder of the archive's nights.
    public static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, isAlphanumeric(first), name != "nights" else { return false }
        return name.utf8.allSatisfy { isAlphanumeric($0) || [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-")].contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
