// TrueCMS: rows in a hidden box of the page, the others as XML in JSONP, in windows of a size that the server accepts.

public struct TrueCMSSite: SimulatedDialect {
    public enum Server: String, Sendable, CaseIterable {
        /// Windows of 50 are answered, wider ones with nothing: 南通.
        case fifty
        /// Windows of more than 20 are 404: 如皋.
        case twenty
        /// The script asks for 50; windows of more than 10 are answered with nothing.
        case ten
        /// The script asks for 20; answers are cut at 10.
        case cut
        /// The interface is switched off: 404; the 60 rows of the page are all there is.
        case off
    }

    public var server: Server
    public var embedded = 60

    public init(_ server: Server = .fifty) { self.server = server }

    public func landing(_ column: SimulatedColumn) -> String { "/xxgk/lm\(column.id)/lm\(column.id).html" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        "/xxgk/lm\(column.id)/content/\(SimulatedArticle.uuid(of: article.number)).html"
    }
    public func reachable(_ column: SimulatedColumn) -> Int { server == .off ? min(embedded, column.articles.count) : column.articles.count }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.path == landing(column) {
            return .html(
                PageTemplate.list(
                    column,
                    """
                    <div id="initData" style="display:none">\(column.addressed(Array(column.articles.prefix(embedded))).map { "<ul><li>\(RowStyle.cutTitle.row($0.article, $0.address))</li></ul>" }.joined(separator: "\n"))</div>
                    <div id="msgList"></div>
                    <script>$(function(){
                    $('#msgList').jpage({
                        cache:false, openCookies:false, dataStore:initData, totalRecord:\(column.articles.count),
                        dataBefore:'<ul id="content" class="content">', dataAfter:'</ul>',
                        proxyUrl:'/truecms/messageController/getMessage.do', perPage:\(server == .ten ? 50 : server == .cut ? 20 : 10), groupSize:3, barPosition:'bottom',
                        ajaxParam:{ columnId:'\(column.uuid)' }
                    });});</script>
                    """))
        }
        guard request.path == "/truecms/messageController/getMessage.do", request.query["columnId"] == column.uuid else { return nil }
        guard server != .off, request.comes(from: landing(column)), let start = request.number("startrecord"), let last = request.number("endrecord"),
            start >= 1, last >= start
        else { return .missing }
        let window = last - start + 1
        if server == .twenty, window > 20 { return .missing }
        let end = server == .cut ? min(last, start + 9) : last
        let rows = window > (server == .ten ? 10 : 50) || start > column.articles.count ? [] : Array(column.articles[(start - 1)..<min(end, column.articles.count)])
        let records = column.addressed(rows).map { "<record><![CDATA[<li>\(RowStyle.cutTitle.row($0.article, $0.address))</li>]]></record>" }
        let xml = rows.isEmpty ? "" : "<datastore><totalrecord>\(column.articles.count)</totalrecord><recordset>\(records.joined())</recordset></datastore>"
        let value: JSON = ["result": .string(xml), "success": true]
        return request.query["callback"].map { .jsonp($0, value) } ?? .json(value)
    }
}
