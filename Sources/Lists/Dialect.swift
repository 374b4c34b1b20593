// What a dialect is: how one system of portals publishes its lists, in one file of `Dialects/`.
//
// # Writing a dialect
//
// A portal shows fifteen rows of a list and fetches the others by calls that its scripts make. A dialect knows such a call. It is
// a value without state, told in four parts:
//
//   1. `marks`: by which strings a page is suspected of it. They are looked for in all pages at once and cost nothing; one of them
//      must stand in every page of the dialect, wherever (scripts, attributes, comments).
//   2. `columns(in:)`: the lists of a page. A `ListColumn` holds the literals of the page's text from which all requests for
//      its pages are made: nothing is guessed, no script is run. `ListPage` finds literals: `page.calls("createPageHTML")`,
//      `page.literal("siteId")`, `page.parameter("columnid")`, `page.meta("channelid")`, `page.input("__VIEWSTATE")`,
//      `page.json(after: "_CONFIG")`. Return [] unless all that is needed stands there.
//   3. `request(for:of:)`: the request for one page of the list, from the column alone, so that it can be made again on any day.
//      Pages are numbered from 1, the newest, whatever the system calls them; a column whose first page stands in the page itself
//      has `firstRequest` 2. `nil` where there is no such page.
//   4. `read(_:of:number:)`: rows and totals of an answer. `ListAnswer` gives it as `json()` (JSONP too), `fragment()` (HTML),
//      `records()` (XML with CDATA) and makes rows of loose values: `answer.row(title:url:date:…)`. Throw a `ListFault` where the
//      answer is none. A request that is an ordinary page (`ListRequest.page`) is read by the reader of pages, and `read` is not called.
//
// All else is done for each dialect alike, in `ListReader` (rows' traps, bounds, absolute URLs), in the walk of the crawl (what comes
// next, where a list ends, caps, increments) and in the archive. A dialect is listed in `Dialects.all`; its tests are
// samples of real answers in `Tests/ListsTests`, and the portal simulator.

import Reading
import Web

/// How one system of portals publishes its lists.
public protocol Dialect: Sendable {
    /// As records, state and portal files name it, such as `hanweb-dataproxy`: lower case, digits and hyphens.
    var name: String { get }
    /// When it is tried.
    var attempt: Attempt { get }
    /// ASCII strings of two bytes or more, compared byte for byte; a page without any of them is not looked at.
    var marks: [String] { get }
    /// Whether each page names its next by a link, which is then followed in place of ``request(for:of:)``.
    var followsLinks: Bool { get }
    /// The lists of a page; [] where it is not of this dialect after all.
    func columns(in page: ListPage) -> [ListColumn]
    /// The request for a page of a list, counted from 1; `nil` where there is none.
    func request(for number: Int, of column: ListColumn) -> ListRequest?
    /// What an answer says.
    ///
    /// - Throws: ``ListFault`` where it is not what was asked for, or not whole.
    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading
}

extension Dialect {
    public var followsLinks: Bool { false }

    /// For dialects all of whose requests are ordinary pages.
    public func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        throw .unexpected("an answer that is no page")
    }
}

/// The order in which dialects are tried: what stands in the page goes before what must be asked for. The first attempt that finds a
/// column wins.
public enum Attempt: Int, Sendable, Comparable, CaseIterable {
    /// A pager that can be read from the page: total and names of pages.
    case staticPager
    /// Rows that stand in the page unseen: a store in a script, inline JSON.
    case embedded
    /// The call that the page's own script or attributes name.
    case dataCall
    /// A file of data beside the page.
    case siblingFile
    /// Archives by year or month.
    case archives
    /// The site's own search, filtered by column.
    case search

    public static func < (left: Attempt, right: Attempt) -> Bool { left.rawValue < right.rawValue }
}

extension ListColumn {
    /// A column that a page shows by a dialect.
    public init(
        _ dialect: some Dialect, parameters: [String: String], key: String = "", announced: Int? = nil, announcedIn: String? = nil,
        pages: Int? = nil, rowsPerPage: Int? = nil, firstRequest: Int = 1, rows: [ListRow]? = nil
    ) {
        self.init(dialect: dialect.name, page: "", parameters: parameters)
        self.key = key
        self.announced = announced
        self.announcedIn = announcedIn
        self.pages = pages
        self.rowsPerPage = rowsPerPage
        self.firstRequest = firstRequest
        self.rows = rows
    }
}
