// A list whose rows stand whole in a script of the page, from which it is drawn: `var sdata = [{url: …, title: …}]`, Huzhou's `dataList`, and
// 山东人社's `pagedContent`, in which each row is a piece of HTML; behind its `endPage` follow static pages, `index_51.shtml`.

import Markup
import Reading
import Web

struct InlineRows: Dialect {
    let name = "inline-rows"
    let attempt = Attempt.embedded
    let marks = ["sdata", "dataList", "pagedContent"]
    /// A variable whose name goes on behind the mark: `sdata1`.
    private static let numbered = "sdata"

    func columns(in page: ListPage) -> [ListColumn] {
        guard page.page.rows.isEmpty else { return [] }
        for variable in marks {
            guard case .array(let items)? = page.json(after: variable, isPrefix: variable == Self.numbered), !items.isEmpty
            else { continue }
            let rows = items.flatMap { row($0, page) }
            guard rows.count * 2 >= items.count else { continue }  // data of another kind
            let total = page.literal("totalCount").flatMap { Int($0) }
            var column = ListColumn(
                self, parameters: [:], key: variable, announced: total, announcedIn: total == nil ? nil : "totalCount", pages: 1, firstRequest: 2, rows: rows)
            if let last = page.literal("endPage").flatMap({ Int($0) }), let all = page.literal("logicTotalPage").flatMap({ Int($0) }), last >= 1, all > last {
                column.pages = 1 + all - last
                column.parameters = ["endPage": "\(last)", "ending": page.url.path.split(separator: ".").last.map(String.init) ?? "shtml"]
            }
            return [column]
        }
        return []
    }

    private func row(_ item: JSON, _ page: ListPage) -> [ListRow] {
        if case .string(let html) = item { return ListFragment(HTMLPage.parse(Array(html.utf8), charsetHeader: "utf-8"), base: page.base).rows }
        let answer = ListAnswer(url: page.base, bytes: [], charset: nil)
        return answer.row(title: item[["title", "TITLE", "name"]], url: item[["url", "URL", "link", "href"]], date: item[["date", "pubDate", "publishTime", "time"]]).map { [$0] } ?? []
    }

    /// The static pages behind those in the script, if there are any.
    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        guard number >= 2, let last = column.parameters["endPage"].flatMap({ Int($0) }), let ending = column.parameters["ending"], let page = try? WebURL(column.page)
        else { return nil }
        return (try? WebURL("./index_\(last + number - 1).\(ending)", base: page)).map { .page($0) }
    }
}
