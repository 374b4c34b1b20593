// Which links of a home page look like lists, and which like articles: by the shape of their URLs alone.

import Reading
import Web

/// Links of a home page, those that look like lists handed out one by one, each from another part of the site.
struct ListCandidates {
    /// Links that look like articles.
    let articles: [WebURL]
    private var lists: [WebURL]
    private var parts: Set<String> = []
    private var left = 8

    init(_ links: [WebURL], home: WebURL) {
        let own = links.filter { $0.host == home.host && $0 != home && $0.path != "/" && FileKind(of: $0) == .page }
        articles = own.filter { Self.looksLikeArticle($0) }
        // Words that columns of notices and news carry come first, then what lies nearest the root.
        lists = own.filter { !Self.looksLikeArticle($0) }.enumerated()
            .sorted { (Self.rank($0.element), $0.offset) < (Self.rank($1.element), $1.offset) }.map(\.element)
    }

    /// The next link; at most eight are tried.
    mutating func next() -> WebURL? {
        while left > 0, !lists.isEmpty {
            let url = lists.removeFirst()
            let part = url.path.split(separator: "/").prefix(2).joined(separator: "/") + (url.query ?? "")
            guard parts.insert(part).inserted else { continue }
            left -= 1
            return url
        }
        return nil
    }

    /// A run of four digits or more in the last part of the path, or a number in the query: 1234567.html, t20261124_1.html, ?id=655.
    private static func looksLikeArticle(_ url: WebURL) -> Bool {
        let name = url.path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        if name.isEmpty || name.hasPrefix("index") || name.hasPrefix("list") || name.hasPrefix("col") { return false }
        if let query = url.query { return ["id=", "newsid=", "articleid="].contains { query.lowercased().contains($0) } }
        return name.split(whereSeparator: { !$0.isNumber }).contains { $0.count >= 4 }
    }

    private static func rank(_ url: WebURL) -> Int {
        let path = url.pathAndQuery.lowercased()
        let words = [
            "tzgg", "zwdt", "xwdt", "xwzx", "zwgk", "xxgk", "zcwj", "gsgg", "news", "list", "col/col", "column", "bmdt", "ywdt", "gzdt",
        ]
        return url.path.split(separator: "/").count - (words.contains { path.contains($0) } ? 10 : 0)
    }
}

/// Articles to look at, by the list that names them.
struct ArticleSamples {
    private var groups: [[WebURL]] = []

    mutating func add(_ urls: [WebURL], home: WebURL) {
        let own = urls.filter { $0.host == home.host && $0.isHTTP && FileKind(of: $0) == .page }
        if !own.isEmpty { groups.append(own) }
    }

    /// So many, taken from the lists in turn.
    func spread(_ count: Int) -> [WebURL] {
        var chosen: [WebURL] = []
        for row in 0..<count {
            for group in groups where row < group.count && chosen.count < count && !chosen.contains(group[row]) {
                chosen.append(group[row])
            }
        }
        return chosen
    }
}
