// The library of gov.cn: with parameters left out it counts 0, which is no error and no end.

public struct GovLibrarySite: SimulatedDialect {
    public init() {}

    public func landing(_ column: SimulatedColumn) -> String { "/zhengceku/lm\(column.id)/index.htm" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        "/zhengce/content/\(article.yearMonth)/content_\(article.number).htm"
    }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        let kind = "zhengcelibrary_gw\(column.id)"
        if request.path == landing(column) {
            return .html(
                PageTemplate.list(
                    column,
                    """
                    <div id="list"></div><script>
                    var dataUrl = "/search-gov/data?t=\(kind)&q=&timetype=timeqb&mintime=&maxtime=&sort=score&sortType=1&searchfield=title&pcodeJiguan=&childtype=&subchildtype=&tsbq=&pubtimeyear=&puborg=&pcodeYear=&pcodeNum=&filetype=&p=1&n=10&inpro=&bmfl=&dup=&orpro=";
                    $.getJSON(dataUrl, draw);
                    </script>
                    """))
        }
        guard request.path == "/search-gov/data", request.query["t"] == kind else { return nil }
        let whole = ["q", "sort", "sortType", "searchfield", "p", "n"].allSatisfy { request.query[$0] != nil }
        let size = min(50, request.number("n") ?? 10), number = max(1, request.number("p") ?? 1)
        let rows: [JSON] = (whole ? column.page(number - 1, of: size) : []).map { article in
            [
                "title": .string(article.title), "url": .string("http://\(request.received.value("Host") ?? "")" + address(article, column)),
                "pcode": .string(article.documentNumber), "puborg": .string(article.issuer), "pubtime": .number(article.seconds * 1000),
                "pubtimeStr": .string(article.date),
            ]
        }
        return .json([
            "code": 200,
            "searchVO": [
                "totalCount": .number(whole ? column.articles.count : 0), "totalpage": .number(whole ? column.pages(of: size) : 0), "listVO": .array(rows),
            ],
        ])
    }
}
