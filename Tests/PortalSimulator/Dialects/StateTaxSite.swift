// The State Tax library: a form posted to `/getFileListByCodeId`, with the channel of the page.

public struct StateTaxSite: SimulatedDialect {
    public init() {}

    public func landing(_ column: SimulatedColumn) -> String { "/zcfgk/c100\(column.id)/listflfg.html" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "/zcfgk/c100\(column.id)/c\(article.number)/content.html" }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.path == landing(column) {
            return .html(
                PageTemplate.list(
                    column,
                    """
                    <table id="list"></table><script>
                    var channelId = "\(column.hex)";
                    $.ajax({type: "post", url: "/getFileListByCodeId", data: {"codeId": "", "channelId": "\(column.hex)", "page": page, "size": 10}, success: draw});
                    </script>
                    """))
        }
        guard request.path == "/getFileListByCodeId", request.isPost, request.form["channelId"] == column.hex, request.form["codeId"] != nil else { return nil }
        let size = min(500, request.number("size") ?? 10), number = max(1, request.number("page") ?? 1)
        let rows: [JSON] = column.page(number - 1, of: size).map { article in
            let values: [JSON] = [
                ["name": "文号", "key": "writtentext", "value": .string(article.documentNumber)],
                ["name": "成文日期", "key": "writtendate", "value": .string(article.date)],
                ["name": "发文单位", "key": "writtendepartment", "value": .string(article.issuer)],
                ["name": "时效", "key": "aging", "value": .string(article.validity == "失效" ? "全文失效" : "全文有效")],
                ["name": "失效日期", "key": "failuredate", "value": ""],
            ]
            return [
                "titleHtml": .string("<p>\(article.title)</p>"), "subTitleHtml": "", "url": .string(address(article, column)), "redirectUrl": "",
                "publishedTimeStr": .string("\(article.date) 00:00:00"), "channelName": .string(column.name),
                "domainMetaList": [["resultList": .array(values)]],
            ]
        }
        return .json(["results": ["data": ["total": .number(column.articles.count), "page": .number(number), "rows": .number(size), "results": .array(rows)]]])
    }
}
