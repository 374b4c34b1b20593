// Two offices with a posted list of their own: CAC and Suzhou.

public struct PostedJSONSite: SimulatedDialect {
    public enum Office: String, Sendable, CaseIterable { case cac, suzhou }

    public var office: Office

    public init(_ office: Office) { self.office = office }

    public func landing(_ column: SimulatedColumn) -> String { office == .cac ? "/wxb/A0937\(column.id)index_1.htm" : "/szsrmzf/lm\(column.id)/list.shtml" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        office == .cac
            ? "/\(article.year)-\(article.monthText)/\(article.dayText)/c_\(article.seconds)\(article.number).htm"
            : "/szsrmzf/lm\(column.id)/\(article.yearMonth)/\(article.hex).shtml"
    }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        switch office {
        case .cac:
            if request.path == landing(column) {
                return .html(
                    PageTemplate.list(
                        column,
                        """
                        <ul id="loadingInfoPage"></ul><script>
                        var channelCode = "A0937\(column.id)"; var perPage = 20;
                        function load(pageno) { $.ajax({type:"post", url:"/cms/JsonList", data:{channelCode:"A0937\(column.id)", perPage:20, pageno:pageno, condition:"0", fuhao:"=", value:""}, success: draw}); }
                        </script>
                        """))
            }
            guard request.path == "/cms/JsonList", request.isPost, request.form["channelCode"] == "A0937\(column.id)" else { return nil }
            let size = min(50, request.number("perPage") ?? 20), number = max(1, request.number("pageno") ?? 1)
            let rows: [JSON] = column.page(number - 1, of: size).map {
                [
                    "topic": .string($0.title), "infourl": .string("//" + (request.received.value("Host") ?? "") + address($0, column)),
                    "pubtime": .string("\($0.date) 18:00:00"),
                ]
            }
            return .json(["list": .array(rows), "total": .number(column.articles.count)])
        case .suzhou:
            if request.path == landing(column) {
                return .html(
                    PageTemplate.list(
                        column,
                        """
                        <div id="content"></div><script>
                        $.ajax({type:"post", url:"/szinf/xxgk/interfacesWebZcwj/loadData?pageSize=15", data:{pageIndex: pageIndex, channel_id: '\(column.hex)'}, dataType:"json", success: draw});
                        </script>
                        """))
            }
            guard request.path == "/szinf/xxgk/interfacesWebZcwj/loadData", request.isPost, request.form["channel_id"] == column.hex else { return nil }
            let size = 15, number = max(1, request.number("pageIndex") ?? 1)
            let rows: [JSON] = column.page(number - 1, of: size).map { article in
                [
                    "TITLE": .string(article.title), "URL": .string(address(article, column)), "C_WJBH": .string(article.documentNumber),
                    "PUBLISHED_TIME_FORMAT": .string(article.date), "C_FWRQ_FORMAT": .string(article.date), "C_SYH": .string(article.indexNumber),
                    "CHANNEL_ID": .string(column.hex), "MANUSCRIPT_ID": .string(article.hex),
                ]
            }
            return .json(["data": ["allRow": .number(column.articles.count), "totalPage": .number(column.pages(of: size)), "list": .array(rows)]])
        }
    }
}
