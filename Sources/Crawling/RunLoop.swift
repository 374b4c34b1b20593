// What a run holds while it works: requests in flight, answers not yet committed, robots.txt files asked for.

import Archive
import Dispatch
import Fetching
import Foundation
import Web

/// The steps of a run's loop.
struct RunLoop {
    private var portal: Portal
    private let state: PortalState
    private let log: RunLog
    private let fetcher: Fetcher
    private let committer: Committer
    private let observer: any RunObserver
    private let hosts: HostMemory
    private var frontier: Frontier
    /// By the number of the request.
    private var inFlight: [Int64: AskedURL] = [:]
    private var lastRequest: Int64 = 0
    private var answers: AnswerPipeline
    /// Whether nothing was in flight when nothing more could be asked for.
    private var isIdle = true
    /// URLs that robots.txt forbids, not yet committed.
    private var forbidden: [Visit] = []
    private let run: RunRow
    private var budget: RunBudget
    /// Of the run, over all its sessions.
    private var use: RunUse
    private var pagesInFlight = 0
    private var watch: PortalWatch
    /// What was changed in the portal file while the run went on.
    private(set) var portalChanges: [String] = []
    /// The scope, if it was changed while the run went on: what was in flight then was taken by the old one.
    private(set) var newScope: Scope?
    /// Why the run stops asking, if it does.
    private(set) var stop: RunStop?
    private var lookedAt = -Double.infinity
    private let wallClock: WallClock
    private let start = MonotonicClock.now()
    private var countedAt = -1.0
    private(set) var progress = RunProgress()
    private var meter = HostMeter()

    /// So many forbidden URLs are committed at a time.
    private static let forbiddenBatch = 256
    /// Seconds between two looks at clock, disk and portal file.
    private static let lookPause = 2.0

    init(
        portal: Portal, watch: PortalWatch, budget: RunBudget, opened: OpenedRun, fetcher: Fetcher, committer: Committer, hosts: HostMemory,
        frontier: Frontier, observer: any RunObserver, wallClock: WallClock
    ) {
        self.portal = portal
        self.watch = watch
        self.budget = budget
        run = opened.run
        use = RunUse(answers: run.answers, bytes: run.bytes, seconds: Double(run.seconds))
        state = opened.state
        log = opened.log
        self.fetcher = fetcher
        self.committer = committer
        let waker = fetcher.waker
        answers = AnswerPipeline(committer) { waker.wake() }
        self.hosts = hosts
        self.frontier = frontier
        self.observer = observer
        self.wallClock = wallClock
    }

    /// Whether something is in flight or to be committed.
    var isBusy: Bool { fetcher.inFlight > 0 || !answers.isEmpty || !forbidden.isEmpty }

    var hostsGivenUp: [HostLeft] { frontier.givenUp }

    private var now: Double { MonotonicClock.now() }

    /// Spent in the run, over all its sessions.
    private var seconds: Double { Double(run.seconds) + now - start }

    // MARK: Bounds

    /// Looks whether the run is to stop asking, and whether the portal file was changed.
    mutating func look() throws {
        use.seconds = seconds
        stop = stop ?? budget.isSpent(by: use)
        guard stop == nil, now - lookedAt >= Self.lookPause else { return }
        lookedAt = now
        stop = budget.isUnwelcome(at: wallClock.now())
        if let finding = watch.look() { try take(finding) }
    }

    private mutating func take(_ finding: PortalWatch.Finding) throws {
        switch finding {
        case .broken(let error): try log.warning("\(error); the crawl goes on by the old one")
        case .changed(let new, let old, let text, let difference):
            let before = portal
            portal.takeChanges(to: new, from: old)
            portalChanges.append("\(wallClock.now().iso8601)\n\(difference)")
            try log.info("the portal file was changed, and the crawl goes by it\(portal == before ? " the next time" : ""):\n\(difference)")
            try commitAll()
            try committer.note(PortalFileChange(text: text, at: wallClock.now(), captures: state.captureCount(run: run.name), resumes: false))
            guard portal != before else { return }
            budget.take(portal)
            let scope = Scope(portal)
            if scope.fingerprint != Scope(before).fingerprint {
                committer.take(scope)
                try state.judge(by: scope, run: run)
                newScope = scope
            }
            frontier.reload(by: Politeness(portal), at: now)
        }
    }

