// Lists whose rows stand whole in a script of the page, and none in its text.

public struct InlineRowsSite: SimulatedDialect {
    public enum Form: String, Sendable, CaseIterable {
        /// `var sdata = [{url: …}, …]`.
        case sdata
        /// `pagedContent` with its counts: 山东人社; after 50 pages static ones follow.
        case pagedContent
        /// `dataList`: Huzhou.
        case dataList
    }

    public var form: Form

    public init(_ form: Form) { self.form = form }

    public func landing(_ column: SimulatedColumn) -> String { "\(column.folder)/index.shtml" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "\(column.folder)/\(article.yearMonth)/\(article.hex).shtml" }
    public func announced(_ column: SimulatedColumn) -> Int? { form == .pagedContent ? column.articles.count : nil }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        guard request.path == landing(column) else { return nil }
        let items = column.addressed(column.articles)
        let script = switch form {
        case .sdata:
            "var sdata = [\(items.map { "{url:'\($0.address)',title:'\($0.article.title)',date:'\($0.article.date)'}" }.joined(separator: ",\n"))];"
        case .pagedContent:
            "var totalCount = \(items.count), perSize = 15, startPage = 1, endPage = 50, logicTotalPage = \(column.pages(of: 15));\nvar pagedContent = [\(items.map { JSON.string("<li>\(RowStyle.dateAfter.row($0.article, $0.address))</li>").text }.joined(separator: ",\n"))];"
        case .dataList:
            "var dataList = \(JSON.array(items.map { ["title": .string($0.article.title), "url": .string($0.address), "pubDate": .string($0.article.date)] }).text);\najaxpage(dataList);"
        }
        return .html(PageTemplate.list(column, "<ul id=\"content\"></ul><div id=\"page\"></div><script>\n\(script)\n</script>"))
    }
}
