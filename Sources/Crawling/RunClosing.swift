// The end of a run: all durable, the index merged, the manifest and the report written.

import Archive
import Web
import WebArchive

/// Closes a run.
struct RunClosing {
    let opened: OpenedRun
    let committer: Committer
    let folder: PortalFolder
    let portal: Portal

    func close(ending: RunReport.Ending, bytes: Int, hostsGivenUp: [String]) throws -> RunReport {
        let run = opened.run
        let state = opened.state
        let last = try committer.close()
        try state.close(warcFile: last.name)
        var index = CDXJMerge(into: folder.index)
        try state.forEachUnindexed { try index.add($0) }
        try index.commit()
        try state.markIndexed()

        let left = try state.pendingCount()
        let report = RunReport(
            portal: portal.name, run: run.name, vantage: run.vantage, startedAt: run.startedAt, endedAt: .now(), ending: ending,
            answers: try state.answers(run: run.name), bytes: bytes, tally: try state.tally(run: run.name),
            states: try state.states(), reasons: try state.reasons(), known: try state.knownCount(), left: left,
            hostsGivenUp: hostsGivenUp, warcFiles: try state.warcFiles(run: run.name).map(\.name),
            records: try state.records(run: run.name))
        try opened.log.info("\(ending.rawValue): \(report.answers) answers, \(left) URLs left")
        try FileSystem.write(String(decoding: report.json, as: UTF8.self), to: folder.report(run: run.name))
        try Manifest(folder: folder).add(
            report.warcFiles.map { "warc/\($0)" } + ["records/\(run.name).jsonl", "runs/\(run.name)/report.json", "runs/\(run.name)/ledger.jsonl"])
        // A run that was interrupted, or that stopped at a limit, goes on under its own name; one that left nothing is ended.
        if ending != .interrupted { try state.finish(run: run.name, at: report.endedAt) }
        return report
    }
}
