// The pages that all dialects share: home, article, and the frame round a list.

enum PageTemplate {
    static let footer = """
        <div class="footer">主办：清溪县人民政府  承办：清溪县人民政府办公室<br>网站标识码：6299310001  陇ICP备99000789号</div>
        """

    static func home(_ columns: [SimulatedColumn]) -> String {
        """
        <!DOCTYPE html><html><head><meta charset="utf-8"><meta name="SiteName" content="清溪县人民政府"><title>清溪县人民政府</title></head><body>
        <div class="nav"><ul><li><a href="/">首页</a></li>
        \(columns.map { "<li><a href=\"\(escaped($0.dialect.landing($0)))\">\($0.name)</a></li>" }.joined(separator: "\n"))</ul></div>
        \(footer)</body></html>
        """
    }

    /// The frame of a list page.
    ///
    /// - Parameters:
    ///   - head: more of `<head>`.
    ///   - list: what stands in the middle.
    static func list(_ column: SimulatedColumn, head: String = "", _ list: String) -> String {
        """
        <!DOCTYPE html><html><head><meta charset="utf-8"><meta name="SiteName" content="清溪县人民政府"><meta name="ColumnName" content="\(column.name)">
        <title>\(column.name)_清溪县人民政府</title>\(head)</head><body>
        <div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>
        <div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; \(column.name)</div>
        <div class="main">\(list)</div>
        \(footer)</body></html>
        """
    }

    static func article(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        """
        <!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ArticleTitle" content="\(article.title)"><meta name="ColumnName" content="\(column.name)">
        <title>\(article.title)_清溪县人民政府</title></head><body>
        <div class="position">当前位置：<a href="/">首页</a> &gt; <a href="\(escaped(column.dialect.landing(column)))">\(column.name)</a> &gt; 正文</div>
        <h1>\(article.title)</h1><div class="info">发布时间：\(article.date) 来源：\(article.issuer)</div>
        <div id="zoom">\(article.paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n"))</div>
        \(footer)</body></html>
        """
    }

    /// For an attribute.
    static func escaped(_ text: String) -> String { text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;") }
}

/// How the rows of a list are written, each with its trap.
public enum RowStyle: String, Sendable, CaseIterable {
    /// Date behind the link.
    case dateAfter
    /// Date before the link: a window of text round it holds the neighbour's.
    case dateBefore
    /// A table with 有效期 before 发布日期.
    case twoDates
    /// An empty link to the same article first.
    case emptyLink
    /// The title is cut; whole it stands in the `title` attribute.
    case cutTitle
    /// The title stands in the `title` attribute alone.
    case titleAttribute
    /// A line break in the middle of the date.
    case brokenDate
    /// Empty items between the rows, and a box in each that repeats it.
    case spacers

    /// The rows of articles with these addresses.
    func rows(_ articles: [(article: SimulatedArticle, address: String)]) -> String {
        switch self {
        case .twoDates:
            return "<table><tr><th>标题</th><th>文号</th><th>有效期</th><th>发布日期</th></tr>"
                + articles.map { "<tr><td><a href=\"\($1)\">\($0.title)</a></td><td>\($0.documentNumber)</td><td>2030-12-31</td><td>\($0.date)</td></tr>" }
                .joined(separator: "\n") + "</table>"
        case .spacers:
            return "<ul class=\"u-list\">"
                + articles.map {
                    "<li>\(row($0, $1))<div class=\"popbox\"><ul><li><a href=\"\($1)\">\($0.title)</a></li></ul></div></li><li class=\"empty\"></li>"
                }.joined(separator: "\n") + "</ul>"
        default:
            return "<ul class=\"list\">" + articles.map { "<li>\(row($0, $1))</li>" }.joined(separator: "\n") + "</ul>"
        }
    }

    /// One row without the item round it.
    func row(_ article: SimulatedArticle, _ address: String) -> String {
        switch self {
        case .dateAfter, .twoDates, .spacers: "<a href=\"\(address)\" target=\"_blank\">\(article.title)</a><span>\(article.date)</span>"
        case .dateBefore: "<span>\(article.date)</span> <a href=\"\(address)\">\(article.title)</a>"
        case .emptyLink: "<a href=\"\(address)\"></a><a href=\"\(address)\">\(article.title)</a><span>[\(article.date)]</span>"
        case .cutTitle: "<a title='\(article.title)' href='\(address)'>\(article.title.prefix(10))...</a><em>\(article.date)</em>"
        case .titleAttribute: "<a title=\"\(article.title)\" href=\"\(address)\"><img src=\"/images/doc.gif\"></a><span>\(article.date)</span>"
        case .brokenDate: "<a href=\"\(address)\">\(article.title)</a><span>\(article.year)-\(article.monthText)-\n            \(article.dayText)</span>"
        }
    }
}

extension SimulatedColumn {
    /// Articles with their addresses, for the rows of a list.
    func addressed(_ articles: [SimulatedArticle]) -> [(article: SimulatedArticle, address: String)] {
        articles.map { ($0, dialect.address($0, self)) }
    }
}