    // MARK: Asking

    /// Hands requests to the fetcher until the frontier has none that may go out now.
    ///
    /// - Returns: how long, in seconds, nothing may be asked for; `nil` if nothing is left but what is under way.
    mutating func ask() throws -> Double? {
        defer { isIdle = fetcher.inFlight == 0 }
        while true {
            guard stop == nil else { return nil }
            if answers.isFull { return Self.lookPause }
            if let limit = budget.limits.pages, use.answers + pagesInFlight >= limit { return nil }
            switch try frontier.next(at: now) {
            case .fetch(let queued, let turn): fetch(AskedURL(queued: queued, turn: turn, robotsOf: nil))
            case .robots(let origin, let url, let turn):
                fetch(AskedURL(queued: try state.robots(url: url), turn: turn, robotsOf: origin))
            case .forbidden(let queued): try forbid(queued)
            case .wait(let until): return max(until - now, 0)
            case .drained: return nil
            }
        }
    }

    /// Waits for the network, or, with nothing in flight, for the time; at most so long.
    func wait(_ pause: Double?) throws -> [FetchResult] {
        guard fetcher.inFlight > 0 else {
            // Short, so that Ctrl-C is heard; with nothing in flight there is no descriptor to wait for.
            if answers.isBusy {
                answers.wait(atMost: min(pause ?? 0.1, 0.1))
            } else if answers.isEmpty, let pause {
                Thread.sleep(forTimeInterval: min(pause, 0.1))
            }
            return []
        }
        return try fetcher.poll(timeout: min(pause ?? 1, answers.hasWaiting ? 0.02 : 1))
    }

    private mutating func fetch(_ asked: AskedURL) {
        lastRequest += 1
        inFlight[lastRequest] = asked
        if asked.robotsOf == nil { pagesInFlight += 1 }
        meter.asked(asked.queued.url.hostAndPort, at: now)
        var limits = asked.turn.limits
        limits.totalSeconds = portal.limits.seconds
        limits.bodyBytes = portal.limits.bodyBytes
        var request = FetchRequest(
            id: lastRequest, url: asked.queued.target, fields: fields(for: asked.queued), limits: limits,
            addresses: portal.addresses(for: asked.queued.target),
            verifiesTLS: !portal.tlsExceptions.contains(asked.queued.target.host ?? ""))
        if let list = asked.queued.list?.request, list.method == .post { request.postBody = list.body }
        if let types = KeptTypes(portal), asked.robotsOf == nil, !asked.queued.role.isMap, asked.queued.role != .list { request.wantsBody = types.wantsBody }
        fetcher.add(request)
    }

