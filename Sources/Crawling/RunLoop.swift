// What a run holds while it works: requests in flight, answers not yet committed, robots.txt files asked for.

import Archive
import Fetching
import Foundation
import Web

/// The steps of a run's loop.
struct RunLoop {
    private let portal: Portal
    private let run: RunRow
    private let state: PortalState
    private let log: RunLog
    private let fetcher: Fetcher
    private let committer: Committer
    private let observer: any RunObserver
    private var frontier: Frontier
    private var inFlight: [Int64: QueuedURL] = [:]
    private var answers: [(queued: QueuedURL, result: FetchResult)] = []
    private var answerBytes = 0
    private var firstAnswerAt = 0.0
    /// Whose robots.txt a request is for: by the number of the URL, the origin and the redirects so far.
    private var robotsAsked: [Int64: (origin: String, redirects: Int)] = [:]
    /// Answers of the run, robots.txt apart, that are committed or to come.
    private var answered: Int
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var countedAt = -1.0
    private(set) var progress = RunProgress()
    /// Whether the run ended because of its limit of pages.
    private(set) var limitReached = false

    init(
        portal: Portal, run: RunRow, state: PortalState, log: RunLog, fetcher: Fetcher, committer: Committer, frontier: Frontier,
        observer: any RunObserver
    ) {
        self.portal = portal
        self.run = run
        self.state = state
        self.log = log
        self.fetcher = fetcher
        self.committer = committer
        self.frontier = frontier
        self.observer = observer
        answered = run.answers
        start = clock.now
    }

    /// Whether something is in flight or to be committed.
    var isBusy: Bool { fetcher.inFlight > 0 || !answers.isEmpty }

    var hostsGivenUp: [String] { frontier.givenUp }

    /// Seconds since this session of the run began.
    private var now: Double { start.duration(to: clock.now) / .seconds(1) }

    // MARK: Asking

    /// Hands requests to the fetcher until the frontier has none that may go out now.
    ///
    /// - Returns: how long, in seconds, nothing may be asked for; `nil` if nothing is left but what is under way.
    mutating func ask() throws -> Double? {
        while true {
            if isAtLimit {
                limitReached = try state.pendingCount() > inFlight.count + answers.count
                return nil
            }
            switch try frontier.next(at: now) {
            case .fetch(let queued): fetch(queued)
            case .robots(let origin, let url): try askRobots(url, origin: origin, redirects: 0)
            case .forbidden(let queued): try forbid(queued)
            case .wait(let until): return max(until - now, 0)
            case .drained: return nil
            }
        }
    }

    /// Waits for the network, or, with nothing in flight, for the time; at most so long.
    func wait(_ pause: Double?) throws -> [FetchResult] {
        guard fetcher.inFlight > 0 else {
            // Short, so that Ctrl-C is heard; there is no descriptor to wait for.
            if answers.isEmpty, let pause { Thread.sleep(forTimeInterval: min(pause, 0.1)) }
            return []
        }
        return try fetcher.poll(timeout: min(pause ?? 1, answers.isEmpty ? 1 : 0.02))
    }

    private var isAtLimit: Bool { portal.limits.pages.map { answered >= $0 } ?? false }

    private mutating func fetch(_ queued: QueuedURL) {
        if queued.role != .robots { answered += 1 }
        inFlight[queued.id] = queued
        fetcher.add(FetchRequest(
            id: queued.id, url: queued.url, fields: fields(for: queued),
            limits: FetchLimits(totalSeconds: portal.limits.seconds, bodyBytes: portal.limits.bodyBytes),
            addresses: portal.addresses(for: queued.url)))
    }

