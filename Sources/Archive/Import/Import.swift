// Takes WARC, ARC and WACZ files of others into a portal's archive: copied unchanged, indexed, their pages read.

import Foundation
import Web
import WebArchive

/// What `shilu import` does.
///
/// A file that cannot be read to its end is refused, and the rest goes on. A kill at any moment loses nothing: `imports.jsonl` names a
/// file before it lies in `warc/`, and the same command brings in what is missing.
public struct Import {
    /// What came of it.
    public struct Outcome: Sendable {
        public var files: [ImportedFile] = []
        /// Files that the portal has already, and what they are called there.
        public var known: [(source: String, warc: String)] = []
        public var refused: [InputError] = []
        public var records = 0
    }

    private let folder: PortalFolder
    private let links: Bool
    private let jobs: Int
    /// Files on their way in.
    private var stage: String { folder.path + "/.import" }
    /// Names the imports whose index lines, records and manifest are to follow.
    private var pendingPath: String { folder.path + "/.imports-pending" }

    /// - Parameter links: whether the archive is to hold the very files, under a second name, where they lie on its disk.
    public init(into folder: PortalFolder, links: Bool, jobs: Int) {
        self.folder = folder
        self.links = links
        self.jobs = jobs
    }

    /// Imports what some paths stand for: files, or folders of them; holds the portal's lock.
    public func run(_ paths: [String]) throws -> Outcome {
        let lock = try FolderLock(folder, rewrites: true)
        defer { withExtendedLifetime(lock) {} }
        FileSystem.removeUnfinished(in: folder.path)
        let inputs = try VerificationInput.expand(paths)
        var outcome = Outcome()
        try? FileManager.default.removeItem(atPath: stage)
        try FileSystem.createFolder(stage)
        try FileSystem.createFolder(folder.warcFolder)
        defer { try? FileManager.default.removeItem(atPath: stage) }
        let name = "import-\(Timestamp.now().compact)"
        try FileSystem.write((try pending() + [name]).map { $0 + "\n" }.joined(), to: pendingPath)
        for input in inputs {
            do {
                switch input {
                case .warc(let path): try take(path, source: path, isOurs: false, name, &outcome)
                case .wacz(let path): try take(wacz: path, name, &outcome)
                case .index, .withheldList: break  // made anew
                case .portal(let portal): throw InputError(path: portal.path, cause: "is a portal of an archive; shilu merge brings archives together")
                }
            } catch let error as InputError {
                outcome.refused.append(error)
            }
        }
        try follow(&outcome)
        return outcome
    }

    // MARK: Files

    private func take(wacz path: String, _ name: String, _ outcome: inout Outcome) throws {
        do {
            let archives = try WACZArchives(path: path)
            if archives.names.isEmpty { throw InputError(path: path, cause: "holds no WARC file") }
            for entry in archives.names {
                let source = "\(path)!\(entry)"
                let taken = stage + "/" + (entry as NSString).lastPathComponent
                do {
                    let output = try AppendedFile(taken, cutTo: 0)
                    try archives.forEachPiece(of: entry) { try output.append(Array($0)) }
                    try output.sync()
                    try take(taken, source: source, isOurs: true, name, &outcome)
                } catch let error as InputError {
                    outcome.refused.append(error)
                }
                try? FileManager.default.removeItem(atPath: taken)
            }
        } catch let error as WACZArchives.ReadError {
            throw InputError(path: path, cause: error.description)
        }
    }

    /// - Parameter isOurs: whether the file may be moved, for it is a copy already.
    private func take(_ path: String, source: String, isOurs: Bool, _ name: String, _ outcome: inout Outcome) throws {
        let forms = try ForeignForms(reading: path, source: source)
        let digest = try FileDigest.sha256(of: path)
        let list = ImportList(of: folder)
        let files = try list.read().files
        if let known = files.first(where: { $0.sha256 == digest.hex }) {
            // A command that was killed may have named the file only.
            if !FileManager.default.fileExists(atPath: folder.warc(known.warc)) { try place(path, isOurs: isOurs, as: known.warc, digest) }
            return outcome.known.append((source, known.warc))
        }
        let warc = try freeName(for: source, forms, digest, taken: Set(files.map(\.warc)))
        var breaches: [String: Int] = [:]
        var verifier = try WARCVerifier(path: path)
        _ = try verifier.run { breaches[$0.rule.rawValue, default: 0] += 1 }
        var captures = 0
        try ForeignFiles.forEachIndexLine(of: path) { _ in captures += 1 }
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        let file = ImportedFile(
            time: Timestamp.now().iso8601, import: name, warc: warc, source: source, sha256: digest.hex, bytes: size, linked: links && !isOurs,
            software: forms.software, records: forms.records, captures: captures, recognised: forms.sentences, breaches: breaches)
        try list.append([file])
        try place(path, isOurs: isOurs, as: warc, digest)
        outcome.files.append(file)
    }

