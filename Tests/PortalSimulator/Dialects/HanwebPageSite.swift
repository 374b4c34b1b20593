// Hanweb jpage: the first rows as XML in a script of the page, the others from `dataproxy.jsp`.

public struct HanwebPageSite: SimulatedDialect {
    public enum Server: String, Sendable, CaseIterable {
        /// Obeys `startrecord` and `endrecord`.
        case records
        /// Obeys `page` alone: `startrecord` and `endrecord` are ignored.
        case pages
        /// `nextgroup` holds a cipher, and page 2 returns 54 bytes of nothing: NHSA, NRTA.
        case encrypted
        /// `proxyUrl` names another endpoint, and answers come as gzip, asked for or not: CNIPA.
        case movedAndGzipped
        /// The column's own page with `uid` and `pageNum` shows the rows: Jiangxi.
        case pageNumbers
        /// Gives the first fifteen rows, whatever is asked for.
        case stuck
        /// Gives fifteen rows from `startrecord` on, whatever `endrecord` and `perpage` say.
        case fifteen
    }

    public var server: Server
    public var rows: RowStyle
    /// Rows in the page itself: three display pages.
    public var embedded = 45
    /// Rows that are cut from an answer that asks for more.
    public static let cap = 300

    public init(_ server: Server = .records, rows: RowStyle = .dateAfter) {
        self.server = server
        self.rows = rows
    }

    public func landing(_ column: SimulatedColumn) -> String { "/col/col\(column.id)/index.html" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        "/art/\(article.year)/\(article.month)/\(article.day)/art_\(column.id)_\(article.number).html"
    }
    public func reachable(_ column: SimulatedColumn) -> Int { [.encrypted, .stuck].contains(server) ? min(embedded, column.articles.count) : column.articles.count }

    private var proxy: String { server == .movedAndGzipped ? "/module/jpage/dataproxy.jsp" : "/module/web/jpage/dataproxy.jsp" }
    private func unit(_ column: SimulatedColumn) -> Int { 30_000 + column.id }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.path == landing(column) { return .html(server == .pageNumbers ? numbered(request.number("pageNum") ?? 1, column) : page(column)) }
        if server == .pageNumbers { return nil }
        guard request.path == proxy, request.parameter("columnid") == "\(column.id)", request.parameter("unitid") == "\(unit(column))" else { return nil }
        let size = max(1, min(request.number("perpage") ?? 15, Self.cap))
        var rows: [SimulatedArticle]
        switch server {
        case .encrypted: return .xml("<datastore><recordset></recordset></datastore>         ")
        case .stuck: rows = column.page(0, of: 15)
        case .pages: rows = column.page((request.number("page") ?? 1) - 1, of: size)
        default:
            let start = request.number("startrecord") ?? 1, end = request.number("endrecord") ?? size
            rows =
                start >= 1 && start <= min(end, column.articles.count)
                ? Array(column.articles[(start - 1)..<min(end, column.articles.count, start - 1 + Self.cap)]) : []
            if server == .fifteen { rows = Array(rows.prefix(15)) }
            if request.number("startrecord") == nil { rows = column.page((request.number("page") ?? 1) - 1, of: size) }
        }
        return .xml("<?xml version='1.0' encoding='UTF-8'?>\n" + store(rows, column)).gzipped(server == .movedAndGzipped)
    }

    private func store(_ articles: [SimulatedArticle], _ column: SimulatedColumn) -> String {
        let records = column.addressed(articles).map { "<record><![CDATA[\n<li>\(rows.row($0.article, $0.address))</li>]]></record>" }
        return
            "<datastore>\n<totalrecord>\(column.articles.count)</totalrecord><totalpage>\(column.pages(of: 15))</totalpage>\n<nextgroup><![CDATA[\(nextGroup(column))]]></nextgroup>\n<recordset>\n\(records.joined(separator: "\n"))\n</recordset></datastore>"
    }

    private func nextGroup(_ column: SimulatedColumn) -> String {
        if server == .encrypted { return "<a href=\"/module/web/jpage/dataproxy.jsp?page=1&appid=1&token=\(column.hex)\(column.hex)\"></a>" }
        return
            "<a href=\"\(proxy)?page=1&appid=1&appid=1&webid=110&path=/&columnid=\(column.id)&unitid=\(unit(column))&webname=%25E6%25B8%2585%25E6%25BA%25AA&permissiontype=0\"></a>"
    }

    /// Fifteen rows of the column's page, and a link to the next: no store, no call.
    private func numbered(_ number: Int, _ column: SimulatedColumn) -> String {
        let pages = column.pages(of: 15), next = "index.html?uid=380055&amp;pageNum=\(number + 1)"
        return PageTemplate.list(
            column, rows.rows(column.addressed(column.page(number - 1, of: 15)))
                + "<div class=\"page\">共\(column.articles.count)条 \(number)/\(pages) \(number < pages ? "<a href=\"\(next)\">下一页</a>" : "<span>下一页</span>")</div>")
    }

    private func page(_ column: SimulatedColumn) -> String {
        PageTemplate.list(
            column, head: "<script src=\"/script/0/1403141634/jquery.jpage.js\"></script>",
            """
            <div id="\(unit(column))" class="default_pgContainer"></div>
            <script type="text/xml">\(store(Array(column.articles.prefix(embedded)), column))</script>
            <script>$(function(){
            $("#\(unit(column))").jpage({totalRecord:\(column.articles.count), \(server == .encrypted ? "" : "proxyUrl:'\(proxy)', ")perPage:15, groupSize:3, barPosition:'bottom',
            ajaxParam:{\(server == .encrypted ? "" : "col:1,appid:1,webid:110,path:'/',columnid:\(column.id),sourceContentType:1,unitid:'\(unit(column))',webname:'清溪县人民政府',permissiontype:0")}});
            });</script>
            """)
    }
}
