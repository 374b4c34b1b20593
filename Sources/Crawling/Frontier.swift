// Which URL is asked for next, and when: a queue for each origin, and a line of origins for each server.

import Fetching
import Web

/// The queues of a run. What is to be asked for lies in the state file; here are only the next few URLs of each origin.
///
/// Each server has a line of the origins that are to ask it; the first in line goes next and then stands at the end. The agenda
/// tells which line may go on when, so a step costs the same however many hosts there are. Times called `now` are seconds on the
/// monotonic clock.
struct Frontier {
    private let state: PortalState
    private var politeness: Politeness
    private let memory: HostMemory
    private let clock: WallClock
    private let robotsSince: Timestamp?
    /// The run, if it asks for all that is known.
    private let sweepingRun: String?
    /// How many URLs that are known and not in the queue are still to be asked for.
    private(set) var unasked = 0
    private var origins: [FrontierOrigin] = []
    private var numbers: [String: Int] = [:]
    private var sites: [String: SiteHealth] = [:]
    private var lines: [String: Line] = [:]
    private var agenda = Agenda<Due>()
    private var underWay: Set<Int64> = []

    /// URLs read from the state file at a time, of all origins together at most …
    private static let buffered = 16_384
    /// … and of one.
    private static let window = 256
    /// How long a robots.txt is believed, in seconds (RFC 9309, section 2.4: 24 hours at most).
    private static let robotsLifetime = 86_400.0
    /// Of more origins than these only those with something in their queue keep their rules in memory.
    private static let fewOrigins = 256
    /// So many redirects of a robots.txt are followed (RFC 9309, section 2.3.1.2).
    static let robotsRedirects = 5
    /// How often a robots.txt is asked for where the site wants to be left alone for a moment first.
    private static let robotsAttempts = 3
    /// Seconds until a server is looked at again that another run is asking.
    private static let recheck = 0.05

    /// The origins that wait for one server, by their numbers.
    private struct Line {
        var origins = Queue<Int>()
        /// Requests of this run.
        var inFlight = 0
        /// When it is on the agenda; an earlier entry makes a later one void.
        var dueAt: Double?
    }

    private enum Due {
        case line(String)
        case origin(Int)
        /// Something of an origin may be tried again.
        case retry(Int)
    }

    /// A place among the requests to a server; to be given back with ``done(_:_:at:)``.
    struct Turn: Sendable {
        fileprivate let server: HostMemory.Turn
        fileprivate let host: String
        fileprivate let site: String
        /// How long to wait for the site.
        let limits: FetchLimits
    }

    /// What is to be done next.
    enum Step {
        /// Ask for this URL.
        case fetch(QueuedURL, Turn)
        /// This URL may not be asked for by robots.txt.
        case forbidden(QueuedURL)
        /// Ask for an origin's robots.txt first.
        case robots(origin: String, WebURL, Turn)
        /// Nothing before this time.
        case wait(until: Double)
        /// Nothing is left but what is in flight.
        case drained
    }

    /// - Parameters:
    ///   - clock: tells the date, for what is remembered over nights.
    ///   - robotsSince: a robots.txt that was fetched before this is not believed, however young; `nil` for all of the last day.
    ///   - sweepingRun: the run that asks for all that is known, when its queue is empty; `nil` if it does not.
    init(
        state: PortalState, politeness: Politeness, memory: HostMemory, clock: WallClock, robotsSince: Timestamp? = nil, sweepingRun: String? = nil
    ) throws {
        self.state = state
        self.politeness = politeness
        self.memory = memory
        self.clock = clock
        self.robotsSince = robotsSince
        self.sweepingRun = sweepingRun
        for origin in try state.pendingOrigins() { add(origin: origin) }
        guard let sweepingRun else { return }
        unasked = try state.unaskedCount(in: sweepingRun)
        for origin in try state.knownOrigins() where numbers[origin] == nil { add(origin: origin) }
        for i in origins.indices { origins[i].sweep = SweepPlace() }
    }

    // MARK: Asking

    /// Takes the next step at a time. A URL that is handed out counts as in flight until ``done(_:_:at:)``.
    mutating func next(at now: Double) throws -> Step {
        while let due = agenda.first {
            let isVoid = isVoid(due)
            guard isVoid || due.time <= now else { return .wait(until: due.time) }
            agenda.removeFirst()
            if isVoid { continue }
            switch due.item {
            case .origin(let i):
                origins[i].isQueued = false
                join(i, at: now)
            case .retry(let i):
                origins[i].retryAt = nil
                origins[i].mayHaveMore = true
                join(i, at: now)
            case .line(let server):
                lines[server]?.dueAt = nil
                if let step = try step(on: server, at: now) { return step }
            }
        }
        return .drained
    }

