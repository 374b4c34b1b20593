// A line of the run's ledger: a URL whose state changed, or a visit that brought nothing.

import Archive
import Records

/// What became of a URL in a run, if that is other than before.
struct LedgerLine {
    let json: [UInt8]

    /// `nil` if the visit changed nothing that a reader of the ledger would want to know. A visit that brought nothing for a WARC file is
    /// always told: of it there is no other trace.
    init?(_ visit: Visit, place: WARCPlace?) {
        guard visit.queued.role != .robots else { return nil }
        let outcome = VisitOutcome(visit)
        let isSame = visit.judgement.state == visit.queued.state
            || [visit.judgement.state, visit.queued.state].allSatisfy { $0 == .captured || $0 == .unchanged }
        guard !isSame || outcome == .new || outcome == .changed || place == nil else { return nil }
        var json = JSONLine()
        json.object { json in
            json.key("url"); json.value(visit.queued.url.href)
            json.key("state"); json.value(visit.judgement.state.rawValue)
            json.key("reason"); json.value(visit.judgement.reason?.rawValue)
            json.key("detail"); json.value(visit.judgement.detail)
            json.key("before"); json.value(visit.queued.state.rawValue)
            json.key("outcome"); json.value(outcome.rawValue)
            json.key("status"); json.value(visit.status)
            json.key("effective"); json.value(visit.effectiveStatus)
            json.key("attempt"); json.value(visit.attempt)
            json.key("visited_at"); json.value(visit.visitedAt.iso8601)
            json.key("via"); json.value(visit.queued.via)
            json.key("warc"); json.value(place?.file)
            json.key("offset"); json.value(place?.offset)
        }
        json.endLine()
        self.json = json.bytes
    }

    /// The line of a URL that was found on the page of a visit and is a trap.
    init(trapped found: DiscoveredURL, on visit: Visit) {
        var json = JSONLine()
        json.object { json in
            json.key("url"); json.value(found.url.href)
            json.key("state"); json.value(found.state.rawValue)
            json.key("reason"); json.value(found.exclusion?.rawValue)
            json.key("before"); json.value(URLState.waiting.rawValue)
            json.key("outcome"); json.value(VisitOutcome.excluded.rawValue)
            json.key("status"); json.value(nil as Int?)
            json.key("visited_at"); json.value(nil as String?)
            json.key("via"); json.value(visit.queued.url.href)
            json.key("warc"); json.value(nil as String?)
            json.key("offset"); json.value(nil as Int?)
        }
        json.endLine()
        self.json = json.bytes
    }

    /// The line of a URL whose capture was withdrawn, for its page was that of another.
    init(withdrawn capture: WithdrawnCapture) {
        let judgement = RepeatedPages.judgement()
        var json = JSONLine()
        json.object { json in
            json.key("url"); json.value(capture.url)
            json.key("state"); json.value(judgement.state.rawValue)
            json.key("reason"); json.value(judgement.reason?.rawValue)
            json.key("detail"); json.value(judgement.detail)
            json.key("before"); json.value(capture.before.rawValue)
            json.key("outcome"); json.value(VisitOutcome.turnedAway.rawValue)
            json.key("status"); json.value(capture.status)
            json.key("effective"); json.value(judgement.effectiveStatus)
            json.key("visited_at"); json.value(capture.visitedAt.iso8601)
            json.key("via"); json.value(capture.via)
            json.key("warc"); json.value(nil as String?)
            json.key("offset"); json.value(nil as Int?)
        }
        json.endLine()
        self.json = json.bytes
    }
}
