// Sudy WebPlus: `list.htm`, `list2.htm` …, the number of pages in `em.all_pages`.

public struct WebPlusSite: SimulatedDialect {
    public var size = 14
    /// `list.htm` redirects to `list.psp`, as dynamic columns do.
    public var isDynamic: Bool

    public init(isDynamic: Bool = false) { self.isDynamic = isDynamic }

    private var ending: String { isDynamic ? "psp" : "htm" }

    public func landing(_ column: SimulatedColumn) -> String { "/\(column.id)/list.\(ending)" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        "/\(article.compactDate.prefix(4))/\(article.compactDate.suffix(4))/c\(column.id)a\(article.number)/page.htm"
    }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        guard request.path.hasPrefix("/\(column.id)/list"), request.path.hasSuffix(".\(ending)") else { return nil }
        let digits = request.path.dropFirst("/\(column.id)/list".count).dropLast(ending.count + 1)
        guard let number = digits.isEmpty ? 1 : Int(digits), (1...column.pages(of: size)).contains(number) else { return nil }
        let rows = column.addressed(column.page(number - 1, of: size)).enumerated().map { k, item in
            "<li class=\"news n\(k + 1) clearfix\"><span class=\"news_title\"><a href='\(item.address)' target='_blank' title='\(item.article.title)'>\(item.article.title)</a></span><span class=\"news_meta\">\(item.article.date)</span></li>"
        }
        let pages = column.pages(of: size)
        let next = number < pages ? "/\(column.id)/list\(number + 1).\(ending)" : "javascript:void(0);"
        return .html(
            PageTemplate.list(
                column,
                """
                <div id="wp_news_w6"><ul class="news_list list2">\(rows.joined(separator: "\n"))</ul></div>
                <div id="wp_paging_w6"><ul class="wp_paging clearfix"><li class="pages_count"><span class="per_page">每页 <em class="per_count">\(size)</em> 记录</span> <span class="all_count">总共 <em class="all_count">\(column.articles.count)</em> 记录</span></li>
                <li class="page_nav"><a class="first" href="javascript:void(0);"><span>第一页</span></a><a class="prev" href="javascript:void(0);"><span>&lt;&lt;上一页</span></a><a class="next" href="\(next)"><span>下一页&gt;&gt;</span></a><a class="last" href="/\(column.id)/list\(pages).\(ending)"><span>尾页</span></a></li>
                <li class="page_jump"><span class="pages">页码 <em class="curr_page">\(number)</em>/<em class="all_pages">\(pages)</em></span></li></ul></div>
                """))
    }
}
