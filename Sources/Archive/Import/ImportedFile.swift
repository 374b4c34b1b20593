// A file of another's archive that was taken into a portal: where it came from, and what it is.

import Foundation
import Records

/// A line of `imports.jsonl`.
public struct ImportedFile: Sendable, Codable, Equatable {
    /// When it came, ISO 8601.
    public var time: String
    /// The import that it came with, which names its records: `import-20261124T050000Z`.
    public var `import`: String
    /// Its base name in `warc/`.
    public var warc: String
    /// The path or name that it had; for a file in a WACZ `a.wacz!archive/data.warc.gz`.
    public var source: String
    /// Of its bytes, in hexadecimal.
    public var sha256: String
    public var bytes: Int
    /// Whether it is the same file as the original, and no copy.
    public var linked: Bool
    /// What wrote it, as its warcinfo record says.
    public var software: String?
    public var records: Int
    /// Records that the index names.
    public var captures: Int
    /// What was recognised in it, in a sentence each.
    public var recognised: [String]
    /// Breaches of the standard, by their rule, that it came with.
    public var breaches: [String: Int]

    /// The line, with its line feed.
    var line: [UInt8] {
        var json = JSONLine()
        json.object { json in
            json.key("time"); json.value(time)
            json.key("import"); json.value(self.import)
            json.key("warc"); json.value(warc)
            json.key("source"); json.value(source)
            json.key("sha256"); json.value(sha256)
            json.key("bytes"); json.value(bytes)
            json.key("linked"); json.value(linked)
            json.key("software"); json.value(software)
            json.key("records"); json.value(records)
            json.key("captures"); json.value(captures)
            json.key("recognised"); json.array { json in for sentence in recognised { json.value(sentence) } }
            json.key("breaches")
            json.object { json in
                for (rule, count) in breaches.sorted(by: { $0.key < $1.key }) { json.key(named: rule); json.value(count) }
            }
        }
        json.endLine()
        return json.bytes
    }
}

/// `imports.jsonl` of a portal: its files that others wrote, in the order in which they came. It only grows.
struct ImportList {
    let path: String

    init(of folder: PortalFolder) { path = folder.path + "/imports.jsonl" }

    /// The files, and how many bytes whole lines take; what stands behind them was never finished.
    func read() throws -> (files: [ImportedFile], length: Int) {
        guard FileManager.default.fileExists(atPath: path) else { return ([], 0) }
        guard let data = FileManager.default.contents(atPath: path) else { throw ArchiveError.file(path: path, action: "read", cause: "no access") }
        var files: [ImportedFile] = []
        var rest = data[...]
        while let end = rest.firstIndex(of: 0x0A) {
            guard let file = try? JSONDecoder().decode(ImportedFile.self, from: Data(rest[..<end])) else {
                throw InputError(path: path, cause: "line \(files.count + 1) is no entry of an import")
            }
            files.append(file)
            rest = rest[(end + 1)...]
        }
        return (files, data.count - rest.count)
    }

    /// Appends files durably. A line that a killed command left unfinished is taken off before.
    func append(_ files: [ImportedFile]) throws {
        let file = try AppendedFile(path, cutTo: try read().length)
        try file.append(files.flatMap(\.line))
        try file.sync()
    }
}
