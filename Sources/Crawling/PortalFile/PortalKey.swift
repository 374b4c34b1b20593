// The keys of a portal file, in the order in which they are shown.

/// A key of a portal file.
enum PortalKey: String, CaseIterable {
    case name, seeds, hosts, surt, include, exclude, embeds, attachments, types, sitemaps, columns, expect
    case delay, concurrency, limits, revisit, hours, timezone
    case minFree = "min_free"
    case robots, contact
    case userAgent = "user_agent"
    case headers, cookies, proxy, addresses
    case tlsExceptions = "tls_exceptions"
    case vantage, timestamp, compression

    static let names = allCases.map(\.rawValue)
}

/// A key of `limits`.
enum LimitKey: String, CaseIterable {
    case pages, bytes, time, body, seconds, attempts, depth, host

    static let names = allCases.map(\.rawValue)
}
