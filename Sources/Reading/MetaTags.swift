// What a page says of itself in `<meta>` and `<title>`.

import Markup

/// The meta tags that are read, by the names of the State Council's guideline for government sites
/// (《政府网站发展指引》, annex: SiteName, SiteIDCode, ColumnName, ArticleTitle, PubDate, ContentSource, Author, …)
/// and by those that news systems use.
struct MetaTags {
    private(set) var siteName: String?
    private(set) var siteIDCode: String?
    private(set) var columnName: String?
    private(set) var articleTitle: String?
    private(set) var publicationDate: String?
    private(set) var source: String?
    private(set) var author: String?
    /// og:title.
    private(set) var sharedTitle: String?
    /// The text of `<title>`.
    private(set) var title: String?
    /// `<base href>`, as written.
    private(set) var baseHref: String?

    private enum Name { case siteName, siteID, column, articleTitle, date, source, author, sharedTitle, sharedSite }
    private static let names: [[UInt8]: Name] = {
        let known: [(String, Name)] = [
            ("sitename", .siteName), ("siteidcode", .siteID), ("columnname", .column), ("articletitle", .articleTitle),
            ("pubdate", .date), ("publishdate", .date), ("firstpublishedtime", .date), ("article:published_time", .date),
            ("contentsource", .source), ("source", .source), ("author", .author), ("og:title", .sharedTitle), ("og:site_name", .sharedSite),
        ]
        return Dictionary(known.map { (Array($0.0.utf8), $0.1) }, uniquingKeysWith: { a, _ in a })
    }()

    init(_ page: VisibleText) {
        let tree = page.tree
        if let node = page.titleNode { title = MetaTags.textOfTitle(node, tree) }
        var sharedSite: String?
        for i in tree.nodes.indices where tree.nodes[i].kind == .element {
            switch tree.nodes[i].tag {
            case .meta:
                guard let name = tree.attribute(.name, of: i) ?? tree.attribute(.property, of: i),
                      let content = tree.attribute(.content, of: i) else { continue }
                guard let meaning = MetaTags.names[name.lowercased] else { continue }
                let bytes = content.collapsed
                guard let value = bytes.words(0..<bytes.count) else { continue }
                switch meaning {
                case .siteName: siteName = siteName ?? value
                case .siteID: siteIDCode = siteIDCode ?? value
                case .column: columnName = columnName ?? value
                case .articleTitle: articleTitle = articleTitle ?? value
                case .date: publicationDate = publicationDate ?? value
                case .source: source = source ?? value
                case .author: author = author ?? value
                case .sharedTitle: sharedTitle = sharedTitle ?? value
                case .sharedSite: sharedSite = sharedSite ?? value
                }
            case .base:
                if baseHref == nil, let href = tree.attribute(.href, of: i) { baseHref = String(decoding: href, as: UTF8.self) }
            default: continue
            }
        }
        siteName = siteName ?? sharedSite
    }

    private static func textOfTitle(_ node: Int, _ tree: PageTree) -> String? {
        var bytes: [UInt8] = []
        for i in node..<Int(tree.nodes[node].end) where tree.nodes[i].kind == .text { bytes += tree.text(of: i) }
        bytes = bytes.collapsed
        return bytes.words(0..<bytes.count)
    }
}
