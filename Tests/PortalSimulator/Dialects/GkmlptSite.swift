// gkmlpt of Guangdong: categories in a script of the page, each with its own pages of 100 rows; page 0 is page 1 again.

public struct GkmlptSite: SimulatedDialect {
    /// Pages announced that are 404 although they are not the last.
    public var missingPages: Set<Int>
    /// The platform's department, in whose folder it lies; empty for the city's own.
    public var department: String
    /// Whether the text of an article stands in a script of its page alone.
    public var isScripted: Bool

    public init(missingPages: Set<Int> = [], department: String = "", isScripted: Bool = false) {
        self.isScripted = isScripted
        self.missingPages = missingPages
        self.department = department
    }

    private static let size = 100

    private var root: String { department.isEmpty ? "/gkmlpt" : "/\(department)/gkmlpt" }
    private func site(_ column: SimulatedColumn) -> String { "755\(column.id)" }

    public func landing(_ column: SimulatedColumn) -> String { "\(root)/index?lm=\(column.id)" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        "\(root)/content/\(article.number / 1_000_000)/\(article.number / 1_000)/post_\(article.number).html"
    }

    public func reachable(_ column: SimulatedColumn) -> Int {
        missingPages.min().map { min(($0 - 1) * Self.size, column.articles.count) } ?? column.articles.count
    }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.target == landing(column) {
            let half = column.articles.count / 2
            return .html(
                PageTemplate.list(
                    column,
                    head: """
                        <script>window._CONFIG = {
                        SID: '\(site(column))', SERVICE_AREA_ID: '1', CONTEXT_PATH: '\(root)',
                        TREE: [{"id":\(column.id),"name":"\(column.name)","jump_url":"","post_count":\(column.articles.count),"children":[{"id":\(column.id)1,"name":"规章","post_count":\(half),"jump_url":"","children":[]}]}],
                        };</script>
                        """, "<div id=\"app\"></div><script src=\"\(root)/js/app.js\"></script>"))
        }
        guard request.path.hasPrefix("\(root)/api/all/"), request.query["sid"] == site(column),
            let category = Int(request.path.dropFirst("\(root)/api/all/".count))
        else { return nil }
        let articles: [SimulatedArticle]
        switch category {
        case 0, column.id: articles = column.articles
        case column.id * 10 + 1: articles = Array(column.articles.suffix(column.articles.count / 2))
        default: return .missing
        }
        let number = max(1, request.number("page") ?? 1)
        guard (number - 1) * Self.size < max(1, articles.count), !missingPages.contains(number) else { return .missing }
        let rows: [JSON] = articles[((number - 1) * Self.size)..<min(articles.count, number * Self.size)].map { article in
            [
                "id": .number(article.number), "title": .string(article.title), "document_number": .string(article.documentNumber),
                "identifier": .string(article.indexNumber), "publisher": .string(article.issuer), "keywords": "",
                "date": article.number % 5 == 0 ? 0 : .number(article.seconds), "created_at": .number(article.seconds),
                "display_publish_time": .number(article.seconds), "abstract": "", "classify_main_name": .string(column.name),
                "url": .string(address(article, column)), "post_url": "", "is_expired": .number(article.validity == "失效" ? 1 : 0), "is_abolished": 0,
                "attachment": [], "relation": [],
            ]
        }
        return .json([
            "classify": ["id": .number(category), "name": .string(column.name), "post_count": .number(articles.count)], "articles": .array(rows),
            "total": .number(articles.count),
        ])
    }

    public func page(_ article: SimulatedArticle, _ column: SimulatedColumn) -> SimulatedAnswer {
        guard isScripted else { return .html(PageTemplate.article(article, column)) }
        let detail: JSON = [
            "id": .number(article.number), "title": .string(article.title), "content": .string(article.paragraphs.map { "<p>\($0)</p>" }.joined()),
            "document_number": .string(article.documentNumber), "identifier": .string(article.indexNumber), "publisher": .string(article.issuer),
            "display_publish_time": .number(article.seconds), "attachment": [],
        ]
        let script = "<script>window._CONFIG = {SID: '\(site(column))', CONTEXT_PATH: '\(root)', DETAIL: \(detail.text)};</script>"
        return .html(PageTemplate.list(column, head: script, "<div id=\"app\"></div><script src=\"\(root)/js/app.js\"></script>"))
    }
}
