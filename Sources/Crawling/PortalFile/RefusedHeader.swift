// The header fields that a portal file may not set.

/// Fields that speak of one connection (RFC 9110, section 7.6.1), that a key of their own sets, or that the crawl sends itself.
enum RefusedHeader {
    private static let rules: [(names: [String], rule: String)] = [
        (["Connection", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Content-Length", "Expect"],
         "is for one connection and cannot be set"),
        (["User-Agent"], "has a key of its own, `user_agent`"),
        (["Cookie"], "has a key of its own, `cookies`"),
        (["Host", "Accept", "Accept-Language", "Accept-Encoding", "Referer", "If-None-Match", "If-Modified-Since", "Range"],
         "is sent by the crawl itself"),
    ]

    /// Their names; `Proxy-` and what begins so is refused besides.
    static let names = rules.flatMap(\.names)

    /// Why a field may not be set; `nil` if it may.
    static func rule(of name: String) -> String? {
        let name = name.lowercased()
        if name.hasPrefix("proxy-") { return rules[0].rule }
        return rules.first { $0.names.contains { $0.lowercased() == name } }?.rule
    }
}
