// TRS IGS: the site's search as the column's list; without `code` or `siteId` it answers 500.

public struct IGSSite: SimulatedDialect {
    public init() {}

    private func code(_ column: SimulatedColumn) -> String { column.hex }

    public func landing(_ column: SimulatedColumn) -> String { "\(column.folder)/index.html" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        "\(column.folder)/\(article.yearMonth)/t\(article.compactDate)_\(article.number).html"
    }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.path == landing(column) {
            return .html(
                PageTemplate.list(
                    column,
                    """
                    <div id="app"><ul></ul></div><script>
                    var pageNumber = 1;
                    $.ajax({url: '/igs/front/search.jhtml?code=\(code(column))&siteId=34&type=\(column.id)&pageSize=10&searchWord=&position=TITLE&orderby=time&timeOrder=desc', data: {pageNumber: pageNumber}, success: show});
                    </script>
                    """))
        }
        guard request.path == "/igs/front/search.jhtml", request.query["type"] == "\(column.id)" else { return nil }
        guard request.query["code"] == code(column), request.query["siteId"] == "34" else {
            return .html("<html><body><h1>HTTP Status 500</h1></body></html>", status: 500)
        }
        let size = min(50, request.number("pageSize") ?? 10), number = max(1, request.number("pageNumber") ?? 1)
        let rows: [JSON] = column.page(number - 1, of: size).map { article in
            [
                "title": .string("关于<em>做好</em>" + article.title.dropFirst(4)), "url": .string(address(article, column)),
                "trs_time": .string("\(article.date) 10:00:00"), "pubdate": .string(article.date), "trs_site": "清溪县人民政府",
                "filenum": .string(article.documentNumber),
            ]
        }
        return .json([
            "page": [
                "content": .array(rows), "total": .string("\(column.articles.count)"), "totalPages": .number(column.pages(of: size)), "number": .number(number),
            ]
        ])
    }
}
