// A sitemap's bytes as text, and sitemaps that are nothing but text.

import Markup
import Web

enum SitemapText {
    /// Decodes to UTF-8: by byte order mark, as UTF-8 where the bytes are valid, by the XML declaration, by the HTTP header, else as
    /// GB18030.
    static func utf8(_ bytes: [UInt8], charset: String?) -> [UInt8] {
        let marks: [(mark: [UInt8], charset: Charset)] = [
            ([0xEF, 0xBB, 0xBF], .utf8), ([0xFE, 0xFF], .utf16be), ([0xFF, 0xFE], .utf16le),
        ]
        if let mark = marks.first(where: { bytes.starts(with: $0.mark) }) { return mark.charset.decode(bytes).utf8 }
        let asUTF8 = Charset.utf8.decode(bytes)
        if asUTF8.badBytes == 0 { return asUTF8.utf8 }
        let declared = (declaration(bytes).flatMap { Charset(label: $0) } ?? charset.flatMap { Charset(label: $0) })
            .flatMap { $0 == .utf8 ? nil : $0 }
        let other = (declared ?? .gb18030).decode(bytes)
        // One stray byte in UTF-8 is no other encoding.
        return other.badBytes < asUTF8.badBytes ? other.utf8 : asUTF8.utf8
    }

    /// The encoding in `<?xml version="1.0" encoding="GB2312"?>`.
    private static func declaration(_ bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(256).drop { $0 <= 0x20 }, as: UTF8.self)
        guard head.hasPrefix("<?xml"), let end = head.firstRange(of: "?>"), let name = head[..<end.lowerBound].firstRange(of: "encoding")
        else { return nil }
        let rest = head[name.upperBound..<end.lowerBound].drop { $0 == " " || $0 == "=" }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        return String(rest.dropFirst().prefix { $0 != quote })
    }

    /// Reads a text sitemap: an address a line. False where a line is something else, as in any other text.
    static func readLines(_ text: [UInt8], into list: inout EntryList) -> Bool {
        var found = false
        for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let address = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if address.isEmpty { continue }
            guard ["http://", "https://"].contains(where: { address.lowercased().hasPrefix($0) }) else { return false }
            found = true
            list.add(address, changed: nil)
        }
        return found
    }
}
