// TRS IRS: a JSON object is posted to `/irs/front/search`; its code and data type stand in the address of the search's page.
//
// MFA, Shaanxi, Ningxia, Jilin, Haikou, Jiujiang. Without `orderBy` and `searchBy` it answers `success: false`, which looks like a dead end.

import Reading
import Web

struct TRSPortalSearch: Dialect {
    let name = "trs-irs"
    let attempt = Attempt.search
    let marks = ["irs-c-web", "irs/front"]

    func columns(in page: ListPage) -> [ListColumn] {
        guard page.url.path.contains("/irs-c-web/"), page.page.rows.isEmpty, let code = page.url.fields["code"], let type = page.url.fields["dataTypeId"],
            let endpoint = page.address("/irs/front/search")
        else { return [] }
        return [
            ListColumn(
                self, parameters: ["url": endpoint.href, "code": code, "dataTypeId": type, "searchWord": page.url.fields["searchWord"] ?? ""],
                key: "code=\(code)&dataTypeId=\(type)", rowsPerPage: Self.size)
        ]
    }

    /// What the script of the search's page asks for.
    private static let size = 10

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        guard let url = column.parameters["url"].flatMap({ try? WebURL($0) }), let code = column.parameters["code"], let type = column.parameters["dataTypeId"]
        else { return nil }
        return .json(
            url,
            [
                ("code", .string(code)), ("dataTypeId", .string(type)), ("searchWord", .string(column.parameters["searchWord"] ?? "")),
                ("searchBy", .string("all")), ("orderBy", .string("time")),
                ("granularity", .string("ALL")), ("beginDateTime", .string("")), ("endDateTime", .string("")), ("filters", .array([])),
                ("pageNo", .number("\(number)")), ("pageSize", .number("\(Self.size)")),
            ])
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
            return shown.row(title: row[["title_no_tag", "titleO", "title"]], url: row["url"], date: row[["time", "docDate"]], issuer: row["source"])
        }
        let pager = data["pager"]
        return ListReading(rows: rows, announced: pager["total"].integer, announcedIn: "pager.total", pages: pager["pageCount"].integer)
    }
}
