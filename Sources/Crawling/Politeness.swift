// How a host is treated.

/// The pace of a run.
struct Politeness: Sendable {
    /// Seconds from the end of one request to a host to the next, and from beginning to beginning of requests at the same time.
    var delay: Double
    /// Requests to one host at a time, where its robots.txt asks for no pause.
    var concurrency: Int
    var obeysRobots: Bool
    var robotsAgent: String

    /// A longer Crawl-delay than this is not waited for, in seconds.
    static let longestCrawlDelay = 60.0

    /// Requests at a time to a host that wants no pause, unless the portal file says another number: one connection would
    /// leave a host of one's own idle most of the time.
    private static let concurrencyWithoutPause = 8

    init(_ portal: Portal) {
        delay = portal.delay
        concurrency = portal.concurrency ?? (portal.delay == 0 ? Self.concurrencyWithoutPause : 1)
        obeysRobots = portal.obeysRobots
        robotsAgent = portal.robotsAgent
    }

    /// Requests to a host at a time: one where its robots.txt asks for a pause.
    func concurrency(crawlDelay: Double?) -> Int {
        obeysRobots && crawlDelay ?? 0 > 0 ? 1 : concurrency
    }

    /// The pause after a request: the portal's, or the longer one that the site's robots.txt asks for.
    func delay(crawlDelay: Double?) -> Double {
        guard obeysRobots, let crawlDelay else { return delay }
        return max(delay, min(crawlDelay, Self.longestCrawlDelay))
    }
}
