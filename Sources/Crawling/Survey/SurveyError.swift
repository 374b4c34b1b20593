// Why a site could not be looked at.

import Web

/// A site that shows nothing, and why.
public enum SurveyError: Error, CustomStringConvertible {
    /// Nobody answers, or what answers is no HTTP.
    case unreachable(WebURL, why: String)
    /// It refuses to show the page.
    case turnedAway(WebURL, why: String)
    /// Its robots.txt forbids the page, or could not be had.
    case robots(WebURL, why: String)
    /// What came is no page.
    case noPage(WebURL, why: String)
    /// Interrupted.
    case interrupted

    public var description: String {
        switch self {
        case .unreachable(let url, let why): "\(url): unreachable: \(why)"
        case .turnedAway(let url, let why): "\(url): turned away: \(why)"
        case .robots(let url, let why): "\(url): \(why)"
        case .noPage(let url, let why): "\(url): \(why)"
        case .interrupted: "interrupted"
        }
    }
}
