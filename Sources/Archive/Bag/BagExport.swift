// A portal's folder as a bag (BagIt 1.0, RFC 8493), for those who hand it over or store it elsewhere.

import Foundation
import Records
import Web
import WebArchive

/// What `shilu export bag` does.
///
/// The payload is the portal's folder as it lies there, but for its state, lock and spool. A bag holds whole files, and a WARC
/// file cannot hide a page: a portal of which something is withheld is refused unless that is to be included.
public struct BagExport {
    /// What stands in the way.
    public enum Refusal: Error, CustomStringConvertible {
        /// Captures that may not be shown.
        case withheld(captures: Int, example: String)
        /// A file that is not what the portal's manifest says.
        case changed(path: String)
        /// There is something where the bag is to be.
        case exists(path: String)

        public var description: String {
            switch self {
            case .withheld(let captures, let example):
                "\(captures) captures are withheld (\(example)), and a bag holds whole WARC files: --include-withheld puts them in all the same; "
                    + "shilu export warc or wacz leaves them out"
            case .changed(let path): "\(path): is not what the manifest says; shilu fixity tells more"
            case .exists(let path): "\(path): is there already"
            }
        }
    }

    /// What was made.
    public struct Summary: Sendable {
        public var files = 0
        public var bytes = 0
        public var captures = 0
        public var records = 0
        public var withheld = 0
    }

    private let folder: PortalFolder
    private let includesWithheld: Bool
    private let moreInfo: [(label: String, value: String)]

    /// - Parameter moreInfo: further lines of bag-info.txt, such as where the captures come from.
    public init(of folder: PortalFolder, includesWithheld: Bool, moreInfo: [(label: String, value: String)]) {
        self.folder = folder
        self.includesWithheld = includesWithheld
        self.moreInfo = moreInfo
    }

    /// Makes the bag in a folder, which must not be there or be empty. `bagit.txt` is written last: what a kill leaves is no bag.
    public func write(to path: String) throws -> Summary {
        let lock = try FolderLock(folder)
        defer { withExtendedLifetime(lock) {} }
        if let found = try? FileManager.default.contentsOfDirectory(atPath: path), !found.isEmpty { throw Refusal.exists(path: path) }
        let census = try CaptureCensus(of: folder, withheld: try WithheldList(of: folder))
        if !includesWithheld, let example = census.withheldExample { throw Refusal.withheld(captures: census.withheld, example: example) }
        var summary = Summary(captures: census.captures, withheld: census.withheld)
        let known = try Manifest(folder: folder).files
        var payload: [(path: String, digest: SHA256Digest)] = []
        for name in Self.payloadFiles(in: folder) {
            let target = "data/" + name
            let copy = try FileCopy(of: folder.path + "/" + name, to: path + "/" + target)
            if let expected = known[name], expected != copy.digest.hex { throw Refusal.changed(path: folder.path + "/" + name) }
            payload.append((target, copy.digest))
            summary.files += 1
            summary.bytes += copy.size
        }
        if census.withheld > 0 {
            let target = "data/withheld.jsonl"
            let copy = try FileCopy(of: WithheldFile(of: folder).path, to: path + "/" + target)
            payload.append((target, copy.digest))
            summary.files += 1
            summary.bytes += copy.size
        }
        for name in try records() { summary.records += try Self.lines(of: folder.path + "/records/" + name) }
        try writeTags(payload, summary, census, in: path)
        return summary
    }

    private func records() throws -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/records")) ?? []).filter { $0.hasSuffix(".jsonl") }
    }

    private static func lines(of path: String) throws -> Int {
        var reader = try LineReader(path: path)
        var count = 0
        while try reader.next() != nil { count += 1 }
        return count
    }

    /// The files of the payload, relative to the portal's folder, byte-sorted.
    private static func payloadFiles(in folder: PortalFolder) -> [String] {
        let changing = ["portal.yaml", "index.cdxj", "manifest-sha256.txt", "manifests.jsonl", "imports.jsonl", "merges.jsonl", "repairs.jsonl"].filter { FileManager.default.fileExists(atPath: folder.path + "/" + $0) }
        return (ManifestVerification.filesThere(in: folder) + changing).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    // MARK: Tag files

    private func writeTags(
        _ payload: [(path: String, digest: SHA256Digest)], _ summary: Summary, _ census: CaptureCensus, in path: String
    ) throws {
        let info = [
            ("External-Identifier", folder.name), ("Bagging-Date", String(Timestamp.now().iso8601.prefix(10))),
            ("Bag-Software-Agent", ShiluVersion.product), ("Payload-Oxum", "\(summary.bytes).\(summary.files)"),
            ("Captures", "\(summary.captures)"), ("Records", "\(summary.records)"),
            ("Withheld-Captures", "\(summary.withheld)"),
        ] + (census.span.map { [("First-Capture", $0.first), ("Last-Capture", $0.last)] } ?? []) + moreInfo.map { ($0.label, $0.value) }
        let tags = [
            ("bag-info.txt", info.map { "\($0.0): \(Self.oneLine($0.1))\n" }.joined()),
            ("manifest-sha256.txt", payload.map { "\($0.digest.hex)  \(Self.encoded($0.path))\n" }.joined()),
            ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
        ]
        let tagManifest = tags.map { "\(SHA256Digest(of: Array($0.1.utf8)).hex)  \($0.0)\n" }.joined()
        for (name, text) in tags.dropLast() { try FileSystem.write(text, to: path + "/" + name) }
        try FileSystem.write(tagManifest, to: path + "/tagmanifest-sha256.txt")
        for (name, text) in tags.suffix(1) { try FileSystem.write(text, to: path + "/" + name) }
    }

    private static func oneLine(_ text: String) -> String { text.split(whereSeparator: \.isNewline).joined(separator: " ") }

    /// RFC 8493, section 2.1.3: CR, LF and % are percent-encoded, and only these.
    private static func encoded(_ path: String) -> String {
        path.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }
}
