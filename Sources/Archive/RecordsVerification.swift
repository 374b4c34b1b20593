// Makes the records of each run again and compares them with those that lie there, to the byte.

import Foundation
import Records
import WebArchive

/// The verification of `records/`.
struct RecordsVerification {
    let folder: PortalFolder
    /// Runs that were not ended: their records still grow.
    let unfinished: Set<String>
    let jobs: Int

    /// Differences of one file beyond so many are only counted.
    private static let limit = 100

    /// The runs and imports that have records.
    static func names(in folder: PortalFolder) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/records")) ?? []
        return names.filter { $0.hasSuffix(".jsonl") }.map { String($0.dropLast(".jsonl".count)) }.sorted()
    }

    /// Compares the records of those that have ended.
    func run(_ names: [String], _ report: (Finding) -> Void) throws {
        for name in names where !unfinished.contains(name) { try compare(run: name, report) }
    }

    private func compare(run: String, _ report: (Finding) -> Void) throws {
        let path = folder.records(run: run)
        let warcs = try RecordsFile(run, in: folder).warcFiles()
        var reader = try LineReader(path: path)
        var number = 0
        var differing = 0
        var others: [String: Int] = [:]
        func differs(_ message: String) {
            differing += 1
            if differing <= Self.limit { report(Finding(.recordsDiffer, in: path, message)) }
        }
        try Extraction(jobs: jobs).run(warcs.map { .warc(path: $0) }) { made in
            number += 1
            guard let stored = try reader.next() else { return differs("record \(number), which the WARC files give, is not there") }
            if made.dropLast() == stored[...] { return }
            let extractor = Self.extractor(of: stored)
            if extractor != ShiluVersion.product {
                others[extractor, default: 0] += 1
            } else {
                differs("record \(number) is not the one that the WARC files give")
            }
        } complain: { error in
            report(Finding(.recordsDiffer, in: path, "the records cannot be made again: \(error)"))
        }
        var more = 0
        while try reader.next() != nil { more += 1 }
        if more > 0 { differs("\(more) more records than the WARC files give") }
        if differing > Self.limit { report(Finding(.recordsDiffer, in: path, "\(differing - Self.limit) more")) }
        for (extractor, count) in others.sorted(by: { $0.key < $1.key }) {
            report(Finding(.recordsExtractor, in: path, "\(count) records were made by \(extractor), and differ from those of \(ShiluVersion.product); shilu reextract makes them anew"))
        }
    }

    /// The second key of a record; records begin with `{"schema":…,"extractor":…`.
    private static func extractor(of line: [UInt8]) -> String {
        let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
        return object?["extractor"] as? String ?? "an unknown program"
    }
}
