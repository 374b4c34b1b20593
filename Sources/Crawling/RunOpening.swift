// The beginning of a run: a new one, or the one that was not ended, brought to what was committed of it.

import Archive
import Fetching
import Foundation
import Records
import Web
import WebArchive

/// What a run writes to.
struct OpenedRun {
    var state: PortalState
    var run: RunRow
    var series: WARCSeries
    var records: AppendedFile
    var ledger: AppendedFile
    var log: RunLog
    var schedule: RevisitSchedule
}

/// Opens a run.
struct RunOpening {
    let portal: Portal
    let folder: PortalFolder
    let mode: RunMode
    let observer: any RunObserver
    let clock: WallClock
    /// Seconds that it waits for another program that holds the state.
    let patience: Double
    let machineTime: MachineTime

    /// The portal file as it stands now, kept with the run.
    private var portalText: String {
        FileManager.default.contents(atPath: folder.portalFile).map { String(decoding: $0, as: UTF8.self) } ?? PortalFile.text(for: portal)
    }

    /// The run is committed before anything of it lies on the disk, so that a folder in `runs/` is always that of a run which goes on.
    func open() throws -> OpenedRun {
        if try RepairPlan(in: folder) != nil {
            let lock = try RewritingLock(folder)
            try withExtendedLifetime(lock) { _ = try ArchiveRepair.resume(in: folder) }
        }
        let state = try PortalState(path: folder.state, patience: patience)
        let isNew = try state.isEmpty()
        let lastStart = try state.lastStart()
        let lastBeginning = try state.lastBeginning()
        let lastScope = try state.lastScope()
        let scope = Scope(portal)
        let unfinished = try state.unfinishedRun()
        var run = try unfinished ?? newRun(state)
        let damaged = try damagedFiles(state)
        for (file, _) in damaged { try state.forgetOriginals(in: file) }
        let schedule = RevisitSchedule(portal.revisit, runStart: run.startedAt)
        let shift = unfinished == nil ? lastBeginning.flatMap { ClockShift(from: $0, to: (run.startedAt, machineTime)) } : nil
        if unfinished == nil {
            // Begins by the scope of the run before, until the URLs are judged by its own.
            try state.begin(run, scope: lastScope ?? scope.fingerprint, horizon: schedule.horizon)
            try state.note(machineTime, ofRun: run.name, shift: shift)
        } else if mode == .all, run.mode != .all {
            run.mode = .all
            try state.widen(run)
        }
        let change = unfinished.flatMap { PortalFileChange.last(in: folder.ledger(run: $0.name)) }
        // What was in flight when the file was changed meanwhile was taken by the old scope, and a kill may have come before the end.
        let isUnjudged = change?.resumes == false
        if let lastScope, lastScope != scope.fingerprint || isUnjudged { try state.judge(by: scope, run: run) }
        try state.add(seeds: portal.seeds, run: run, first: portal.limits.pages ?? .max > portal.seeds.count)
        try state.add(sitemaps: portal.listedSitemaps, run: run)
        try state.add(columns: portal.columns.map(\.url), run: run)

        try folder.create(run: run.name)
        try FileSystem.createFolder(folder.spoolFolder)
        SpooledFile.removeLeftovers(in: folder.spoolFolder)
        let log = RunLog(file: try AppendedFile(folder.log(run: run.name)), observer: observer, clock: clock)
        if unfinished != nil { try log.info("goes on with the run \(run.name)") }
        if let shift, shift.seconds > 0 {
            try log.warning("the clock was set ahead by \(shift.seconds) s since the last run began; what was missing then is missing since no longer")
        }
        if let lastStart, lastStart > run.startedAt {
            try log.warning("the clock says \(run.startedAt.iso8601), but the last run began at \(lastStart.iso8601); was it set back?")
        }
        if isNew, try !FileManager.default.contentsOfDirectory(atPath: folder.warcFolder).isEmpty {
            try log.warning("there are WARC files, but no state that knows them; this crawl begins anew")
        }
        for (file, fault) in damaged {
            try log.warning("\(folder.warc(file)) \(fault); restore it from a copy; what it holds is asked for whole again")
        }
        if portal.contact == nil, portal.userAgent == nil, portal.addresses(for: portal.seeds[0]) == .publicOnly {
            try log.warning("no contact: set `contact:` in \(folder.portalFile), so that the site can write to you")
        }
        let copy = folder.portalCopy(run: run.name)
        if unfinished == nil || !FileManager.default.fileExists(atPath: copy) { try FileSystem.write(portalText, to: copy) }

        let files = try state.warcFiles(run: run.name)
        let torn = try WARCSeries.recover(files, run: run.name, in: folder)
        for path in torn { try log.warning("the last crawl broke off; what was not committed lies in \(path)") }
        try state.closeWARCFiles(run: run.name)
        let records = try openRecords(run, files, log)
        let ledger = try AppendedFile(folder.ledger(run: run.name), cutTo: run.ledgerLength)
        if ledger.length < run.ledgerLength { try log.warning("the ledger of the run was lost in part; the state has what it said") }
        if unfinished != nil, portalText != change?.text ?? String(decoding: FileManager.default.contents(atPath: copy) ?? Data(), as: UTF8.self) || isUnjudged {
            // What was changed while the run went on holds in all its keys only from here on.
            try ledger.append(
                PortalFileChange(text: portalText, at: clock.now(), captures: state.captureCount(run: run.name), resumes: true).ledgerLine)
            try state.set(ledgerLength: ledger.length, ofRun: run.name)
        }
        let series = try WARCSeries(
            folder: folder, run: run.name, vantage: run.vantage, serial: (files.map(\.serial).max() ?? 0) + 1, info: warcinfo(run),
            compression: portal.compression, earlier: try state.closedWARCFiles().map { folder.warc($0.name) }, clock: clock)
        return OpenedRun(state: state, run: run, series: series, records: records, ledger: ledger, log: log, schedule: schedule)
    }

