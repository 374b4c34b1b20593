// Pages and answers of tests, read as the crawl reads them.

import Lists
import Markup
import Reading
import Web

/// The columns of a page.
func columns(in html: String, at url: String = "http://www.example.gov.cn/zwgk/tzgg/") throws -> [ListColumn] {
    let url = try WebURL(url)
    let parsed = HTMLPage.parse(Array(html.utf8), charsetHeader: "utf-8")
    return ListReader.columns(in: parsed, page: PageReader.read(parsed, url: url, capturedAt: nil), url: url)
}

/// A list page with rows for a reader, and something behind them.
func listPage(_ more: String, rows: Int = 5) -> String {
    "<html><head><title>通知公告</title></head><body><div>当前位置：<a href='/'>首页</a> &gt; <a href='./'>通知公告</a></div><ul>"
        + (1...rows).map { "<li><a href='./202601/t202601\($0 < 10 ? "0" : "")\($0)_\(1000 + $0).html'>关于第\($0)号事项的通知</a><span>2026-01-\($0 < 10 ? "0" : "")\($0)</span></li>" }.joined()
        + "</ul>\(more)</body></html>"
}

/// What an answer says to a column.
func reading(_ body: String, of column: ListColumn, at url: String = "http://www.example.gov.cn/x", number: Int = 2) throws -> ListReading {
    try ListReader.read(ListAnswer(url: WebURL(url), bytes: Array(body.utf8), charset: "utf-8"), of: column, number: number)
}

/// The addresses of a column's pages.
func requests(_ column: ListColumn, _ numbers: ClosedRange<Int>) -> [String] {
    numbers.compactMap { ListReader.request(for: $0, of: column)?.identity }
}
