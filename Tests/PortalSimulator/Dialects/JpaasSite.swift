// Hanweb jpaas: one call builds the list; the page's number works inside `paramJson` alone, a bare one gives page 1 again.

public struct JpaasSite: SimulatedDialect {
    /// Rows of a page: 15 or 20.
    public var size: Int
    /// Whether the answer holds the HTML in `data.html`, else `data` is the HTML.
    public var isNested: Bool
    /// Whether the call is refused without the column's page as its Referer.
    public var needsReferer: Bool
    public var rows: RowStyle
    /// Whether the column's page is a shell around a frame, in which the list stands.
    public var isFramed: Bool

    public init(size: Int = 15, isNested: Bool = true, needsReferer: Bool = true, rows: RowStyle = .dateAfter, isFramed: Bool = false) {
        self.isFramed = isFramed
        self.size = size
        self.isNested = isNested
        self.needsReferer = needsReferer
        self.rows = rows
    }

    private static let endpoint = "/api-gateway/jpaas-publish-server/front/page/build/unit"

    public func landing(_ column: SimulatedColumn) -> String { "/col/col122\(column.id)/index.html" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        "/col/col122\(column.id)/art/\(article.year)/art_\(article.hex).html"
    }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        let frame = "/col/col122\(column.id)/list.html"
        if request.path == landing(column) {
            return .html(isFramed ? PageTemplate.list(column, "<iframe src=\"\(frame)\" width=\"100%\"></iframe>") : page(column))
        }
        if isFramed, request.path == frame { return .html(page(column)) }
        guard request.path == Self.endpoint, request.query["pageId"] == "122\(column.id)" else { return nil }
        if needsReferer, !request.comes(from: isFramed ? frame : landing(column)) { return .html("<html><body><h1>403 Forbidden</h1></body></html>", status: 403) }
        guard request.query["webId"] == "3185", request.query["tplSetId"] == "o0YcVHHq5vWtr3uiCp4SY", request.query["tagId"] == "当前栏目list",
            request.query["parseType"] == "bulidstatic"
        else {
            return .json(["success": false, "code": "500", "message": "模板不存在", "data": nil])
        }
        let number = request.query["paramJson"].flatMap(Self.pageNumber) ?? 1
        let html = list(number, column)
        return .json(["success": true, "code": "200", "data": isNested ? ["html": .string(html)] : .string(html)])
    }

    /// `{"pageNo":2,"pageSize":15}`: the digits behind the name.
    private static func pageNumber(_ text: String) -> Int? {
        guard let range = text.firstRange(of: "\"pageNo\"") else { return nil }
        return Int(text[range.upperBound...].drop { !$0.isNumber }.prefix { $0.isNumber })
    }

    private func list(_ number: Int, _ column: SimulatedColumn) -> String {
        rows.rows(column.addressed(column.page(number - 1, of: size)))
            + "<div class=\"pagination\" count=\"\(column.articles.count)\" rows=\"\(size)\" pageNo=\"\(number)\" unitUrl=\"\(Self.endpoint)\"></div>"
    }

    private func page(_ column: SimulatedColumn) -> String {
        PageTemplate.list(
            column, head: "<meta name=\"ColId\" content=\"122\(column.id)\">",
            """
            <div id="当前栏目list"><script src="/script/AuthorizedRead/unitbuild.js" url="\(Self.endpoint)" queryData="{'parseType':'bulidstatic','webId':'3185','tplSetId':'o0YcVHHq5vWtr3uiCp4SY','pageType':'column','tagId':'当前栏目list','editType':'null','pageId':'122\(column.id)'}"></script></div>
            """)
    }
}