    /// A run is named by the second of its start; two runs cannot have one name, nor may one write into the folder of a run that this
    /// state does not know.
    private func newRun(_ state: PortalState) throws -> RunRow {
        var start = clock.now()
        while try state.hasRun(start.compact) || FileManager.default.fileExists(atPath: folder.runFolder(start.compact)) { start = Timestamp(secondsSince1970: start.secondsSince1970 + 1) }
        return RunRow(name: start.compact, startedAt: start, vantage: portal.vantage, recordsLength: 0, ledgerLength: 0, answers: 0, mode: mode)
    }

    /// Closed WARC files that are not as they were committed.
    private func damagedFiles(_ state: PortalState) throws -> [(file: String, fault: String)] {
        try state.closedWARCFiles().compactMap { file in
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder.warc(file.name))
            guard let size = attributes?[.size] as? Int else { return (file.name, "is lost") }
            return size == file.length ? nil : (file.name, "has \(size) bytes where \(file.length) were written")
        }
    }

    /// Cuts the records back to what was committed; makes them again from the WARC files if the disk lost some.
    private func openRecords(_ run: RunRow, _ files: [CommittedWARC], _ log: RunLog) throws -> AppendedFile {
        let path = folder.records(run: run.name)
        let records = try AppendedFile(path, cutTo: run.recordsLength)
        guard records.length < run.recordsLength else { return records }
        try log.warning("the records of the run were lost in part; they are made again from its WARC files")
        let again = try AppendedFile(path, cutTo: 0)
        try Extraction(jobs: 1).run(files.map { .warc(path: folder.warc($0.name)) }) { try again.append($0) } complain: { _ in }
        if again.length != run.recordsLength { try log.warning("the records made again are others: another version of shilu wrote the first") }
        return again
    }

    private func warcinfo(_ run: RunRow) -> WARCInfo {
        WARCInfo(
            software: ShiluVersion.product, robots: portal.obeysRobots ? "obey" : "ignore", userAgent: portal.sentUserAgent,
            isPartOf: "\(portal.name) \(run.name)", operatorName: portal.contact,
            more: [("vantage", run.vantage), ("mode", run.mode.rawValue), ("seeds", portal.seeds.map(\.href).joined(separator: " "))]
                + (portal.keepsCookies ? [("cookies", "run")] : []) + (portal.proxy.map { [("proxy", $0)] } ?? [])
                + (portal.tlsExceptions.isEmpty ? [] : [("tlsExceptions", portal.tlsExceptions.joined(separator: " "))]))
    }
}
