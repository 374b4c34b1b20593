// A column of the simulated portal, and what a dialect has to say for it.

/// A column (栏目) with its articles, newest first.
public struct SimulatedColumn: Sendable {
    /// Unlike that of any other column of the portal; the dialects make their identifiers of it.
    public var id: Int
    public var name: String
    public var dialect: any SimulatedDialect
    public var articles: [SimulatedArticle]

    public init(id: Int, name: String, dialect: any SimulatedDialect, articles: [SimulatedArticle]) {
        self.id = id
        self.name = name
        self.dialect = dialect
        self.articles = articles
    }

    /// The folder of the column in systems that have one.
    var folder: String { "/zwgk/lm\(id)" }
    var hex: String { SimulatedArticle.hex(of: 1_000_000 + id) }
    var uuid: String { SimulatedArticle.uuid(of: 1_000_000 + id) }

    /// The articles of one page, counted from 0.
    func page(_ number: Int, of size: Int) -> [SimulatedArticle] {
        guard number >= 0, number * size < articles.count else { return [] }
        return Array(articles[(number * size)..<min(articles.count, (number + 1) * size)])
    }

    /// How many pages there are; an empty column has one.
    func pages(of size: Int) -> Int { max(1, (articles.count + size - 1) / size) }
}

/// How a publishing system shows a column. Values of the conforming types say which of its forms and traps the portal has.
public protocol SimulatedDialect: Sendable {
    /// The column's page, to which the home page links.
    func landing(_ column: SimulatedColumn) -> String
    /// The path of an article; the same whichever page lists it.
    func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String
    /// The answer to a request for anything of the column but its articles; nil if it is none of its.
    func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer?
    /// The page of an article.
    func page(_ article: SimulatedArticle, _ column: SimulatedColumn) -> SimulatedAnswer
    /// How many of the newest articles the portal lets anybody list.
    func reachable(_ column: SimulatedColumn) -> Int
    /// The total that the portal announces for the column; nil where it announces none.
    func announced(_ column: SimulatedColumn) -> Int?
}

extension SimulatedDialect {
    public func page(_ article: SimulatedArticle, _ column: SimulatedColumn) -> SimulatedAnswer { .html(PageTemplate.article(article, column)) }
    public func reachable(_ column: SimulatedColumn) -> Int { column.articles.count }
    public func announced(_ column: SimulatedColumn) -> Int? { column.articles.count }
}
