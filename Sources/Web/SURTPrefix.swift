// Beginnings of SURT keys, by which archivists say what belongs to a site.

/// The beginning of a SURT key, such as `cn,gov,tongwei` or `cn,gov,tongwei)/zwgk`.
///
/// A beginning that ends within the host is for the host and all hosts below it; one that goes on with `)` is for this host only
/// (with or without `www.`, which a key does not tell). Heritrix's form `http://(cn,gov,tongwei,)/zwgk` is read too.
public struct SURTPrefix: Sendable, Hashable, CustomStringConvertible {
    /// As it was written.
    public let description: String
    /// Reversed labels of the host, without `www`.
    private let host: String
    /// The path's beginning; nil where it does not matter which host below it is.
    private let path: String?

    /// Nil where the text does not begin with labels joined by commas.
    public init?(_ text: String) {
        var rest = Substring(text.lowercased())
        for scheme in ["http://", "https://"] where rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
        if rest.hasPrefix("(") { rest = rest.dropFirst() }
        let end = rest.firstIndex(of: ")")
        var labels = rest[..<(end ?? rest.endIndex)].split(separator: ",", omittingEmptySubsequences: false)
        if labels.count > 1, labels.last == "" { labels.removeLast() }
        if labels.count > 1, let last = labels.last, last.hasPrefix("www"), last.dropFirst(3).allSatisfy(\.isNumber) { labels.removeLast() }
        let isLabel: (Substring) -> Bool = { label in
            !label.isEmpty && label.utf8.allSatisfy { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E || $0 == 0x3A }
        }
        guard labels.allSatisfy(isLabel) else { return nil }
        description = text
        host = labels.joined(separator: ",")
        path = end.map { String(rest[rest.index(after: $0)...]) }
        if let path, !path.isEmpty, !path.hasPrefix("/") { return nil }
    }

    /// Whether a URL's ``WebURL/surtKey`` begins so.
    public func matches(_ url: WebURL) -> Bool {
        let key = url.surtKey
        guard let end = key.firstIndex(of: ")"), key.hasPrefix(host) else { return false }
        var name = key[..<end]
        if let path {
            if let port = name.firstIndex(of: ":"), !host.contains(":") { name = name[..<port] }
            guard name == host else { return false }
            let rest = key[key.index(after: end)...]
            // A key has no slash at its end: the folder itself lies in the folder.
            return rest.hasPrefix(path) || path.dropLast() == rest && path.hasSuffix("/")
        }
        let below = name.dropFirst(host.count).first
        return below == nil || below == "," || below == ":"
    }
}
