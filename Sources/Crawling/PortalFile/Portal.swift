// A portal: one site to archive, as its portal file describes it.

import Fetching
import Foundation
import Records
import Web
import WebArchive

/// One site to archive.
public struct Portal: Sendable, Equatable {
    /// `[a-z0-9._-]+`; the name of its folder.
    public var name: String
    /// Where a crawl begins.
    public var seeds: [WebURL]
    /// The hosts whose pages are taken, lower-case, without port; those of the seeds if the file names neither hosts nor
    /// ``surt``.
    public var hosts: [String]
    /// Beginnings of SURT keys whose pages are taken besides those of ``hosts``.
    public var surt: [SURTPrefix] = []
    /// If there are any, only pages that match one of them are taken.
    public var include: [URLPattern] = []
    /// What matches one of them is not taken, page or not.
    public var exclude: [URLPattern] = []
    /// Whether images, style sheets and scripts of captured pages are taken from any host.
    public var embedsFromAnyHost = false
    /// Whether files that captured pages link to as attachments are taken from any host.
    public var attachmentsFromAnyHost = false
    /// What is kept of what is no page: media types; empty for all. HTML, robots.txt, sitemaps and feeds are always taken.
    public var types: [MediaRange] = []
    /// Where URLs are found besides in pages.
    public var sitemaps = SitemapUse.follow
    /// Lists that are asked for in each run, with the dialects by which they are read.
    public var columns: [Column] = []
    /// Fields that an article of the portal is expected to have.
    public var expect: [ExpectedField] = []

    /// Seconds between the end of one request to a host and the next.
    public var delay: Double = 1
    /// Requests to one host at a time; `nil` for one, or eight where there is no delay.
    public var concurrency: Int?
    public var limits = Limits()
    /// When pages that are known are asked for again.
    public var revisit = Revisit()
    /// The hours of the day in which the portal may be asked, in its ``timeZone``; empty for all.
    public var hours: [DailyHours] = []
    /// The zone of hours, of days in reports and of dates in commands.
    public var timeZone = Portal.defaultTimeZone
    /// Free bytes on the archive's disk below which a run ends.
    public var minFreeBytes = 256 << 20

    /// Whether robots.txt is obeyed.
    public var obeysRobots = true
    /// Who is to be written to about the crawl; stands in the user agent and in warcinfo.
    public var contact: String?
    /// The whole user agent, where the usual one is not wanted.
    public var userAgent: String?
    /// Header fields that are sent to the portal's own hosts besides the usual ones; they stand in the archive's request records.
    public var headers: [Header] = []
    /// Whether a cookie that a host sets is sent back to it until the run ends.
    public var keepsCookies = false
    /// A proxy, as `http://host:port`.
    public var proxy: String?
    /// Whether hosts with private addresses may be asked, besides those that the file names by such an address.
    public var allowsPrivateAddresses = false
    /// Hosts whose certificates need not be valid; lower-case.
    public var tlsExceptions: [String] = []
    /// The place from which the crawl looks at the portal, as it stands in file names.
    public var vantage = "local"
    /// A time stamping authority (RFC 3161) that is asked to stamp the manifest of each run.
    public var timestamp: WebURL?
    /// How WARC files are compressed from the next run on.
    public var compression = WARCCompression.gzip

    /// A field of a request's head.
    public struct Header: Sendable, Equatable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A column (栏目) of the portal, as `shilu portal init` or a person found it.
    public struct Column: Sendable, Equatable {
        public var name: String?
        public var url: WebURL
        /// By which its list is read; a list that no longer is has been built anew, and the report says so.
        public var dialect: String?
        /// The total that it announced when it was looked at.
        public var announced: Int?

        public init(name: String?, url: WebURL, dialect: String?, announced: Int?) {
            self.name = name
            self.url = url
            self.dialect = dialect
            self.announced = announced
        }
    }

    /// Where URLs are found besides in pages.
    public enum SitemapUse: Sendable, Equatable {
        /// In the sitemaps that robots.txt names, in `/sitemap.xml` where it names none, and in feeds that pages name.
        case follow
        /// In none.
        case ignore
        /// In these sitemaps and feeds only, on whatever host they lie.
        case listed([WebURL])
    }

    /// Where a run ends, or leaves a host or a URL.
    public struct Limits: Sendable, Equatable {
        /// Answers to take in a run, robots.txt apart; `nil` for all.
        public var pages: Int?
        /// Bytes to receive in a run; `nil` for any number.
        public var bytes: Int?
        /// Seconds that a run may take; `nil` for any time.
        public var time: Double?
        /// What of it one host may have; `nil` for all.
        public var hostPages: Int?
        /// Seconds that requests to one host may take in a run, added up; `nil` for any time.
        public var hostTime: Double?
        /// The largest body, in bytes.
        public var bodyBytes = 512 << 20
        /// The most links between a seed and a page.
        public var depth: Int?
        /// Seconds that one answer may take.
        public var seconds: Double = 600
        /// How often a URL that fails is asked for in a run.
        public var attempts = 3

        public init() {}
    }

    /// Bounds of the interval between two visits of an article, in days, which grows while the article does not change; and how often lists
    /// are walked to their ends.
    public struct Revisit: Sendable, Equatable {
        public var minDays: Double = 1
        public var maxDays: Double = 90
        /// Days from one full walk of a list to the next.
        public var listDays: Double = 30

        public init() {}
    }

    /// China has one zone.
    static let defaultTimeZone = TimeZone(identifier: "Asia/Shanghai") ?? TimeZone(secondsFromGMT: 8 * 3600) ?? .gmt

    /// - Parameter hosts: those of the seeds if `nil`.
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

    /// The sitemaps that the portal file lists.
    var listedSitemaps: [WebURL] {
        if case .listed(let list) = sitemaps { list } else { [] }
    }

    /// Whether a URL lies on one of the portal's own hosts, whatever its path.
    public func isOwnHost(of url: WebURL) -> Bool {
        guard let host = url.host else { return false }
        return hosts.contains(host) || surt.contains { $0.matches(url) }
    }

    /// Which addresses may be spoken to for a URL. A host that the portal file itself names by a private address, or as
    /// `localhost`, is one of the user's own; a name that merely leads there is not.
    func addresses(for url: WebURL) -> AddressPolicy {
        guard !allowsPrivateAddresses, let host = url.host else { return .any }
        let isLiteral = host.hasPrefix("[") || host.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }
        let isNamed = hosts.contains(host) || seeds.contains { $0.host == host }
        return isNamed && (isLiteral || host == "localhost") ? .any : .publicOnly
    }
}
