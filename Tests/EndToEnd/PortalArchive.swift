// Reads what a crawl left of a portal: WARC files, index, records, ledger, log, report.
import Foundation
import Testing
import WebArchive

/// The folder of a portal in an archive.
struct PortalArchive {
    let folder: String

    /// The only portal of an archive.
    init(of archive: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: archive)
            .filter { FileManager.default.fileExists(atPath: archive + "/" + $0 + "/portal.yaml") }
        folder = archive + "/" + (try #require(names.count == 1 ? names.first : nil, "one portal: \(names)"))
    }

    /// Whether an archive has a portal yet.
    static func isThere(in archive: String) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: archive).contains { FileManager.default.fileExists(atPath: archive + "/" + $0 + "/portal.yaml") }
    }

    /// A portal by its folder.
    init(folder: String) { self.folder = folder }

    /// The names of the runs, in their order.
    var runs: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder + "/runs").sorted() } }

    /// The paths of all WARC files, in their order.
    var warcFiles: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder + "/warc").filter { $0.hasSuffix(".warc.gz") || $0.hasSuffix(".warc.zst") }.sorted()
                .map { folder + "/warc/" + $0 }
        }
    }

    /// All WARC records, read from the files to their ends.
    func warcRecords(run: String? = nil) throws -> [StoredRecord] {
        try warcFiles.filter { run.map($0.contains) ?? true }.flatMap(StoredRecord.all)
    }

    var index: [CDXJLine] { get throws { try lines("index.cdxj").map { try CDXJLine(parsing: ArraySlice($0.utf8)) } } }
    var indexText: String { get throws { try text("index.cdxj") } }

    func records(run: String) throws -> String { try text("records/\(run).jsonl") }

    func report(run: String) throws -> Report {
        try JSONDecoder().decode(Report.self, from: Data(try text("runs/\(run)/report.json").utf8))
    }

    /// The ledger of a run; a run that has ended closes it with its totals.
    func ledger(run: String) throws -> [LedgerEntry] {
        let lines = try lines("runs/\(run)/ledger.jsonl")
        #expect(lines.count { $0.contains("\"totals\":") } == 1 && lines.last?.contains("\"totals\":") == true)
        return try lines.dropLast().map(decoded)
    }

    func log(run: String) throws -> [LogEntry] { try lines("runs/\(run)/log.jsonl").map(decoded) }

    /// The paths that the manifest names.
    var manifest: [String] { get throws { try lines("manifest-sha256.txt").map { String($0.split(separator: " ")[1]) } } }

    private func text(_ name: String) throws -> String { try String(contentsOfFile: folder + "/" + name, encoding: .utf8) }

    private func lines(_ name: String) throws -> [Substring] { try text(name).split(separator: "\n") }

    private func decoded<Line: Decodable>(_ line: Substring) throws -> Line {
        try JSONDecoder().decode(Line.self, from: Data(line.utf8))
    }
}

/// A WARC record with its block.
struct StoredRecord {
    var file: String
    var offset: Int64
    var length: Int64
    var type: WARCRecordType
    var url: String
    var id: String
    var fields: HeaderFields
    var block: [UInt8]

    static func all(in path: String) throws -> [StoredRecord] {
        var reader = try WARCReader(path: path)
        var records: [StoredRecord] = []
        while let entry = try reader.next() {
            let block = try reader.block(limit: 1 << 30)
            let length = try reader.finish()
            #expect(reader.tolerated.isEmpty, "\(path) at \(entry.offset): \(reader.tolerated)")
            records.append(StoredRecord(
                file: (path as NSString).lastPathComponent, offset: entry.offset, length: length ?? -1, type: entry.type,
                url: entry.targetURI ?? "", id: entry.recordID?.uri ?? "", fields: entry.fields, block: block))
        }
        return records
    }
}

/// `report.json`.
struct Report: Decodable {
    struct Reason: Decodable, Hashable {
        var state: String
        var reason: String
        var count: Int
    }

    struct Host: Decodable {
        var host: String
        var why: String
    }

    var ending: String
    var answers: Int
    var tally: [String: Int]
    var states: [String: Int]
    var reasons: [Reason]
    var known: Int
    var left: Int
    var hosts_given_up: [Host]
    var warc_files: [String]
    var records: Int

    /// The counts that are not 0.
    var shownTally: [String: Int] { tally.filter { $0.value != 0 } }
    var sumsUp: Bool { states.values.reduce(0, +) == known }
}

/// A line of `ledger.jsonl`.
struct LedgerEntry: Decodable {
    var url: String
    var state: String
    var reason: String?
    var before: String
    var outcome: String
    var status: Int?
    var effective: Int?
    var via: String?
    var warc: String?
    var offset: Int?
}

/// A line of `log.jsonl`.
struct LogEntry: Decodable {
    var level: String
    var message: String
    var url: String?
    var state: String?
    var reason: String?
}
