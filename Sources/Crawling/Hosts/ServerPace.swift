// The pace of one server: how many requests it has in hand, and when it may be asked again.

/// How a run wants to ask a server.
struct Pace: Sendable, Equatable {
    /// Seconds from the end of one request to the next, and from beginning to beginning of requests at the same time.
    var delay: Double
    /// Requests at a time.
    var concurrency: Int
}

/// A server, known by its address, with all runs of this process that ask it. Times are seconds on the monotonic clock.
struct ServerPace: Sendable {
    private(set) var inFlight = 0
    /// When a request last began or ended.
    private(set) var lastAt = -Double.infinity
    /// Seconds from request to first byte, smoothed: each answer counts a quarter.
    private(set) var answerTime: Double?

    /// A server that takes longer than this to answer, in seconds, is asked more slowly …
    static let slowAnswer = 1.0
    /// … after a pause of so many times its answer time …
    static let pausePerAnswerTime = 2.0
    /// … but of no more seconds than these, and never of less than the delay.
    static let longestOwnPause = 30.0

    /// Whether a request may begin.
    enum Readiness: Equatable {
        case now
        /// Not before this time.
        case later(Double)
        /// Not before one of those under way has ended.
        case full
    }

    /// The pause that a pace means for this server. Without a delay there is none: that is for servers of one's own.
    func pause(for pace: Pace) -> Double {
        guard pace.delay > 0, let answerTime, answerTime > Self.slowAnswer else { return pace.delay }
        return max(pace.delay, min(answerTime * Self.pausePerAnswerTime, Self.longestOwnPause))
    }

    func readiness(for pace: Pace, at now: Double) -> Readiness {
        guard inFlight < pace.concurrency else { return .full }
        let next = lastAt + pause(for: pace)
        return next <= now ? .now : .later(next)
    }

    mutating func begin(at now: Double) {
        inFlight += 1
        lastAt = max(lastAt, now)
    }

    /// - Parameter answerTime: `nil` if there was no answer.
    mutating func end(at now: Double, answerTime sample: Double?) {
        inFlight -= 1
        touch(at: now)
        if let sample { answerTime = answerTime.map { $0 + (sample - $0) / 4 } ?? sample }
    }

    /// Says that nobody knows how a request ended.
    mutating func abandon() { inFlight -= 1 }

    /// Says that somebody else's request to this server began or ended.
    mutating func touch(at now: Double) { lastAt = max(lastAt, now) }

    /// Takes over what was remembered from earlier runs.
    mutating func recall(answerTime: Double?) { if self.answerTime == nil { self.answerTime = answerTime } }
}