    private func place(_ path: String, isOurs: Bool, as warc: String, _ digest: SHA256Digest) throws {
        let target = folder.warc(warc)
        if isOurs { return try FileSystem.moveDurably(path, to: target) }
        if links { return try FileSystem.link(path, to: target) }
        let copy = stage + "/copy"
        guard try FileCopy(of: path, to: copy).digest == digest else { throw InputError(path: path, cause: "was changed while it was copied") }
        try FileSystem.moveDurably(copy, to: target)
    }

    /// A name in `warc/` that nothing else has: the file's own, as far as it may be one there.
    private func freeName(for source: String, _ forms: ForeignForms, _ digest: SHA256Digest, taken: Set<String>) throws -> String {
        let own = String(decoding: (source as NSString).lastPathComponent.utf8.map { byte in
            byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2E || byte == 0x2D || byte == 0x5F ? byte : 0x5F
        }, as: UTF8.self)
        let rest = own.dropFirst(folder.name.count + 1)
        if own.hasPrefix(folder.name + "-"), rest.split(separator: "-").first.flatMap({ Timestamp(compact: String($0)) }) != nil {
            throw InputError(path: source, cause: "is named as a file of a crawl of this portal; shilu merge brings archives together")
        }
        let ending = [".warc.gz", ".warc.zst", ".arc.gz", ".warc", ".arc"].first { own.hasSuffix($0) }
        let stem = own.dropLast(ending?.count ?? 0)
        let usual = ending ?? Self.ending(of: source, isARC: forms.isARC)
        var name = (stem.hasPrefix(".") ? "_" : "") + stem + usual
        var number = 2
        while taken.contains(name) || FileManager.default.fileExists(atPath: folder.warc(name)) {
            name = "\(stem)-\(number)\(usual)"
            number += 1
        }
        return name
    }

    private static func ending(of path: String, isARC: Bool) -> String {
        let handle = FileHandle(forReadingAtPath: path)
        defer { try? handle?.close() }
        let start = (try? handle?.read(upToCount: 4)).flatMap { $0 } ?? Data()
        let kind = isARC ? ".arc" : ".warc"
        if start.starts(with: [0x1F, 0x8B]) { return kind + ".gz" }
        return start.starts(with: Data(kind == ".arc" ? "file".utf8 : "WARC".utf8)) ? kind : ".warc.zst"
    }

    // MARK: What follows

    private func pending() throws -> [String] {
        guard let data = FileManager.default.contents(atPath: pendingPath) else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Index, records, manifest and log, for this import and for those whose command was killed.
    private func follow(_ outcome: inout Outcome) throws {
        let imports = Set(try pending())
        let files = try ImportList(of: folder).read().files.filter { imports.contains($0.import) }
        guard !files.isEmpty else {
            try? FileManager.default.removeItem(atPath: pendingPath)
            return
        }
        var index = CDXJMerge(into: folder.index)
        let indexed = FileManager.default.fileExists(atPath: folder.index) ? files.map { folder.warc($0.warc) } : try allWARCFiles()
        for path in indexed { try ForeignFiles.forEachIndexLine(of: path) { try index.add($0) } }
        try index.commit()
        var manifest = try Manifest(folder: folder)
        for file in files { try manifest.add("warc/\(file.warc)") }
        for name in Set(files.map(\.import)).sorted() {
            let records = RecordsRemaking(RecordsFile(name, in: folder), jobs: jobs)
            _ = try records.compare()
            _ = try records.replace()
            outcome.records += try records.measure().count
            manifest.forget("records/\(name).jsonl")
            try manifest.add("records/\(name).jsonl")
        }
        try manifest.write("import of \(files.count) files")
        try ArchiveLog(of: folder).note(
            .info, "\(files.count) files of others were imported: \(files.reduce(0) { $0 + $1.records }) records, \(outcome.records) pages",
            [("imports", imports.sorted().joined(separator: " "))])
        try? FileManager.default.removeItem(atPath: pendingPath)
    }

    /// For an index that is not there.
    private func allWARCFiles() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.warcFolder).filter(ArchiveFileName.isOfRecords).sorted().map(folder.warc)
    }
}
