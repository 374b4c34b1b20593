// UCAP of 开普云: a list of a channel, whose GUID stands in a meta of the page; its rows carry labelled values in groups that move.

public struct UCAPSite: SimulatedDialect {
    public enum Form: String, Sendable, CaseIterable {
        /// `/searchList/<guid>`: CSRC.
        case searchList
        /// `/common/search/<guid>`: Heilongjiang.
        case commonSearch
    }

    public var form: Form
    public var size = 15

    public init(_ form: Form = .searchList) { self.form = form }

    public func landing(_ column: SimulatedColumn) -> String { "/lm/c\(column.id)/common_list.shtml" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "/lm/c\(column.id)/c\(article.number)/content.shtml" }

    private func endpoint(_ column: SimulatedColumn) -> String { (form == .searchList ? "/searchList/" : "/common/search/") + column.hex }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.path == landing(column) {
            return .html(
                PageTemplate.list(
                    column, head: "<meta name=\"channelid\" content=\"\(column.hex)\">",
                    """
                    <ul id="list"></ul><script>
                    var url = "\(endpoint(column))?_isAgg=true&_isJson=true&_pageSize=\(size)&_template=index&_rangeTimeGte=&_channelName=&page=1";
                    $.getJSON(url, draw);
                    </script>
                    """))
        }
        guard request.path == endpoint(column), request.query["_isJson"] == "true" else { return nil }
        let size = form == .commonSearch ? 15 : min(100, request.number("_pageSize") ?? self.size), number = max(1, request.number("page") ?? 1)
        let rows: [JSON] = column.page(number - 1, of: size).map { article in
            let values: [JSON] = [
                ["name": "索引号", "key": "syh", "value": .string(article.indexNumber)], ["name": "发文日期", "key": "fwrq", "value": .string(article.date)],
                ["name": "文号", "key": "wh", "value": .string(article.documentNumber)],
                ["name": "发文单位", "key": "fwdw", "value": .string(article.number % 11 == 0 ? "null" : article.issuer)],
            ]
            // The group of values is not always the same one.
            let groups: [JSON] = article.number % 2 == 0 ? [["resultList": .array(values)]] : [["resultList": []], ["resultList": .array(values)]]
            return [
                "title": .string(article.title), "url": .string("//" + (request.received.value("Host") ?? "") + address(article, column)), "content": "…",
                "memo": "null", "publishedTime": .number(article.seconds * 1000), "publishedTimeStr": .string("\(article.date) 09:00:00"),
                "channelName": .string(column.name), "manuscriptId": .string(article.hex), "resList": [], "domainMetaList": .array(groups),
            ]
        }
        return .json([
            "data": [
                "total": .number(column.articles.count), "page": .number(number), "rows": .number(size), "channelId": .string(column.hex),
                "results": .array(rows),
            ]
        ])
    }
}
