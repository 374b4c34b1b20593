// ASP.NET of 新点: the page is posted to itself with its own view state, another one for each page.

public struct MoreInfoSite: SimulatedDialect {
    public var size = 18
    /// Whether a form field `__EVENTVALIDATION` is there and wanted too.
    public var validates: Bool

    public init(validates: Bool = true) { self.validates = validates }

    public func landing(_ column: SimulatedColumn) -> String { "/jyxx/\(column.id)/MoreInfo.aspx?CategoryNum=001\(column.id)" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        "/jyxx/InfoDetail/?InfoID=\(SimulatedArticle.uuid(of: article.number))&CategoryNum=001\(column.id)"
    }

    private func state(_ page: Int, _ column: SimulatedColumn) -> String { "/wEPDwUK+\(SimulatedArticle.hex(of: column.id * 1000 + page))==" }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        guard request.target == landing(column) else { return nil }
        let pages = column.pages(of: size)
        var number = 1
        if request.isPost {
            guard request.form["__EVENTTARGET"] == "MoreInfoList1$Pager", let wanted = request.number("__EVENTARGUMENT"), (1...pages).contains(wanted) else {
                return .html("<html><body>运行时错误</body></html>", status: 500)
            }
            // The state must be one that this list gave out.
            let given = request.form["__VIEWSTATE"] ?? ""
            guard (1...pages).contains(where: { state($0, column) == given }), !validates || request.form["__EVENTVALIDATION"] == "/wEWAg\(column.id)" else {
                return .html("<html><body>验证视图状态 MAC 失败</body></html>", status: 500)
            }
            number = wanted
        }
        let rows = column.addressed(column.page(number - 1, of: size)).map {
            "<tr><td>◆</td><td><a href=\"\(PageTemplate.escaped($0.address))\" target=\"_blank\" title=\"\($0.article.title)\">\($0.article.title.prefix(20))...</a></td><td>\($0.article.date)</td></tr>"
        }
        return .html(
            PageTemplate.list(
                column,
                """
                <form name="form1" method="post" action="MoreInfo.aspx?CategoryNum=001\(column.id)" id="form1">
                <input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="\(state(number, column))" /><input type="hidden" name="__VIEWSTATEGENERATOR" id="__VIEWSTATEGENERATOR" value="7DDDDDDD" />
                <input type="hidden" name="__EVENTTARGET" value="" /><input type="hidden" name="__EVENTARGUMENT" value="" />\(validates ? "<input type=\"hidden\" name=\"__EVENTVALIDATION\" id=\"__EVENTVALIDATION\" value=\"/wEWAg\(column.id)\" />" : "")
                <table id="MoreInfoList1_DataGrid1">\(rows.joined(separator: "\n"))</table>
                <div id="MoreInfoList1_Pager">记录总数：<font color="blue"><b>\(column.articles.count)</b></font> 总页数：<font color="blue"><b>\(pages)</b></font> 当前页：<font color="red"><b>\(number)</b></font>
                <a href="javascript:__doPostBack('MoreInfoList1$Pager','\(min(number + 1, pages))')">下一页</a></div></form>
                """))
    }
}
