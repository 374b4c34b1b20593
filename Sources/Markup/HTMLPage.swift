// A page from its bytes: charset, text, tree.

/// An HTML page, decoded once and parsed once.
public struct HTMLPage: Sendable {
    public typealias Cut = PageTree.Cut

    /// The encoding used, what was declared, and what decided.
    public let charset: CharsetChoice
    /// Decoding errors: each left one U+FFFD.
    public let badBytes: Int
    /// What was left out so that parsing stays linear; nil as a rule.
    public let cut: Cut?
    public let tree: PageTree

    /// Parses any bytes: nothing, no HTML, 100,000 elements deep.
    ///
    /// - Parameter charsetHeader: the `charset` of the HTTP Content-Type as written, without quotes; nil if there was none.
    public static func parse(_ bytes: [UInt8], charsetHeader: String?) -> HTMLPage {
        let (charset, text) = CharsetSniffer(bytes: bytes, header: charsetHeader).sniff()
        let decoded = text ?? charset.used.decode(bytes)
        let (tree, cut) = PageTree.parse(utf8: decoded.utf8)
        return HTMLPage(charset: charset, badBytes: decoded.badBytes, cut: cut == Cut() ? nil : cut, tree: tree)
    }
}
