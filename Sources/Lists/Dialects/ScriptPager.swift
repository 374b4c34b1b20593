// A pager that a script is given as an object: `.pagination({totalPage:5, pageUrl:'index', suffix:'html'})`, `{totalData:52, showData:15, …}`,
// or `.pagination("setPage", 1, 5)`.
//
// Shanghai's archives by year, NDA, SIC. Pages count from 1: page 2 is index_2.html. Where the object does not spell the names and the page
// links to no next one, they are those of Shanghai: the page's own, with the number behind it.

import Web

struct ScriptPager: Dialect {
    let name = "script-pager"
    let attempt = Attempt.staticPager
    let marks = ["totalPage", "totalData", "pageCount", "setPage"]

    /// What a pager says, and how it names its pages.
    private struct Options {
        var pages: Int
        var current: Int
        var total: Int?
        var size: Int?
        /// `index_` and `.html`; nil where the pager does not say.
        var names: (before: String, after: String)?
    }

    func columns(in page: ListPage) -> [ListColumn] {
        guard let options = object(page) ?? setPage(page), options.pages >= 1, let file = names(options, page) else { return [] }
        var column = ListColumn(
            self, parameters: ["before": file.before, "after": file.after], announced: options.total,
            announcedIn: options.total == nil ? nil : "totalData", pages: options.pages, rowsPerPage: options.size, firstRequest: 2)
        // A later page tells of the same column.
        if options.current > 1 {
            let stem = file.before.hasSuffix("_") ? String(file.before.dropLast()) : file.before
            column.page = (try? WebURL("./\(stem)\(file.after)", base: page.base))?.href ?? ""
        }
        return [column]
    }

    private func object(_ page: ListPage) -> Options? {
        // One that names a call for its rows (Hanweb's jpage) has no pages that are files.
        guard let object = page.object(holding: ["totalPage", "totalData", "pageCount"]), object["proxyUrl"].text == nil else { return nil }
        let total = object["totalData"].integer, size = object["showData"].integer
        let counted = total.flatMap { total in size.flatMap { $0 > 0 ? max(1, (total + $0 - 1) / $0) : nil } }
        guard let pages = object[["totalPage", "pageCount"]].integer ?? counted else { return nil }
        var options = Options(pages: pages, current: object[["current", "currentPage", "curr"]].integer ?? 1, total: total, size: size)
        if let stem = object[["pageUrl", "pageName", "fileName"]].text, let suffix = object[["suffix", "pageSuffix", "fileExt"]].text {
            // 'index' and 'html', or 'index_pc_' and '.html'.
            options.names = (stem.hasSuffix("_") || stem.hasSuffix("-") ? stem : stem + "_", suffix.hasPrefix(".") ? suffix : "." + suffix)
        }
        return options
    }

    /// `.pagination("setPage", current, pages)`.
    private func setPage(_ page: ListPage) -> Options? {
        page.calls("pagination").lazy.compactMap { arguments -> Options? in
            guard arguments.count >= 3, arguments[0].text == "setPage", let current = arguments[1].integer, let pages = arguments[2].integer
            else { return nil }
            return Options(pages: pages, current: current)
        }.first
    }

    private func names(_ options: Options, _ page: ListPage) -> (before: String, after: String)? {
        if let names = options.names { return names }
        // A link to the next page says more, and rows that a script draws have no pages.
        guard page.page.nextPage == nil, page.page.previousPage == nil, !page.page.rows.isEmpty else { return nil }
        let file = page.url.path.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        guard let dot = (file.isEmpty ? "index.html" : file).lastIndex(of: ".") else { return nil }
        let whole = file.isEmpty ? "index.html" : file
        var stem = String(whole[..<dot])
        if options.current > 1, stem.hasSuffix("_\(options.current)") { stem = String(stem.dropLast("_\(options.current)".count)) }
        guard stem == "index" || stem.hasPrefix("list") else { return nil }
        return (stem + "_", String(whole[dot...]))
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        guard number >= 2, let base = try? WebURL(column.page), let before = column.parameters["before"], let after = column.parameters["after"]
        else { return nil }
        return (try? WebURL("\(before)\(number)\(after)", base: base)).map { .page($0) }
    }
}
