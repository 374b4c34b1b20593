// The files that `shilu extract` is given: saved pages and WARC files, in folders or by name.

import Foundation

/// One file to extract from.
public enum ExtractionInput: Sendable, Equatable {
    case savedPage(path: String)
    case warc(path: String)
    /// Standard input: one saved page or one WARC file.
    case standardInput

    private static let pageExtensions: Set<String> = ["html", "htm", "shtml", "xhtml", "xhtm"]

    /// The inputs that some paths stand for, in their order.
    ///
    /// A folder gives the pages and WARC files in it and below it, byte-sorted by path; the folder of a portal (one with
    /// `portal.yaml`) gives those of its `warc/` only. A file given by name is taken whatever its name; it is a WARC file
    /// if it begins like one. `-` is standard input.
    public static func expand(_ paths: [String]) throws(InputError) -> [ExtractionInput] {
        var inputs: [ExtractionInput] = []
        for path in paths { inputs += try expand(path) }
        return inputs
    }

    private static func expand(_ path: String) throws(InputError) -> [ExtractionInput] {
        if path == "-" { return [.standardInput] }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw InputError(path: path, cause: "no such file or folder")
        }
        if !isFolder.boolValue { return [isWARC(path) ? .warc(path: path) : .savedPage(path: path)] }
        let warcFolder = path + "/warc"
        let root = FileManager.default.fileExists(atPath: path + "/portal.yaml") ? warcFolder : path
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: root) else {
            throw InputError(path: root, cause: "the folder cannot be read")
        }
        let inputs: [ExtractionInput] = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { name in
            let full = root.hasSuffix("/") ? root + name : root + "/" + name
            if ArchiveFileName.isOfRecords(name) { return .warc(path: full) }
            return hasPageName(name) ? .savedPage(path: full) : nil
        }
        guard !inputs.isEmpty else { throw InputError(path: root, cause: "holds no page and no WARC file") }
        return inputs
    }

    /// Whether a file is named as a page.
    static func hasPageName(_ path: String) -> Bool {
        pageExtensions.contains((path as NSString).pathExtension.lowercased())
    }

    /// By name, else by its first bytes: `WARC/`, plain. A compressed file by another name is taken for a saved page.
    private static func isWARC(_ path: String) -> Bool {
        if ArchiveFileName.isOfRecords(path) { return true }
        guard let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        return (try? handle.read(upToCount: 5)) == Data("WARC/".utf8)
    }
}
