// TRS IRS: a search whose code and data type stand in the address of its page; a JSON body is posted.

public struct IRSSite: SimulatedDialect {
    public init() {}

    private func code(_ column: SimulatedColumn) -> String { "17e50b77\(column.id)" }

    public func landing(_ column: SimulatedColumn) -> String { "/irs-c-web/search.shtml?code=\(code(column))&dataTypeId=\(column.id)" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        "\(column.folder)/\(article.yearMonth)/t\(article.compactDate)_\(article.number).shtml"
    }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.path == "/irs-c-web/search.shtml", request.query["code"] == code(column) {
            return .html(PageTemplate.list(column, "<div id=\"irs\"></div><script src=\"/irs-c-web/static/js/app.js\"></script>"))
        }
        guard request.path == "/irs/front/search", let body = request.json, body["code"] == code(column) else { return nil }
        guard let order = body["orderBy"], !order.isEmpty, let by = body["searchBy"], !by.isEmpty else {
            return .json(["success": false, "code": 500, "msg": "排序方式不能为空"])
        }
        let size = min(50, body["pageSize"].flatMap { Int($0) } ?? 10), number = max(1, body["pageNo"].flatMap { Int($0) } ?? 1)
        let rows: [JSON] = column.page(number - 1, of: size).map { article in
            [
                "data": [
                    "title": .string("关于<em>做好</em>" + article.title.dropFirst(4)), "title_no_tag": .string(article.title),
                    "url": .string(address(article, column)), "time": .string("\(article.date) 08:00:00"), "source": .string(article.issuer),
                ]
            ]
        }
        return .json([
            "success": true, "code": 200,
            "data": [
                "pager": [
                    "pageNo": .number(number), "pageSize": .number(size), "pageCount": .number(column.pages(of: size)), "total": .number(column.articles.count),
                ],
                "middle": ["listAndBox": .array(rows)],
            ],
        ])
    }
}
