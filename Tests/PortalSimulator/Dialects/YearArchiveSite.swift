// Archives by year beside a list that shows the newest only: Shanghai.

public struct YearArchiveSite: SimulatedDialect {
    public var size: Int

    public init(size: Int = 10) { self.size = size }

    public func landing(_ column: SimulatedColumn) -> String { "\(column.folder)/index.html" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "\(column.folder)/\(article.compactDate)/\(article.hex).html" }
    public func announced(_ column: SimulatedColumn) -> Int? { nil }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        let years = Set(column.articles.map(\.year)).sorted(by: >)
        let links = years.map { "<a href=\"\(column.folder)\($0)/index.html\">\($0)年</a>" }.joined(separator: " ")
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
                        + "<div class=\"years\">\(links)</div><div id=\"pg\"></div><script>$('#pg').pagination({totalPage:\(pages), currentPage:\(number), pageUrl:'index', suffix:'html'});</script>"
                ))
        }
        return nil
    }
}
