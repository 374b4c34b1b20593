// A portal: one site to archive, as its portal file describes it.

import Fetching
import Records
import Web

/// One site to archive.
public struct Portal: Sendable, Equatable {
    /// `[a-z0-9._-]+`; the name of its folder.
    public var name: String
    /// Where a crawl begins.
    public var seeds: [WebURL]
    /// The hosts whose pages are taken, lower-case, without port; those of the seeds if the file names none.
    public var hosts: [String]
    /// Path prefixes; if there are any, only pages under one of them are taken.
    public var include: [String] = []
    /// Path prefixes of pages that are not taken.
    public var exclude: [String] = []
    /// Whether images, style sheets and scripts of captured pages are taken from any host, not only from ``hosts``.
    public var embedsFromAnyHost = false
    /// Seconds between the end of one request to a host and the next.
    public var delay: Double = 1
    /// Requests to one host at a time; `nil` for one, or eight where there is no delay.
    public var concurrency: Int?
    public var limits = Limits()
    /// Whether robots.txt is obeyed.
    public var obeysRobots = true
    /// Who is to be written to about the crawl; stands in the user agent and in warcinfo.
    public var contact: String?
    /// The whole user agent, where the usual one is not wanted.
    public var userAgent: String?
    /// A proxy, as `http://host:port`.
    public var proxy: String?
    /// Whether hosts with private addresses may be asked, besides those that the file names by such an address.
    public var allowsPrivateAddresses = false
    /// The place from which the crawl looks at the portal, as it stands in file names.
    public var vantage = "local"

    /// Where a run ends, or leaves a URL.
    public struct Limits: Sendable, Equatable {
        /// Answers to take in a run, robots.txt apart; `nil` for all.
        public var pages: Int?
        /// The largest body, in bytes.
        public var bodyBytes = 512 << 20
        /// The most links between a seed and a page.
        public var depth: Int?
        /// Seconds that one answer may take.
        public var seconds: Double = 600

        public init() {}
    }

    public init(name: String, seeds: [WebURL], hosts: [String]? = nil) {
        self.name = name
        self.seeds = seeds
        self.hosts = hosts ?? Self.hosts(of: seeds)
    }

    /// The hosts of some URLs, each once, in their order.
    static func hosts(of seeds: [WebURL]) -> [String] {
        var hosts: [String] = []
        for seed in seeds {
            if let host = seed.host, !hosts.contains(host) { hosts.append(host) }
        }
        return hosts
    }

    /// The user agent that is sent: `shilu/0.1.0 (+contact)`; without a contact the program's name alone.
    public var sentUserAgent: String {
        userAgent ?? (contact.map { "\(ShiluVersion.product) (+\($0))" } ?? ShiluVersion.product)
    }

    /// The product token that robots.txt groups are matched with: that of the user agent, but `shilu` behind a browser's name.
    public var robotsAgent: String {
        let token = sentUserAgent.prefix { $0.isASCII && ($0.isLetter || $0 == "-" || $0 == "_") }
        return token.isEmpty || token.lowercased() == "mozilla" ? "shilu" : String(token)
    }

    /// Which addresses may be spoken to for a URL. A host that the portal file itself names by a private address, or as
    /// `localhost`, is one of the user's own; a name that merely leads there is not.
    func addresses(for url: WebURL) -> AddressPolicy {
        guard !allowsPrivateAddresses, let host = url.host else { return .any }
        let isLiteral = host.hasPrefix("[") || host.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }
        return hosts.contains(host) && (isLiteral || host == "localhost") ? .any : .publicOnly
    }
}
