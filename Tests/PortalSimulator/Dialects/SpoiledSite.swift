// A system whose answers to requests for later pages are spoiled: cut, replaced, blown up.

/// Another system behind a proxy that spoils all of a list but its first page.
public struct SpoiledSite: SimulatedDialect {
    public enum Spoiling: String, Sendable, CaseIterable {
        /// The body ends in its middle.
        case cut
        /// A page that asks for patience, status 200.
        case page
        /// The total that the answer announces is a thousand million.
        case total
        /// The link to the next page leads to the page itself.
        case circle
        /// Ten megabytes in one value.
        case large
    }

    public var spoiling: Spoiling
    private let system: any SimulatedDialect

    public init(_ system: any SimulatedDialect, _ spoiling: Spoiling) {
        self.system = system
        self.spoiling = spoiling
    }

    public func landing(_ column: SimulatedColumn) -> String { system.landing(column) }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { system.address(article, column) }
    public func page(_ article: SimulatedArticle, _ column: SimulatedColumn) -> SimulatedAnswer { system.page(article, column) }
    public func reachable(_ column: SimulatedColumn) -> Int { 0 }
    public func announced(_ column: SimulatedColumn) -> Int? { nil }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        guard var answer = system.answer(request, column), answer.status == 200 else { return nil }
        if request.target == landing(column), !request.isPost { return answer }
        let text = String(decoding: answer.body, as: UTF8.self)
        switch spoiling {
        case .cut: answer.body = Array(answer.body.prefix(answer.body.count / 2))
        case .page:
            return .html(
                "<!DOCTYPE html><html><head><title>系统维护</title></head><body><h1>系统正在维护</h1>"
                    + String(repeating: "<p>为了给您提供更好的服务，本系统正在升级维护之中，请稍后再试。</p>", count: 60) + "</body></html>")
        case .total:
            let count = "\(column.articles.count)"
            answer.body = Array(
                [":", ":\"", ">", "='", "=\"", "=\\\""].reduce(text) { $0.replacing($1 + count, with: $1 + "1000000000") }.utf8)
        case .circle:
            // The word 下一页 or 下页 stands in a link to this very page.
            let own = PageTemplate.escaped(request.target)
            answer.body = Array(
                (text.replacing("</body>", with: "") + "</body>").replacing("<div class=\"main\">", with: "<div class=\"main\"><a href=\"\(own)\">下一页</a>").utf8)
        case .large:
            let filler = String(repeating: "一二三四五六七八", count: 440_000)
            let marks = ["<![CDATA[", "\"title\":\"", "\"TITLE\":\"", "\"docTitle\":\"", "<li>"]
            guard let mark = marks.first(where: { text.contains($0) }), let at = text.firstRange(of: mark) else { return answer }
            answer.body = Array((text[..<at.upperBound] + filler + text[at.upperBound...]).utf8)
        }
        return answer
    }
}
