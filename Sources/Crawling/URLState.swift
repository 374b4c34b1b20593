// The closed table of what can become of a URL.

/// What became of a URL. Every URL that the crawl knows is in exactly one state.
public enum URLState: String, Sendable, CaseIterable, Codable {
    /// Known, and not yet asked for in the run.
    case waiting
    /// Its answer is preserved, and is new or other than the last.
    case captured
    /// Asked again, and the same as before.
    case unchanged
    /// The answer points to another URL.
    case redirected
    /// 404 or 410 for the first time.
    case missingOnce = "missing once"
    /// 404 or 410 on two nights.
    case gone
    /// The site refuses to show it.
    case turnedAway = "turned away"
    /// No answer, or none that can be used.
    case failed
    /// Not asked for, by a rule.
    case excluded
    /// Not asked for, or not asked for whole, because a limit was reached.
    case overLimit = "over a limit"
    /// Not asked for, because it looks like one of an endless series.
    case trapped
}

/// Why a URL is in its state.
public enum URLReason: String, Sendable, CaseIterable, Codable {
    // MARK: Turned away

    /// 403, 429 and the like, or a shield's page with any status.
    case refused
    /// A page that wants a script run, a cookie kept or a riddle solved.
    case challenged
    /// 401, or a login form instead of the page.
    case loginWall = "login wall"
    /// A 200 with a shell in which nothing stands.
    case stub
    /// The page of another URL: the same as for many others, or the home page instead of an article.
    case wrongPage = "wrong page"

    // MARK: Missing

    /// 404 or 410.
    case notFound = "not found"
    /// A page that says that there is no such page, with another status than 404; or a redirect of an article to the home page.
    case softNotFound = "soft 404"

    // MARK: Failed

    /// The name does not resolve, or nobody answers.
    case unreachable
    /// The answer broke off before its end.
    case brokenOff = "broken off"
    /// No answer in time.
    case timedOut = "timed out"
    /// What came is no HTTP.
    case unreadable
    /// The certificate or the handshake is at fault.
    case tls = "TLS"
    /// 5xx.
    case serverError = "server error"
    /// Another status than those expected.
    case unexpectedStatus = "unexpected status"
    /// A redirect without a usable target, or the twentieth in a row.
    case badRedirect = "bad redirect"
    /// The answer to a list request in which no list can be read.
    case unreadableList = "unreadable list"

    // MARK: Excluded, or over a limit

    /// robots.txt forbids it.
    case robots
    /// Outside the portal's scope.
    case scope
    /// An address that the portal file does not allow.
    case address = "forbidden address"
    /// The largest body.
    case size
    /// The most links from a seed.
    case depth

    // MARK: Captured

    /// A 2xx answer without a byte of body.
    case empty
    /// A page in which no text was found: a picture, or what a script would fetch.
    case noText = "no text"
    /// An article whose text is its attachments.
    case attachmentOnly = "attachment only"

    // MARK: Left out, trapped

    /// Its type is none of those that the portal file keeps; its head is.
    case type
    /// A trap: more than 2,048 bytes, or more than 24 folders.
    case tooLong = "too long"
    /// A trap: the same folders three times in a row.
    case repeatingPath = "repeating path"
    /// A trap: the number of a visit; the URL without it is asked for instead.
    case sessionID = "session id"
    /// A trap: a day that is far away, or one of very many of one calendar.
    case calendar
    /// A trap: one of very many ways to sort, filter or lay out the same.
    case queryVariants = "query variants"

    /// Whether it speaks of an endless series; its URLs are ``URLState/trapped``.
    var isTrap: Bool {
        switch self {
        case .tooLong, .repeatingPath, .sessionID, .calendar, .queryVariants: true
        default: false
        }
    }
}
