// postmeta of Guangdong: a column as one static file of JSON, with its children named beside its articles.

public struct PostmetaSite: SimulatedDialect {
    public init() {}

    public func landing(_ column: SimulatedColumn) -> String { "/zfgb/lm\(column.id)/index.html" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "/zfgb/content/post_\(article.number).html" }

    /// Each file counts its own articles only.
    public func announced(_ column: SimulatedColumn) -> Int? { nil }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.path == landing(column) {
            return .html(
                PageTemplate.list(column, "<div id=\"list\"></div><script>$.getJSON('/postmeta/i/\(column.id).json', function (d) { draw(d); });</script>"))
        }
        // The newer half in the column's own file, the older in that of its child.
        let half = column.articles.count / 2
        switch request.path {
        case "/postmeta/i/\(column.id).json":
            return .json([
                "id": .number(column.id), "name": .string(column.name),
                "children": [["id": .number(column.id * 10 + 1), "name": "往期", "publish_count": .number(column.articles.count - half)]],
                "articles": .array(column.articles.prefix(half).map { row($0, column) }),
            ])
        case "/postmeta/i/\(column.id)1.json":
            return .json([
                "id": .number(column.id * 10 + 1), "name": "往期", "children": [], "articles": .array(column.articles.dropFirst(half).map { row($0, column) }),
            ])
        default: return nil
        }
    }

    private func row(_ article: SimulatedArticle, _ column: SimulatedColumn) -> JSON {
        [
            "id": .number(article.number), "title": .string(article.title), "url": .string(address(article, column)), "date": .number(article.seconds),
            "created_at": .number(article.seconds), "visible_publish_time": .number(article.seconds),
            "source": .string(article.issuer), "abstract": "",
            "json_ext": [
                "EXT_zh": .string(article.documentNumber), "EXT_fwdw": .string(article.issuer), "EXT_sx": .string(article.validity == "失效" ? "无效" : "有效"),
            ],
        ]
    }
}
