// A pager that a script is given as an object: `.pagination({totalPage:5, pageUrl:'index', suffix:'html'})`, or `{totalData:52, showData:15, …}`.
//
// Shanghai's archives by year, NDA, SIC. Pages count from 1: page 2 is index_2.html.

import Web

struct ScriptPager: Dialect {
    let name = "script-pager"
    let attempt = Attempt.staticPager
    let marks = ["totalPage", "totalData", "pageCount"]

    func columns(in page: ListPage) -> [ListColumn] {
        guard let options = page.object(holding: ["totalPage", "totalData", "pageCount"]), let stem = options[["pageUrl", "pageName", "fileName"]].text,
              let suffix = options[["suffix", "pageSuffix", "fileExt"]].text else { return [] }
        let total = options["totalData"].integer, size = options["showData"].integer
        guard let pages = options[["totalPage", "pageCount"]].integer ?? total.flatMap({ total in size.flatMap { $0 > 0 ? (total + $0 - 1) / $0 : nil } }), pages >= 1,
              options[["current", "currentPage", "curr"]].integer ?? 1 <= 1 else { return [] }
        // 'index' and 'html', or 'index_pc_' and '.html'.
        let before = stem.hasSuffix("_") || stem.hasSuffix("-") ? stem : stem + "_", after = suffix.hasPrefix(".") ? suffix : "." + suffix
        return [ListColumn(
            self, parameters: ["before": before, "after": after], announced: total, announcedIn: total == nil ? nil : "totalData", pages: pages,
            rowsPerPage: size, firstRequest: 2)]
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        guard number >= 2, let base = try? WebURL(column.page), let before = column.parameters["before"], let after = column.parameters["after"] else { return nil }
        return (try? WebURL("\(before)\(number)\(after)", base: base)).map { .page($0) }
    }
}
