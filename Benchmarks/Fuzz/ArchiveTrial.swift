// One try of an archive input: judged, read, indexed, repaired, looked up; and what must hold of the outcomes.

import Foundation
import WebArchive

extension Trial {
    init(archive input: FuzzInput, _ kind: ArchiveKind, scratch: ScratchFile) {
        var broken: [String] = []
        scratch.write(input.bytes)
        let start = Usage.ownNanoseconds
        do {
            switch kind {
            case .warc: try ArchiveTrial(path: scratch.path, folder: scratch.folder).run(&broken)
            case .index: try IndexTrial(path: scratch.path, bytes: input.bytes).run()
            case .wacz: _ = try WACZVerifier(path: scratch.path, links: RecordLinks(folder: scratch.folder)).run { _ in }
            }
        } catch let error where error is WARCReadError || error is CDXJIndexError {
            // A file may be unreadable; what it is not allowed to do is to be judged sound then.
        } catch {
            broken.append("error: \(error)")
        }
        nanoseconds = Usage.ownNanoseconds - start
        if nanoseconds > Limits.nanoseconds(bytes: input.weight) { broken.append("slow: \(nanoseconds / 1_000_000) ms for \(input.weight) bytes") }
        self.broken = broken
    }
}

private struct ArchiveTrial {
    let path, folder: String

    func run(_ broken: inout [String]) throws {
        let links = RecordLinks(folder: folder)
        var verifier = try WARCVerifier(path: path, links: links)
        var (records, lines) = (0, 0)
        var pairing = ExchangePairing()
        let summary = try verifier.run { record in
            records += 1
            if pairing.take(record, filename: "a") != nil { lines += 1 }
        } report: { _ in }
        try links.judge(files: [path]) { _ in }
        if records != summary.records { broken.append("verify: \(records) records, \(summary.records) counted") }
        let isReadable = read(summary.errors == 0 ? records : nil, &broken)
        if summary.errors == 0, !isReadable { broken.append("verify: sound, and cannot be read") }
        try index()
        if summary.errors > 0, summary.records % 4 == 1 { try repair(&broken) }
    }

    /// Whether all can be read; so many records, where that is known.
    private func read(_ expected: Int?, _ broken: inout [String]) -> Bool {
        do {
            var reader = try WARCReader(path: path)
            var count = 0
            while let entry = try reader.next() {
                count += 1
                if entry.contentLength <= 1 << 20 {
                    let block = try reader.block(limit: 1 << 20)
                    if entry.holdsHTTP, let message = try? HTTPMessage(parsing: block[...]) {
                        _ = message.decoded(block.dropFirst(message.headLength), limit: 8 << 20)
                    }
                }
                try reader.finish()
            }
            if let expected, count != expected { broken.append("read: \(count) records where \(expected) were judged") }
            return true
        } catch {
            return false
        }
    }

    private func index() throws {
        var indexer = try CDXJIndexer(path: path, filename: "a.warc.gz")
        while true {
            do {
                guard let line = try indexer.nextLine() else { return }
                _ = try? CDXJLine(parsing: line[...])
            } catch {
                guard try indexer.resume() else { return }
            }
        }
    }

    /// Nothing that is unsound may get through a repair.
    private func repair(_ broken: inout [String]) throws {
        let output = folder + "/repaired"
        for name in [output, output + ".torn"] { try? FileManager.default.removeItem(atPath: name) }
        let outcome = try WARCRepair(path: path, output: output).run()
        guard let repaired = outcome.output else { return }
        var first: Finding?
        let links = RecordLinks(folder: folder)
        var verifier = try WARCVerifier(path: repaired, links: links)
        let summary = try verifier.run { if $0.severity == .error { first = first ?? $0 } }
        try links.judge(files: [repaired]) { if $0.severity == .error { first = first ?? $0 } }
        if let first { broken.append("repair: unsound: \(first)") }
        if summary.records != outcome.kept { broken.append("repair: kept \(outcome.kept) records, \(summary.records) are there") }
    }
}

private struct IndexTrial {
    let path: String
    let bytes: [UInt8]

    func run() throws {
        _ = try CDXJVerifier(path: path).run { _ in }
        let index = try CDXJIndex(path: path)
        for key in ["cn,a)/7", "cn,a)/", ""] {
            _ = try? index.lines(forKey: key)
            _ = try? index.lines(keyPrefix: key, limit: 5)
        }
        for line in bytes.split(separator: UInt8(ascii: "\n")).prefix(200) { _ = try? CDXJLine(parsing: line) }
    }
}

/// The file in memory that an input is read from.
final class ScratchFile {
    let folder: String
    var path: String { folder + "/input" }

    init() throws {
        let root = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        folder = "\(root)/shilu-fuzz-\(getpid())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func write(_ bytes: [UInt8]) {
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else { fatalError("\(path) cannot be written") }
    }
}
