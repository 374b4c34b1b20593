// A first look at a site: robots.txt, sitemap, home page, a few lists and articles.

import Archive
import Foundation
import Reading
import Sitemaps
import Web

/// What a few requests tell of a site.
public struct SiteSurvey: Sendable {
    /// The URL of the home page, after its redirects.
    public var home: WebURL
    /// Where the redirects began, if that is another host.
    public var typed: WebURL
    public var siteName: String?
    /// Seconds between two requests that robots.txt asks for.
    public var crawlDelay: Double?
    public var hasRobots = false
    public var sitemap: Sitemap?
    /// A sitemap that robots.txt names on another host: it is not looked at.
    public var foreignSitemap: String?
    /// Hosts of the same site that the home page links to, with the number of links; the most linked first.
    public var otherHosts: [(host: String, links: Int)] = []
    public var columns: [Column] = []
    /// How many articles were read, and in how many each field was found.
    public var articles = 0
    public var fields: [(field: ExpectedField, count: Int)] = []

    /// The site's sitemap.
    public struct Sitemap: Sendable {
        public var url: WebURL
        public var addresses: Int
        /// Whether it names sitemaps, not pages.
        public var isIndex: Bool
        /// Whether robots.txt names it.
        public var isNamed: Bool
    }

    /// A list of the site.
    public struct Column: Sendable {
        public var url: WebURL
        public var name: String?
        public var rows: Int
        public var announced: Int?
        public var hasNextPage: Bool
        /// By which its list is read; `nil` where it needs none, or none is known.
        public var dialect: String?
    }

    /// Lists and articles that are looked at.
    private static let samples = 3

    /// Looks at a site, with the pauses of a crawl.
    ///
    /// - Parameter tell: told of each request, for people.
    /// - Throws: ``SurveyError`` if the home page cannot be had; what fails after it is left out.
    public init(of url: WebURL, contact: String?, delay: Double, interrupt: Interrupt, tell: @escaping (String) -> Void) throws {
        var portal = PortalSource.portal(for: url)
        portal.contact = contact
        portal.delay = delay
        var visitor = try SiteVisitor(portal, interrupt: interrupt, tell: tell)
        let answer = try visitor.visit(url)
        typed = url.asSent
        home = answer.url
        let page = try Self.homePage(answer)
        siteName = page.page.siteName ?? page.page.title

        let policy = try visitor.robots(of: home)
        crawlDelay = policy.crawlDelay(agent: portal.robotsAgent)
        var named: [String] = []
        if case .rules(let rules) = policy {
            hasRobots = true
            named = rules.sitemaps
        }
        try look(at: named, &visitor)
        count(page.links)

        var candidates = ListCandidates(page.links.map(\.url), home: home)
        var articles = ArticleSamples()
        while columns.count < Self.samples, let list = candidates.next() {
            guard let read = try Self.page(list, &visitor), read.page.kind == .list else { continue }
            let name = read.page.breadcrumb.last ?? read.page.column ?? read.page.title
            columns.append(Column(
                url: list, name: name, rows: read.page.rows.count, announced: read.page.announced,
                hasNextPage: read.page.nextPage != nil, dialect: read.page.dialect))
            articles.add(read.page.rows.compactMap { row in row.url.flatMap { try? WebURL($0) } }, home: home)
        }
        articles.add(candidates.articles, home: home)
        for url in articles.spread(Self.samples) {
            guard let read = try Self.page(url, &visitor), read.page.kind == .article || read.page.kind == .document else { continue }
            self.articles += 1
            note(read.page)
        }
    }

    private static func homePage(_ answer: SiteVisitor.Answer) throws -> ExtractedPage {
        let status = answer.exchange.status
        switch status {
        case 200..<300: break
        case 404, 410: throw SurveyError.noPage(answer.url, why: "is not there (HTTP \(status))")
        case 400..<500: throw SurveyError.turnedAway(answer.url, why: "HTTP \(status)")
        default: throw SurveyError.noPage(answer.url, why: "HTTP \(status)")
        }
        guard let page = answer.page else {
            throw SurveyError.noPage(answer.url, why: "is no HTML page, but \(answer.head.contentType ?? "of no named type")")
        }
        return page
    }

    /// A page of the site; nil where it cannot be had.
    private static func page(_ url: WebURL, _ visitor: inout SiteVisitor) throws -> ExtractedPage? {
        do {
            let answer = try visitor.visit(url)
            return (200..<300).contains(answer.exchange.status) ? answer.page : nil
        } catch SurveyError.interrupted {
            throw SurveyError.interrupted
        } catch is SurveyError {
            return nil
        }
    }

    private mutating func look(at named: [String], _ visitor: inout SiteVisitor) throws {
        let own = named.compactMap { try? WebURL($0, base: home) }.first { $0.isHTTP && $0.host == home.host }
        if own == nil { foreignSitemap = named.first }
        guard let url = own ?? (named.isEmpty ? try? WebURL("/sitemap.xml", base: home) : nil) else { return }
        do {
            guard let file = try visitor.visit(url).sitemap else { return }
            sitemap = Sitemap(url: url, addresses: file.entries.count, isIndex: file.form == .index, isNamed: !named.isEmpty)
        } catch SurveyError.interrupted {
            throw SurveyError.interrupted
        } catch is SurveyError {}
    }

    private mutating func count(_ links: [PageLink]) {
        guard let host = home.host else { return }
        let site = SameSite(host)
        var counts: [String: Int] = [:]
        for link in links where link.role == .page || link.role == .frame {
            if let other = link.url.host, other != host, site.contains(other) { counts[other, default: 0] += 1 }
        }
        otherHosts = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    private mutating func note(_ page: Page) {
        let document = page.document
        let found: [(ExpectedField, Bool)] = [
            (.column, page.column != nil), (.source, page.source != nil), (.author, page.author != nil), (.editor, page.editor != nil),
            (.published, page.published != nil), (.paragraphs, !page.paragraphs.isEmpty), (.indexNumber, document?.indexNumber != nil),
            (.issuer, document?.issuer != nil), (.number, document?.number != nil),
        ]
        for (field, isThere) in found where isThere {
            if let at = fields.firstIndex(where: { $0.field == field }) { fields[at].count += 1 } else { fields.append((field, 1)) }
        }
    }
}

/// Hosts that belong to one site, told by their names alone.
private struct SameSite {
    private let domain: String

    /// `www.example.gov.cn` belongs to `example.gov.cn`.
    init(_ host: String) {
        let labels = host.split(separator: ".")
        domain = (labels.count > 2 && labels[0].hasPrefix("www") ? labels.dropFirst() : labels[...]).joined(separator: ".")
    }

    func contains(_ host: String) -> Bool { host == domain || host.hasSuffix("." + domain) }
}
