// The end of a run: all durable, the index merged, the manifest and the report written.

import Archive
import Foundation
import Web
import WebArchive

/// Closes a run.
struct RunClosing {
    let opened: OpenedRun
    let committer: Committer
    let folder: PortalFolder
    let portal: Portal
    let clock: WallClock
    let jobs: Int
    let mostCompared: Int

    /// - Parameter stop: why the run stopped asking, if it did.
    func close(isInterrupted: Bool, stop: RunStop?, portalChanges: [String], hostsGivenUp: [HostLeft]) throws -> RunReport {
        let run = opened.run
        let state = opened.state
        try committer.sync()
        try state.closeWARCFiles(run: run.name)
        try state.makeDurable()  // before index and manifest speak of what it holds
        try mergeIndex()

        if !isInterrupted { try state.leaveRetries(run: run.name, schedule: opened.schedule) }
        let left = try state.leftCount(of: run)
        let ending: RunReport.Ending = isInterrupted ? .interrupted : left > 0 ? stop?.ending ?? .finished : .finished
        if !isInterrupted, left > 0, let stop { try opened.log.info("stops: \(stop.why)") }
        let faults = try state.ledgerFaults()
        var report = RunReport(
            portal: portal.name, run: run.name, vantage: run.vantage, mode: run.mode, startedAt: run.startedAt, endedAt: clock.now(), ending: ending,
            answers: try state.answers(run: run.name), bytes: try state.bytes(run: run.name), tally: try state.tally(run: run.name),
            states: try state.states(), reasons: try state.reasons(), known: try state.knownCount(), left: left,
            hostsGivenUp: hostsGivenUp, straySeeds: try state.straySeeds(), lostSeeds: try state.lostSeeds(run: run.name), warcFiles: try state.warcFiles(run: run.name).map(\.name),
            records: try state.records(run: run.name), portalChanges: portalChanges, ledgerFaults: faults)
        for trap in try state.traps() where trap.further > 0 {
            let number = "\(trap.further)\(trap.further < TrapCount.furtherLimit ? "" : " or")"
            try opened.log.info("\(number) more URLs like those trapped as \(trap.reason.rawValue) were met with on \(trap.origin)")
        }
        for fault in faults { try opened.log.error("the ledger does not add up: \(fault)") }
        try opened.log.info("\(ending.rawValue): \(report.answers) answers, \(left) URLs left")
        let morning = try Morning(state: state, folder: folder, jobs: jobs, expect: portal.expect, mostCompared: mostCompared)
            .write(report, row: run, timezone: portal.timeZone.identifier)
        report.warnings = morning.headline.filter { $0.mood == .bad }.map(\.text)
        report.shortColumns = morning.columns.count { column in
            column.shortBy != nil || column.cutShort != nil && column.announced ?? 0 <= column.reached ?? 0
        }
        // An interrupted run goes on under its own name, and its records and ledger still grow; any other is ended.
        if !isInterrupted {
            try opened.ledger.append(report.ledgerTotals)
            try opened.ledger.sync()
            try state.finish(run: run.name, at: report.endedAt, ending)
        }
        try writeManifest(report)
        if let authority = portal.timestamp, !isInterrupted { try stamp(by: TimestampAuthority(url: authority, proxy: portal.proxy)) }
        return report
    }

    /// Brings the captures that the index lacks into it. An index that is lost or out of order is made again of all captures;
    /// the old one is kept beside it.
    private func mergeIndex() throws {
        if !FileManager.default.fileExists(atPath: folder.index) { try opened.state.forgetIndex() }
        do {
            try addUnindexed()
        } catch CDXJIndexError.unsorted(let path, let line) {
            try FileSystem.move(path, to: path + ".damaged")
            try opened.log.warning("\(path) was out of order at line \(line); it is made again, the old one lies in \(path).damaged")
            try opened.state.forgetIndex()
            try addUnindexed()
        }
        try opened.state.markIndexed()
    }

    private func addUnindexed() throws {
        let isNew = !FileManager.default.fileExists(atPath: folder.index)
        var index = CDXJMerge(into: folder.index)
        if isNew { try ForeignFiles(of: folder).forEachIndexLine { try index.add($0) } }
        try opened.state.forEachUnindexed(jobs: jobs) { try index.add($0) }
        try index.commit()
    }

    /// Adds the files that will not change any more: those of the run, and of earlier runs whose crawl was killed between
    /// their end and this.
    private func writeManifest(_ report: RunReport) throws {
        var manifest = try Manifest(folder: folder)
        for fault in manifest.faults { try opened.log.warning(fault) }
        var files = report.warcFiles.map { "warc/\($0)" }
        for run in try opened.state.finishedRuns() {
            let written = try opened.state.warcFiles(run: run).map { "warc/\($0.name)" }
                + ["records/\(run).jsonl"]
                + ["report.json", "report.html", "changes.jsonl", "ledger.jsonl", "log.jsonl", "portal.yaml"].map { "runs/\(run)/\($0)" }
            files += written.filter { !manifest.names($0) && FileManager.default.fileExists(atPath: folder.path + "/" + $0) }
        }
        try manifest.add(files + setAside(), jobs: jobs)
        try manifest.write("run \(report.run)")
    }

    /// What was torn off WARC files of runs that were ended, the time stamps on earlier manifests, and the dictionaries of zstd files.
    private func setAside() throws -> [String] {
        let ended = try opened.state.finishedRuns().map { "\(folder.name)-\($0)-" }
        func names(_ folder: String) -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: self.folder.path + "/" + folder)) ?? [] }
        return names("warc").filter { name in name.contains(".torn") && ended.contains { name.hasPrefix($0) } }.map { "warc/" + $0 }
            + names("timestamps").map { "timestamps/" + $0 } + PortalDictionaries(of: folder).paths()
    }

    /// Has the new manifest stamped. Whatever goes wrong is said and ends nothing: the next run's stamp vouches for this manifest too.
    private func stamp(by authority: TimestampAuthority) throws {
        do {
            guard let manifest = try UnstampedManifest(of: folder) else { return }
            try manifest.keep(answer: try authority.stamp(manifest.digest))
        } catch {
            try opened.log.warnAfterwards(
                "\(authority.url) gave no time stamp: \(error); it is asked again at the end of the next run, whose stamp is for this one too",
                run: opened.run.name, in: folder)
        }
    }
}
