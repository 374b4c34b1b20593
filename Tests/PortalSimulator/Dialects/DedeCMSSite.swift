// DedeCMS: a PHP list whose links carry the total, static files, or rewritten names.

public struct DedeCMSSite: SimulatedDialect {
    public enum Form: String, Sendable, CaseIterable {
        /// `/plus/list.php?tid=N&TotalResult=T&PageNo=P`.
        case dynamic
        /// `list_<tid>_<page>.html`.
        case files
        /// `/list-<tid>-<total>-<page>.html`.
        case rewritten
    }

    public var form: Form
    public var size = 20

    public init(_ form: Form) { self.form = form }

    public func landing(_ column: SimulatedColumn) -> String {
        switch form {
        case .dynamic: "/plus/list.php?tid=\(column.id)"
        case .files: "/a/lm\(column.id)/"
        case .rewritten: "/list-\(column.id)-\(column.articles.count)-1.html"
        }
    }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "/a/lm\(column.id)/\(article.compactDate)/\(article.number).html" }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        let pages = column.pages(of: size), number: Int
        switch form {
        case .dynamic:
            guard request.path == "/plus/list.php", request.query["tid"] == "\(column.id)" else { return nil }
            number = min(pages, max(1, request.number("PageNo") ?? 1))
        case .files:
            guard request.path.hasPrefix("/a/lm\(column.id)/") else { return nil }
            let file = request.path.dropFirst("/a/lm\(column.id)/".count)
            number =
                ["", "index.html"].contains(file)
                ? 1 : file.hasPrefix("list_\(column.id)_") ? Int(file.dropFirst("list_\(column.id)_".count).prefix { $0 != "." }) ?? 0 : 0
        case .rewritten:
            let parts = request.path.dropFirst().split { $0 == "-" || $0 == "." }
            guard parts.count == 5, parts[0] == "list", parts[1] == "\(column.id)" else { return nil }
            number = Int(parts[3]) ?? 0
        }
        guard (1...pages).contains(number) else { return nil }
        func href(_ page: Int) -> String {
            switch form {
            case .dynamic: "/plus/list.php?tid=\(column.id)&amp;TotalResult=\(column.articles.count)&amp;PageNo=\(page)"
            case .files: "list_\(column.id)_\(page).html"
            case .rewritten: "/list-\(column.id)-\(column.articles.count)-\(page).html"
            }
        }
        let pager =
            "<ul class=\"pagelist\">\(number > 1 ? "<li><a href='\(href(number - 1))'>上一页</a></li>" : "<li>首页</li>")<li class=\"thisclass\">\(number)</li>\(number < pages ? "<li><a href='\(href(number + 1))'>下一页</a></li><li><a href='\(href(pages))'>末页</a></li>" : "<li>末页</li>")<li><span class=\"pageinfo\">共 <strong>\(pages)</strong>页<strong>\(column.articles.count)</strong>条</span></li></ul>"
        return .html(PageTemplate.list(column, RowStyle.dateBefore.rows(column.addressed(column.page(number - 1, of: size))) + pager))
    }
}