    /// Whether nothing comes of an entry of the agenda: an earlier one took its place, or its site was left meanwhile.
    private func isVoid(_ due: (item: Due, time: Double)) -> Bool {
        switch due.item {
        case .line(let server): lines[server]?.dueAt != due.time
        case .origin(let i): sites[origins[i].site]?.left != nil
        case .retry(let i): origins[i].retryAt != due.time || sites[origins[i].site]?.left != nil || isClosed(i)
        }
    }

    /// Whether an origin is closed for this run, for its robots.txt could not be had.
    private func isClosed(_ i: Int) -> Bool {
        if case .unreachable = origins[i].robots { true } else { false }
    }

    /// The step of the first origin in a server's line that can take one now.
    private mutating func step(on server: String, at now: Double) throws -> Step? {
        while let i = lines[server]?.origins.first {
            let origin = origins[i]
            guard memory.server(of: origin.host, from: politeness.viewpoint) == server else {  // its address is known now
                leaveLine(i, of: server)
                join(i, at: now)
                continue
            }
            guard mayAsk(origin.site, at: now), try fill(i, at: now) else {
                leaveLine(i, of: server)
                continue
            }
            if politeness.obeysRobots { try recallRobots(of: i, at: now) }
            var place: WebURL?
            switch origins[i].robots {
            case .asked, .unreachable:
                leaveLine(i, of: server)
                continue
            case .needed(let elsewhere, _): place = elsewhere ?? origin.robotsURL
            case .unread: break  // it is not obeyed
            case .known(let policy, _):
                if let first = origins[i].buffer.first, !policy.allows(first.url, agent: politeness.robotsAgent) {
                    schedule(server, at: now)
                    return .forbidden(take(i))
                }
            }
            let url = place ?? origin.robotsURL
            switch begin(url, isPage: place == nil, at: now) {
            case .turn(let turn):
                if place != nil, case .needed(_, let redirects) = origins[i].robots {
                    origins[i].robots = .asked(redirects: redirects)
                    leaveLine(i, of: server)
                    schedule(server, at: now)
                    return .robots(origin: origin.name, url, turn)
                }
                lines[server]?.origins.rotate()
                schedule(server, at: now)
                return .fetch(take(i), turn)
            case .wait(let until) where url.host == origin.host:
                schedule(server, at: until)
                return nil
            case .wait(let until), .quiet(let until):  // of another server, or for this site alone: others need not wait
                leaveLine(i, of: server)
                park(i, until: until)
            case .full where url.host == origin.host:
                // A request of this run puts the line back on the agenda when it ends; of another's end nothing is heard.
                if lines[server]?.inFlight == 0 { schedule(server, at: now + Self.recheck) }
                return nil
            case .full:
                leaveLine(i, of: server)
                park(i, until: now + Self.recheck)
            case .left:
                leaveLine(i, of: server)
                origins[i].robots = .unreachable(why: "its place is on a host that is left alone")
            }
        }
        return nil
    }

    private enum Begun {
        case turn(Turn)
        /// The server may not be asked before this time, or the site.
        case wait(until: Double), quiet(until: Double)
        case full
        case left
    }

    /// Begins a request, if its site and its server may be asked now.
    private mutating func begin(_ url: WebURL, isPage: Bool, at now: Double) -> Begun {
        let host = url.host ?? ""
        let site = url.hostAndPort
        guard mayAsk(site, at: now), var health = sites[site] else { return .left }
        guard health.quietUntil <= now else { return .quiet(until: health.quietUntil) }
        var pace = politeness.pace(crawlDelay: health.crawlDelay)
        if health.isOnProbation { pace.concurrency = 1 }
        let server = memory.server(of: host, from: politeness.viewpoint)
        switch memory.begin(at: server, pace: pace, now: now, time: clock.now()) {
        case .later(let next): return .wait(until: next)
        case .full: return .full
        case .turn(let turn):
            if isPage { health.askedForPage() }
            sites[site] = health
            lines[server, default: Line()].inFlight += 1
            return .turn(Turn(server: turn, host: host, site: site, limits: health.limits(FetchLimits())))
        }
    }

