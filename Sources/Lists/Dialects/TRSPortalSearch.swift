// TRS IRS: a JSON object is posted to `/irs/front/search`; its code and data type stand in the address of the search's page, or in the script
// of a column's, with a `customFilter` that names the column.
//
// MFA, Shaanxi, Ningxia, Jilin, Haikou, Jiujiang. Without `orderBy` and `searchBy` it answers `success: false`, which looks like a dead end.

import Reading
import Web

struct TRSPortalSearch: Dialect {
    let name = "trs-irs"
    let attempt = Attempt.search
    let marks = ["irs-c-web", "irs/front"]

    private static let filter = "customFilter"
    private static let endpoint = "/irs/front/search"

    func columns(in page: ListPage) -> [ListColumn] {
        guard page.page.rows.isEmpty else { return [] }
        let call = page.dataCalls("irs/front/search").first
        let query = page.url.path.contains("/irs-c-web/") ? page.url.fields : [:]
        // Where the reader's word is sent the page is the site's search box.
        if call?.has("searchWord") == true, call?["searchWord"] == nil { return [] }
        func value(_ name: String) -> String? { query[name] ?? call.flatMap { $0[name] ?? page.literal(name) } }
        guard let code = value("code"), let type = value("dataTypeId"), let endpoint = call?.url ?? page.address(Self.endpoint)
        else { return [] }
        var parameters = [
            "url": endpoint.href, "code": code, "dataTypeId": type, "searchWord": query["searchWord"] ?? "",
            "orderBy": value("orderBy") ?? "time",
            "searchBy": value("searchBy") ?? "all",
        ]
        let filter = page.json(after: Self.filter) ?? query[Self.filter].flatMap { JSON(parsing: $0) }
        if let filter, filter != .null { parameters[Self.filter] = filter.json }
        let size = call?["pageSize"].flatMap { Int($0) } ?? Self.size
        parameters["size"] = "\(size)"
        let key = "code=\(code)&dataTypeId=\(type)" + (parameters[Self.filter].map { "&\($0)" } ?? "")
        return [ListColumn(self, parameters: parameters, key: key, rowsPerPage: size)]
    }

    /// What the script of the search's page asks for.
    private static let size = 10

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        let own = column.parameters
        guard let url = own["url"].flatMap({ try? WebURL($0) }), let code = own["code"], let type = own["dataTypeId"] else { return nil }
        return .json(
            url,
            [
                ("code", .string(code)), ("dataTypeId", .string(type)), ("searchWord", .string(own["searchWord"] ?? "")),
                ("searchBy", .string(own["searchBy"] ?? "all")), ("orderBy", .string(own["orderBy"] ?? "time")),
                ("granularity", .string("ALL")), ("beginDateTime", .string("")), ("endDateTime", .string("")), ("filters", .array([])),
                ("pageNo", .number("\(number)")), ("pageSize", .number(own["size"] ?? "\(Self.size)")),
            ] + (own[Self.filter].flatMap { JSON(parsing: $0) }.map { [(Self.filter, $0)] } ?? []))
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let json = try answer.json()
        if json["success"] == .bool(false) { throw .unexpected("success: false, \(json[["msg", "message"]].text ?? "no message")") }
        let data = json["data"] == .null ? json : json["data"]
        let list = data["middle"][["listAndBox", "list"]] == .null ? data["resultDocs"] : data["middle"][["listAndBox", "list"]]
        guard case .array(let items) = list else { throw .unexpected("JSON without middle.listAndBox") }
        let shown = answer.asShown(by: column)
        let rows = items.compactMap { item -> ListRow? in
            let row = item["data"] == .null ? item : item["data"]
            return shown.row(
                title: row[["title_no_tag", "titleO", "title"]], url: row["url"], date: row[["time", "docDate"]], issuer: row["source"])
        }
        let pager = data["pager"]
        return ListReading(rows: rows, announced: pager["total"].integer, announcedIn: "pager.total", pages: pager["pageCount"].integer)
    }
}