    /// What is sent besides Host, in this order.
    private func fields(for queued: QueuedURL) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = [
            ("User-Agent", portal.sentUserAgent),
            ("Accept", Self.accept(queued.role)),
            ("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5"),
            ("Accept-Encoding", "gzip"),
        ]
        for header in portal.headers where portal.isOwnHost(of: queued.url) {
            fields.removeAll { $0.name.lowercased() == header.name.lowercased() }
            fields.append((header.name, header.value))
        }
        // robots.txt has no referrer, and is always asked for whole: what it said before is not kept.
        guard queued.role != .robots else { return fields }
        if let via = queued.via, !(via.hasPrefix("https:") && queued.url.scheme == "http") { fields.append(("Referer", via)) }
        if let list = queued.list { fields += list.fields }
        if queued.lastCapture != nil, queued.list?.request.method != .post {
            if let etag = queued.validators.etag { fields.append(("If-None-Match", etag)) }
            if let time = queued.validators.lastModified { fields.append(("If-Modified-Since", time)) }
        }
        return fields
    }

    private static func accept(_ role: URLRole) -> String {
        switch role {
        case .image: "image/*,*/*;q=0.8"
        case .list: "*/*"
        default: "text/html,application/xhtml+xml,*/*;q=0.8"
        }
    }

    private mutating func forbid(_ queued: QueuedURL) throws {
        forbidden.append(Visit(
            queued: queued, judgement: Judgement(.excluded, .robots, detail: "robots.txt forbids it"), visitedAt: wallClock.now()))
        if forbidden.count >= Self.forbiddenBatch { try commitForbidden() }
    }

    // MARK: Taking

    /// Takes what the fetcher brought.
    mutating func take(_ results: [FetchResult]) throws {
        for result in results {
            guard let asked = inFlight.removeValue(forKey: result.id) else { continue }
            if case .failure(let failure) = result, case .storage(let code) = failure.reason {
                throw ArchiveError.system(path: asked.queued.url.href, action: "keep the body of this answer", code: code)
            }
            answers.add(asked, result, at: now)
            if case .exchange(let exchange) = result { use.bytes += exchange.responseHead.count + exchange.body.count }
            if asked.robotsOf == nil {
                pagesInFlight -= 1
                if isAnswer(result) { use.answers += 1 }
            }
            meter.answered(asked.queued.url.hostAndPort, result, at: now)
            frontier.done(asked.turn, HostAnswer(result, at: wallClock.now()), at: now)
        }
        hosts.extendReservations(now: now)
        report()
    }

    /// Whether a server spoke, if only to say no.
    private func isAnswer(_ result: FetchResult) -> Bool {
        if case .failure(let failure) = result, case .unreadable = failure.reason { return true }
        if case .exchange = result { return true }
        return false
    }

    /// Brings answers further, and takes note of what was committed.
    mutating func advance() throws {
        if isIdle, answers.isEmpty, !forbidden.isEmpty { try commitForbidden() }
        if let batch = try answers.advance(isIdle: isIdle, at: now, seconds: seconds, meter: &meter) { try note(batch) }
    }

    /// Commits all that is at hand.
    mutating func commitAll() throws {
        while let batch = try answers.next(seconds: seconds, meter: &meter) { try note(batch) }
        if !forbidden.isEmpty { try commitForbidden() }
    }

    private mutating func note(_ batch: CommittedBatch) throws {
        for (visit, asked) in zip(batch.visits, batch.asked) {
            count(visit)
            if let origin = asked.robotsOf { try learnRobots(visit, of: origin) }
            try log.visit(visit)
        }
        for warning in hosts.takeWarnings() { try log.warning(warning) }
        frontier.committed(batch.asked.filter { $0.robotsOf == nil }.map(\.queued.id), batch.queue)
        DispatchQueue.global().async { withExtendedLifetime(batch) {} }  // pages are taken apart elsewhere: thousands of small blocks
    }

    private mutating func commitForbidden() throws {
        try committer.commit(unasked: forbidden, seconds: seconds)
        for visit in forbidden { try log.visit(visit) }
        frontier.committed(forbidden.map(\.queued.id))
        forbidden = []
    }

    private mutating func learnRobots(_ visit: Visit, of origin: String) throws {
        if let target = visit.redirectTarget {
            guard !frontier.set(robotsRedirect: target, origin: origin, at: now) else { return }
            try state.keep(.allowAll, of: origin, fetchedAt: visit.visitedAt)
            try log.info("the robots.txt of \(origin) redirects more than five times in a row, and counts as none (RFC 9309, section 2.3.1.2)")
        } else {
            frontier.set(
                visit.robots ?? .disallowAll, origin: origin, why: visit.judgement.detail ?? "unreadable", offersCookie: portal.keepsCookies && visit.offersCookie, at: now)
        }
    }

    // MARK: Telling

    private mutating func count(_ visit: Visit) {
        if visit.queued.role != .robots, visit.answered { progress.answers += 1 }
        progress.bytes += visit.bytes
        if visit.judgement.state == .failed || visit.judgement.state == .turnedAway { progress.errors += 1 }
    }

    private mutating func report() {
        progress.seconds = now - start
        progress.inFlight = fetcher.inFlight
        if now - countedAt >= 1, let queued = try? state.pendingCount() {
            countedAt = now
            let waiting = queued + frontier.unasked
            progress.waiting = waiting
            let left = budget.limits.pages.map { min(waiting, max($0 - use.answers, 0)) } ?? waiting
            let rate = Double(progress.answers) / max(progress.seconds, 0.001)
            progress.secondsLeft = rate > 0 ? Double(left) / rate : nil
        }
        observer.progress(progress)
    }
}
