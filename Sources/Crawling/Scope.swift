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
        [portal.hosts.joined(separator: " "), portal.include.joined(separator: " "), portal.exclude.joined(separator: " "),
         "\(portal.embedsFromAnyHost)", portal.limits.depth.map(String.init) ?? ""].joined(separator: "\n")
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
        if !hosts.contains(host) { return role.isEmbed && portal.embedsFromAnyHost ? .take : .elsewhere }
        let path = url.path
        if portal.exclude.contains(where: path.hasPrefix) { return .leave(.scope) }
        if role.isEmbed { return .take }
        if !portal.include.isEmpty, !portal.include.contains(where: path.hasPrefix) { return .leave(.scope) }
        if let limit = portal.limits.depth, depth > limit { return .leave(.depth) }
        return .take
    }
}