    /// Whether a site is not left alone; what was remembered of it is looked up at the first question.
    private mutating func mayAsk(_ site: String, at now: Double) -> Bool {
        var health = sites[site] ?? SiteHealth(isOnProbation: memory.wasLeft(site, from: politeness.viewpoint))
        health.recall(quietUntil: memory.quietUntil(site, from: politeness.viewpoint), time: clock.now(), at: now)
        defer { sites[site] = health }
        return health.mayAsk(within: politeness.budget)
    }

    // MARK: Learning

    /// Says that a request has been answered, or has failed.
    mutating func done(_ turn: Turn, _ answer: HostAnswer, at now: Double) {
        let address = politeness.knowsAddresses ? answer.address : nil
        let date = clock.now()
        if let address { memory.learn(address, of: turn.host, from: politeness.viewpoint, at: date) }
        memory.end(turn.server, address: address, answerTime: answer.answerTime, now: now, time: date)
        lines[turn.server.server]?.inFlight -= 1
        schedule(turn.server.server, at: now)
        guard var health = sites[turn.site] else { return }
        switch health.take(answer, delay: politeness.pace(crawlDelay: health.crawlDelay).delay, at: now) {
        case .nothing: break
        case .isBack: memory.takeBack(turn.site, from: politeness.viewpoint, at: date)
        case .quiet(let seconds): memory.keepQuiet(turn.site, from: politeness.viewpoint, until: date + seconds, at: date)
        case .isDown: memory.leave(turn.site, from: politeness.viewpoint, why: answer.why, at: date)
        }
        sites[turn.site] = health
    }

    /// Says what an origin's robots.txt allows; `why` tells why it could not be had, if it closes the site.
    ///
    /// - Parameter offersCookie: whether it is to be had with a cookie that is sent from now on.
    mutating func set(_ policy: RobotsPolicy, origin: String, why: String, offersCookie: Bool = false, at now: Double) {
        guard let i = numbers[origin] else { return }
        if case .disallowAll = policy {
            origins[i].robotsAttempts += 1
            // Not closed for the night if it only wants a moment's patience, or a cookie.
            if let health = sites[origins[i].site], health.left == nil, health.namesItsTime || offersCookie,
               origins[i].robotsAttempts < Self.robotsAttempts {
                origins[i].robots = .needed(at: nil, redirects: 0)
                join(i, at: now)
            } else {
                origins[i].robots = .unreachable(why: why)
            }
            return
        }
        know(policy, of: i, since: now)
        join(i, at: now)
    }

    private mutating func know(_ policy: RobotsPolicy, of i: Int, since time: Double) {
        origins[i].robots = .known(policy, since: time)
        sites[origins[i].site]?.crawlDelay = policy.crawlDelay(agent: politeness.robotsAgent)
    }

    /// Makes sure that an origin's robots.txt is no older than a day: looks up what an earlier run kept, or says that it is to be
    /// asked for.
    private mutating func recallRobots(of i: Int, at now: Double) throws {
        switch origins[i].robots {
        case .known(_, let since) where now - since >= Self.robotsLifetime: break
        case .unread: break
        default: return
        }
        origins[i].robots = .needed(at: nil, redirects: 0)
        guard let (policy, fetchedAt) = try state.robotsPolicy(of: origins[i].name), fetchedAt >= robotsSince ?? fetchedAt else { return }
        let age = Double(clock.now() - fetchedAt)
        if age >= 0, age < Self.robotsLifetime { know(policy, of: i, since: now - age) }
    }

    /// Says that an origin's robots.txt lies elsewhere. Five redirects are followed; beyond them it counts as unavailable, and
    /// all is allowed (RFC 9309, section 2.3.1.2).
    ///
    /// - Returns: whether the redirect is followed.
    mutating func set(robotsRedirect target: WebURL, origin: String, at now: Double) -> Bool {
        guard let i = numbers[origin], case .asked(let redirects) = origins[i].robots else { return true }
        guard redirects < Self.robotsRedirects else {
            set(.allowAll, origin: origin, why: "", at: now)
            return false
        }
        origins[i].robots = .needed(at: target, redirects: redirects + 1)
        join(i, at: now)
        return true
    }

