// JEECMS: `index.jhtml`, `index_2.jhtml` …

public struct JEECMSSite: SimulatedDialect {
    public var size = 20
    public var rows: RowStyle

    public init(rows: RowStyle = .dateBefore) { self.rows = rows }

    public func landing(_ column: SimulatedColumn) -> String { "/lm\(column.id)/index.jhtml" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "/lm\(column.id)/\(article.number).jhtml" }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        let folder = "/lm\(column.id)/"
        guard request.path.hasPrefix(folder) else { return nil }
        let file = request.path.dropFirst(folder.count), pages = column.pages(of: size)
        let number = file == "index.jhtml" ? 1 : file.hasPrefix("index_") ? Int(file.dropFirst(6).prefix { $0 != "." }) ?? 0 : 0
        guard (1...pages).contains(number) else { return nil }
        let next = number < pages ? "<a href=\"index_\(number + 1).jhtml\">下一页</a>" : "<a disabled=\"disabled\">下一页</a>"
        return .html(
            PageTemplate.list(
                column,
                rows.rows(column.addressed(column.page(number - 1, of: size)))
                    + "<div class=\"pagesite\">共\(column.articles.count)条记录 \(number)/\(pages)页 \(number > 1 ? "<a href=\"index\(number == 2 ? "" : "_\(number - 1)").jhtml\">上一页</a>" : "") \(next) <a href=\"index_\(pages).jhtml\">尾页</a></div>"
            ))
    }
}
