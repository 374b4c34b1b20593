// The records of one run made again of its WARC files, beside the old ones until they take their place.

import Foundation
import WebArchive

/// Makes a file of `records/` again.
public struct RecordsRemaking {
    public let file: RecordsFile
    private let jobs: Int
    private var newPath: String { file.path + ".new" }

    public init(_ file: RecordsFile, jobs: Int) {
        self.file = file
        self.jobs = jobs
    }

    /// Makes the records anew beside the old ones, and compares. Where nothing differs, nothing is left beside them.
    ///
    /// - Throws: ``InputError`` where a WARC file cannot be read: then the records would lack what the old ones have.
    public func compare() throws -> FieldChanges {
        try FileSystem.createFolder((newPath as NSString).deletingLastPathComponent)
        let output = try AppendedFile(newPath, cutTo: 0)
        var fault: InputError?
        try Extraction(jobs: jobs).run(try file.warcFiles().map { .warc(path: $0) }) { try output.append($0) } complain: { fault = fault ?? $0 }
        if let fault {
            discard()
            throw fault
        }
        try output.sync()
        let changes = try difference()
        if changes.isEmpty, FileManager.default.fileExists(atPath: file.path) { discard() }
        return changes
    }

    /// Throws away what was made.
    public func discard() { try? FileManager.default.removeItem(atPath: newPath) }

    /// Puts what was made in the old file's place; that one stays under `records/old/`, named after its digest.
    ///
    /// - Returns: where the old file lies, relative to the portal's folder; nil where there was none.
    public func replace() throws -> String? {
        guard FileManager.default.fileExists(atPath: newPath) else { return nil }
        var old: String?
        if FileManager.default.fileExists(atPath: file.path) {
            let kept = "records/old/\(file.name)-\(try FileDigest.sha256(of: file.path).hex.prefix(16)).jsonl"
            try FileSystem.createFolder(file.folder.path + "/records/old")
            try FileSystem.link(file.path, to: file.folder.path + "/" + kept)
            old = kept
        }
        try FileSystem.moveDurably(newPath, to: file.path)
        return old
    }

    /// How many records there are, and how many bytes they take.
    public func measure() throws -> (count: Int, length: Int) {
        var reader = try LineReader(path: file.path)
        var (count, length) = (0, 0)
        while let line = try reader.next() {
            count += 1
            length += line.count + 1
        }
        return (count, length)
    }

    private func difference() throws -> FieldChanges {
        var changes = FieldChanges()
        var made = try LineReader(path: newPath)
        guard FileManager.default.fileExists(atPath: file.path) else {
            while try made.next() != nil {
                changes.records += 1
                changes.added += 1
            }
            return changes
        }
        var stored = try LineReader(path: file.path)
        var (old, new) = (try stored.next(), try made.next())
        if new != nil { changes.records += 1 }
        func advance() throws {
            new = try made.next()
            if new != nil { changes.records += 1 }
        }
        while old != nil || new != nil {
            if old == new {
                old = try stored.next()
                try advance()
                continue
            }
            let (was, now) = (old.flatMap(Self.parsed), new.flatMap(Self.parsed))
            if old != nil, was == nil {  // a line that is no record
                changes.removed += 1
                old = try stored.next()
            } else if let was, let now, was.place == now.place {
                changes.note(was.record, now.record)
                old = try stored.next()
                try advance()
            } else if let now, was.map({ now.place < $0.place }) ?? true {
                changes.added += 1
                try advance()
            } else {
                changes.removed += 1
                old = try stored.next()
            }
        }
        return changes
    }

    private struct RecordPlace: Equatable, Comparable {
        var warc: String
        var offset: Int

        static func < (left: RecordPlace, right: RecordPlace) -> Bool { (left.warc, left.offset) < (right.warc, right.offset) }
    }

    private static func parsed(_ line: [UInt8]) -> (record: [String: Any], place: RecordPlace)? {
        guard let record = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any], let capture = record["capture"] as? [String: Any] else { return nil }
        return (record, RecordPlace(warc: capture["warc"] as? String ?? "", offset: capture["offset"] as? Int ?? 0))
    }
}
