// A column (栏目) as a page shows it: what its requests are made of, and what it announces.

import Reading

/// One list of a portal, by its dialect.
public struct ListColumn: Sendable, Equatable {
    /// The dialect's name.
    public var dialect: String
    /// The URL of the page in which it stands, which is the Referer of its requests; ``ListReader`` sets it.
    public var page = ""
    /// What tells it from other columns of the same page, such as `unitid=31591`; empty where the page has one only.
    public var key = ""
    /// Its name, where the page gives one of its own to it.
    public var name: String?
    /// The literals from which its requests are made.
    public var parameters: [String: String]
    /// What the server wants back with each request and gives anew with each answer (`__VIEWSTATE`): no part of a request's identity.
    public var state: [String: String] = [:]
    /// How many rows the portal says there are.
    public var announced: Int?
    /// Where it says so, such as `createPageHTML` or `totalRecord`.
    public var announcedIn: String?
    /// How many pages the portal says there are.
    public var pages: Int?
    /// Rows that a page of the list has.
    public var rowsPerPage: Int?
    /// Rows of the first page, where it has another number than those that follow.
    public var firstRows: Int?
    /// The number of the first page that must be asked for: 2 where the first stands in the page itself.
    public var firstRequest: Int
    /// The rows that stand in the page, where they are not those that a reader sees; `nil` where they are.
    public var rows: [ListRow]?

    /// A column as an earlier run, or the metadata of a capture, remembers it.
    public init(dialect: String, page: String, parameters: [String: String]) {
        self.dialect = dialect
        self.page = page
        self.parameters = parameters
        firstRequest = 1
    }

    /// The number of the last page by what the portal announces; `nil` where it does not say.
    public var lastPage: Int? {
        if let pages { return pages }
        guard let announced, let rowsPerPage, rowsPerPage > 0 else { return nil }
        let first = firstRows ?? rowsPerPage
        return 1 + max(0, announced - first + rowsPerPage - 1) / rowsPerPage
    }
}
