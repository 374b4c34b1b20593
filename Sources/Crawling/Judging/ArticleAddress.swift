// Whether an address is that of one article, by the shapes in which portal systems write them.

import Web

/// What tells one article of a portal from another in its address: its number.
struct ArticleAddress: Hashable, Sendable {
    /// The number, as it stands in the address: digits, 32 hex digits, a UUID.
    let number: String

    /// `nil` if the address is that of a list, of a folder, or of anything without a number.
    ///
    /// `t20260105_41799.html` (TRS), `art_1233_24001.html` (Hanweb), `post_4711.html` (NFCMS), `/info/1021/2701.htm` (VSB),
    /// `/c1230a4711/page.htm` (Sudy), `/n1/c4711/content.html`, `/20260105/<hex>/c.html` (Xinhua), `shownews.asp?id=1204`.
    init?(_ url: WebURL) {
        let segments = url.path.lowercased().split(separator: "/")
        guard let last = segments.last, url.path.last != "/" || url.query != nil else { return nil }
        let stem = last.prefix { $0 != "." }
        if Self.lists.contains(where: stem.hasPrefix) {
            // …/123456789012/index.shtml is an article, index_2.html is a list.
            guard stem == "index", segments.count > 1, let folder = Self.number(in: segments[segments.count - 2]),
                  folder.count >= 9 else { return nil }
            number = folder
            return
        }
        if let number = Self.number(in: stem) {
            self.number = number
        } else if Self.fixedNames.contains(String(stem)), segments.count > 1, let number = Self.number(in: segments[segments.count - 2]) {
            self.number = number
        } else if let number = Self.parameter(url.query) {
            self.number = number
        } else {
            return nil
        }
    }

    private static let lists = ["index", "list", "more", "node", "column", "channel", "search", "default", "home", "news_list", "newslist"]
    private static let fixedNames: Set<String> = ["content", "page", "c", "art", "detail", "show", "view", "info", "article"]
    private static let parameters: Set<String> = [
        "id", "newsid", "articleid", "article_id", "aid", "infoid", "docid", "nid", "contentid", "content_id", "guid", "uuid", "xxid",
        "arid", "news_id", "wid",
    ]

    /// The last run of digits of a segment, or all of it where it is hex.
    private static func number(in segment: Substring) -> String? {
        let hex = segment.filter { $0 != "-" }
        if hex.count >= 16, hex.allSatisfy({ $0.isHexDigit }) { return String(hex) }
        let runs = segment.split { !($0.isASCII && $0.isNumber) }
        return runs.last.map(String.init)
    }

    private static func parameter(_ query: String?) -> String? {
        for pair in (query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parameters.contains(parts[0].lowercased()), parts[1].contains(where: \.isNumber) else { continue }
            return parts[1].lowercased()
        }
        return nil
    }
}
