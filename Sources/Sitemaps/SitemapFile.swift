// What a sitemap or a feed says: addresses of pages or of more sitemaps, and when they changed.

import Markup
import Web

/// A sitemap (sitemaps.org protocol 0.9, as XML or text), an index of sitemaps, or a feed (RSS 0.9x, 1.0, 2.0, Atom).
public struct SitemapFile: Sendable, Equatable {
    public let form: SitemapForm
    /// Each address once, in the order of the file.
    public let entries: [SitemapEntry]
    /// Addresses beyond ``entryLimit``, and whether bytes beyond ``byteLimit`` were left out.
    public let entriesLeftOut: Int
    public let isCut: Bool

    /// Bytes that are read, decompressed: the protocol's 50 MB.
    public static let byteLimit = 50 << 20
    /// Addresses that are taken: the protocol's 50,000.
    public static let entryLimit = EntryList.limit

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
