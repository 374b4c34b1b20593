// UCAP of 开普云: `/searchList/<channel>?_isJson=true…&page=N`, in Heilongjiang `/common/search/<channel>`; a row's labelled values come in
// groups that move, so they are read by their keys.
//
// CSRC, Heilongjiang, 黑河, 鸡西, Suzhou's districts.

import Reading
import Web

struct UCAP: Dialect {
    let name = "ucap"
    let attempt = Attempt.dataCall
    let marks = ["searchList/", "common/search/"]

    func columns(in page: ListPage) -> [ListColumn] {
        guard page.page.rows.isEmpty else { return [] }
        var seen: Set<String> = []
        return (page.dataCalls("searchList/") + page.dataCalls("common/search/")).compactMap { call in
            guard let channel = call.url.path.split(separator: "/").last, channel.count >= 16, seen.insert(String(channel)).inserted else { return nil }
            return ListColumn(self, parameters: call.parameters, key: "channel=\(channel)", rowsPerPage: call["_pageSize"].flatMap { Int($0) })
        }
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? { column.call([("page", "\(number)")]) }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let data = try answer.json()["data"]
        guard case .array(let results) = data["results"] else { throw .unexpected("JSON without data.results") }
        let shown = answer.asShown(by: column)
        let rows = results.compactMap { row -> ListRow? in
            let values = Self.values(row["domainMetaList"])
            return shown.row(
                title: row["title"], url: row["url"], date: row[["publishedTimeStr", "publishedTime"]], number: values[["wh", "refno", "fwzh"]],
                indexNumber: values[["syh", "indexnumber"]],
                issuer: values[["fwdw", "source", "fbjg"]], validity: values[["yxx", "sxx", "aging"]])
        }
        let total = data["total"].integer
        return ListReading(rows: rows, announced: total, announcedIn: "data.total", pages: ListReading.pages(total, of: data["rows"].integer))
    }

    /// The values of all groups by their keys.
    static func values(_ groups: JSON) -> JSON {
        var values: [String: JSON] = [:]
        for group in groups.array {
            for value in group["resultList"].array {
                if let key = value["key"].text, value["value"].text != nil { values[key] = value["value"] }
            }
        }
        return .object(values)
    }
}
