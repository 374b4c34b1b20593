// What a sitemap or a feed says: addresses of pages or of more sitemaps, and when they changed.

import Markup
import Web

/// A sitemap (sitemaps.org protocol 0.9, as XML or text), an index of sitemaps, or a feed (RSS 0.9x, 1.0, 2.0, Atom).
public struct SitemapFile: Sendable, Equatable {
    public enum Form: String, Sendable {
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
    public struct Entry: Sendable, Equatable {
        /// An http or https URL without fragment.
        public var url: WebURL
        /// The last second at which it was changed by what the file says; a mere day is taken to its end.
        public var lastModified: Timestamp?
    }

    public let form: Form
    /// Each address once, in the order of the file.
    public let entries: [Entry]
    /// Addresses beyond ``entryLimit``, and whether bytes beyond ``byteLimit`` were left out.
    public let entriesLeftOut: Int
    public let isCut: Bool

    /// Bytes that are read, decompressed: the protocol's 50 MB.
    public static let byteLimit = 50 << 20
    /// Addresses that are taken: the protocol's 50,000.
    public static let entryLimit = 50_000

    /// Reads a file; nil where it is none of these, as an HTML page.
    ///
    /// - Parameters:
    ///   - bytes: without content coding and compression.
    ///   - charset: of the HTTP Content-Type as written.
    ///   - base: the file's own URL.
    public init?(reading bytes: [UInt8], charset: String?, base: WebURL) {
        isCut = bytes.count > Self.byteLimit
        let text = SitemapText.utf8(isCut ? Array(bytes.prefix(Self.byteLimit)) : bytes, charset: charset)
        var list = EntryList(base: base)
        if text.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") {
            guard let form = SitemapXML.read(text, into: &list) else { return nil }
            self.form = form
        } else {
            guard SitemapText.readLines(text, into: &list) else { return nil }
            form = .text
        }
        entries = list.withoutStamps
        entriesLeftOut = list.leftOut
    }
}

/// Collects addresses, each once, within bounds.
struct EntryList {
    let base: WebURL
    private(set) var entries: [SitemapFile.Entry] = []
    private(set) var leftOut = 0
    private var seen: Set<WebURL> = []

    init(base: WebURL) {
        self.base = base
    }

    /// Adds an address as it is written.
    mutating func add(_ address: String, changed: String?) {
        guard let url = url(address), seen.insert(url).inserted else { return }
        guard entries.count < SitemapFile.entryLimit else {
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
    var withoutStamps: [SitemapFile.Entry] {
        guard entries.count >= 10, let day = entries[0].lastModified?.date, entries.allSatisfy({ $0.lastModified?.date == day }) else { return entries }
        return entries.map { .init(url: $0.url, lastModified: nil) }
    }
}
