// A URL that was found: where, as what, and whether it is to be asked for.

import Web

/// A URL found in a page, a sitemap or a robots.txt, or as the target of a redirect, judged by the portal's scope.
struct DiscoveredURL: Sendable {
    var url: WebURL
    var role: URLRole
    var depth: Int
    var redirects: Int
    /// The `id` of the URL on whose page it was found.
    var via: Int64
    /// Why it is not to be asked for, if so.
    var exclusion: URLReason?
    /// When it changed, as a sitemap or a feed says.
    var lastModified: Timestamp?
    /// Whether it is named by a sitemap or a feed.
    var isFromMap = false
    /// Whether nothing names it: it is asked for until it proves missing, and then left.
    var isGuess = false

    /// In which order new URLs are asked for, the lowest first: by their distance from the seeds, pages before what belongs to
    /// them, so that a bounded crawl is of pages first; what a sitemap names, which can be all that ever was, after what the
    /// first pages link to.
    var priority: Int { depth + 1 + (role.isEmbed ? 2 : 0) + (isFromMap ? 1 : 0) }

    /// The state in which it is noted.
    var state: URLState {
        guard let exclusion else { return .waiting }
        return exclusion.isTrap ? .trapped : .excluded
    }
}
