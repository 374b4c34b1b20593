// What a host's robots.txt, or its absence, means for a crawl.

/// The outcome of fetching a robots.txt file (RFC 9309, section 2.3.1).
public enum RobotsPolicy: Sendable {
    /// The file was fetched: its rules.
    case rules(RobotsTxt)
    /// There is none ("unavailable").
    case allowAll
    /// It could not be learned whether there is one ("unreachable").
    case disallowAll

    /// - Parameters:
    ///   - status: of the answer at the end of at most five redirects: 2xx gives rules; 3xx, which is a redirect too many or one
    ///     without a target, and 4xx allow all; 429, 5xx, anything else, and nil (no answer at all) disallow all. The RFC counts
    ///     429 among 4xx; a host that says it is asked too often is not one to crawl without rules.
    ///   - body: decoded from its content coding.
    public init(status: Int?, body: [UInt8]) {
        guard let status else {
            self = .disallowAll
            return
        }
        switch status {
        case 200..<300: self = .rules(RobotsTxt(parsing: body))
        case 429: self = .disallowAll
        case 300..<500: self = .allowAll
        default: self = .disallowAll
        }
    }

    /// Whether an agent may fetch a URL; `/robots.txt` itself always.
    ///
    /// - Parameter agent: a product token or a User-Agent value that begins with it.
    public func allows(_ url: WebURL, agent: String) -> Bool {
        switch self {
        case .rules(let rules): rules.allows(url, agent: agent)
        case .allowAll: true
        case .disallowAll: url.path == "/robots.txt"
        }
    }

    /// Seconds between two requests that the file asks of the agent.
    public func crawlDelay(agent: String) -> Double? {
        if case .rules(let rules) = self { rules.crawlDelay(agent: agent) } else { nil }
    }
}
