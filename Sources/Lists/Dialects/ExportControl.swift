// The list of the Ministry of Commerce's export control site: JSON is posted to `front/column/getColumnList`.
//
//   {columnID: 1, pageNum: 1, pageSize: 20}      {pageInfo: {rows: [{title, url, publishTimeStr}], total, maxPageNum}}
//
// Its server has been seen to give the first page for every number: the walk says so.

import Reading
import Web

struct ExportControl: Dialect {
    let name = "mofcom-columns"
    let attempt = Attempt.dataCall
    let marks = ["column/getColumnList"]

    private static let usualSize = 20

    func columns(in page: ListPage) -> [ListColumn] {
        var seen: Set<String> = []
        return page.dataCalls(marks[0]).compactMap { call in
            guard let id = call["columnID"] ?? page.literal("columnID"), !id.isEmpty, seen.insert(id).inserted else { return nil }
            let size = call["pageSize"].flatMap { Int($0) } ?? Self.usualSize
            return ListColumn(
                self, parameters: ["url": call.url.href, "columnID": id, "size": "\(size)"], key: "columnID=\(id)", rowsPerPage: size)
        }
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        guard let url = column.parameters["url"].flatMap({ try? WebURL($0) }), let id = column.parameters["columnID"], let size = column.parameters["size"]
        else { return nil }
        return .json(url, [("columnID", Int(id) == nil ? .string(id) : .number(id)), ("pageNum", .number("\(number)")), ("pageSize", .number(size))])
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let json = try answer.json(), info = json["pageInfo"] == .null ? json : json["pageInfo"]
        guard case .array(let items) = info["rows"] else { throw .unexpected("JSON without rows") }
        let shown = answer.asShown(by: column), total = info["total"].integer
        return ListReading(
            rows: items.compactMap { shown.row(title: $0["title"], url: $0["url"], date: $0[["publishTimeStr", "publishTime"]]) }, announced: total,
            announcedIn: total == nil ? nil : "total", pages: info["maxPageNum"].integer ?? ListReading.pages(total, of: column.rowsPerPage))
    }
}
