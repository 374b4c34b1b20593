// Archives by year beside a list that shows the newest only: Shanghai.

public struct YearArchiveSite: SimulatedDialect {
    public var size: Int
    /// Whether the years stand in a `<select>`, and the pager says how many pages there are and no more.
    public var isSelect: Bool

    public init(size: Int = 10, isSelect: Bool = false) {
        self.size = size
        self.isSelect = isSelect
    }

    public func landing(_ column: SimulatedColumn) -> String { "\(column.folder)/index.html" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "\(column.folder)/\(article.compactDate)/\(article.hex).html" }
    public func announced(_ column: SimulatedColumn) -> Int? { nil }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        let years = Set(column.articles.map(\.year)).sorted(by: >)
        let links =
            isSelect
            ? "<select onchange=\"location=this.value\"><option value=\"\">请选择</option>"
                + years.map { "<option value=\"\(column.folder)\($0)/index.html\">\($0)年</option>" }.joined() + "</select>"
            : years.map { "<a href=\"\(column.folder)\($0)/index.html\">\($0)年</a>" }.joined(separator: " ")
        if request.path == landing(column) {
            return .html(
                PageTemplate.list(column, RowStyle.dateAfter.rows(column.addressed(column.page(0, of: size))) + "<div class=\"years\">历史档案：\(links)</div>"))
        }
        for year in years where request.path.hasPrefix("\(column.folder)\(year)/") {
            let own = column.articles.filter { $0.year == year }
            let pages = max(1, (own.count + size - 1) / size)
            let file = request.path.dropFirst(column.folder.count + 5)
            let number = file == "index.html" ? 1 : file.hasPrefix("index_") ? Int(file.dropFirst(6).dropLast(5)) ?? 0 : 0
            guard (1...pages).contains(number) else { return nil }
            let rows = Array(own[((number - 1) * size)..<min(own.count, number * size)])
            return .html(
                PageTemplate.list(
                    column,
                    RowStyle.dateAfter.rows(column.addressed(rows))
                        + "<div class=\"years\">\(links)</div><div id=\"pg\"></div><script>$('#pg').pagination({totalPage:\(pages), currentPage:\(number)\(isSelect ? "" : ", pageUrl:'index', suffix:'html'")});</script>"
                ))
        }
        return nil
    }
}
