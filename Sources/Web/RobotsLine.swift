// One line of a robots.txt file.

/// A line as a record, where it is one that matters.
enum RobotsLine {
    case userAgent(ArraySlice<UInt8>)
    case allow(ArraySlice<UInt8>)
    case disallow(ArraySlice<UInt8>)
    case crawlDelay(Double)
    case sitemap(String)

    /// Nil for comments, blank lines, unknown records and garbage.
    ///
    /// Records are taken with the slips that Google's parser takes too: "disalow", "user agent", and a blank for the colon.
    init?(_ line: ArraySlice<UInt8>) {
        var line = line
        if let comment = line.firstIndex(of: 0x23) { line = line[..<comment] }
        line = Self.trimmed(line)
        guard !line.isEmpty, let (name, value) = Self.record(line) else { return nil }
        switch name {
        case "user-agent", "useragent", "user agent": self = .userAgent(value)
        case "allow": self = .allow(value)
        case "disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw": self = .disallow(value)
        case "crawl-delay", "crawl delay", "crawldelay":
            guard let delay = Double(String(decoding: value, as: UTF8.self)), delay.isFinite, delay >= 0 else { return nil }
            self = .crawlDelay(delay)
        case "sitemap", "sitemaps", "site-map":
            guard !value.isEmpty else { return nil }
            self = .sitemap(String(decoding: value, as: UTF8.self))
        default: return nil
        }
    }

    private static let names: Set<String> = [
        "user-agent", "useragent", "user agent", "allow", "disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw",
        "crawl-delay", "crawl delay", "crawldelay", "sitemap", "sitemaps", "site-map",
    ]

    /// A name in lower case and its value; nil where the line begins with no known name.
    private static func record(_ line: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>)? {
        if let colon = line.firstIndex(of: 0x3A), let name = name(line[..<colon]) {
            return (name, trimmed(line[(colon + 1)...]))
        }
        // "Disallow /path": a blank for the colon.
        var end = line.startIndex
        for _ in 0..<2 {
            while end < line.endIndex, !isBlank(line[end]) { end += 1 }
            if let name = name(line[..<end]) { return (name, trimmed(line[end...])) }
            while end < line.endIndex, isBlank(line[end]) { end += 1 }
        }
        return nil
    }

    private static func name(_ bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.count <= 32 else { return nil }
        let name = String(decoding: trimmed(bytes).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
        return names.contains(name) ? name : nil
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        return bytes
    }

    /// Spaces and tabs; vertical tab, form feed and NUL have no place in a line either.
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C || byte == 0 }
}
