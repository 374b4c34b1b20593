// The search server of jpaas: MIIT's lists by category.

public struct SearchServerSite: SimulatedDialect {
    public init() {}

    public func landing(_ column: SimulatedColumn) -> String { "\(column.folder)/index.html" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "\(column.folder)/art/\(article.year)/art_\(article.hex).html" }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.path == landing(column) {
            return .html(
                PageTemplate.list(
                    column,
                    """
                    <div id="list"></div><script>
                    var searchUrl = '/search-front-server/api/search/info?websiteid=110000000000000&scope=basic&q=&pg=15&cateid=57&pos=title_text&category=\(column.id)&sortFields=[{"name":"deploytime","type":"desc"}]&p=1';
                    </script>
                    """))
        }
        guard request.path == "/search-front-server/api/search/info", request.query["category"] == "\(column.id)",
            request.query["websiteid"] == "110000000000000"
        else { return nil }
        let size = min(50, request.number("pg") ?? 15), number = max(1, request.number("p") ?? 1)
        let rows: [JSON] = column.page(number - 1, of: size).map {
            ["data": ["title": .string($0.title), "url": .string(address($0, column)), "jsearch_date": .string($0.date)]]
        }
        return .json(["success": true, "data": ["searchResult": ["total": .number(column.articles.count), "dataResults": .array(rows)]]])
    }
}
