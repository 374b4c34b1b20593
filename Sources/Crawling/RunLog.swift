// The log of a run: a line of JSON an event.

import Archive
import Records
import Web

/// Writes `log.jsonl`, and tells the observer.
struct RunLog {
    private let file: AppendedFile
    private let observer: any RunObserver
    private let clock: WallClock

    init(file: AppendedFile, observer: any RunObserver, clock: WallClock) {
        self.file = file
        self.observer = observer
        self.clock = clock
    }

    func info(_ message: String) throws { try write(RunEvent(level: .info, message: message)) }

    func warning(_ message: String) throws { try write(RunEvent(level: .warning, message: message)) }

    func error(_ message: String) throws { try write(RunEvent(level: .error, message: message)) }

    /// Tells of what happened after the log was closed and its digest taken: in the archive's log.
    func warnAfterwards(_ message: String, run: String, in folder: PortalFolder) throws {
        try ArchiveLog(of: folder).note(.warning, message, [("run", run)])
        observer.event(RunEvent(level: .warning, message: message))
    }

    /// Logs what went wrong with a URL; what went well stands in state and ledger.
    func visit(_ visit: Visit) throws {
        let level: RunEvent.Level
        switch (visit.judgement.state, visit.judgement.reason) {
        case (.captured, _), (.unchanged, _), (.waiting, _), (.redirected, nil): return
        case (.missingOnce, _) where visit.queued.role == .robots, (.gone, _) where visit.queued.role == .robots: return  // all is allowed
        case (.failed, _), (.turnedAway, _), (.overLimit, _), (.excluded, .address): level = .warning
        case (.redirected, _): level = visit.queued.depth == 0 ? .warning : .info
        case (.missingOnce, _), (.gone, _), (.excluded, _), (.trapped, _): level = .info
        }
        // What is as it was the last time stands in the state; a log that repeats it every night is not read.
        if level == .info, visit.judgement.state == visit.queued.state { return }
        var message = visit.judgement.detail ?? visit.judgement.reason?.rawValue ?? ""
        if let status = visit.status, let effective = visit.effectiveStatus, effective != status { message += " (HTTP \(status), counts as \(effective))" }
        try write(RunEvent(
            level: level, message: message, url: visit.queued.url.href,
            state: visit.judgement.state, reason: visit.judgement.reason))
    }

    private func write(_ event: RunEvent) throws {
        var json = JSONLine()
        json.object { json in
            json.key("time"); json.value(clock.now().iso8601)
            json.key("level"); json.value(event.level.rawValue)
            json.key("message"); json.value(event.message)
            json.key("url"); json.value(event.url)
            json.key("state"); json.value(event.state?.rawValue)
            json.key("reason"); json.value(event.reason?.rawValue)
        }
        json.endLine()
        try file.append(json.bytes)
        observer.event(event)
    }
}
