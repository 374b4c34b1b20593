// TRS WCM: static list pages whose names a script spells, in all forms of its call.

public struct TRSStaticSite: SimulatedDialect {
    public enum Form: String, Sendable, CaseIterable {
        /// `createPageHTML(pages, 0, "index", "html")`.
        case plain
        /// The same inside an HTML comment.
        case commented
        /// `createPageHTML(rows, pages, 0, "index", "shtml")`: Beijing.
        case recordsFirst
        /// `createPageHTML('paging', pages, 1, 'index', 'html', rows)`: page 2 is `index_2.html`; Hunan.
        case named
        /// `createPageHTML(pages, 0, "index", "html", "black2", rows)`: Hubei.
        case styled
        /// `createPage(pages, 0, "index", "htm")`: Chongqing.
        case createPage
        /// `createPageHTML(pages, 0, "column-index", "shtml")` with `column-index-2.shtml`: Chengdu.
        case hyphens
        /// `var countPage = 5` and `document.write`: MEM, MOE, MOF.
        case countPage
        /// The same with a page identifier in the names, `index_7362_1.shtml`: MEE.
        case countPageWithIdentifier
        /// `{totalData: 52, showData: 15}` and `index_pc_2.html`: NDA.
        case totalData
        /// `.pagination("setPage", 1, 5)`: Shanghai; the last two pages announced are 404.
        case setPage
    }

    public var form: Form
    public var rows: RowStyle
    public var size: Int
    /// Pages that the pager announces beyond those that exist: they are 404.
    public var missingPages: Int
    /// Beyond the last page comes a stub of 400 bytes, not 404.
    public var hasStubs: Bool
    /// Beyond the last page comes the last page again.
    public var repeatsLast = false
    /// The page of the number 1 is the first page once more, and all others are one further.
    public var copiesFirst = false

    public init(_ form: Form = .plain, rows: RowStyle = .dateAfter, size: Int = 15, missingPages: Int = 0, hasStubs: Bool = false, repeatsLast: Bool = false,
        copiesFirst: Bool = false
    ) {
        self.repeatsLast = repeatsLast
        self.copiesFirst = copiesFirst
        self.form = form
        self.rows = rows
        self.size = size
        self.missingPages = missingPages
        self.hasStubs = hasStubs
    }

    private var ending: String {
        switch form {
        case .recordsFirst, .hyphens, .countPageWithIdentifier: "shtml"
        case .createPage: "htm"
        default: "html"
        }
    }

    public func landing(_ column: SimulatedColumn) -> String { form == .plain ? column.folder + "/" : "\(column.folder)/index.\(ending)" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        "\(column.folder)/\(article.yearMonth)/t\(article.compactDate)_\(article.number).\(ending)"
    }
    public func announced(_ column: SimulatedColumn) -> Int? {
        switch form {
        case .recordsFirst, .named, .styled, .totalData: column.articles.count
        default: nil
        }
    }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        guard request.path.hasPrefix(column.folder + "/") else { return nil }
        let file = String(request.path.dropFirst(column.folder.count + 1))
        guard var number = number(of: file, column) else { return nil }
        if copiesFirst, number > 0 { number -= 1 }
        if repeatsLast { number = min(number, column.pages(of: size) - 1) }
        guard number < column.pages(of: size) else {
            return hasStubs && number < column.pages(of: size) + 5
                ? .html("<html><head><title>提示</title></head><body>\(String(repeating: " ", count: 300))</body></html>") : nil
        }
        let items = column.page(number, of: size).map { ($0, relative($0, column)) }
        return .html(PageTemplate.list(column, rows.rows(items) + pager(number, column)))
    }

    /// Relative to the column's folder, as TRS writes it.
    private func relative(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "." + address(article, column).dropFirst(column.folder.count) }

    /// The number of a page, counted from 0, by its file name.
    private func number(of file: String, _ column: SimulatedColumn) -> Int? {
        if file == "" || file == "index.\(ending)" || form == .hyphens && file == "column-index.shtml" { return 0 }
        let (prefix, first): (String, Int) =
            switch form {
            case .named: ("index_", 1)
            case .hyphens: ("column-index-", 1)
            case .countPageWithIdentifier: ("index_\(column.id)_", 0)
            case .totalData: ("index_pc_", 1)
            case .setPage: ("index_", 1)
            default: ("index_", 0)
            }
        guard file.hasPrefix(prefix), file.hasSuffix(".\(ending)"), let number = Int(file.dropFirst(prefix.count).dropLast(ending.count + 1)), number > first
        else { return nil }
        return number - first
    }

    private func pager(_ number: Int, _ column: SimulatedColumn) -> String {
        let pages = column.pages(of: size) + missingPages, rows = column.articles.count
        return switch form {
        case .plain: "<div class=\"page\"><script>createPageHTML(\(pages), \(number), \"index\", \"html\");</script></div>"
        case .commented: "<div class=\"page\"><!--<script>createPageHTML(\(pages), \(number), \"index\", \"html\");</script>--></div>"
        case .recordsFirst: "<script language=\"javascript\">createPageHTML(\(rows), \(pages), \(number), \"index\", \"shtml\");</script>"
        case .named: "<div id='paging'></div><script>createPageHTML('paging',\(pages), \(number + 1),'index','html',\(rows));</script>"
        case .styled: "<script>createPageHTML(\(pages), \(number),\"index\",\"html\",\"black2\",\(rows));</script>"
        case .createPage: "<script>function createPage(n, c, p, s) { /* … */ }\ncreatePage(\(pages),\(number),'index','htm');</script>"
        case .hyphens: "<div class=\"pagination\">\(link(number - 1, pages, column, "上一页"))\(link(number + 1, pages, column, "下一页")) 共\(pages)页</div>"
        case .countPage, .countPageWithIdentifier:
            """
            <script>
            var currentPage = \(number);//所在页从0开始
            var prevPage = currentPage-1;//上一页
            var nextPage = currentPage+1;//下一页
            var countPage = \(pages);//共多少页
            if(countPage>1&&currentPage!=(countPage-1)) document.write("<a href=\\"index\(form == .countPage ? "" : "_\(column.id)")_"+nextPage+".\(ending)\\">下一页</a>");
            </script>
            """
        case .totalData:
            "<div id=\"pages\"></div><script>$('#pages').pagination({totalData: \(rows), showData: \(size), current: \(number + 1), pageUrl: 'index_pc_', suffix: '.html'});</script>"
        case .setPage:
            "<div class=\"page\"><script>$('.page').pagination(\"setPage\",\(number + 1),\(pages));</script>\(link(number + 1, pages, column, "下一页"))</div>"
        }
    }

    private func link(_ number: Int, _ pages: Int, _ column: SimulatedColumn, _ text: String) -> String {
        guard number >= 0, number < pages else { return "<span>\(text)</span>" }
        let name = form == .hyphens ? "column-index" : "index", mark = form == .hyphens ? "-" : "_"
        return "<a href=\"\(number == 0 ? "\(form == .hyphens ? name : "index").\(ending)" : "\(name)\(mark)\(number + 1).\(ending)")\">\(text)</a>"
    }
}
