// intertid of Wuxi: a shell whose script calls `getSearchList`; a form is posted, JSON comes.

public struct IntertidSite: SimulatedDialect {
    public enum Form: String, Sendable, CaseIterable {
        /// `getSearchList(1,20,"184","37764",1,"writeTime",…)`.
        case call
        /// Identifiers in variables, and `kind` 5: 宜兴, 江阴.
        case variables
    }

    public var form: Form

    public init(_ form: Form = .call) { self.form = form }

    public func landing(_ column: SimulatedColumn) -> String { "/zfxxgk/lm\(column.id)/index.shtml" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        "/doc/\(article.year)/\(article.monthText)/\(article.dayText)/\(article.number).shtml"
    }

    private func channel(_ column: SimulatedColumn) -> String { "377\(column.id)" }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.path == landing(column) {
            let script =
                switch form {
                case .call: "getSearchList(1,20,\"184\",\"\(channel(column))\",1,\"writeTime\",\"\");"
                case .variables: "var siteId = \"184\"; var id = \"\(channel(column))\"; var kind = \"5\";\ngetSearchList(1,20,siteId,id,1,\"openTime\",\"\");"
                }
            return .html(
                PageTemplate.list(
                    column,
                    """
                    <div id="list"></div><div id="page"></div><script>
                    function getSearchList(pageIndex,pageSize,siteId,channelIds,searchType,order,title){ $.post("/info_open/search",{pageIndex:pageIndex,pageSize:pageSize,siteId:siteId,channelIds:channelIds,searchType:searchType,order:order},draw); }
                    \(script)
                    </script>
                    """))
        }
        // Without a channel it searches the whole site.
        guard request.path == "/info_open/search", request.isPost, request.form["siteId"] == "184", request.form["channelIds"] == channel(column) else {
            return nil
        }
        if form == .variables, request.form["kind"] != "5" {
            return .json(["status": 0, "data": ["totalElements": 0, "totalPages": 0, "page": 1, "size": 20, "data": []]])
        }
        let size = min(50, request.number("pageSize") ?? 20), number = max(1, request.number("pageIndex") ?? 1)
        let rows: [JSON] = column.page(number - 1, of: size).map { article in
            [
                "title": .string(article.title), "writeTime": .number(article.seconds * 1000), "writeTimeString": .string(article.date),
                "openTime": .number(article.seconds * 1000), "indexId": .string(article.indexNumber), "url": .string(address(article, column)),
                "effectStatus": .string(article.validity), "organization": .string(article.issuer),
            ]
        }
        return .json([
            "status": 0,
            "data": [
                "totalElements": .number(column.articles.count), "totalPages": .number(column.pages(of: size)), "page": .number(number), "size": .number(size),
                "data": .array(rows),
            ],
        ])
    }
}
