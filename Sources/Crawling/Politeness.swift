// How a run treats hosts.

/// The manners of a run.
struct Politeness: Sendable {
    /// Seconds from the end of one request to a host to the next, and from beginning to beginning of requests at the same time.
    var delay: Double
    /// Requests to one host at a time, where its robots.txt asks for no pause.
    var concurrency: Int
    var obeysRobots: Bool
    var robotsAgent: String
    /// What one host may cost in a run.
    var budget: HostBudget
    /// The place from which hosts are asked: what one place was refused, another need not be.
    var viewpoint: String
    /// Whether answers come from the addresses of the hosts themselves, and not from a proxy's.
    var knowsAddresses: Bool

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
        budget = HostBudget(seconds: portal.limits.hostTime, pages: portal.limits.hostPages)
        viewpoint = portal.proxy.map { "\(portal.vantage) by \($0)" } ?? portal.vantage
        knowsAddresses = portal.proxy == nil
    }

    /// The pace for a site: the portal's, or a slower one that the site's robots.txt asks for, and then one request at a time.
    func pace(crawlDelay: Double?) -> Pace {
        guard obeysRobots, let crawlDelay, crawlDelay > 0 else { return Pace(delay: delay, concurrency: concurrency) }
        return Pace(delay: max(delay, min(crawlDelay, Self.longestCrawlDelay)), concurrency: 1)
    }
}
