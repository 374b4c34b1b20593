// What the state keeps of a page that was read: enough to tell the next morning what came, moved, or is no longer found.

import Archive
import Reading
import Records
import WebArchive

/// What is remembered of a page's last good copy.
struct PageFacts: Sendable, Equatable {
    var kind: Page.Kind
    var title: String?
    /// Its column (栏目) with the columns above it, as `政务公开 > 通知公告`.
    var column: String?
    /// ISO 8601, as in the record.
    var published: String?
    /// Characters of its paragraphs.
    var length: Int
    /// Tells two addresses of one text from two texts; `nil` where there is too little text to tell.
    var digest: [UInt8]?
    /// The keys of the record that were looked for in an article and found.
    var fields: [String]
    /// The addresses that the page's list names, each once.
    var rows: [String]
    /// The total that its list announces.
    var announced: Int?

    /// The keys whose disappearance is noticed. `paragraphs` is a body of any length, or attachments in its place;
    /// ``longBody`` one that says something.
    static let watched = [
        "title", "column", "source", "author", "editor", "published", "signoff", "document.index_number", "document.issuer",
        "document.number", "document.written", "paragraphs", longBody,
    ]
    static let longBody = "paragraphs.long"

    /// From so many characters a body says something, and is its own.
    private static let shortBody = 50
    private static let fewestForDigest = 40

    /// Whether it is one text, and not a list or a shell.
    var isArticle: Bool { kind == .article || kind == .document }

    /// - Parameter path: the column that an answer to a list request is of, with those above it; `nil` for a page, which tells its own.
    init(_ extracted: ExtractedPage, column path: String? = nil) {
        let page = extracted.page
        kind = page.kind
        title = NormalText.singleSpaced(page.title)
        column = path ?? Self.column(page)
        published = page.published
        let paragraphs = extracted.unplacedRecord.paragraphs
        length = paragraphs.reduce(0) { $0 + Self.characters(in: $1) }
        let isArticle = kind == .article || kind == .document
        if isArticle, length >= Self.fewestForDigest {
            let text = ([title ?? ""] + paragraphs).joined(separator: "\u{1F}")
            digest = Array(SHA256Digest(of: Array(text.utf8)).bytes.prefix(16))
        }
        fields = []
        if isArticle {
            var found: Set<String> = []
            func note(_ key: String, _ value: String?) { if value?.isEmpty == false { found.insert(key) } }
            note("title", title)
            note("column", column)
            note("source", page.source)
            note("author", page.author)
            note("editor", page.editor)
            note("published", page.published)
            note("signoff", page.signoff)
            note("document.index_number", page.document?.indexNumber)
            note("document.issuer", page.document?.issuer)
            note("document.number", page.document?.number)
            note("document.written", page.document?.written)
            if length > 0 || !page.attachments.isEmpty { found.insert("paragraphs") }
            if length >= Self.shortBody { found.insert(Self.longBody) }
            fields = Self.watched.filter(found.contains)
        }
        var seen: Set<String> = []
        rows = kind == .list ? page.rows.compactMap(\.url).filter { seen.insert($0).inserted } : []
        announced = kind == .list ? page.announced : nil
    }

    private static func characters(in text: String) -> Int {
        let bytes = text.utf8Span.span
        var count = 0
        for i in bytes.indices where bytes[i] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// The crumbs down to the column, without the home page; of a list without crumbs its title.
    private static func column(_ page: Page) -> String? {
        let crumbs = page.breadcrumb.compactMap { NormalText.singleSpaced($0) }
        let name = NormalText.singleSpaced(page.column)
        guard let name, let last = crumbs.lastIndex(of: name) else {
            return name ?? (page.kind == .list ? NormalText.singleSpaced(page.title) : nil)
        }
        let path = crumbs[...last].drop { $0 != name && $0.hasSuffix("首页") }
        return path.joined(separator: " > ")
    }
}
