// What a night tells while it works.

/// Where a night stands: the sums over its portals.
public struct NightProgress: Sendable {
    public var portals = 0
    public var running = 0
    public var ended = 0
    public var answers = 0
    public var bytes = 0
    public var waiting = 0
    public var errors = 0
    /// Seconds since its start.
    public var seconds = 0.0
}

/// Watches a night; called on the threads of its portals, one call at a time.
public protocol NightObserver: Sendable {
    func progress(_ progress: NightProgress)
    /// An event of the night itself, or of a portal's run.
    func event(_ event: RunEvent, portal: String?)
}
