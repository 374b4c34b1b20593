// What the portals' threads share: where each stands, the night's log, and the report, which is written as the night goes on.

import Archive
import Records
import Synchronization
import Web

/// The books of a night.
final class NightBook: Sendable {
    private let archive: ArchiveFolder
    private let observer: any NightObserver
    private let clock: WallClock
    private let start = ContinuousClock.now
    private let state: Mutex<State>

    private struct State {
        var report: NightReport
        var progress: NightProgress
        /// Where the runs that go on stand.
        var runs: [String: RunProgress] = [:]
        var writtenAt: ContinuousClock.Instant
        let log: AppendedFile
    }

    /// The report on the disk is at most so old while the night goes on, in seconds: what a killed night leaves.
    private static let reportInterval = 10.0

    /// Begins a night; it is named by the second of its start.
    init(archive: ArchiveFolder, portals: [String], timeBudget: Double?, observer: any NightObserver, clock: WallClock) throws {
        self.archive = archive
        self.observer = observer
        self.clock = clock
        var night = clock.now()
        while archive.hasNight(night.compact) { night = night + 1 }
        let report = NightReport(
            night: night.compact, startedAt: night, endedAt: nil, timeBudget: timeBudget, ending: .running,
            turns: portals.map { PortalTurn(portal: $0, outcome: .notReached) })
        try FileSystem.createFolder(archive.nightFolder(report.night))
        state = Mutex(State(
            report: report, progress: NightProgress(portals: portals.count), writtenAt: .now, log: try AppendedFile(archive.log)))
        try state.withLock { state in
            try Self.write(state.report, archive)
            try note(&state, .info, "night \(report.night) begins: \(portals.count) portals", portal: nil)
        }
    }

    /// Says that a portal's turn begins.
    func began(_ portal: String) {
        state.withLock { state in
            state.progress.running += 1
            state.runs[portal] = RunProgress()
        }
    }

    /// Says what a portal's turn came to.
    func ended(_ turn: PortalTurn) {
        state.withLock { state in
            state.progress.running -= 1
            state.progress.ended += 1
            if let run = state.runs.removeValue(forKey: turn.portal) { state.progress.waiting -= run.waiting }
            if let place = state.report.turns.firstIndex(where: { $0.portal == turn.portal }) { state.report.turns[place] = turn }
            let level: RunEvent.Level = switch turn.outcome {
            case .allWell: .info
            case .columnsShort, .someFailed, .outOfTime, .notReached, .interrupted: .warning
            default: .error
            }
            // The disk may be full: then the night goes on, for a portal may lie on another one, and `close` tells of it.
            try? note(&state, level, Self.text(of: turn), portal: turn.portal)
            if state.writtenAt.duration(to: .now) >= .seconds(Self.reportInterval) {
                try? Self.write(state.report, archive)
                state.writtenAt = .now
            }
        }
    }

    /// Logs something about the night that the operator should know.
    func warn(_ message: String) {
        state.withLock { state in try? note(&state, .warning, message, portal: nil) }
    }

    /// Ends the night: the report as it will stay.
    func close(ending: NightReport.Ending) throws -> NightReport {
        try state.withLock { state in
            let hasRest = state.report.turns.contains { $0.outcome == .notReached || $0.outcome == .outOfTime }
            state.report.ending = ending == .outOfTime && !hasRest ? .finished : ending
            state.report.endedAt = clock.now()
            try Self.write(state.report, archive)
            let outcomes = state.report.outcomes.map { "\($0.count) \($0.outcome.rawValue)" }.joined(separator: ", ")
            try note(&state, .info, "night \(state.report.night) \(state.report.ending.rawValue): \(outcomes)", portal: nil)
            return state.report
        }
    }

    /// Watches the run of a portal.
    func observer(of portal: String) -> any RunObserver { PortalWatch(book: self, portal: portal) }

    private struct PortalWatch: RunObserver {
        let book: NightBook
        let portal: String

        func progress(_ progress: RunProgress) { book.note(progress, of: portal) }
        func event(_ event: RunEvent) { book.pass(event, of: portal) }
    }

    private func note(_ now: RunProgress, of portal: String) {
        state.withLock { state in
            let before = state.runs[portal] ?? RunProgress()
            state.runs[portal] = now
            state.progress.answers += now.answers - before.answers
            state.progress.bytes += now.bytes - before.bytes
            state.progress.waiting += now.waiting - before.waiting
            state.progress.errors += now.errors - before.errors
            state.progress.seconds = start.duration(to: .now) / .seconds(1)
            observer.progress(state.progress)
        }
    }

    /// An event of a run stands in the run's own log; here it is only shown.
    private func pass(_ event: RunEvent, of portal: String) {
        state.withLock { _ in observer.event(event, portal: portal) }
    }

    private func note(_ state: inout State, _ level: RunEvent.Level, _ message: String, portal: String?) throws {
        let event = RunEvent(level: level, message: message)
        observer.event(event, portal: portal)
        var json = JSONLine()
        json.object { json in
            json.key("time"); json.value(clock.now().iso8601)
            json.key("level"); json.value(level.rawValue)
            json.key("night"); json.value(state.report.night)
            json.key("portal"); json.value(portal)
            json.key("message"); json.value(message)
        }
        json.endLine()
        try state.log.append(json.bytes)
    }

    private static func text(of turn: PortalTurn) -> String {
        guard let report = turn.report else { return "\(turn.outcome.rawValue)\(turn.message.map { ": \($0)" } ?? "")" }
        let tally = report.tally.lines.filter { $0.count > 0 }.map { "\($0.count) \($0.name)" }
        return "\(turn.outcome.rawValue): \(report.answers) answers; \(tally.isEmpty ? "nothing came" : tally.joined(separator: ", "))"
    }

    private static func write(_ report: NightReport, _ archive: ArchiveFolder) throws {
        try FileSystem.write(String(decoding: report.json, as: UTF8.self), to: archive.nightReport(report.night))
        try FileSystem.write(NightPage(report: report).html, to: archive.nightPage(report.night))
    }
}
