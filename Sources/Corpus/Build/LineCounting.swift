// The pass over the input before lines are cut: which lines recur over the pages of a portal.

import Archive
import WebArchive

/// Counts the lines of all records.
enum LineCounting {
    /// The lines that recur.
    static func lines(
        _ spec: CorpusSpec, _ inputs: [String], in place: Workplace, _ settings: BuildSettings
    ) throws(CorpusError) -> Set<PortalLine> {
        var sorter = ExternalSorter<PortalLine>("line-count", in: place, share: 2)
        var pages: [UInt64: Int] = [:]
        for path in inputs {
            try InputFile(path).readLines(skipping: 0, batchBytes: settings.batchBytes, jobs: settings.jobs) { batch, first throws(CorpusError) in
                try place.checkCancelled()
                let found = mapInParallel(Array(batch.indices), jobs: settings.jobs) { index -> Result<Found?, Failure> in
                    guard !batch[index].isEmpty else { return .success(nil) }
                    do throws(SourceRecord.Refusal) {
                        let (host, lines) = try Preparation.lines(of: batch[index], spec.normalize)
                        return .success(Found(portal: PortalLine.portal(host), lines: lines))
                    } catch { return .failure(Failure(refusal: error)) }
                }
                for (index, result) in found.enumerated() {
                    switch result {
                    case .failure(let failure): throw failure.refusal.error(path: path, line: first + index)
                    case .success(nil): continue
                    case .success(let found?):
                        if !found.lines.isEmpty { pages[found.portal, default: 0] += 1 }
                        for line in found.lines { try sorter.add(PortalLine(portal: found.portal, line: line)) }
                    }
                }
            }
        }
        return try BoilerplateCount(try sorter.sorted(), pages: pages, spec.boilerplate).lines
    }

    private struct Found: Sendable {
        let portal: UInt64
        let lines: [UInt64]
    }

    private struct Failure: Error { let refusal: SourceRecord.Refusal }
}
