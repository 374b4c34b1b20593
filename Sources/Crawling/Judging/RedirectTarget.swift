// What the address of a redirect says of the answer.

import Web

/// Reads addresses of redirects by their segments.
enum RedirectTarget {
    /// The segments of a path, lower-case, the last without its extension.
    static func segments(of url: WebURL) -> [String] {
        var segments = url.path.lowercased().split(separator: "/").map(String.init)
        if let last = segments.last, let dot = last.firstIndex(of: "."), dot != last.startIndex {
            segments[segments.count - 1] = String(last[..<dot])
        }
        return segments
    }

    /// Whether one of a path's segments is one of some words.
    static func hasSegment(_ url: WebURL, _ words: Set<String>) -> Bool {
        segments(of: url).contains { words.contains($0.prefix { $0 != ";" }.description) }
    }

    /// Whether the first label of a host is one of some words.
    static func hasHostLabel(_ url: WebURL, _ words: Set<String>) -> Bool {
        (url.host?.split(separator: ".").first).map { words.contains(String($0)) } ?? false
    }

    /// Whether an address is that of a home page.
    static func isHome(_ url: WebURL) -> Bool {
        guard url.query == nil || url.query == "" else { return false }
        let segments = segments(of: url)
        return segments.isEmpty || segments.count == 1 && ["index", "default", "home", "main"].contains(segments[0])
    }

    /// Whether two hosts are of one site: the same, `www.` aside.
    static func isSameSite(_ a: WebURL, _ b: WebURL) -> Bool { bare(a.host) == bare(b.host) }

    private static func bare(_ host: String?) -> Substring? {
        host.map { $0.hasPrefix("www.") ? $0.dropFirst(4) : $0[...] }
    }
}
