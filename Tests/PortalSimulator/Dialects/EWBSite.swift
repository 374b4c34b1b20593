// EWB 新点: project and site stand in a script of their own, department and category in the page's address.

public struct EWBSite: SimulatedDialect {
    public init() {}

    private func category(_ column: SimulatedColumn) -> String { "002\(column.id)" }

    public func landing(_ column: SimulatedColumn) -> String { "/govxxgk/govInfoPub.html?deptcode=XZ\(column.id)&categorynum=\(category(column))" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String { "/govxxgk/XZ\(column.id)/\(article.compactDate)/\(SimulatedArticle.uuid(of: article.number)).html" }
    /// The answer gives rows alone.
    public func announced(_ column: SimulatedColumn) -> Int? { nil }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.target == landing(column) {
            return .html(PageTemplate.list(column, "<div id=\"infolist\"></div><script src=\"/js/webBuilderCommon.js\"></script><script src=\"/EWB-FRONT/js/govInfoPub.js\"></script>"))
        }
        if request.path == "/js/webBuilderCommon.js" {
            return SimulatedAnswer(type: "application/javascript", "var siteInfo = {\"projectName\":\"/EWB-FRONT\",\"siteGuid\":\"7eb5f7f1-9041-43ad-8e13-8fcb82ea831a\"};\nvar webBuilder = {};")
        }
        guard request.path == "/EWB-FRONT/rest/lightfrontaction/getgovinfolist", request.isPost, let body = request.json, body["deptcode"] == "XZ\(column.id)", body["categorynum"] == category(column),
              body["siteGuid"] == "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a" else { return nil }
        let size = min(50, body["pageSize"].flatMap { Int($0) } ?? 10), number = max(1, body["pageIndex"].flatMap { Int($0) } ?? 1)
        let rows: [JSON] = column.page(number - 1, of: size).map { ["infourl": .string(address($0, column)), "realtitle": .string($0.title), "title": .string(String($0.title.prefix(12)) + "..."), "infodate": .string($0.date)] }
        return .json(["custom": ["data": .array(rows)], "status": ["code": 200]])
    }
}
