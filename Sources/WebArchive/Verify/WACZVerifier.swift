// The judge of a WACZ file: its ZIP entries, the lists in it, and the WARC files and indexes that it holds.
import CZlib

/// Judges a WACZ file (WACZ 1.1.1), in memory of its directory and of its lists.
public struct WACZVerifier {
    private let path: String
    private let links: RecordLinks?
    private let folder: String
    private let fileNumber: Int

    /// A judge of the file at `path`; see `WARCVerifier` for the rest.
    /// - Parameter folder: where lists lie that are compared.
    public init(path: String, links: RecordLinks? = nil, fileNumber: Int = 0, folder: String = "/tmp") {
        self.folder = folder
        self.path = path
        self.links = links
        self.fileNumber = fileNumber
    }

    /// A list of more than so many bytes is not read.
    private static let listLimit: Int64 = 256 << 20

    /// Judges all of it.
    public func run(report: (Finding) -> Void) throws -> WARCVerifier.Summary {
        var summary = WARCVerifier.Summary()
        func say(_ finding: Finding) {
            if finding.severity == .error { summary.errors += 1 } else { summary.notes += 1 }
            report(finding)
        }
        let directory: ZIPDirectory
        do throws(ZIPDirectory.Problem) {
            directory = try ZIPDirectory(path: path)
        } catch {
            if case .file(let error) = error { throw error }
            say(Finding(.zip, in: path, error.description))
            return summary
        }
        var digests: [String: SHA256Digest] = [:]
        for entry in directory.entries where !entry.name.hasSuffix("/") {
            digests[entry.name] = try judgeEntry(entry, say)
        }
        let places = WACZPlaces(folder: folder)
        judgePaths(directory, say)
        judgeLayout(directory, say)
        try judgePackage(directory, digests, say)
        for entry in directory.entries {
            if entry.name.hasPrefix("archive/"), isArchiveName(entry.name), let stretch = entry.stretch {
                var verifier = try WARCVerifier(
                    path: path, stretch: stretch, name: name(of: entry), links: links, fileNumber: fileNumber, isInArchive: false)
                let fileName = OpenFile.name(of: entry.name)
                let inner = try verifier.run { record in
                    if let line = CDXJLine(record, filename: fileName) { try places.add(line, isOfIndex: false) }
                } report: { report($0) }
                summary.records += inner.records
                summary.errors += inner.errors
                summary.notes += inner.notes
            } else if entry.name.hasPrefix("indexes/"), entry.name.hasSuffix(".idx") {
                try judgeBlockList(entry, directory, say)
            } else if entry.name.hasPrefix("indexes/"), !entry.name.hasSuffix("/") {
                try judgeIndex(entry, places, say)
            } else if entry.name.hasPrefix("pages/"), entry.name.hasSuffix(".jsonl") {
                try judgePages(entry, say)
            }
        }
        try places.judge { say(Finding($0, in: path, section: "WACZ 1.1.1 §5.2.2", severity: $0 == .indexExtra ? .error : .note, $1)) }
        return summary
    }

    private func name(of entry: ZIPDirectory.Entry) -> String { "\(path)!\(entry.name)" }

    private func isArchiveName(_ name: String) -> Bool {
        [".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz"].contains { name.lowercased().hasSuffix($0) }
    }

    // MARK: The ZIP file

