// Asks a site for a few pages, one after the other, as politely as a crawl would.

import Archive
import Fetching
import Foundation
import Sitemaps
import Web
import WebArchive

/// One visitor of a site. Obeys each origin's robots.txt, waits between requests, keeps nothing.
struct SiteVisitor {
    private let portal: Portal
    private let fetcher: Fetcher
    private let interrupt: Interrupt
    private let tell: (String) -> Void
    private var policies: [String: RobotsPolicy] = [:]
    private var lastRequest: Int64 = 0
    private var waitsUntil = 0.0

    private static let mostRedirects = 10

    /// What a URL showed in the end.
    struct Answer {
        var url: WebURL
        var exchange: Exchange
        var head: HTTPMessage

        /// The page, if it is one.
        var page: ExtractedPage? {
            guard let body = bytes else { return nil }
            let (payload, transfer) = head.transferDecoded(body[...])
            return PageExtraction.page(
                head: head, payload: payload, transfer: transfer, url: url.href, fetchedAt: exchange.startedAt, truncated: nil,
                withLinks: true)
        }

        var sitemap: SitemapFile? { SitemapBody.file(in: exchange, head, as: .sitemap) }

        var bytes: [UInt8]? {
            switch exchange.body {
            case .memory(let bytes): bytes
            case .file(let file): FileManager.default.contents(atPath: file.path).map(Array.init)
            }
        }
    }

    /// - Parameter tell: told of each request, for people.
    init(_ portal: Portal, interrupt: Interrupt, tell: @escaping (String) -> Void) throws {
        self.portal = portal
        self.interrupt = interrupt
        self.tell = tell
        fetcher = try Fetcher(FetcherConfiguration(spoolFolder: NSTemporaryDirectory(), proxy: portal.proxy))
    }

    /// What an origin's robots.txt says; asked for once.
    mutating func robots(of url: WebURL) throws -> RobotsPolicy {
        if let known = policies[url.origin] { return known }
        guard var place = try? WebURL("/robots.txt", base: url) else { return .allowAll }
        var policy = RobotsPolicy.disallowAll
        // Five redirects are followed; beyond them it counts as unavailable (RFC 9309, section 2.3.1.2).
        for step in 0...5 {
            let exchange = try exchange(place)
            guard let head = try? HTTPMessage(parsing: exchange.responseHead[...]) else { break }
            if (300..<400).contains(exchange.status), let target = target(of: head, from: place) {
                place = target
                if step == 5 { policy = .allowAll }
                continue
            }
            let body: [UInt8] = if case .memory(let bytes) = exchange.body { bytes } else { [] }
            policy = RobotsPolicy(status: exchange.status, body: head.decoded(body[...], limit: 2 * RobotsTxt.byteLimit).bytes)
            if case .disallowAll = policy {
                let why = "its robots.txt could not be had (HTTP \(exchange.status)), so nothing of the site may be asked for"
                throw SurveyError.robots(place, why: why)
            }
            break
        }
        policies[url.origin] = policy
        return policy
    }

    /// Asks for a URL and follows its redirects; each origin on the way is asked what it allows first.
    mutating func visit(_ url: WebURL) throws -> Answer {
        var url = url.asSent
        for _ in 0...Self.mostRedirects {
            guard try robots(of: url).allows(url, agent: portal.robotsAgent) else {
                throw SurveyError.robots(url, why: "robots.txt forbids it to \(portal.robotsAgent)")
            }
            let exchange = try exchange(url)
            guard let head = try? HTTPMessage(parsing: exchange.responseHead[...]) else {
                throw SurveyError.unreachable(url, why: "what came is no HTTP response")
            }
            guard (300..<400).contains(exchange.status), let target = target(of: head, from: url) else {
                return Answer(url: url, exchange: exchange, head: head)
            }
            url = target
        }
        throw SurveyError.noPage(url, why: "redirects without end")
    }

    private func target(of head: HTTPMessage, from url: WebURL) -> WebURL? {
        guard let location = head.fields["Location"], let target = try? WebURL(location, base: url), target.isHTTP else { return nil }
        return target.asSent
    }

    /// One request, after the pause that is due.
    private mutating func exchange(_ url: WebURL) throws -> Exchange {
        while MonotonicClock.now() < waitsUntil {
            if interrupt.isRaised { throw SurveyError.interrupted }
            // Short, so that Ctrl-C is heard; with nothing in flight there is no descriptor to wait for.
            Thread.sleep(forTimeInterval: 0.05)
        }
        tell(url.href)
        lastRequest += 1
        var limits = FetchLimits()
        limits.totalSeconds = 60
        limits.bodyBytes = SitemapFile.byteLimit
        fetcher.add(FetchRequest(
            id: lastRequest, url: url, fields: [
                ("User-Agent", portal.sentUserAgent), ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"),
                ("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5"), ("Accept-Encoding", "gzip"),
            ], limits: limits, addresses: portal.addresses(for: url)))
        var results: [FetchResult] = []
        while results.isEmpty {
            if interrupt.isRaised { throw SurveyError.interrupted }
            results = try fetcher.poll(timeout: 0.2)
        }
        let crawlDelay = policies[url.origin]?.crawlDelay(agent: portal.robotsAgent)
        waitsUntil = MonotonicClock.now() + Politeness(portal).pace(crawlDelay: crawlDelay).delay
        switch results[0] {
        case .exchange(let exchange): return exchange
        case .failure(let failure): throw SurveyError.unreachable(url, why: "\(failure.reason.name): \(failure.message)")
        }
    }
}
