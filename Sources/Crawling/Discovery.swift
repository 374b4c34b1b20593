// Which links of a page are new to the crawl.

import Archive
import Reading
import Web

/// A URL found in a page or as the target of a redirect, judged by the portal's scope.
struct DiscoveredURL: Sendable {
    var url: WebURL
    var role: URLRole
    var depth: Int
    var redirects: Int
    /// The `id` of the URL on whose page it was found.
    var via: Int64
    /// Why it is not to be asked for, if so.
    var exclusion: URLReason?
}

/// Judges links. A portal's pages repeat the same navigation, so what was seen lately is remembered, and the state file is
/// asked about the rest only.
struct Discovery {
    private let scope: Scope
    private var recent: [RecentLink?]

    init(scope: Scope) {
        self.scope = scope
        recent = Array(repeating: nil, count: 1 << 14)
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
    mutating func urls(from visit: Visit) -> [DiscoveredURL] {
        if let target = visit.redirectTarget {
            guard visit.queued.role != .robots else { return [] }  // followed at once, as part of asking for robots.txt
            let queued = visit.queued
            let next = discovered(
                target.asSent, role: queued.role, depth: queued.depth, redirects: queued.redirects + 1, via: queued.id)
            return next.map { [$0] } ?? []
        }
        guard let page = visit.page, visit.queued.role != .robots, (200..<300).contains(visit.status ?? 0) else { return [] }
        let links = page.links.map { RecentLink(url: $0.url.asSent, role: URLRole($0.role)) } + listed(by: page.page)
        return links.compactMap { link in
            let slot = link.hashValue & (recent.count - 1)
            guard recent[slot] != link else { return nil }
            recent[slot] = link
            return discovered(link.url, role: link.role, depth: visit.queued.depth + 1, redirects: 0, via: visit.queued.id)
        }
    }

    /// What a list names in its scripts and data and not in links: its rows, and its next page.
    private func listed(by page: Page) -> [RecentLink] {
        (page.rows.map(\.url) + [page.nextPage]).compactMap { address in
            guard let address, let url = try? WebURL(address), url.isHTTP else { return nil }
            return RecentLink(url: url.asSent, role: .page)
        }
    }

    private struct RecentLink: Hashable {
        let url: WebURL
        let role: URLRole
    }

    private func discovered(_ url: WebURL, role: URLRole, depth: Int, redirects: Int, via: Int64) -> DiscoveredURL? {
        switch scope.verdict(on: url, role: role, depth: depth) {
        case .elsewhere: nil
        case .take: DiscoveredURL(url: url, role: role, depth: depth, redirects: redirects, via: via)
        case .leave(let reason): DiscoveredURL(url: url, role: role, depth: depth, redirects: redirects, via: via, exclusion: reason)
        }
    }
}