    /// Reads all bytes of an entry: its checksum, its length, its digest.
    private func judgeEntry(_ entry: ZIPDirectory.Entry, _ say: (Finding) -> Void) throws -> SHA256Digest? {
        guard let stretch = entry.stretch else {
            say(Finding(.zipEntry, in: name(of: entry), at: entry.headerOffset,
                        entry.dataOffset == nil ? "its local header is not where the directory says" : "its method \(entry.method) is not read, or it is encrypted"))
            return nil
        }
        var hasher = SHA256Hasher()
        var checksum = crc32_z(0, nil, 0)
        var size: Int64 = 0
        try forEachPiece(of: stretch) { piece in
            hasher.update(piece)
            checksum = piece.withUnsafeBufferPointer { crc32_z(checksum, $0.baseAddress, $0.count) }  // the pointer only lives for the call
            size += Int64(piece.count)
        }
        if size != entry.size {
            say(Finding(.zipEntry, in: name(of: entry), at: entry.headerOffset, "it has \(size) bytes where the directory says \(entry.size)"))
        } else if UInt32(truncatingIfNeeded: checksum) != entry.checksum {
            say(Finding(.zipEntry, in: name(of: entry), at: entry.headerOffset, "its CRC-32 is not what the directory says"))
        }
        if entry.method != 0, entry.name.hasSuffix(".gz") || entry.name.hasSuffix(".zst") {
            say(Finding(.waczCompression, in: name(of: entry), "a compressed file is compressed again: no place in it can be read alone"))
        }
        return hasher.finish()
    }

    /// APPNOTE.TXT §4.4.17: paths are relative, with `/`. And no byte belongs to two entries.
    private func judgePaths(_ directory: ZIPDirectory, _ say: (Finding) -> Void) {
        for entry in directory.entries where entry.name.hasPrefix("/") || entry.name.contains("\\") || entry.name.split(separator: "/").contains("..") {
            say(Finding(.zipEntry, in: name(of: entry), at: entry.headerOffset, "its path leads out of the file, or is none"))
        }
        var end: Int64 = 0
        for entry in directory.entries.sorted(by: { $0.headerOffset < $1.headerOffset }) {
            if entry.headerOffset < end { say(Finding(.zipEntry, in: name(of: entry), at: entry.headerOffset, "it begins within another entry")) }
            end = max(end, (entry.dataOffset ?? entry.headerOffset) + max(0, entry.compressedSize))
        }
    }

    private func forEachPiece(of stretch: ByteSource.Stretch, _ body: (ArraySlice<UInt8>) -> Void) throws(FileError) {
        var source = try ByteSource(path, stretch: stretch)
        var buffer = [UInt8](repeating: 0, count: 1 << 17)
        while true {
            let count = try source.read(into: &buffer)
            if count == 0 { return }
            body(buffer[..<count])
        }
    }

    private func content(of entry: ZIPDirectory.Entry, _ say: (Finding) -> Void) throws -> [UInt8]? {
        guard let stretch = entry.stretch else { return nil }
        guard entry.size <= Self.listLimit else {
            say(Finding(.zipEntry, in: name(of: entry), "a list of \(entry.size) bytes is not read"))
            return nil
        }
        var bytes: [UInt8] = []
        try forEachPiece(of: stretch) { if bytes.count <= Self.listLimit { bytes += $0 } }
        return bytes
    }

    // MARK: The layout and the list of files

