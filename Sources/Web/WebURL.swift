// A URL as browsers understand it.

/// A URL parsed and serialized as the WHATWG URL Standard says (https://url.spec.whatwg.org).
///
/// Holds its serialization, which is ASCII, and where the components lie in it. Equality, order and hash are the
/// serialization's, byte for byte.
public struct WebURL: Sendable, CustomStringConvertible {
    /// The serialization, with fragment.
    public let href: String
    private let components: URLComponents

    private init(href: String, components: URLComponents) {
        self.href = href
        self.components = components
    }

    /// Parses `input`, against `base` where it is relative.
    public init(_ input: String, base: WebURL? = nil) throws(WebURLError) {
        try self.init(utf8: Array(input.utf8)[...], base: base)
    }

    /// Parses UTF-8 bytes as they stand in an attribute.
    ///
    /// - Parameters:
    ///   - input: UTF-8; what is not becomes U+FFFD.
    ///   - base: what relative references resolve against.
    ///   - queryEncoder: the page's encoding, for the query of http, https, ftp and file URLs (URL Standard,
    ///     "percent-encode after encoding"): a scalar above U+007F to bytes; nil where the encoding lacks it, which gives
    ///     `%26%23NNN%3B`. Without it, as with UTF-16 pages, UTF-8.
    public init(
        utf8 input: ArraySlice<UInt8>, base: WebURL?, queryEncoder: ((Unicode.Scalar) -> [UInt8]?)? = nil
    ) throws(WebURLError) {
        var parser = URLParser(input: input, base: base.map { ($0.href, $0.components) }, queryEncoder: queryEncoder)
        do {
            try parser.parse()
        } catch {
            throw WebURLError(error, input: input)
        }
        href = String(decoding: parser.record.bytes, as: UTF8.self)
        components = parser.record.components
    }

    /// The serialization.
    public var description: String { href }

    // MARK: Components

    /// Lower case, without the colon.
    public var scheme: String { text(0, components.schemeEnd) }

    /// Percent-encoded; empty where there is none.
    public var username: String { text(components.usernameStart, components.usernameEnd) }

    /// Percent-encoded; empty where there is none.
    public var password: String {
        guard components.usernameEnd + 1 < components.hostStart else { return "" }
        return text(components.usernameEnd + 1, components.hostStart - 1)
    }

    /// A domain in ASCII (Punycode), an IPv4 address, an IPv6 address in brackets, or an opaque host; nil where the URL has
    /// none. Without port.
    public var host: String? { components.hasHost ? text(components.hostStart, components.hostEnd) : nil }

    /// Nil also where it is the scheme's default port.
    public var port: Int? { components.port < 0 ? nil : Int(components.port) }

    /// The port written or the scheme's default port.
    public var effectivePort: Int? { port ?? components.scheme.defaultPort }

    /// Percent-encoded, with its leading slash where the path is not opaque.
    public var path: String { text(components.pathStart, components.queryStart ?? fragmentStart) }

    /// Percent-encoded, without the question mark; empty for a bare `?`, nil where there is none.
    public var query: String? { components.queryStart.map { text($0 + 1, fragmentStart) } }

    /// Percent-encoded, without the number sign; nil where there is none.
    public var fragment: String? { components.fragmentStart.map { text($0 + 1, end) } }

    /// Whether the path is one piece without segments, as of `mailto:` and `javascript:`.
    public var hasOpaquePath: Bool { components.hasOpaquePath }

    // MARK: Parts of a request

    /// Whether the scheme is http or https.
    public var isHTTP: Bool { components.scheme == .http || components.scheme == .https }

    /// The URL without its fragment: what identifies a resource.
    public var withoutFragment: WebURL {
        guard let start = components.fragmentStart else { return self }
        var components = components
        components.fragmentStart = nil
        return WebURL(href: text(0, start), components: components)
    }

    /// Path and query as they stand in a request line (RFC 9112, section 3.2.1).
    public var pathAndQuery: String { text(components.pathStart, fragmentStart) }

    /// Host, and port where it is not the scheme's default: the value of a Host field (RFC 9110, section 7.2).
    public var hostAndPort: String { text(components.hostStart, hostAndPortEnd) }

    /// Scheme, host and port: `https://example.com:8080`; for http and https the URL Standard's origin.
    public var origin: String {
        components.hasHost ? "\(scheme)://\(hostAndPort)" : "\(scheme):"
    }

    // MARK: Bytes

    private var end: UInt32 { UInt32(truncatingIfNeeded: href.utf8.count) }
    private var fragmentStart: UInt32 { components.fragmentStart ?? end }
    /// A host is followed by its path at once: "/." stands only where there is no host.
    private var hostAndPortEnd: UInt32 { components.hasHost ? components.pathStart : components.hostEnd }

    private func text(_ start: UInt32, _ end: UInt32) -> String {
        let bytes = href.utf8
        let first = bytes.index(bytes.startIndex, offsetBy: Int(start))
        return String(href[first..<bytes.index(bytes.startIndex, offsetBy: Int(end))])
    }
}

extension WebURL: Hashable, Comparable {
    public static func == (left: WebURL, right: WebURL) -> Bool { left.href == right.href }

    /// By the bytes of `href`, which is ASCII.
    public static func < (left: WebURL, right: WebURL) -> Bool { left.href < right.href }

    public func hash(into hasher: inout Hasher) { hasher.combine(href) }
}
