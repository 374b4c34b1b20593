// A small portal that the tests change from night to night: columns, their articles, and the foot of every page.
import LoopbackServer

struct SmallSite {
    struct Article {
        var path: String
        var title: String
        var date = "2026-09-18"
        var source: String? = "清溪县人民政府办公室"
        var paragraphs: [String]
        /// Whether its column's list names it.
        var isListed = true
    }

    struct Column {
        var path: String
        var name: String
        var articles: [Article]
        /// 共N条, if the list says so.
        var announced: Int?
        /// Entries on a page of the list; all on one if it is nil.
        var perPage: Int?

        /// The addresses of its list pages.
        var pages: [String] {
            let count = perPage.map { (articles.filter(\.isListed).count + $0 - 1) / $0 } ?? 1
            return [path] + (1..<max(count, 1)).map { "\(path)index_\($0).html" }
        }
    }

    var columns: [Column]
    var phone = "0949-6217788"
    /// Answers that stand in for pages.
    var replies: [String: [ScriptedExchange.Step]] = [:]

    /// Two columns of some articles.
    static var first: SmallSite {
        SmallSite(columns: [
            Column(path: "/tzgg/", name: "通知公告", articles: (1...6).reversed().map { article("/tzgg/\($0).html", "关于做好第\($0)批项目申报工作的通知", day: $0) }),
            Column(path: "/gzdt/", name: "工作动态", articles: (1...6).reversed().map { article("/gzdt/\($0).html", "第\($0)次工作推进会召开", day: $0) }),
        ])
    }

    static func article(_ path: String, _ title: String, day: Int = 18) -> Article {
        Article(path: path, title: title, date: "2026-09-\(day < 10 ? "0" : "")\(day)", paragraphs: [
            "\(title)。为深入贯彻落实县委、县政府的决策部署，现就有关事项通知如下，请各乡镇、各部门结合实际认真抓好落实。",
            "一、提高认识。各单位要充分认识这项工作的重要意义，共有12家企业参加，总投资3,500.5万元。",
            "二、加强领导。由县发展和改革局牵头，各有关部门配合，于2026年10月31日前完成。",
        ])
    }

    subscript(path: String) -> Article? {
        get { columns.flatMap(\.articles).first { $0.path == path } }
        set {
            for i in columns.indices {
                guard let j = columns[i].articles.firstIndex(where: { $0.path == path }) else { continue }
                if let newValue { columns[i].articles[j] = newValue } else { columns[i].articles.remove(at: j) }
            }
        }
    }

    /// What is answered to a request; nil: 404.
    func answer(_ target: String) -> [ScriptedExchange.Step]? {
        if let reply = replies[target] { return reply }
        if target == "/" { return page("首页 清溪县人民政府", home) }
        if let column = columns.first(where: { $0.pages.contains(target) }) { return page(column.name, list(column, target)) }
        for column in columns {
            if let article = column.articles.first(where: { $0.path == target }) { return page(article.title, text(article, in: column)) }
        }
        return nil
    }

    static func status(_ status: Int, _ body: String = "", type: String = "text/html; charset=utf-8") -> [ScriptedExchange.Step] {
        ScriptedExchange.response(status, fields: [("Content-Type", type)], body: Array(body.utf8))
    }

    private func page(_ title: String, _ body: String) -> [ScriptedExchange.Step] {
        Self.status(200, """
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>\(title)</title></head><body>
            \(body)
            <div class="footer"><p>主办：清溪县人民政府</p><p>联系电话：\(phone)</p><p>陇ICP备99000789号</p></div>
            </body></html>
            """)
    }

    private var home: String {
        "<h1>清溪县人民政府</h1><ul>" + columns.map { "<li><a href=\"\($0.path)\">\($0.name)</a></li>" }.joined() + "</ul>"
    }

    private func list(_ column: Column, _ target: String) -> String {
        let number = column.pages.firstIndex(of: target) ?? 0, size = column.perPage ?? .max
        let listed = column.articles.filter(\.isListed)
        let shown = column.perPage == nil ? listed[...] : listed.dropFirst(number * size).prefix(size)
        let rows = shown.map { "<li><a href=\"\($0.path)\" title=\"\($0.title)\">\($0.title)</a><span>\($0.date)</span></li>" }.joined(separator: "\n")
        let next = number + 1 < column.pages.count ? "<a href=\"\(column.pages[number + 1])\">下一页</a>" : ""
        let total = column.announced.map { "<div class=\"page\">共\($0)条 第\(number + 1)页 \(next)</div>" } ?? next
        return """
            <div class="position">当前位置：<a href="/">首页</a> &gt; <a href="\(column.path)">\(column.name)</a></div>
            <div class="list"><ul>
            \(rows)
            </ul></div>\(total)
            """
    }

    private func text(_ article: Article, in column: Column) -> String {
        """
        <div class="position">当前位置：<a href="/">首页</a> &gt; <a href="\(column.path)">\(column.name)</a> &gt; 正文</div>
        <h1>\(article.title)</h1>
        <div class="info">\(article.source.map { "来源：\($0) " } ?? "")时间：\(article.date)</div>
        <div class="content">
        \(article.paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n"))
        </div>
        """
    }
}
