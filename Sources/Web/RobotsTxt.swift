// The rules of a robots.txt file.

/// A robots.txt file, read and applied as RFC 9309 says; also Crawl-delay and Sitemap, which the RFC leaves to others.
public struct RobotsTxt: Sendable {
    /// Bytes that are read of a file: 1 MiB, twice what RFC 9309, section 2.5, demands. The line it cuts is dropped.
    public static let byteLimit = 1 << 20

    /// The values of the Sitemap records, as written, in the order of the file.
    public private(set) var sitemaps: [String] = []
    /// The file as it was read, at most `byteLimit` bytes.
    public let text: [UInt8]
    /// Whether the file was longer than `byteLimit`.
    public let isCut: Bool

    private var groups: [[Rule]] = []
    private var agents: [String: Agent] = [:]

    private struct Rule: Sendable {
        var pattern: RobotsPattern
        var allows: Bool
        var text: String
    }

    private struct Agent: Sendable {
        /// The groups that name the agent: their rules are one group (RFC 9309, section 2.2.1).
        var groups: [Int] = []
        var crawlDelay: Double?
    }

    /// - Parameter bytes: the file, decoded from its content coding. Never fails: what is no record is skipped.
    public init(parsing bytes: [UInt8]) {
        var content = bytes[...]
        if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
        isCut = content.count > Self.byteLimit
        if isCut {
            content = content.prefix(Self.byteLimit)
            content = content[..<(content.lastIndex { $0 == 0x0A || $0 == 0x0D } ?? content.startIndex)]
        }
        text = Array(content)
        var section = Section()
        // CRLF gives an empty line more, which means nothing.
        for line in content.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            switch RobotsLine(line) {
            case .userAgent(let value):
                // The first user agent behind a rule opens a group; other records between do not (RFC 9309, section 2.2.4).
                if section.group != nil { close(&section) }
                let token = Self.token(value)
                if !token.isEmpty { section.agents.append(token) }
            case .allow(let value): add(value, allows: true, to: &section)
            case .disallow(let value): add(value, allows: false, to: &section)
            case .crawlDelay(let delay): section.crawlDelay = (section.agents.count, delay)
            case .sitemap(let address): sitemaps.append(address)
            case nil: break
            }
        }
        close(&section)
    }

    /// A run of user agents with what follows them.
    private struct Section {
        var agents: [String] = []
        /// Of its rules, from the first on.
        var group: Int?
        /// The last one, and how many of the agents stood above it.
        var crawlDelay: (agents: Int, seconds: Double)?
    }

    private mutating func add(_ value: ArraySlice<UInt8>, allows: Bool, to section: inout Section) {
        guard !section.agents.isEmpty else { return }
        let index = section.group ?? groups.count
        if section.group == nil {
            groups.append([])
            section.group = index
        }
        // An empty value is a rule that matches nothing.
        guard let pattern = RobotsPattern(value) else { return }
        let text = (allows ? "Allow: " : "Disallow: ") + String(decoding: value, as: UTF8.self)
        groups[index].append(Rule(pattern: pattern, allows: allows, text: text))
    }

    private mutating func close(_ section: inout Section) {
        for (place, token) in section.agents.enumerated() {
            var agent = agents[token] ?? Agent()
            if let group = section.group, agent.groups.last != group { agent.groups.append(group) }
            if let delay = section.crawlDelay, place < delay.agents { agent.crawlDelay = delay.seconds }
            agents[token] = agent
        }
        section = Section()
    }

    /// Whether an agent may fetch a URL. The URL's host is not looked at.
    ///
    /// - Parameter agent: a product token, as `shilu`, or a User-Agent value that begins with it, as `shilu/0.1 (+https://…)`.
    public func allows(_ url: WebURL, agent: String) -> Bool { rule(url, agent)?.allows ?? true }

    /// The rule that decides, as `Disallow: /admin`; nil where none matches, and so the URL is allowed.
    public func matchingRule(_ url: WebURL, agent: String) -> String? { rule(url, agent)?.text }

    /// Seconds between two requests that the agent's groups ask for; the last one where there are several.
    public func crawlDelay(agent: String) -> Double? { entry(agent)?.crawlDelay }

    /// The longest match; of equal ones one that allows (RFC 9309, section 2.2.2).
    private func rule(_ url: WebURL, _ agent: String) -> Rule? {
        guard let entry = entry(agent), url.path != "/robots.txt" else { return nil }
        let path = RobotsPath.comparable(url)
        var best: Rule?
        for group in entry.groups {
            for rule in groups[group] {
                if let best, (rule.pattern.length, rule.allows ? 1 : 0) <= (best.pattern.length, best.allows ? 1 : 0) { continue }
                if rule.pattern.matches(path) { best = rule }
            }
        }
        return best
    }

    /// The groups of the agent's product token, else those of "*".
    private func entry(_ agent: String) -> Agent? { agents[Self.token(Array(agent.utf8)[...])] ?? agents["*"] }

    /// A product token in lower case: up to a slash or blank, without wildcards. RFC 9309 knows letters, "-" and "_" only, but
    /// names such as "360Spider" are in use.
    private static func token(_ value: ArraySlice<UInt8>) -> String {
        let value = value.drop { $0 == 0x20 || $0 == 0x09 }.prefix { $0 != 0x2F && $0 != 0x20 && $0 != 0x09 }
        if value.elementsEqual([0x2A]) { return "*" }
        return String(decoding: value.filter { $0 != 0x2A }.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
