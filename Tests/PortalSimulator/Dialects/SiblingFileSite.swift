// Lists whose rows lie in a file of JSON beside the page: gov.cn, Xinhua's data source, NFRA's static twin.

public struct SiblingFileSite: SimulatedDialect {
    public enum Form: String, Sendable, CaseIterable {
        /// `ajax({url:"./ZUIXINZHENGCE.json"})`: an array of all rows.
        case govCN
        /// `<ul id="showData0">` and `ds_<hex>.json` named in its attribute: NEA, news.cn.
        case xinhua
        /// The same, the file named in the script.
        case xinhuaScript
    }

    public var form: Form

    public init(_ form: Form) { self.form = form }

    public func landing(_ column: SimulatedColumn) -> String { form == .govCN ? "/zhengce/lm\(column.id)/home.htm" : "/lm\(column.id)/index.htm" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        form == .govCN
            ? "/zhengce/lm\(column.id)/\(article.yearMonth)/content_\(article.number).htm" : "/lm\(column.id)/\(article.compactDate)/\(article.hex)/c.html"
    }
    /// The file is the whole list; nothing announces its length.
    public func announced(_ column: SimulatedColumn) -> Int? { nil }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        let file = form == .govCN ? "ZUIXINZHENGCE.json" : "ds_\(column.hex).json"
        let folder = form == .govCN ? "/zhengce/lm\(column.id)/" : "/lm\(column.id)/"
        if request.path == landing(column) {
            switch form {
            case .govCN:
                return .html(
                    PageTemplate.list(
                        column,
                        "<div class=\"list\"></div><script>$.ajax({url:\"./\(file)\",type:\"get\",dataType:\"json\",success:function(data){ draw(data); }});</script>"
                    ))
            case .xinhua:
                return .html(
                    PageTemplate.list(
                        column, "<ul id=\"showData0\" data=\"datasource:\(column.hex)\" class=\"list\"></ul><script src=\"/xhjs/list.js\"></script>"))
            case .xinhuaScript:
                return .html(
                    PageTemplate.list(column, "<ul id=\"showData0\"></ul><script>$.getJSON('./\(file)', function (d) { show(d.datasource); });</script>"))
            }
        }
        guard request.path == folder + file else { return nil }
        switch form {
        case .govCN:
            return .json(
                .array(
                    column.articles.map {
                        [
                            "TITLE": .string($0.title), "SUB_TITLE": "", "URL": .string("http://\(request.received.value("Host") ?? "")" + address($0, column)),
                            "DOCRELPUBTIME": .string($0.date),
                        ]
                    }))
        default:
            return .json([
                "datasource": .array(
                    column.articles.map { article in
                        let title = article.number % 3 == 0 ? "<a href='\(address(article, column))'>\(article.title)</a>" : article.title
                        return [
                            "title": .string(title), "publishUrl": .string("../lm\(column.id)/\(article.compactDate)/\(article.hex)/c.html"),
                            "publishTime": .string("\(article.date) 08:30:00"), "contentType": "text",
                        ]
                    })
            ])
        }
    }
}
