// Lists whose rows stand whole in a script of the page, and none in its text.

public struct InlineRowsSite: SimulatedDialect {
    public enum Form: String, Sendable, CaseIterable {
        /// `var sdata = [{url: …}, …]`.
        case sdata
        /// `pagedContent` with its counts: 山东人社; behind its last page static ones follow.
        case pagedContent
        /// `dataList`: Huzhou.
        case dataList
    }

    public var form: Form

    public init(_ form: Form) { self.form = form }

    public func landing(_ column: SimulatedColumn) -> String { "\(column.folder)/index.shtml" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "\(column.folder)/\(article.yearMonth)/\(article.hex).shtml" }
    public func announced(_ column: SimulatedColumn) -> Int? { form == .pagedContent ? column.articles.count : nil }

    private static let size = 10
    /// Pages whose rows stand in the script of `pagedContent`.
    private static let inlinePages = 2

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if form == .pagedContent, request.path.hasPrefix(column.folder + "/index_"),
            let number = Int(request.path.dropFirst(column.folder.count + 7).prefix { $0 != "." }), number > Self.inlinePages,
            number <= column.pages(of: Self.size) {
            return .html(PageTemplate.list(column, RowStyle.dateAfter.rows(column.addressed(column.page(number - 1, of: Self.size)))
                        + "<div class=\"page\"><span>上一页</span> \(number)/\(column.pages(of: Self.size)) <span>下一页</span></div>"))
        }
        guard request.path == landing(column) else { return nil }
        let items = column.addressed(form == .pagedContent ? Array(column.articles.prefix(Self.inlinePages * Self.size)) : column.articles)
        let script =
            switch form {
            case .sdata:
                "var sdata = [\(items.map { "{url:'\($0.address)',title:'\($0.article.title)',date:'\($0.article.date)'}" }.joined(separator: ",\n"))];"
            case .pagedContent:
                "var totalCount = \(column.articles.count), perSize = \(Self.size), startPage = 1, endPage = \(Self.inlinePages), logicTotalPage = \(column.pages(of: Self.size));\nvar pagedContent = [\(items.map { JSON.string("<li>\(RowStyle.dateAfter.row($0.article, $0.address))</li>").text }.joined(separator: ",\n"))];"
            case .dataList:
                "var dataList = \(JSON.array(items.map { ["title": .string($0.article.title), "url": .string($0.address), "pubDate": .string($0.article.date)] }).text);\najaxpage(dataList);"
            }
        return .html(PageTemplate.list(column, "<ul id=\"content\"></ul><div id=\"page\"></div><script>\n\(script)\n</script>"))
    }
}
