// For what a URL is asked.

import Reading

/// What a URL is on the page that links to it.
enum URLRole: String, Sendable {
    /// robots.txt of a host.
    case robots
    case page
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
        }
    }

    /// Whether it belongs to the page that shows it rather than being something of its own.
    var isEmbed: Bool { self == .image || self == .stylesheet || self == .script }
}
