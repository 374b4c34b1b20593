// Lonsun 龙讯 of Anhui: a piece of HTML for each page, its titles cut.

public struct LonsunSite: SimulatedDialect {
    public enum Form: String, Sendable, CaseIterable {
        /// `/public/column/<organId>` with `/site/label/8888`.
        case disclosure
        /// `/content/column/<id>?pageIndex=N`, ordinary pages with `Ls.pagination`.
        case content
    }

    public var form: Form
    public var size = 15

    public init(_ form: Form = .disclosure) { self.form = form }

    public func landing(_ column: SimulatedColumn) -> String {
        form == .disclosure ? "/public/column/168\(column.id)?type=4&action=list&nav=3&catId=67084\(column.id)" : "/content/column/67\(column.id)"
    }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        form == .disclosure ? "/public/168\(column.id)/\(article.number).html" : "/content/article/\(article.number)"
    }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        switch form {
        case .disclosure:
            if request.target == landing(column) {
                return .html(
                    PageTemplate.list(
                        column,
                        """
                        <div id="xxgk_right"><div class="xxgk_navli_list"></div><div id="page_public_info" class="page"></div></div>
                        <script src="/assets/js/ls.core.js"></script><script>
                        $(function () {
                            var params = { labelName: "publicInfoList", siteId: "6781961", pageSize: "\(size)", pageIndex: 1, action: "list", fuzzySearch: false, fromCode: "title", keyWords: "", sortType: 1, isDate: "true", dateFormat: "yyyy-MM-dd", length: "80", organId: "168\(column.id)", type: "4", catIds: "", cId: "", result: "暂无相关信息", file: "/xxgk/publicInfoList_newest2020", catId: "67084\(column.id)" };
                            $.ajax({ url: "/site/label/8888?IsAjax=1&dataType=html", data: params, success: draw });
                        });
                        </script>
                        """))
            }
            guard request.path == "/site/label/8888", request.parameter("organId") == "168\(column.id)", request.parameter("labelName") == "publicInfoList",
                request.parameter("file") != nil, request.parameter("siteId") == "6781961"
            else { return nil }
            let size = min(50, request.number("pageSize") ?? self.size), number = max(1, request.number("pageIndex") ?? 1)
            let rows = column.addressed(column.page(number - 1, of: size)).map {
                "<div class=\"xxgk_navli\"><ul class=\"clearfix\"><li class=\"mc\"><a href=\"\($0.address)\" class=\"title\" title=\"\($0.article.title)\">\($0.article.title.prefix(14))…</a></li><li class=\"wh\">\($0.article.documentNumber)</li><li class=\"rq\">\($0.article.date)</li></ul></div>"
            }
            return .html("<div class=\"xxgk_navli_list\">\(rows.joined(separator: "\n"))</div>" + pagination(number, size, column, "page_public_info"))
        case .content:
            guard request.path == landing(column) else { return nil }
            let number = max(1, request.number("pageIndex") ?? 1)
            return .html(
                PageTemplate.list(
                    column,
                    RowStyle.cutTitle.rows(column.addressed(column.page(number - 1, of: size))) + "<div id=\"page_content_list\" class=\"page\"></div>"
                        + pagination(number, size, column, "page_content_list")))
        }
    }

    private func pagination(_ number: Int, _ size: Int, _ column: SimulatedColumn, _ element: String) -> String {
        """
        <script>$(function () { Ls.pagination("#\(element)", function (pageIndex, $obj) { location.href = "?pageIndex=" + pageIndex; }, {
            currPage: \(number), pageCount: \(column.pages(of: size)), link: { pageIndex: 'pageIndex' }, total: '\(column.articles.count)', pageSize: \(size)
        }); });</script>
        """
    }
}
