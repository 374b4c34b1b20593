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

    /// One scheme, host and port: what a robots.txt speaks for (RFC 9309, section 2.3).
    private struct Origin {
        let name: String
        let host: String
        let robotsURL: WebURL
        var robots = RobotsState.unknown
        var buffer: ArraySlice<QueuedURL> = []
        /// Whether the state file may hold more URLs than those in the buffer.
        var mayHaveMore = true
    }

    private enum RobotsState {
        case unknown
        case asked
        case known(RobotsPolicy)
        /// robots.txt could not be had, so nothing may be asked for (RFC 9309, section 2.3.1.4); it all stays in the queue.
        case unreachable
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

    /// Takes the next step at a time. A URL that is handed out counts as in flight until ``done(_:at:failed:)``.
    mutating func next(at now: Double) throws -> Step {
        var soonest = Double.infinity
        for i in origins.indices {
            guard var clock = hosts[origins[i].host], clock.failuresInARow < Self.patience else { continue }
            guard try fill(i) else { continue }
            guard clock.inFlight < politeness.concurrency else { continue }
            guard clock.nextAt <= now else {
                soonest = min(soonest, clock.nextAt)
                continue
            }
            switch origins[i].robots {
            case .asked, .unreachable: continue
            case .unknown where politeness.obeysRobots:
                origins[i].robots = .asked
                clock.inFlight += 1
                hosts[origins[i].host] = clock
                return .robots(origin: origins[i].name, origins[i].robotsURL)
            case .unknown: break
            case .known(let policy):
                if let first = origins[i].buffer.first, !policy.allows(first.url, agent: politeness.robotsAgent) {
                    underWay.insert(first.id)
                    origins[i].buffer.removeFirst()
                    return .forbidden(first)
                }
            }
            let queued = origins[i].buffer.removeFirst()
            underWay.insert(queued.id)
            clock.inFlight += 1
            hosts[origins[i].host] = clock
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

    /// Says what an origin's robots.txt allows.
    mutating func set(_ policy: RobotsPolicy, origin: String) {
        guard let i = origins.firstIndex(where: { $0.name == origin }) else { return }
        if case .disallowAll = policy {
            origins[i].robots = .unreachable
            return
        }
        origins[i].robots = .known(policy)
        if case .rules(let rules) = policy { hosts[origins[i].host]?.crawlDelay = rules.crawlDelay(agent: politeness.robotsAgent) }
    }

    /// Says that what is under way was committed, and that links may have been added to an origin's queue.
    mutating func committed(_ ids: [Int64], newOrigins: Set<String>) {
        underWay.subtract(ids)
        for origin in newOrigins {
            if let i = origins.firstIndex(where: { $0.name == origin }) {
                origins[i].mayHaveMore = true
            } else {
                add(origin: origin)
            }
        }
    }

    /// Hosts that were left alone because they failed too often in a row, or because their robots.txt could not be had.
    var givenUp: [String] {
        let failing = hosts.filter { $0.value.failuresInARow >= Self.patience }.keys
        let closed = origins.filter { if case .unreachable = $0.robots { true } else { false } }.map(\.host)
        return Set(failing).union(closed).sorted()
    }

    private mutating func add(origin: String) {
        guard let url = try? WebURL(origin + "/robots.txt"), let host = url.host else { return }
        origins.append(Origin(name: origin, host: host, robotsURL: url))
        if hosts[host] == nil { hosts[host] = HostClock() }
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
