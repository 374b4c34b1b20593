// A portal on loopback whose columns are published by systems of many makes, and which changes from night to night.
import Foundation
import LoopbackServer
import Synchronization

/// The portal. Its home page links to the page of each column; everything else is found by the way that the column's dialect
/// has for it.
///
///     let portal = try SimulatedPortal([SimulatedColumn(id: 1, name: "政策文件", dialect: TRSStatic(), articles: …)])
///     … crawl portal.base …
///     portal.requests(for: article)
public final class SimulatedPortal: Sendable {
    public let server: LoopbackServer

    private final class State: Sendable {
        struct Contents {
            var columns: [SimulatedColumn]
            /// Which article stands at a path, and in which of the columns.
            var articles: [String: (column: Int, article: SimulatedArticle)] = [:]

            init(_ columns: [SimulatedColumn]) {
                self.columns = columns
                for (k, column) in columns.enumerated() {
                    for article in column.articles { articles[column.dialect.address(article, column)] = (k, article) }
                }
            }
        }
        let contents: Mutex<Contents>
        init(_ columns: [SimulatedColumn]) { contents = Mutex(Contents(columns)) }
    }

    private let state: State

    public init(_ columns: [SimulatedColumn], robots: String? = nil) throws {
        let state = State(columns)
        self.state = state
        server = try LoopbackServer { received in Self.answer(SimulatedRequest(received), state, robots)?.steps }
    }

    public var base: String { server.base }

    /// The columns as they are now.
    public var columns: [SimulatedColumn] { state.contents.withLock { $0.columns } }

    /// All articles, each with its target.
    public var targets: [String: SimulatedArticle] { state.contents.withLock { $0.articles.mapValues(\.article) } }

    /// Edits, adds, moves and removes: the portal of the next night.
    public func change(_ edit: (inout [SimulatedColumn]) -> Void) {
        state.contents.withLock { contents in
            edit(&contents.columns)
            contents = State.Contents(contents.columns)
        }
    }

    public func stop() { server.stop() }

    private static func answer(_ request: SimulatedRequest, _ state: State, _ robots: String?) -> SimulatedAnswer? {
        let (columns, found) = state.contents.withLock { ($0.columns, $0.articles[request.target]) }
        if let found { return columns[found.column].dialect.page(found.article, columns[found.column]) }
        if request.target == "/" { return .html(PageTemplate.home(columns)) }
        if request.target == "/robots.txt" { return robots.map { SimulatedAnswer(type: "text/plain", $0) } }
        for column in columns {
            if let answer = column.dialect.answer(request, column) { return answer }
        }
        return .missing
    }
}
