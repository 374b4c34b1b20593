// The files and folders that `shilu verify` is given, told by what they are.

import Foundation

/// One thing to verify.
public enum VerificationInput: Sendable {
    /// A WARC or ARC file.
    case warc(path: String)
    case index(path: String)
    case wacz(path: String)
    /// The folder of a portal, with its WARC files, index, records, state and manifest.
    case portal(PortalFolder)
    /// The list of withheld URLs of an archive.
    case withheldList(path: String)

    /// What some paths stand for, in their order: an archive's folder stands for its portals, any other folder for the files
    /// in it and below it that can be verified, byte-sorted.
    public static func expand(_ paths: [String]) throws(InputError) -> [VerificationInput] {
        var inputs: [VerificationInput] = []
        for path in paths { inputs += try expand(path) }
        return inputs
    }

    private static func expand(_ path: String) throws(InputError) -> [VerificationInput] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw InputError(path: path, cause: "no such file or folder")
        }
        guard isFolder.boolValue else { return [try file(path)] }
        let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        if let portal = portal(at: folder) { return [portal] }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw InputError(path: path, cause: "the folder cannot be read")
        }
        if FileManager.default.fileExists(atPath: folder + "/format.json") {
            let list: [VerificationInput] = names.contains("withheld.jsonl") ? [.withheldList(path: folder + "/withheld.jsonl")] : []
            return list + names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { portal(at: folder + "/" + $0) }
        }
        let below = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        let inputs = below.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { byName(folder + "/" + $0) }
        guard !inputs.isEmpty else { throw InputError(path: path, cause: "holds no WARC, ARC, CDXJ or WACZ file") }
        return inputs
    }

    private static func portal(at path: String) -> VerificationInput? { (try? PortalFolder(existing: path)).map { .portal($0) } }

    private static func file(_ path: String) throws(InputError) -> VerificationInput {
        if let input = byName(path) { return input }
        guard let handle = FileHandle(forReadingAtPath: path), let start = try? handle.read(upToCount: 16) ?? Data() else {
            throw InputError(path: path, cause: "cannot be read")
        }
        try? handle.close()
        if start.starts(with: Data("PK\u{3}\u{4}".utf8)) { return .wacz(path: path) }
        let marks: [[UInt8]] = [Array("WARC/".utf8), Array("filedesc:".utf8), [0x1F, 0x8B], [0x28, 0xB5, 0x2F, 0xFD], [0x5D, 0x2A, 0x4D, 0x18]]
        guard marks.contains(where: { start.starts(with: $0) }) else {
            throw InputError(path: path, cause: "is no WARC, ARC, CDXJ or WACZ file")
        }
        return .warc(path: path)
    }

    private static func byName(_ path: String) -> VerificationInput? {
        let name = path.lowercased()
        if name.hasSuffix(".cdxj") { return .index(path: path) }
        if name.hasSuffix(".wacz") { return .wacz(path: path) }
        return ArchiveFileName.isOfRecords(name) ? .warc(path: path) : nil
    }
}
