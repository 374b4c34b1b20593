// PBC: pages named by a number that stands in the `tagname` attribute of the pager, its other attributes misleading.

public struct TaggedPagerSite: SimulatedDialect {
    public var size = 20

    public init() {}

    private func folder(_ column: SimulatedColumn) -> String { "/zhengcehuobisi/1252\(column.id)" }
    private func prefix(_ column: SimulatedColumn) -> String { "1116\(column.id)" }

    public func landing(_ column: SimulatedColumn) -> String { "\(folder(column))/index.html" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "\(folder(column))/\(article.number)/index.html" }
    public func announced(_ column: SimulatedColumn) -> Int? { nil }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        guard request.path.hasPrefix(folder(column) + "/") else { return nil }
        let file = request.path.dropFirst(folder(column).count + 1), pages = column.pages(of: size)
        let number =
            file == "index.html" ? 1 : file.hasPrefix(prefix(column) + "-") ? Int(file.dropFirst(prefix(column).count + 1).prefix { $0 != "." }) ?? 0 : 0
        guard (1...pages).contains(number) else { return nil }
        let rows = column.addressed(column.page(number - 1, of: size)).map {
            "<tr><td><font class=\"newslist_style\"><a href=\"\($0.address)\" title=\"\($0.article.title)\">\($0.article.title)</a></font><span class=\"hui12\">\($0.article.date)</span></td></tr>"
        }
        func button(_ page: Int, _ text: String) -> String {
            "<a class=\"pagingNormal\" tagname=\"\(folder(column))/\(prefix(column))-\(max(1, min(page, pages))).html\" moduleid=\"125\" onclick=\"queryArticleByCondition(this,'\(folder(column))/\(prefix(column))-\(max(1, min(page, pages))).html')\">\(text)</a>"
        }
        return .html(
            PageTemplate.list(
                column,
                "<table>\(rows.joined(separator: "\n"))</table><div class=\"page\" totalpage=\"\(pages)\">\(button(1, "首页"))\(button(number - 1, "上一页"))\(button(number + 1, "下一页"))\(button(pages, "尾页")) 总页数：\(pages)</div>"
            ))
    }
}
