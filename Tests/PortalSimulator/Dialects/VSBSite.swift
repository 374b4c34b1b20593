// VSB 博达: static pages whose numbers count down, or a JSP that counts up.

public struct VSBSite: SimulatedDialect {
    public enum Form: String, Sendable, CaseIterable {
        /// `/x/tzgg.htm`, then `tzgg/<pages − 1>.htm` down to `tzgg/1.htm`.
        case descending
        /// `list.jsp?urltype=tree.TreeTempUrl&wbtreeid=N&a123p=2`.
        case dynamic
    }

    public var form: Form
    public var rows: RowStyle
    public var size = 5

    public init(_ form: Form = .descending, rows: RowStyle = .dateAfter) {
        self.form = form
        self.rows = rows
    }

    public func landing(_ column: SimulatedColumn) -> String {
        form == .descending ? "/xw/lm\(column.id).htm" : "/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=\(column.id)"
    }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "/info/\(column.id)/\(article.number).htm" }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        let pages = column.pages(of: size)
        let number: Int
        switch form {
        case .descending:
            if request.path == landing(column) {
                number = 1
            } else {
                let folder = "/xw/lm\(column.id)/"
                guard request.path.hasPrefix(folder), let named = Int(request.path.dropFirst(folder.count).prefix { $0 != "." }), (1..<pages).contains(named)
                else { return nil }
                number = pages - named + 1
            }
        case .dynamic:
            guard request.path == "/list.jsp", request.query["wbtreeid"] == "\(column.id)" else { return nil }
            // Any number that it does not know gives the first page.
            number = request.number("a123p").map { (1...pages).contains($0) ? $0 : 1 } ?? 1
        }
        return .html(PageTemplate.list(column, rows.rows(column.addressed(column.page(number - 1, of: size))) + pager(number, pages, column)))
    }

    private func pager(_ number: Int, _ pages: Int, _ column: SimulatedColumn) -> String {
        func link(_ target: Int, _ name: String, _ text: String) -> String {
            guard target >= 1, target <= pages, target != number else { return "<span class=\"\(name) p_fun_d\">\(text)</span>" }
            return "<span class=\"\(name) p_fun\"><a href=\"\(href(target, from: number, pages, column))\">\(text)</a></span>"
        }
        return
            "<div class=\"pb_sys_common pb_sys_normal pb_sys_style1\"><span class=\"p_t\">共\(column.articles.count)条</span> <span class=\"p_pages\">\(link(1, "p_first", "首页"))\(link(number - 1, "p_prev", "上页"))<span class=\"p_no_d\">\(number)</span>\(link(number + 1, "p_next", "下页"))\(link(pages, "p_last", "尾页"))</span> <span class=\"p_t\">\(number)/\(pages)</span></div>"
    }

    private func href(_ target: Int, from number: Int, _ pages: Int, _ column: SimulatedColumn) -> String {
        switch form {
        case .descending:
            let name = "lm\(column.id)"
            if target == 1 { return number == 1 ? "\(name).htm" : "../\(name).htm" }
            return number == 1 ? "\(name)/\(pages - target + 1).htm" : "\(pages - target + 1).htm"
        case .dynamic:
            return "?urltype=tree.TreeTempUrl&amp;wbtreeid=\(column.id)&amp;a123t=\(pages)&amp;a123p=\(target)&amp;a123c=\(size)"
        }
    }
}
