// What a run tells while it works.

/// Where a run stands.
public struct RunProgress: Sendable {
    /// Answers so far, robots.txt apart.
    public var answers = 0
    public var bytes = 0
    /// URLs still to be asked for, as of the last look.
    public var waiting = 0
    public var inFlight = 0
    /// URLs that failed or were turned away.
    public var errors = 0
    /// Seconds since this session of the run began.
    public var seconds = 0.0
    /// Seconds until the queue is empty at the present rate, `nil` as long as that cannot be told.
    public var secondsLeft: Double?
}

/// A line of the run's log.
public struct RunEvent: Sendable {
    public enum Level: String, Sendable { case info, warning, error }

    public var level: Level
    public var message: String
    public var url: String?
    public var state: URLState?
    public var reason: URLReason?

    public init(level: Level, message: String, url: String? = nil, state: URLState? = nil, reason: URLReason? = nil) {
        self.level = level
        self.message = message
        self.url = url
        self.state = state
        self.reason = reason
    }
}

/// Watches a run; called on the run's own thread.
public protocol RunObserver {
    func progress(_ progress: RunProgress)
    func event(_ event: RunEvent)
}
