// search5 of 开普云: a form posted to `/search5/search/s`; the site's code stands in a hidden input of its search page.
//
// 文昌, 五指山, 乐东, 昌江. It lists the whole site, so only its own page is a column.

import Reading
import Web

struct Search5: Dialect {
    let name = "search5"
    let attempt = Attempt.search
    let marks = ["search5", "siteCode"]

    private static let size = 10

    func columns(in page: ListPage) -> [ListColumn] {
        guard page.url.path.hasSuffix("/searchResult.html"), page.page.rows.isEmpty, let code = page.input("siteCode") ?? page.url.fields["siteCode"],
            code.count == 10, code.allSatisfy(\.isNumber)
        else { return [] }
        let prefix = page.url.path.hasPrefix("/search5/") ? "/search5" : ""
        guard let endpoint = page.address(prefix + "/search/s") else { return [] }
        let parameters = [
            "url": endpoint.href, "method": DataCall.Method.post.rawValue, "field.siteCode": code,
            "field.searchWord": page.url.fields["searchWord"] ?? "",
            "field.column": page.url.fields["column"] ?? "全部", "field.uc": "1",
            "field.left_right_index": "0",
        ]
        return [ListColumn(self, parameters: parameters, key: "siteCode=\(code)", rowsPerPage: Self.size)]
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        column.call([("pageSize", "\(Self.size)"), ("pageNum", "\(number)")])
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let json = try answer.json(), result = json["searchResultAll"]
        guard case .array(let items) = result["searchTotal"] else {
            throw .unexpected("JSON without searchResultAll.searchTotal, \(json[["msg", "message"]].text ?? "no message")")
        }
        let shown = answer.asShown(by: column)
        let rows = items.compactMap { shown.row(title: $0["title"], url: $0["url"], date: $0["pubDate"]) }
        let total = result["total"].integer
        return ListReading(
            rows: rows, announced: total, announcedIn: "searchResultAll.total", pages: ListReading.pages(total, of: column.rowsPerPage))
    }
}
