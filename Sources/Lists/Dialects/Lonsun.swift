// Lonsun 龙讯: `/site/label/8888?labelName=publicInfoList&siteId=&organId=&catId=&pageIndex=N…` gives a piece of HTML; content columns are
// ordinary pages with `Ls.pagination`.
//
// All of Anhui, 新乡, 黄冈; sites of counties have a path before it. `length` cuts titles; whole they stand in the `title` attribute.

import Markup
import Reading
import Web

struct Lonsun: Dialect {
    let name = "lonsun"
    let attempt = Attempt.dataCall
    let marks = ["site/label/8888", "Ls.pagination"]

    /// The fields of the call, as far as the page has them.
    private static let fields = [
        "labelName", "siteId", "organId", "pageSize", "action", "isDate", "dateFormat", "length", "type", "catId", "catIds", "cId", "fuzzySearch", "fromCode",
        "sortType", "keyWords", "result", "file", "active", "isInvalid", "specialCatIds", "catIdExplainType", "searchType", "fileNum",
        "filterFileNum", "publicDivId",
    ]

    func columns(in page: ListPage) -> [ListColumn] {
        if let column = disclosure(page) { return [column] }
        return content(page).map { [$0] } ?? []
    }

    private func disclosure(_ page: ListPage) -> ListColumn? {
        guard let call = page.dataCalls("site/label/8888").first else { return nil }
        var parameters = ["url": call.url.href, "method": call.method.rawValue, "field.IsAjax": "1", "field.dataType": "html"]
        let query = page.url.fields
        for name in Self.fields {
            if let value = call[name] ?? page.literal(name) ?? query[name] { parameters["field.\(name)"] = value }
        }
        parameters["field.siteId"] = parameters["field.siteId"] ?? page.meta("SiteId")
        parameters["field.organId"] = parameters["field.organId"] ?? Self.organ(page.url)
        guard parameters["field.labelName"] == "publicInfoList", parameters["field.siteId"] != nil, let organ = parameters["field.organId"]
        else { return nil }
        let category = parameters["field.catId"].flatMap { $0.isEmpty ? nil : $0 } ?? parameters["field.catIds"] ?? ""
        var column = ListColumn(
            self, parameters: parameters, key: "organId=\(organ)&catId=\(category)",
            rowsPerPage: parameters["field.pageSize"].flatMap { Int($0) })
        // Some show the first page at once, with the number of pages in the script of its pager.
        if !page.page.rows.isEmpty, let pages = page.literal("pageCount").flatMap({ Int($0) }) {
            column.pages = pages
            column.announced = page.literal("total").flatMap { Int($0) }
            column.announcedIn = "total"
            column.firstRequest = 2
        }
        return column
    }

    /// The office in `/public/column/<organId>`.
    private static func organ(_ url: WebURL) -> String? {
        let parts = url.path.split(separator: "/")
        guard let at = parts.firstIndex(of: "column"), at + 1 < parts.count, parts[at + 1].allSatisfy(\.isNumber) else { return nil }
        return String(parts[at + 1])
    }

    /// `Ls.pagination("#page", …, {pageCount: 12, total: '400'})` beside rows in the page.
    private func content(_ page: ListPage) -> ListColumn? {
        guard !page.page.rows.isEmpty, page.script(after: "Ls.pagination") != nil, let pages = page.literal("pageCount").flatMap({ Int($0) }),
            let first = page.url.setting("pageIndex", "1")
        else { return nil }
        var column = ListColumn(
            self, parameters: ["page": first.href], announced: page.literal("total").flatMap { Int($0) }, announcedIn: "total",
            pages: pages,
            rowsPerPage: page.literal("pageSize").flatMap { Int($0) }, firstRequest: 2)
        // A later page tells of the same column.
        if let number = page.url.fields["pageIndex"], number != "1" { column.page = page.url.withoutQuery.href }
        return column
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        if let first = column.parameters["page"] { return (try? WebURL(first))?.setting("pageIndex", "\(number)").map { .page($0) } }
        return column.call([("pageIndex", "\(number)")])
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let html = HTMLPage.parse(answer.bytes, charsetHeader: answer.charset)
        let fragment = ListFragment(html, base: (try? WebURL(column.page)) ?? answer.url)
        let page = ListPage(html, page: Page(), url: answer.url)
        let pages = page.literal("pageCount").flatMap { Int($0) }, total = page.literal("total").flatMap { Int($0) }
        // Beyond its end a list says that there is nothing.
        guard
            !fragment.rows.isEmpty || pages != nil
                || column.parameters["field.result"].map({ String(decoding: answer.text(), as: UTF8.self).contains($0) }) ?? false
        else {
            throw .unexpected("a page without rows")
        }
        return ListReading(
            rows: fragment.rows, announced: total ?? fragment.announced, announcedIn: total == nil ? nil : "total", pages: pages)
    }
}
