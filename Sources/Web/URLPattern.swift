// Patterns of URLs, as a person writes them to say which of them are wanted.

/// A pattern for paths or for whole URLs: a beginning, with `*` for any characters and a final `$` for the end, as in robots.txt
/// (RFC 9309, section 2.2.3). `%xx` escapes and the characters that they stand for are the same.
public struct URLPattern: Sendable, Hashable, CustomStringConvertible {
    /// As it was written.
    public let description: String
    private let pattern: RobotsPattern
    private let isForWholeURLs: Bool

    /// - Parameter text: what begins with `/` or `*` is for path and query; what begins with `http://` or `https://` (or with
    ///   `*://`) is for the whole URL. Nil for anything else.
    public init?(_ text: String) {
        let lower = text.lowercased()
        isForWholeURLs = ["http://", "https://", "*://"].contains { lower.hasPrefix($0) }
        let bytes = Array(text.utf8)
        guard isForWholeURLs || bytes.first == 0x2F || bytes.first == 0x2A else { return nil }
        description = text
        pattern = RobotsPattern(matching: bytes[...])
    }

    /// Whether the URL, without its fragment, is one of them.
    public func matches(_ url: WebURL) -> Bool {
        pattern.matches(isForWholeURLs ? RobotsPath.comparable(whole: url) : RobotsPath.comparable(url))
    }

    public static func == (left: URLPattern, right: URLPattern) -> Bool { left.description == right.description }

    public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

extension RobotsPath {
    /// The whole URL, with the escapes of its path decoded as in patterns.
    static func comparable(whole url: WebURL) -> [UInt8] {
        var inQuery = false
        return comparable(Array(url.withoutFragment.href.utf8)[...], inQuery: &inQuery)
    }
}
