// What the frontier holds of one origin: its robots.txt, and the next few URLs of its queue.

import Web

/// One scheme, host and port: what a robots.txt speaks for (RFC 9309, section 2.3).
struct FrontierOrigin {
    let name: String
    let robotsURL: WebURL
    /// The host, with its port where that is not the scheme's own.
    let site: String
    let host: String
    var robots = Robots.unread
    var robotsAttempts = 0
    var buffer: ArraySlice<QueuedURL> = []
    /// Whether the state file may hold more URLs than those in the buffer.
    var mayHaveMore = true
    /// How far its known URLs were read, where the run asks for all of them; `nil` if there are no more.
    var sweep: SweepPlace?
    /// Whether the buffer holds such URLs, and not those of the queue.
    var isSweeping = false
    /// When it is on the agenda for what failed and is to be tried again.
    var retryAt: Double?
    /// Whether it stands in a line, or on the agenda by itself.
    var isQueued = false

    enum Robots {
        /// Perhaps known from an earlier run.
        case unread
        /// To be asked for: at the place to which it redirected, or at its own.
        case needed(at: WebURL?, redirects: Int)
        case asked(redirects: Int)
        case known(RobotsPolicy, since: Double)
        /// It could not be had, so nothing may be asked for (RFC 9309, section 2.3.1.4); all stays in the queue.
        case unreachable(why: String)
    }
}
