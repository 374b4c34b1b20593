// Lists that pretend: the first page for every number, an empty page from some number on, pages that repeat.

public struct StubbornSite: SimulatedDialect {
    public enum Pretence: String, Sendable, CaseIterable {
        /// The first page again, whatever number is asked for.
        case firstPage
        /// From the third page on a page without rows, though more is announced.
        case emptyPage
        /// The second page is the last that is new: the others repeat it.
        case repeatedPage
    }

    public var pretence: Pretence
    public var size = 10

    public init(_ pretence: Pretence) { self.pretence = pretence }

    public func landing(_ column: SimulatedColumn) -> String { "\(column.folder)/index.html" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        "\(column.folder)/\(article.yearMonth)/t\(article.compactDate)_\(article.number).html"
    }
    public func reachable(_ column: SimulatedColumn) -> Int { min(column.articles.count, pretence == .firstPage ? size : 2 * size) }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        guard request.path.hasPrefix(column.folder + "/index"), request.path.hasSuffix(".html") else { return nil }
        let digits = request.path.dropFirst(column.folder.count + 6).dropLast(5), pages = column.pages(of: size)
        guard let number = digits.isEmpty ? 0 : Int(digits.dropFirst()), number < pages else { return nil }
        let shown =
            switch pretence {
            case .firstPage: 0
            case .emptyPage: number < 2 ? number : pages
            case .repeatedPage: min(number, 1)
            }
        return .html(
            PageTemplate.list(
                column,
                RowStyle.dateAfter.rows(column.addressed(column.page(shown, of: size)))
                    + "<script>createPageHTML(\(column.articles.count), \(pages), \(number), \"index\", \"html\");</script>"))
    }
}
