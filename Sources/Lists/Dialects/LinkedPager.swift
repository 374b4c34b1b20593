// A pager of plain links: the next page is where 下一页 leads, so nothing has to be guessed.
//
// VSB 博达 counts down (page 2 of tzgg.htm is tzgg/10.htm, and each new page gives all others new addresses), WebPlus and JEECMS count up,
// DedeCMS carries a total in the link, others count in the query. They differ in their marks only.

struct LinkedPager: Dialect {
    let name: String
    let attempt = Attempt.staticPager
    let marks: [String]
    let followsLinks = true
    /// Words one of which must stand in the page besides a mark; [] for none.
    private let words: [String]

    private init(_ name: String, marks: [String], words: [String] = []) {
        self.name = name
        self.marks = marks
        self.words = words
    }

    /// VSB 博达: county governments, universities.
    static let vsb = LinkedPager("vsb", marks: ["p_pages", "p_next", "_showDynClicks", "wbtreeid"], words: ["p_next", "wbtreeid", "p_fun"])
    /// Sudy WebPlus: universities and their cities.
    static let webPlus = LinkedPager("webplus", marks: ["wp_paging", "all_pages", "wp_news_w"], words: ["wp_paging"])
    /// DedeCMS: bureaus of cities and provinces.
    static let dedeCMS = LinkedPager("dedecms", marks: ["plus/list.php", "pagelist", "pageinfo"], words: ["pageinfo", "plus/list.php", "dede_pages"])
    /// JEECMS: `index.jhtml`, `index_2.jhtml`.
    static let jeeCMS = LinkedPager("jeecms", marks: [".jhtml"])
    /// Any other.
    static let any = LinkedPager("pager-links", marks: ["下一页", "下页", "后一页", "后页", "next", "Next"])

    func columns(in page: ListPage) -> [ListColumn] {
        guard page.page.kind == .list, page.page.nextPage != nil || page.page.previousPage != nil, words.isEmpty || words.contains(where: page.holds)
        else { return [] }
        var column = ListColumn(
            self, parameters: [:], announced: page.page.announced, announcedIn: page.page.announced == nil ? nil : "pager", firstRequest: 2)
        // A page in the middle of a list tells of a column that begins elsewhere.
        if let previous = page.page.previousPage { column.page = previous }
        return [column]
    }

    /// The walk takes what each page names as its next.
    func request(for number: Int, of column: ListColumn) -> ListRequest? { nil }
}