    /// What is sent besides Host, in this order.
    private func fields(for queued: QueuedURL) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = [
            ("User-Agent", portal.sentUserAgent),
            ("Accept", queued.role == .image ? "image/*,*/*;q=0.8" : "text/html,application/xhtml+xml,*/*;q=0.8"),
            ("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5"),
            ("Accept-Encoding", "gzip"),
        ]
        if let via = queued.via, !(via.hasPrefix("https:") && queued.url.scheme == "http") { fields.append(("Referer", via)) }
        // robots.txt is always asked for whole: what it said before is not kept.
        if queued.lastCapture != nil, queued.role != .robots {
            if let etag = queued.validators.etag { fields.append(("If-None-Match", etag)) }
            if let time = queued.validators.lastModified { fields.append(("If-Modified-Since", time)) }
        }
        return fields
    }

    private mutating func askRobots(_ url: WebURL, origin: String, redirects: Int) throws {
        guard let queued = try state.robots(url: url) else { return frontier.set(.disallowAll, origin: origin) }
        robotsAsked[queued.id] = (origin, redirects)
        fetch(queued)
    }

    private mutating func forbid(_ queued: QueuedURL) throws {
        let visit = Visit(queued: queued, judgement: Judgement(.excluded, .robots, detail: "robots.txt forbids it"), visitedAt: .now())
        try committer.commit(unasked: [visit])
        try log.visit(visit)
        frontier.committed([queued.id], newOrigins: [])
    }

    // MARK: Taking

    /// Takes what the fetcher brought.
    mutating func take(_ results: [FetchResult]) throws {
        for result in results {
            guard let queued = inFlight.removeValue(forKey: result.id) else { continue }
            if answers.isEmpty { firstAnswerAt = now }
            answers.append((queued, result))
            if case .failure(let failure) = result, failure.reason == .storage {
                throw ArchiveError.file(path: queued.url.href, action: "keep the body of", cause: failure.message)
            }
            if case .exchange(let exchange) = result, case .memory(let bytes) = exchange.body { answerBytes += bytes.count }
            frontier.done(host: queued.url.host ?? "", at: now, failed: isHostFailing(result))
        }
        report()
    }

    /// Whether a result speaks against its host, not only against its page.
    private func isHostFailing(_ result: FetchResult) -> Bool {
        switch result {
        case .exchange(let exchange): return exchange.status == 429 || exchange.status == 503
        case .failure(let failure):
            switch failure.reason {
            case .unresolved, .refused, .unreachable, .timedOut, .brokenOff, .tls, .other: return true
            case .unreadable, .addressRefused, .badRequest, .storage: return false
            }
        }
    }

    /// Whether the answers at hand are to be committed.
    func isDue(count: Int, bytes: Int, seconds: Double) -> Bool {
        guard !answers.isEmpty else { return false }
        return answers.count >= count || answerBytes >= bytes || now - firstAnswerAt >= seconds
            || fetcher.inFlight == 0 || answers.contains { $0.queued.role == .robots }
    }

    /// Commits the answers at hand.
    mutating func commit() throws {
        guard !answers.isEmpty else { return }
        let (visits, origins) = try committer.commit(answers)
        answers = []
        answerBytes = 0
        for visit in visits {
            try log.visit(visit)
            count(visit)
            if visit.queued.role == .robots { try learnRobots(visit) }
        }
        frontier.committed(visits.map(\.queued.id), newOrigins: origins)
    }

    private mutating func learnRobots(_ visit: Visit) throws {
        guard let (origin, redirects) = robotsAsked.removeValue(forKey: visit.queued.id) else { return }
        if let target = visit.redirectTarget {
            // RFC 9309, section 2.3.1.2: five redirects are followed; beyond them the file counts as unavailable.
            guard redirects < 5 else { return frontier.set(.allowAll, origin: origin) }
            return try askRobots(target, origin: origin, redirects: redirects + 1)
        }
        if let policy = visit.robots { frontier.set(policy, origin: origin) }
    }

    // MARK: Telling

    private mutating func count(_ visit: Visit) {
        if visit.queued.role != .robots, visit.answered { progress.answers += 1 }
        progress.bytes += visit.bytes
        if visit.judgement.state == .failed || visit.judgement.state == .turnedAway { progress.errors += 1 }
    }

    private mutating func report() {
        progress.seconds = now
        progress.inFlight = fetcher.inFlight
        if now - countedAt >= 1, let waiting = try? state.pendingCount() {
            countedAt = now
            progress.waiting = waiting
            let rate = Double(progress.answers) / max(now, 0.001)
            progress.secondsLeft = rate > 0 ? Double(waiting) / rate : nil
        }
        observer.progress(progress)
    }
}
