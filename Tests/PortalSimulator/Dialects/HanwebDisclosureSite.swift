// Hanweb 信息公开: a search of all documents of the area, from which those of the column are picked by their addresses.

public struct HanwebDisclosureSite: SimulatedDialect {
    public var size = 15

    public init() {}

    public func landing(_ column: SimulatedColumn) -> String { "/col/col\(column.id)/index.html" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        "/art/\(article.year)/\(article.month)/\(article.day)/art_\(column.id)_\(article.number).html"
    }
    /// The search counts the documents of the whole area.
    public func announced(_ column: SimulatedColumn) -> Int? { nil }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.path == landing(column) {
            return .html(
                PageTemplate.list(
                    column,
                    """
                    <iframe src="/module/xxgk/tree.jsp?area=\(area(column))&amp;divid=tree"></iframe><div id="div\(column.id)"></div>
                    <script>
                    function init() { search("\(column.id)"); }
                    $.ajax({type: 'POST', url: '/module/xxgk/search.jsp', data: {infotypeId:'\(column.id)',jdid:'3096',area:'\(area(column))',divid:'div\(column.id)',vc_title:'',vc_number:'',sortfield:',createdatetime:0,orderid:0',currpage:'1',vc_filenumber:'',vc_all:'',texttype:'1',fbtime:'-1',standardXxgk:'0',isAllList:'1'}});
                    </script>
                    """))
        }
        guard request.path == "/module/xxgk/search.jsp", request.isPost, request.parameter("area") == area(column) else { return nil }
        let number = max(1, request.number("currpage") ?? 1)
        let rows = column.addressed(column.page(number - 1, of: size)).enumerated().map { k, item in
            "<tr class=\"tr_main_value_\(k % 2 == 0 ? "odd" : "even")\"><td><a href=\"\(item.address)\" title=\"\(item.article.title)\" mc=\"\(item.article.title)\" wh=\"\(item.article.documentNumber)\" rq=\"\(item.article.date)\">\(item.article.title.prefix(12))…</a></td><td>\(item.article.date)</td></tr>"
        }
        // Documents of other columns stand among them.
        let strange =
            "<tr class=\"tr_main_value_odd\"><td><a href=\"/art/2020/1/1/art_999_\(number).html\" title=\"别的栏目的文件\(number)\">别的栏目的文件\(number)</a></td><td>2020-01-01</td></tr>"
        return .html(
            "<table class=\"main\"><tr><th>标题</th><th>发布日期</th></tr>\n\(rows.joined(separator: "\n"))\(number == 1 ? strange : "")</table><div>共\(column.pages(of: size))页 第\(number)页</div>"
        )
    }

    private func area(_ column: SimulatedColumn) -> String { "11330\(column.id)" }
}
