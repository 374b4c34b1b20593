// A system behind a shield that turns crawlers away: at the calls for data, or at the column's page already.

/// Another system, of which a shield gives some pages and not others.
public struct RefusingSite: SimulatedDialect {
    public enum Place: String, Sendable, CaseIterable {
        /// Whatever is not the column's page or an article is 403.
        case calls
        /// The column's page is its own, with a status of 412 and the shield's script in it.
        case page
    }

    public var place: Place
    private let system: any SimulatedDialect

    public init(_ system: any SimulatedDialect, _ place: Place) {
        self.system = system
        self.place = place
    }

    public func landing(_ column: SimulatedColumn) -> String { system.landing(column) }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { system.address(article, column) }
    public func page(_ article: SimulatedArticle, _ column: SimulatedColumn) -> SimulatedAnswer { system.page(article, column) }
    public func reachable(_ column: SimulatedColumn) -> Int { 0 }

    /// Whether a request asks for more of a list than its page.
    public func isCall(_ target: String, _ column: SimulatedColumn) -> Bool {
        target != landing(column) && target != "/" && target != "/robots.txt" && !column.articles.contains { address($0, column) == target }
    }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        guard var answer = system.answer(request, column) else { return nil }
        let script = "<script>var $_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=20137;$_ts.cd='qqqqqqWjBqrDqcaa';</script>"
        let isPage = request.target == landing(column)
        switch place {
        case .calls: return isPage ? answer : .html("<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>", status: 403)
        case .page:
            guard isPage else { return answer }
            answer.status = 412
            answer.body = Array(String(decoding: answer.body, as: UTF8.self).replacing("</head>", with: script + "</head>").utf8)
            return answer
        }
    }
}
