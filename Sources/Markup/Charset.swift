// The encodings that pages are decoded from and that queries are written in.

/// An encoding of the WHATWG Encoding Standard.
public enum Charset: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    /// GB 2312 and GBK pages too: each is a part of the next.
    case gb18030
    case big5
    case utf16le = "utf-16le"
    case utf16be = "utf-16be"
    /// ISO 8859-1 and ASCII too.
    case windows1252 = "windows-1252"

    /// Gets an encoding by one of its labels (Encoding Standard, section 4.2), whatever its case and the white space around it; nil for
    /// labels of other encodings and for what is no label.
    public init?(label: some StringProtocol) {
        let trimmed = label.unicodeScalars.drop { Self.isBlank($0) }
        var end = trimmed.endIndex
        while end > trimmed.startIndex, Self.isBlank(trimmed[trimmed.index(before: end)]) { end = trimmed.index(before: end) }
        let name = String(String.UnicodeScalarView(trimmed[..<end].map { "A" ... "Z" ~= $0 ? Unicode.Scalar($0.value + 32) ?? $0 : $0 }))
        guard let charset = Self.labels[name] else { return nil }
        self = charset
    }

    /// Decodes to UTF-8 as the Encoding Standard says, with U+FFFD for each error; drops the encoding's own byte order mark.
    ///
    /// One difference: U+0000 becomes U+FFFD, because libxml2 ends an attribute at it.
    public func decode(_ bytes: [UInt8]) -> DecodedText {
        switch self {
        case .utf8: UTF8Decoder.decode(bytes)
        case .gb18030: GB18030.decode(bytes)
        case .big5: Big5.decode(bytes)
        case .utf16le: UTF16Decoder.decode(bytes, bigEndian: false)
        case .utf16be: UTF16Decoder.decode(bytes, bigEndian: true)
        case .windows1252: Windows1252.decode(bytes)
        }
    }

    /// The bytes of a scalar in the query of an address; nil where the encoding has none.
    ///
    /// UTF-16 pages write their queries in UTF-8 (Encoding Standard, section 4.3).
    public func encode(_ scalar: Unicode.Scalar) -> [UInt8]? {
        switch self {
        case .utf8, .utf16le, .utf16be: Array(UTF8.encode(scalar) ?? .init())
        case .gb18030: GB18030.encode(scalar)
        case .big5: Big5.encode(scalar)
        case .windows1252: Windows1252.encode(scalar)
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { " \t\n\u{C}\r".unicodeScalars.contains(scalar) }

    private static let labels: [String: Charset] = {
        let names: [Charset: String] = [
            .utf8: "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
            .gb18030: "gb18030 chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk",
            .big5: "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
            .utf16le: "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
            .utf16be: "unicodefffe utf-16be",
            .windows1252: """
                ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 \
                l1 latin1 us-ascii windows-1252 x-cp1252
                """,
        ]
        var labels: [String: Charset] = [:]
        for (charset, list) in names {
            for label in list.split(separator: " ") { labels[String(label)] = charset }
        }
        return labels
    }()
}