    private func judgeLayout(_ directory: ZIPDirectory, _ say: (Finding) -> Void) {
        let names = directory.entries.map(\.name)
        func missing(_ what: String) { say(Finding(.waczLayout, in: path, "\(what) is not there")) }
        if !names.contains("datapackage.json") { missing("datapackage.json") }
        if !names.contains("pages/pages.jsonl") { missing("pages/pages.jsonl") }
        if !names.contains(where: { $0.hasPrefix("archive/") && isArchiveName($0) }) { missing("a WARC file in archive/") }
        if !names.contains(where: { $0.hasPrefix("indexes/") && !$0.hasSuffix("/") }) { missing("an index in indexes/") }
        for name in names where name.hasPrefix("archive/") && !name.hasSuffix("/") && !isArchiveName(name) {
            say(Finding(.waczLayout, in: "\(path)!\(name)", "a file in archive/ that is no WARC file"))
        }
        for (name, count) in Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +) where count > 1 {
            say(Finding(.zipEntry, in: "\(path)!\(name)", "\(count) entries of that name"))
        }
    }

    private func judgePackage(_ directory: ZIPDirectory, _ digests: [String: SHA256Digest], _ say: (Finding) -> Void) throws {
        guard let entry = directory["datapackage.json"], let bytes = try content(of: entry, say) else { return }
        let place = name(of: entry)
        guard let package = JSONValue(parsing: bytes), case .object = package else {
            return say(Finding(.waczPackage, in: place, "it is no JSON object"))
        }
        let version = package["wacz_version"]?.string
        let isOld = version.map { $0 != "1.1.1" && $0 != "1.2.0" } ?? false
        if package["profile"]?.string != "data-package" { say(Finding(.waczPackage, in: place, "profile is not “data-package”")) }
        if version == nil { say(Finding(.waczPackage, in: place, "wacz_version is not there")) }
        if isOld, let version { say(Finding(.waczVersion, in: place, "WACZ \(version); it is judged as 1.1.1")) }
        guard let resources = package["resources"]?.elements else {
            return say(Finding(.waczPackage, in: place, "resources is not there"))
        }
        var listed: Set<String> = []
        for resource in resources {
            guard let path = resource["path"]?.string else {
                say(Finding(.waczPackage, in: place, "a resource without a path"))
                continue
            }
            if !listed.insert(path).inserted { say(Finding(.waczPackage, in: place, "\(path) stands twice among the resources")) }
            if !isOld, resource["name"]?.string == nil { say(Finding(.waczPackage, in: place, "\(path): name is not there")) }
            try judge(resource, path, directory, digests, place, say)
        }
        for entry in directory.entries where !entry.name.hasSuffix("/") && !listed.contains(entry.name)
            && entry.name != "datapackage.json" && entry.name != "datapackage-digest.json" {
            say(Finding(.waczPackage, in: place, "\(entry.name) is not among the resources"))
        }
        try judgeDigest(directory, digests, say)
    }

    private func judge(
        _ resource: JSONValue, _ name: String, _ directory: ZIPDirectory, _ digests: [String: SHA256Digest], _ place: String, _ say: (Finding) -> Void
    ) throws {
        guard let entry = directory[name] else { return say(Finding(.waczResource, in: place, "\(name) is among the resources, and not there")) }
        // Version 1.0 wrote both into `stats`, and the algorithm beside it.
        let stats = resource["stats"]
        let bytes = (resource["bytes"] ?? stats?["bytes"])?.integer
        var hash = (resource["hash"] ?? stats?["hash"])?.string
        if let algorithm = resource["hashing"]?.string, let plain = hash, !plain.contains(":") { hash = "\(algorithm):\(plain)" }
        if bytes == nil { say(Finding(.waczPackage, in: place, "\(name): bytes is not there")) }
        if let bytes, bytes != entry.size { say(Finding(.waczResource, in: self.name(of: entry), "it has \(entry.size) bytes where the list says \(bytes)")) }
        guard let hash else { return say(Finding(.waczPackage, in: place, "\(name): hash is not there")) }
        try judge(hash, of: entry, digests[name], .waczResource, say)
    }

    private func judge(
        _ hash: String, of entry: ZIPDirectory.Entry, _ sha256: SHA256Digest?, _ rule: ArchiveRule, _ say: (Finding) -> Void
    ) throws {
        switch LabelledDigest(parsing: Array(hash.utf8)[...]) {
        case .malformed: say(Finding(.waczPackage, in: path, "\(entry.name): “\(hash.prefix(100))” is no digest"))
        case .unknown(let label): say(Finding(.unknownDigest, in: path, section: rule.section, "\(entry.name): \(label) is not known; not checked"))
        case .known(.sha256, let expected, _):
            if let sha256, sha256.bytes != expected { say(Finding(rule, in: name(of: entry), "it is not what its digest says")) }
        case .known(let algorithm, let expected, _):
            guard let stretch = entry.stretch else { return }
            let digester = PieceDigester(algorithm)
            try forEachPiece(of: stretch) { digester.update($0) }
            if digester.finish() != expected { say(Finding(rule, in: name(of: entry), "it is not what its digest says")) }
        }
    }

    private func judgeDigest(_ directory: ZIPDirectory, _ digests: [String: SHA256Digest], _ say: (Finding) -> Void) throws {
        guard let entry = directory["datapackage-digest.json"], let bytes = try content(of: entry, say), let package = directory["datapackage.json"] else { return }
        guard let value = JSONValue(parsing: bytes), value["path"]?.string == "datapackage.json", let hash = value["hash"]?.string else {
            return say(Finding(.waczPackage, in: name(of: entry), "path and hash of datapackage.json are not there"))
        }
        try judge(hash, of: package, digests["datapackage.json"], .waczResource, say)
        guard let signed = value["signedData"] else { return }
        switch WACZSignedData(value: signed).check(hash) {
        case .right: break
        case .wrong(let why): say(Finding(.waczSignature, in: name(of: entry), why))
        case .unchecked(let why): say(Finding(.waczSignature, in: name(of: entry), severity: .note, why))
        }
    }

    // MARK: Indexes and pages

    private func judgeIndex(_ entry: ZIPDirectory.Entry, _ places: WACZPlaces, _ say: (Finding) -> Void) throws {
        guard var bytes = try content(of: entry, say) else { return }
        if bytes.starts(with: [0x1F, 0x8B]) {
            let (decoded, verdict) = ContentCoding.gzip.decode(bytes[...], limit: Int(Self.listLimit))
            guard case .complete(trailing: 0) = verdict else { return say(Finding(.indexLine, in: name(of: entry), "the gzip data are damaged, or too long")) }
            bytes = decoded
        }
        var judge = CDXJLineJudge(name: name(of: entry))
        for line in bytes.split(separator: LF) {
            judge.judge(line, say)
            if let parsed = try? CDXJLine(parsing: line) { try places.add(parsed, isOfIndex: true) }
        }
    }

    /// The list of an index in blocks: each line leads to a gzip member that begins with the line's key.
    private func judgeBlockList(_ entry: ZIPDirectory.Entry, _ directory: ZIPDirectory, _ say: (Finding) -> Void) throws {
        guard let bytes = try content(of: entry, say) else { return }
        var indexes: [String: [UInt8]] = [:]
        var usual = "index.cdx.gz"
        for (number, line) in bytes.split(separator: LF).enumerated() {
            if line.starts(with: Array("!meta".utf8)) {
                let meta = line.firstIndex(of: UInt8(ascii: "{")).flatMap { JSONValue(parsing: Array(line[$0...])) }
                usual = meta?["filename"]?.string ?? usual
                continue
            }
            guard let block = IndexBlock(line, usual: usual) else {
                say(Finding(.indexLine, in: name(of: entry), "line \(number + 1): no key, offset and length"))
                continue
            }
            let path = "indexes/" + OpenFile.name(of: block.filename)
            if indexes[path] == nil { indexes[path] = try directory[path].flatMap { try content(of: $0, say) } ?? [] }
            if let fault = block.fault(in: indexes[path] ?? []) {
                say(Finding(.indexLine, in: name(of: entry), "line \(number + 1): \(fault) in \(block.filename)"))
            }
        }
    }

    private func judgePages(_ entry: ZIPDirectory.Entry, _ say: (Finding) -> Void) throws {
        guard let bytes = try content(of: entry, say) else { return }
        for (index, line) in bytes.split(separator: LF).enumerated() where !line.allSatisfy({ $0 <= SPACE }) {
            guard let page = JSONValue(parsing: Array(line)), case .object = page else {
                say(Finding(.waczPages, in: name(of: entry), "line \(index + 1) is no JSON object"))
                continue
            }
            if index == 0, page["format"] != nil { continue }
            for key in ["url", "ts"] where page[key]?.string == nil {
                say(Finding(.waczPages, in: name(of: entry), "line \(index + 1): \(key) is not there"))
            }
        }
    }
}
