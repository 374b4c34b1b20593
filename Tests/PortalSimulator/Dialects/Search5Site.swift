// search5 of 开普云: the site's search, its code in a hidden input of the search form.

public struct Search5Site: SimulatedDialect {
    public init() {}

    private func code(_ column: SimulatedColumn) -> String { "46900\(10_000 + column.id)" }

    public func landing(_ column: SimulatedColumn) -> String {
        "/search5/html/searchResult.html?siteCode=\(code(column))&searchWord=&column=%E5%85%A8%E9%83%A8"
    }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "\(column.folder)/\(article.yearMonth)/\(article.hex).shtml" }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.path == "/search5/html/searchResult.html", request.query["siteCode"] == code(column) {
            return .html(
                PageTemplate.list(
                    column,
                    """
                    <form action="/search5/html/searchResult.html"><input type="hidden" name="siteCode" value="\(code(column))"><input name="searchWord"></form><div id="result"></div>
                    <script src="/search5/js/search.js"></script><script>var searchUrl = "/search5/search/s";</script>
                    """))
        }
        guard request.path == "/search5/search/s", request.isPost, request.form["siteCode"] == code(column) else { return nil }
        guard request.form["uc"] == "1", request.form["left_right_index"] != nil else { return .json(["code": 500, "msg": "参数错误"]) }
        let size = min(50, request.number("pageSize") ?? 10), number = max(1, request.number("pageNum") ?? 1)
        let rows: [JSON] = column.page(number - 1, of: size).map { article in
            [
                "title": .string("<span style='color:red'>关于</span>" + article.title.dropFirst(2)), "url": .string(address(article, column)),
                "pubDate": .string("\(article.date) 10:10"), "content": "…", "siteName": "清溪县人民政府",
            ]
        }
        return .json(["searchResultAll": ["total": .number(column.articles.count), "searchTotal": .array(rows)]])
    }
}
