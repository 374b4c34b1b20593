// TRS WAS5: a search of a channel as the column's list.

public struct WASSite: SimulatedDialect {
    public enum Form: String, Sendable, CaseIterable {
        /// The list is the search's own page; the pager stands in a script.
        case page
        /// A page whose script asks for `templet=docs.jsp`: JSON with raw line breaks.
        case docs
        /// A page whose form is posted, answered in XML: the tax office of Shanghai.
        case xml
    }

    public var form: Form
    public var size = 20

    public init(_ form: Form) { self.form = form }

    private func channel(_ column: SimulatedColumn) -> Int { 200_000 + column.id }

    public func landing(_ column: SimulatedColumn) -> String {
        form == .page ? "/was5/web/search?channelid=\(channel(column))" : "\(column.folder)/index.htm"
    }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        "\(column.folder)/\(article.yearMonth)/t\(article.compactDate)_\(article.number).htm"
    }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if form != .page, request.target == landing(column) {
            return .html(PageTemplate.list(column, head: script(column), "<ul id=\"list\"></ul><div class=\"pages\"></div>"))
        }
        guard request.path == "/was5/web/search", request.parameter("channelid") == "\(channel(column))" else { return nil }
        let number = max(1, request.number("page") ?? 1)
        switch form {
        case .page:
            // Beyond the end it shows the last page.
            let shown = min(number, column.pages(of: size))
            let rows = RowStyle.dateAfter.rows(column.addressed(column.page(shown - 1, of: size)))
            return .html(
                PageTemplate.list(
                    column,
                    rows + """
                        <div class="page">共\(column.articles.count)条 第\(shown)页 <script>
                        var m_nRecordCount = "\(column.articles.count)";
                        var m_nCurrPage = \(shown);
                        var m_nPageSize = \(size);
                        var countPage = \(column.pages(of: size));
                        </script><a href="/was5/web/search?channelid=\(channel(column))&amp;page=\(min(shown + 1, column.pages(of: size)))">下一页</a></div>
                        """))
        case .docs:
            guard request.query["templet"] == "docs.jsp", let size = request.number("prepage"), size > 0 else {
                return .html("<html><body>500</body></html>", status: 500)
            }
            let docs: [String] = column.page(number - 1, of: size).map { article in
                let value: JSON = [
                    "title": .string(article.title), "url": .string(address(article, column)), "pubtime": .string("\(article.date) 09:30"),
                    "fileno": .string(article.documentNumber), "content": "…",
                ]
                return value.text
            }
            return SimulatedAnswer(
                type: "text/html;charset=UTF-8",
                "\r\n\r\n{\"count\":\"\(column.articles.count)\",\r\n\"pagenum\":\"\(number)\",\"docs\":[\r\n\(docs.joined(separator: ",\r\n"))\r\n]}\r\n")
        case .xml:
            guard request.isPost else { return .xml("<?xml version=\"1.0\" encoding=\"UTF-8\"?><RESULT><RECORDCOUNT>0</RECORDCOUNT></RESULT>") }
            let size = request.number("prepage") ?? self.size
            let records = column.page(number - 1, of: size).map { article in
                "<REC><TITLE><![CDATA[\(article.title)]]></TITLE><URL><![CDATA[\(address(article, column))]]></URL><WH><![CDATA[\(article.documentNumber)]]></WH><DOCRELTIME>\(article.date)</DOCRELTIME><FWDW>\(article.issuer)</FWDW></REC>"
            }
            return .xml(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<RESULT><RECORDCOUNT>\(column.articles.count)</RECORDCOUNT>\(records.joined(separator: "\n"))</RESULT>"
            )
        }
    }

    private func script(_ column: SimulatedColumn) -> String {
        switch form {
        case .page: ""
        case .docs:
            """
            <script>
            var page = 1;
            function load() { $.get("/was5/web/search?channelid=\(channel(column))&templet=docs.jsp&sortfield=-docorderpri%2C-docreltime&classsql=chnlid%3D\(column.id)&prepage=15&page=" + page, function (d) { draw(d.docs, d.count); }); }
            </script>
            """
        case .xml:
            """
            <script>
            function query(page) { $.ajax({type: "POST", dataType: "xml", url: "/was5/web/search", data: {channelid: "\(channel(column))", templet: "advsch.jsp", searchword: "", prepage: "20", sortfield: "-DOCRELTIME", page: page}, success: draw}); }
            query(1);
            </script>
            """
        }
    }
}
