// The page's addresses: what a link or an image points to.

import Markup
import Web

/// Makes the URLs of a page absolute.
struct Addresses {
    /// What relative URLs are resolved against; `nil` leaves them as written.
    let base: WebURL?
    private let encoder: ((Unicode.Scalar) -> [UInt8]?)?

    /// - Parameters:
    ///   - url: the page's own URL, if known.
    ///   - baseHref: the value of `<base href>`, if the page has one.
    ///   - charset: the page's encoding, in which the characters of a query are written.
    init(url: WebURL?, baseHref: String?, charset: Charset) {
        if let baseHref, let found = try? WebURL(baseHref, base: url) { base = found } else { base = url }
        encoder = charset == .utf8 || charset == .utf16le || charset == .utf16be ? nil : { charset.encode($0) }
    }

    /// The address that an attribute's value names; `nil` for what is none or leads nowhere (`javascript:`, `#`, `data:`).
    func absolute(_ value: ArraySlice<UInt8>) -> String? {
        guard let written = Addresses.written(value) else { return nil }
        if let url = url(value) { return url.href }
        return base == nil || !Addresses.isRelative(written) ? String(decoding: written, as: UTF8.self) : nil
    }

    /// The parsed URL of an attribute's value, if it is absolute or the base is known, and it is http or https.
    func url(_ value: ArraySlice<UInt8>) -> WebURL? {
        guard let written = Addresses.written(value) else { return nil }
        guard let url = try? WebURL(utf8: written, base: base, queryEncoder: encoder), url.isHTTP else { return nil }
        return url
    }

    private static let nowhere: [[UInt8]] = ["javascript:", "data:", "mailto:", "tel:", "about:", "vbscript:", "blob:", "file:", "sms:", "weixin:"].map { Array($0.utf8) }

    private static func written(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var v = value
        while let b = v.first, b <= 0x20 { v.removeFirst() }
        while let b = v.last, b <= 0x20 { v.removeLast() }
        guard let first = v.first, first != 0x23 else { return nil }
        let head = v.prefix(12).lowercased
        for scheme in nowhere where head.starts(with: scheme) { return nil }
        return v
    }

    private static func isRelative(_ v: ArraySlice<UInt8>) -> Bool {
        for b in v {
            if b == 0x3A { return false }
            if b == 0x2F || b == 0x3F || b == 0x23 { return true }
        }
        return true
    }
}
