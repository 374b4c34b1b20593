// A column whose address answers with 54 bytes of script that lead one folder down, where its list is static: NDRC.

public struct ForwardedListSite: SimulatedDialect {
    private static let size = 15

    public init() {}

    public func landing(_ column: SimulatedColumn) -> String { "\(column.folder)/" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        "\(column.folder)/fzggwl/\(article.yearMonth)/t\(article.compactDate)_\(article.number).html"
    }
    public func announced(_ column: SimulatedColumn) -> Int? { nil }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.path == landing(column) { return .html("<script>window.location.href='./fzggwl/';</script>\r\n\r\n") }
        let folder = landing(column) + "fzggwl/", pages = column.pages(of: Self.size)
        guard request.path.hasPrefix(folder) else { return nil }
        let file = request.path.dropFirst(folder.count)
        let number = file.isEmpty || file == "index.html" ? 0 : file.hasPrefix("index_") ? Int(file.dropFirst(6).prefix { $0 != "." }) : nil
        guard let number, (0..<pages).contains(number) else { return nil }
        return .html(
            PageTemplate.list(
                column, RowStyle.spacers.rows(column.addressed(column.page(number, of: Self.size)))
                    + "<script>createPageHTML(\(pages), \(number), \"index\", \"html\");</script>"))
    }
}
