// For what a URL is asked.

import Reading

/// What a URL is on the page that links to it.
enum URLRole: String, Sendable {
    /// robots.txt of a host.
    case robots
    /// A sitemap, or an index of them.
    case sitemap
    /// An RSS or Atom feed.
    case feed
    case page
    /// A call for the data of a list.
    case list
    case frame
    case attachment
    case image
    case stylesheet
    case script

    init(_ role: PageLink.Role) {
        self = switch role {
        case .page: .page
        case .frame: .frame
        case .attachment: .attachment
        case .image: .image
        case .stylesheet: .stylesheet
        case .script: .script
        case .feed: .feed
        }
    }

    /// Whether it belongs to the page that shows it rather than being something of its own.
    var isEmbed: Bool { self == .image || self == .stylesheet || self == .script }

    /// Whether it is asked for only to learn of pages.
    var isMap: Bool { self == .sitemap || self == .feed }
}
