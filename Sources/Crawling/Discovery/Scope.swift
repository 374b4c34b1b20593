// Which URLs belong to a portal.

import Web

/// The rule by which a URL is taken or left.
struct Scope: Sendable {
    private let portal: Portal
    private let hosts: Set<String>

    init(_ portal: Portal) {
        self.portal = portal
        hosts = Set(portal.hosts)
    }

    /// Changes when the rule does.
    var fingerprint: String {
        let lists: [[String]] = [
            portal.hosts, portal.include.map(\.description), portal.exclude.map(\.description),
            ["\(portal.embedsFromAnyHost)"], [portal.limits.depth.map(String.init) ?? ""],
        ]
        // What came later is added only where it is used, or each archive would be judged anew.
        let later: [(String, [String])] = [
            ("surt", portal.surt.map(\.description)), ("types", portal.types.map(\.description)),
            ("attachments", portal.attachmentsFromAnyHost ? ["any"] : []), ("sitemaps", sitemapsWords),
        ]
        return (lists.map { $0.joined(separator: " ") } + later.filter { !$0.1.isEmpty }.map { "\($0): \($1.joined(separator: " "))" })
            .joined(separator: "\n")
    }

    private var sitemapsWords: [String] {
        switch portal.sitemaps {
        case .follow: []
        case .ignore: ["ignore"]
        case .listed(let list): ["listed"] + list.map(\.href)
        }
    }

    /// Why a link is not followed, or `nil` if it is.
    ///
    /// Links to other hosts are no part of the portal and are not kept in its state; what is left inside it is.
    enum Verdict: Equatable {
        case take
        case elsewhere
        case leave(URLReason)
    }

    func verdict(on url: WebURL, role: URLRole, depth: Int) -> Verdict {
        guard url.isHTTP, let host = url.host else { return .elsewhere }
        let isOwn = hosts.contains(host) || !portal.surt.isEmpty && portal.surt.contains { $0.matches(url) }
        if role.isMap { return verdict(onMap: url, role, isOwn: isOwn) }
        guard isOwn || isTakenFromAnyHost(role) else { return .elsewhere }
        if portal.exclude.contains(where: { $0.matches(url) }) { return .leave(.scope) }
        if role.isEmbed || role == .list || !isOwn { return .take }
        if !portal.include.isEmpty, !portal.include.contains(where: { $0.matches(url) }) { return .leave(.scope) }
        if let limit = portal.limits.depth, depth > limit { return .leave(.depth) }
        return .take
    }

    /// Whether sitemaps are looked for where robots.txt says, or at the usual place.
    var looksForSitemaps: Bool { portal.sitemaps == .follow }

    /// Sitemaps and feeds are looked at as the portal file says, whatever `include` and `limits.depth` say of pages: of other hosts
    /// only those that it names, for what a sitemap says of its own host others need not say.
    private func verdict(onMap url: WebURL, _ role: URLRole, isOwn: Bool) -> Verdict {
        switch portal.sitemaps {
        case .ignore: return .elsewhere
        case .listed(let list):
            if list.contains(url) { return .take }
            guard isOwn, role == .sitemap else { return .elsewhere }
        case .follow: guard isOwn else { return .elsewhere }
        }
        return portal.exclude.contains { $0.matches(url) } ? .leave(.scope) : .take
    }

    private func isTakenFromAnyHost(_ role: URLRole) -> Bool {
        role.isEmbed ? portal.embedsFromAnyHost : role == .attachment && portal.attachmentsFromAnyHost
    }
}
