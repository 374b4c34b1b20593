// Where a saved page says it came from.

import Markup
import Web

/// Finds the URL of a page that was saved without one.
enum SavedPageURL {
    /// The URL by `<base>`, canonical link, or the browser's comment “saved from url”; the first of them that is absolute.
    static func find(in html: HTMLPage) -> WebURL? {
        let tree = html.tree
        var canonical: WebURL?
        var comment: WebURL?
        for node in tree.nodes.indices {
            switch (tree.nodes[node].kind, tree.nodes[node].tag) {
            case (.element, .base):
                if let href = tree.attribute(.href, of: node), let url = absolute(href) { return url }
            case (.element, .link):
                guard canonical == nil, let rel = tree.attribute(.rel, of: node), String(decoding: rel, as: UTF8.self).lowercased() == "canonical",
                      let href = tree.attribute(.href, of: node) else { continue }
                canonical = absolute(href)
            case (.element, .body): return canonical ?? comment
            case (.comment, _):
                if comment == nil { comment = savedFrom(tree.text(of: node)) }
            default: break
            }
        }
        return canonical ?? comment
    }

    private static func absolute(_ bytes: ArraySlice<UInt8>) -> WebURL? {
        guard let url = try? WebURL(utf8: bytes, base: nil), url.isHTTP else { return nil }
        return url.withoutFragment
    }

    /// `saved from url=(0027)http://www.example.cn/a.html`: the number counts the characters of the URL.
    private static func savedFrom(_ comment: ArraySlice<UInt8>) -> WebURL? {
        let text = String(decoding: comment.prefix(4096), as: UTF8.self)
        guard let mark = text.firstRange(of: "saved from url=(") else { return nil }
        let rest = text[mark.upperBound...].drop { $0 != ")" }.dropFirst()
        return absolute(ArraySlice(rest.prefix { !$0.isWhitespace }.utf8))
    }
}
