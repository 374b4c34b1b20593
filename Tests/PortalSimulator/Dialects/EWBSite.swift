// EWB 新点: project and site stand in a script of their own, department and category in the page's address.

public struct EWBSite: SimulatedDialect {
    /// Whether pages count from 1 (0 gives the first too), else from 0.
    public var countsFromOne: Bool

    public init(countsFromOne: Bool = false) { self.countsFromOne = countsFromOne }

    private func category(_ column: SimulatedColumn) -> String { "002\(column.id)" }

    public func landing(_ column: SimulatedColumn) -> String { "/govxxgk/govInfoPub.html?deptcode=XZ\(column.id)&categorynum=\(category(column))" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        "/govxxgk/XZ\(column.id)/\(article.compactDate)/\(SimulatedArticle.uuid(of: article.number)).html"
    }
    /// Where pages count from 1, the answer gives rows alone.
    public func announced(_ column: SimulatedColumn) -> Int? { countsFromOne ? nil : column.articles.count }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.target == landing(column) {
            return .html(
                PageTemplate.list(
                    column, "<div id=\"infolist\"></div><script src=\"/js/webBuilderCommon.js\"></script><script src=\"/EWB-FRONT/js/govInfoPub.js\"></script>")
            )
        }
        if request.path == "/js/webBuilderCommon.js" {
            return SimulatedAnswer(
                type: "application/javascript",
                "var siteInfo = {\"projectName\":\"/EWB-FRONT\",\"siteGuid\":\"7eb5f7f1-9041-43ad-8e13-8fcb82ea831a\"};\nvar webBuilder = {};")
        }
        guard request.path == "/EWB-FRONT/rest/lightfrontaction/getgovinfolist", request.isPost, let body = request.json, body["deptcode"] == "XZ\(column.id)",
            body["categorynum"] == category(column),
            body["siteGuid"] == "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a"
        else { return nil }
        let size = min(50, body["pageSize"].flatMap { Int($0) } ?? 10), index = body["pageIndex"].flatMap { Int($0) } ?? 0
        let rows: [JSON] = column.page(countsFromOne ? max(0, index - 1) : index, of: size).map {
            [
                "infourl": .string(address($0, column)), "realtitle": .string($0.title), "title": .string(String($0.title.prefix(12)) + "..."),
                "infodate": .string($0.date),
            ]
        }
        let custom: JSON = countsFromOne ? ["data": .array(rows)] : ["data": .array(rows), "total": .number(column.articles.count)]
        return .json(["custom": custom, "status": ["code": 200]])
    }
}
