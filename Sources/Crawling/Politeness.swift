// How a host is treated.

/// The pace of a run.
struct Politeness: Sendable {
    /// Seconds between the end of one request to a host and the next.
    var delay: Double
    /// Requests to one host at a time.
    var concurrency: Int
    var obeysRobots: Bool
    var robotsAgent: String

    /// A longer Crawl-delay than this is not waited for, in seconds.
    static let longestCrawlDelay = 60.0

    init(_ portal: Portal) {
        delay = portal.delay
        // Without a pause one connection would leave a host of one's own idle most of the time.
        concurrency = portal.delay == 0 ? max(portal.concurrency, 8) : portal.concurrency
        obeysRobots = portal.obeysRobots
        robotsAgent = portal.robotsAgent
    }

    /// The pause after a request: the portal's, or the longer one that the site's robots.txt asks for.
    func delay(crawlDelay: Double?) -> Double {
        guard obeysRobots, let crawlDelay else { return delay }
        return max(delay, min(crawlDelay, Self.longestCrawlDelay))
    }
}
