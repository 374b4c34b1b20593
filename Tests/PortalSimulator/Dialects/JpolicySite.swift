// Hanweb jpolicy: a library of policies, whose rows carry 文号, issuer and validity.

public struct JpolicySite: SimulatedDialect {
    public init() {}

    private static let root = "/api-gateway/jpaas-jpolicy-web-server/front/info"

    public func landing(_ column: SimulatedColumn) -> String { "/jpolicy/lm\(column.id)/index.html" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "\(Self.root)/detail?iid=\(article.hex)" }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.path == landing(column) {
            return .html(
                PageTemplate.list(
                    column,
                    """
                    <div id="list"></div><script>
                    var websiteid = '\(column.hex)';
                    function search(p) { $.get('\(Self.root)/do-search?websiteid=\(column.hex)&pg=15&sortType=1&p=' + p, show); }
                    search(1);
                    </script>
                    """))
        }
        guard request.path == Self.root + "/do-search", request.query["websiteid"] == column.hex else { return nil }
        let size = min(50, request.number("pg") ?? 15), number = max(1, request.number("p") ?? 1)
        let rows: [JSON] = column.page(number - 1, of: size).map { article in
            [
                "infoid": .string(article.hex), "title": .string(article.title), "issue": .string(article.documentNumber),
                "publishunit": .string(article.issuer), "publishdate": .string(article.date), "infoLevel": "县级", "validity": .string(article.validity),
            ]
        }
        return .json([
            "success": true,
            "data": ["infoCount": .number(column.articles.count), "pageNum": .number(number), "pageSize": .number(size), "bean": ["results": .array(rows)]],
        ])
    }
}
