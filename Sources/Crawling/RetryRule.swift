// What is tried again within a run, and when.

/// Which failures are tried again in the same run. A server that stumbled may stand again in a minute; one that refuses will not.
struct RetryRule: Sendable {
    /// The pauses of a run, unless a test sets others.
    static let usualPauses = [30, 120]

    /// Seconds to the second attempt, and from it to the third.
    let pauses: [Int]
    /// Attempts in a run.
    let attempts: Int
    /// Whether cookies that a site sets are sent back to it.
    var keepsCookies = false

    /// No URL waits for another attempt longer than this, in seconds; a later time in the queue was said by a clock that was wrong.
    static let longestWait = 130

    /// Seconds until a URL is asked for again; `nil` if not in this run.
    func pause(after visit: Visit) -> Int? {
        guard visit.queued.role != .robots else { return nil }
        // The portal file lets the cookie be sent back: once, for a site that goes on asking wants more than that.
        if keepsCookies, visit.offersCookie, visit.attempt == 1 { return 0 }
        guard visit.attempt < min(attempts, pauses.count + 1) else { return nil }
        return switch (visit.judgement.state, visit.judgement.reason) {
        case (.failed, .unreachable), (.failed, .timedOut), (.failed, .brokenOff), (.failed, .serverError): pauses[visit.attempt - 1]
        // Too many requests: its host is left alone for as long as it says, and then asked once more for what it refused.
        case (.turnedAway, .refused) where visit.status == 429: pauses[visit.attempt - 1]
        default: nil
        }
    }
}