    /// Says that what is under way was committed, and that the queues of some origins have grown or shrunk.
    mutating func committed(_ ids: [Int64], _ queue: QueueChange = QueueChange()) {
        underWay.subtract(ids)
        for i in queue.shrunk.compactMap({ numbers[$0] }) where !origins[i].isSweeping {
            origins[i].buffer = []
            origins[i].mayHaveMore = true
        }
        for origin in queue.grown.union(queue.shrunk).sorted() {
            if let i = numbers[origin] {
                origins[i].mayHaveMore = true
                join(i, at: 0)
            } else {
                add(origin: origin)
            }
        }
    }

    /// Goes on by other manners, and with a queue that was judged anew.
    mutating func reload(by politeness: Politeness, at now: Double) {
        self.politeness = politeness
        for i in origins.indices {
            origins[i].buffer = []
            origins[i].mayHaveMore = true
            if sweepingRun != nil { origins[i].sweep = SweepPlace() }
            join(i, at: now)
        }
    }

    /// Hosts that were left alone with URLs in their queue, and why.
    var givenUp: [HostLeft] {
        var hosts: [String: HostLeft] = [:]
        for (site, health) in sites {
            if let left = health.left { hosts[site] = HostLeft(host: site, why: left.why, isFailure: left.isFailure) }
        }
        for origin in origins where hosts[origin.site] == nil {
            guard case .unreachable(let why) = origin.robots else { continue }
            hosts[origin.site] = HostLeft(host: origin.site, why: "its robots.txt could not be had (\(why))", isFailure: true)
        }
        return hosts.values.sorted { $0.host < $1.host }
    }

    // MARK: Lines

    private mutating func add(origin: String) {
        guard let url = try? WebURL(origin + "/robots.txt"), let host = url.host else { return }
        numbers[origin] = origins.count
        origins.append(FrontierOrigin(name: origin, robotsURL: url, site: url.hostAndPort, host: host))
        join(origins.count - 1, at: 0)
    }

    /// Puts an origin at the end of its server's line.
    private mutating func join(_ i: Int, at now: Double) {
        guard !origins[i].isQueued else { return }
        guard !isClosed(i) else { return }
        origins[i].isQueued = true
        let server = memory.server(of: origins[i].host, from: politeness.viewpoint)
        lines[server, default: Line()].origins.append(i)
        schedule(server, at: now)
    }

    private mutating func leaveLine(_ i: Int, of server: String) {
        lines[server]?.origins.removeFirst()
        origins[i].isQueued = false
    }

    /// Takes an origin out of its line until a time.
    private mutating func park(_ i: Int, until time: Double) {
        origins[i].isQueued = true
        agenda.add(.origin(i), at: time)
    }

    private mutating func schedule(_ server: String, at time: Double) {
        guard let line = lines[server], !line.origins.isEmpty else { return }
        if let dueAt = line.dueAt, dueAt <= time { return }
        lines[server]?.dueAt = time
        agenda.add(.line(server), at: time)
    }

    private mutating func take(_ i: Int) -> QueuedURL {
        let queued = origins[i].buffer.removeFirst()
        if origins[i].isSweeping { unasked -= 1 }
        underWay.insert(queued.id)
        return queued
    }

    /// Makes sure that an origin's buffer holds something; tells whether it does.
    private mutating func fill(_ i: Int, at now: Double) throws -> Bool {
        let window = max(8, min(Self.window, Self.buffered / origins.count))
        if origins[i].buffer.isEmpty, origins[i].mayHaveMore {
            let time = clock.now()
            origins[i].buffer = try state.next(origin: origins[i].name, limit: window, underWay: underWay, at: time)[...]
            origins[i].mayHaveMore = origins[i].buffer.count == window
            if !origins[i].mayHaveMore, let retry = try state.nextRetry(origin: origins[i].name, after: time) {
                let retryAt = now + Double(retry - time)
                origins[i].retryAt = retryAt
                agenda.add(.retry(i), at: retryAt)
            }
            origins[i].isSweeping = false
        }
        while origins[i].buffer.isEmpty, let place = origins[i].sweep, let sweepingRun {
            let (urls, next) = try state.unasked(origin: origins[i].name, in: sweepingRun, behind: place, limit: window, underWay: underWay)
            origins[i].buffer = urls[...]
            origins[i].sweep = next
            origins[i].isSweeping = true
        }
        if origins[i].buffer.isEmpty, origins.count > Self.fewOrigins, case .known = origins[i].robots {
            origins[i].robots = .unread  // the rules of thousands of hosts lie in the state file until they are needed again
        }
        return !origins[i].buffer.isEmpty
    }
}
