// Which URL is asked for next, and when: one queue an origin, one clock a host.

import Web

/// The queues of a run. What is to be asked for lies in the state file; here are only the next few URLs of each origin.
struct Frontier {
    private let state: PortalState
    private let politeness: Politeness
    private var origins: [Origin] = []
    private var hosts: [String: HostClock] = [:]
    private var underWay: Set<Int64> = []

    /// URLs read from the state file at a time.
    private static let window = 256
    /// Failures in a row after which a host is left alone for the rest of the run.
    private static let patience = 8
    /// How long a robots.txt is believed, in seconds (RFC 9309, section 2.4: 24 hours at most).
    private static let robotsLifetime = 86_400.0

    /// One scheme, host and port: what a robots.txt speaks for (RFC 9309, section 2.3).
    private struct Origin {
        let name: String
        let host: String
        let robotsURL: WebURL
        var robots = RobotsState.needed(at: nil, redirects: 0)
        var buffer: ArraySlice<QueuedURL> = []
        /// Whether the state file may hold more URLs than those in the buffer.
        var mayHaveMore = true
    }

    private enum RobotsState {
        /// To be asked for: at the place to which it redirected, or at its own.
        case needed(at: WebURL?, redirects: Int)
        case asked(redirects: Int)
        case known(RobotsPolicy, since: Double)
        /// It could not be had, so nothing may be asked for (RFC 9309, section 2.3.1.4); all stays in the queue.
        case unreachable(why: String)
    }

    /// When a host may be asked again.
    private struct HostClock {
        var inFlight = 0
        /// Seconds on the monotonic clock.
        var nextAt = 0.0
        var failuresInARow = 0
        var crawlDelay: Double?
    }

    /// What is to be done next.
    enum Step {
        /// Ask for this URL.
        case fetch(QueuedURL)
        /// This URL may not be asked for by robots.txt.
        case forbidden(QueuedURL)
        /// Ask for an origin's robots.txt first.
        case robots(origin: String, WebURL)
        /// Nothing before this time, in seconds on the monotonic clock.
        case wait(until: Double)
        /// Nothing is left but what is in flight.
        case drained
    }

    init(state: PortalState, politeness: Politeness) throws {
        self.state = state
        self.politeness = politeness
        for origin in try state.pendingOrigins() { add(origin: origin) }
    }

    /// Takes the next step at a time. A URL that is handed out counts as in flight until ``done(host:at:failed:)``.
    mutating func next(at now: Double) throws -> Step {
        var soonest = Double.infinity
        for i in origins.indices {
            guard try fill(i) else { continue }
            if case .known(_, let since) = origins[i].robots, now - since >= Self.robotsLifetime {
                origins[i].robots = .needed(at: nil, redirects: 0)
            }
            switch origins[i].robots {
            case .asked, .unreachable: continue
            case .needed(let place, let redirects) where politeness.obeysRobots:
                let url = place ?? origins[i].robotsURL
                guard start(host: url.host ?? "", at: now, &soonest) else { continue }
                origins[i].robots = .asked(redirects: redirects)
                return .robots(origin: origins[i].name, url)
            case .needed: break
            case .known(let policy, _):
                if let first = origins[i].buffer.first, !policy.allows(first.url, agent: politeness.robotsAgent) {
                    return .forbidden(take(i))
                }
            }
            guard start(host: origins[i].host, at: now, &soonest) else { continue }
            let queued = take(i)
            rotate(i)
            return .fetch(queued)
        }
        return soonest.isFinite ? .wait(until: soonest) : .drained
    }

    /// Says that a request has been answered, or has failed.
    mutating func done(host: String, at now: Double, failed: Bool) {
        guard var clock = hosts[host] else { return }
        clock.inFlight -= 1
        clock.nextAt = now + politeness.delay(crawlDelay: clock.crawlDelay)
        clock.failuresInARow = failed ? clock.failuresInARow + 1 : 0
        hosts[host] = clock
    }

    /// Says what an origin's robots.txt allows; `why` tells why it could not be had, if it closes the site.
    mutating func set(_ policy: RobotsPolicy, origin: String, why: String, at now: Double) {
        guard let i = origins.firstIndex(where: { $0.name == origin }) else { return }
        if case .disallowAll = policy {
            origins[i].robots = .unreachable(why: why)
            return
        }
        origins[i].robots = .known(policy, since: now)
        hosts[origins[i].host]?.crawlDelay = policy.crawlDelay(agent: politeness.robotsAgent)
    }

    /// Says that an origin's robots.txt lies elsewhere. Five redirects are followed; beyond them it counts as unavailable, and
    /// all is allowed (RFC 9309, section 2.3.1.2).
    mutating func set(robotsRedirect target: WebURL, origin: String, at now: Double) {
        guard let i = origins.firstIndex(where: { $0.name == origin }), case .asked(let redirects) = origins[i].robots else { return }
        if redirects < 5 {
            origins[i].robots = .needed(at: target, redirects: redirects + 1)
        } else {
            set(.allowAll, origin: origin, why: "", at: now)
        }
    }

    /// Says that what is under way was committed, and that links may have been added to the queues of some origins.
    mutating func committed(_ ids: [Int64], newOrigins: Set<String>) {
        underWay.subtract(ids)
        for origin in newOrigins.sorted() {
            if let i = origins.firstIndex(where: { $0.name == origin }) {
                origins[i].mayHaveMore = true
            } else {
                add(origin: origin)
            }
        }
    }

    /// Hosts that were left alone with URLs in their queue, and why.
    var givenUp: [(host: String, why: String)] {
        var reasons: [String: String] = [:]
        for (host, clock) in hosts where clock.failuresInARow >= Self.patience {
            reasons[host] = "it failed \(clock.failuresInARow) times in a row"
        }
        for origin in origins {
            if case .unreachable(let why) = origin.robots { reasons[origin.host] = "its robots.txt could not be had (\(why))" }
        }
        return reasons.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private mutating func add(origin: String) {
        guard let url = try? WebURL(origin + "/robots.txt"), let host = url.host else { return }
        origins.append(Origin(name: origin, host: host, robotsURL: url))
    }

    /// Takes a place in a host's line, if it may be asked now; else notes when it may.
    private mutating func start(host: String, at now: Double, _ soonest: inout Double) -> Bool {
        var clock = hosts[host] ?? HostClock()
        guard clock.failuresInARow < Self.patience, clock.inFlight < politeness.concurrency(crawlDelay: clock.crawlDelay) else { return false }
        guard clock.nextAt <= now else {
            soonest = min(soonest, clock.nextAt)
            return false
        }
        clock.inFlight += 1
        clock.nextAt = now + politeness.delay(crawlDelay: clock.crawlDelay)  // or several would go out at once
        hosts[host] = clock
        return true
    }

    private mutating func take(_ i: Int) -> QueuedURL {
        let queued = origins[i].buffer.removeFirst()
        underWay.insert(queued.id)
        return queued
    }

    /// Makes sure that an origin's buffer holds something; tells whether it does.
    private mutating func fill(_ i: Int) throws -> Bool {
        if origins[i].buffer.isEmpty, origins[i].mayHaveMore {
            origins[i].buffer = try state.next(origin: origins[i].name, limit: Self.window, underWay: underWay)[...]
            origins[i].mayHaveMore = origins[i].buffer.count == Self.window
        }
        return !origins[i].buffer.isEmpty
    }

    /// Puts an origin behind the others, so that each has its turn.
    private mutating func rotate(_ i: Int) {
        guard origins.count > 1 else { return }
        origins.append(origins.remove(at: i))
    }
}
