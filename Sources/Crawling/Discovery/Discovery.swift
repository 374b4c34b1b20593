// Which links of a page are new to the crawl.

import Archive
import Reading
import Sitemaps
import Web

/// Judges links. A portal's pages repeat the same navigation, so what was seen lately is remembered, and the state file is
/// asked about the rest only.
struct Discovery {
    private let scope: Scope
    private var traps: Traps
    private var recent: [RecentLink?]

    /// Indexes of sitemaps may lie in indexes so deep.
    private static let nesting = 3
    /// Sitemaps that are taken of one robots.txt.
    private static let sitemapsOfRobots = 1000

    init(scope: Scope, traps: Traps) {
        self.scope = scope
        self.traps = traps
        recent = Array(repeating: nil, count: 1 << 10)  // a hundred kilobytes, in each of a hundred portals
    }

    /// A visit whose redirect leads out of the portal says so: it is the end of that way.
    func judged(_ visit: Visit) -> Visit {
        guard let target = visit.redirectTarget, visit.queued.role != .robots,
              scope.verdict(on: target, role: visit.queued.role, depth: visit.queued.depth) != .take else { return visit }
        var visit = visit
        visit.judgement.reason = .scope
        visit.judgement.detail = "redirects to \(target), which is not in the portal's scope"
        return visit
    }

    /// What a visit leads to.
    mutating func urls(from visit: Visit) throws -> [DiscoveredURL] {
        let queued = visit.queued
        if queued.role == .robots { return sitemaps(of: visit) }
        if let target = visit.redirectTarget {
            return try discovered(DiscoveredURL(
                url: target.asSent, role: queued.role, depth: queued.depth, redirects: queued.redirects + 1, via: queued.id), at: visit.visitedAt)
        }
        if let file = visit.sitemap { return try urls(in: file, of: visit) }
        guard let page = visit.page, visit.judgement.isOfThePage, (200..<300).contains(visit.status ?? 0) else { return [] }
        let links = page.links.map { RecentLink(url: $0.url.asSent, role: URLRole($0.role)) } + listed(by: page)
        var found: [DiscoveredURL] = []
        for link in links {
            let slot = link.hashValue & (recent.count - 1)
            guard recent[slot] != link else { continue }
            recent[slot] = link
            // A feed speaks for the page that names it, and is as near to the seeds.
            let depth = link.role == .feed ? 0 : queued.depth + 1
            found += try discovered(
                DiscoveredURL(url: link.url, role: link.role, depth: depth, redirects: 0, via: queued.id), at: visit.visitedAt)
        }
        return found
    }

    /// What a list names in its scripts and data and not in links: its rows, its first page where it is a later one, and its other pages
    /// where no dialect tells of them.
    private func listed(by page: ExtractedPage) -> [RecentLink] {
        let others = page.columns.isEmpty ? [page.page.nextPage] + page.page.pages : page.columns.map(\.page)
        return (page.page.rows.map(\.url) + others).compactMap { address in
            guard let address, let url = try? WebURL(address), url.isHTTP else { return nil }
            return RecentLink(url: url.asSent, role: .page)
        }
    }

    /// The sitemaps that a robots.txt names. Where it names none, its site may have one at the usual place; a site without
    /// robots.txt seldom has.
    private func sitemaps(of robots: Visit) -> [DiscoveredURL] {
        guard robots.redirectTarget == nil, scope.looksForSitemaps else { return [] }
        guard case .rules(let rules)? = robots.robots else { return [] }
        let named = rules.sitemaps
        let base = robots.queued.url
        var urls = named.prefix(Self.sitemapsOfRobots).compactMap { try? WebURL($0, base: base) }
        let isGuess = named.isEmpty
        if isGuess, let url = try? WebURL("/sitemap.xml", base: base) { urls = [url] }
        return urls.compactMap { url in
            let url = url.asSent
            guard scope.verdict(on: url, role: .sitemap, depth: 0) == .take else { return nil }
            return DiscoveredURL(url: url, role: .sitemap, depth: 0, redirects: 0, via: robots.queued.id, isGuess: isGuess)
        }
    }

    /// The URLs that a sitemap or a feed names. Those of pages are one step from the seeds; the depth of a sitemap is that of the
    /// indexes around it.
    private mutating func urls(in file: SitemapFile, of visit: Visit) throws -> [DiscoveredURL] {
        var found: [DiscoveredURL] = []
        for entry in file.entries {
            var url = DiscoveredURL(
                url: entry.url.asSent, role: .page, depth: 1, redirects: 0, via: visit.queued.id, lastModified: entry.lastModified, isFromMap: true)
            if file.form == .index {
                url.role = .sitemap
                url.depth = visit.queued.depth + 1
                url.isFromMap = false
                guard url.depth <= Self.nesting else { continue }
            } else if FileKind(of: url.url).isAttachment {
                url.role = .attachment
            }
            found += try discovered(url, at: visit.visitedAt)
        }
        return found
    }

    private struct RecentLink: Hashable {
        let url: WebURL
        let role: URLRole
    }

    /// A URL as it is to be noted, if it belongs to the portal: itself; or itself as trapped and beside it the same without what
    /// makes it endless.
    private mutating func discovered(_ found: DiscoveredURL, at time: Timestamp) throws -> [DiscoveredURL] {
        var found = found
        switch scope.verdict(on: found.url, role: found.role, depth: found.depth) {
        case .elsewhere: return []
        case .leave(let reason):
            found.exclusion = reason
            return [found]
        case .take: break
        }
        guard let trap = try traps.trap(for: found.url, at: time) else { return [found] }
        var trapped = found
        trapped.exclusion = trap.reason
        guard let url = trap.instead else { return [trapped] }
        found.url = url
        return [trapped, found]
    }
}
