// The addresses that a sitemap or a feed names.

import Web

/// What a file names.
public enum SitemapForm: String, Sendable {
    /// Addresses of pages.
    case urls = "urlset"
    /// Addresses of sitemaps.
    case index = "sitemapindex"
    /// Addresses of pages, a line each.
    case text
    /// Addresses of the newest pages.
    case feed
}

/// An address that the file names.
public struct SitemapEntry: Sendable, Equatable {
    /// An http or https URL without fragment.
    public var url: WebURL
    /// The last second at which it was changed by what the file says; a mere day is taken to its end.
    public var lastModified: Timestamp?
}

/// Collects addresses, each once, within bounds.
struct EntryList {
    let base: WebURL
    private(set) var entries: [SitemapEntry] = []
    private(set) var leftOut = 0
    private var seen: Set<WebURL> = []

    /// Addresses that are taken: the 50,000 of the protocol of sitemaps.org.
    static let limit = 50_000

    init(base: WebURL) {
        self.base = base
    }

    /// Adds an address as it is written.
    mutating func add(_ address: String, changed: String?) {
        guard let url = url(address), seen.insert(url).inserted else { return }
        guard entries.count < Self.limit else {
            seen.remove(url)
            leftOut += 1
            return
        }
        entries.append(.init(url: url, lastModified: changed.flatMap(SitemapDate.latest)))
    }

    private func url(_ address: String) -> WebURL? {
        let address = address.split(whereSeparator: \.isWhitespace).joined()
        guard !address.isEmpty, let url = try? WebURL(address, base: base), url.isHTTP, url.host?.isEmpty == false else { return nil }
        return url.withoutFragment
    }

    /// The entries. Where ten or more all claim one day, that is when the file was generated and says nothing of the pages.
    var withoutStamps: [SitemapEntry] {
        guard entries.count >= 10, let day = entries[0].lastModified?.date, entries.allSatisfy({ $0.lastModified?.date == day }) else { return entries }
        return entries.map { .init(url: $0.url, lastModified: nil) }
    }
}
