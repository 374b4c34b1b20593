// TRS IGS: `/igs/front/search.jhtml?code=…&siteId=…&pageNumber=N`; without code or siteId it answers 500, which is no refusal.
//
// Tianjin, Nanjing, Hubei, Xizang, Chongqing's departments, Hainan. A search without filter is the whole site's: only a page that is
// made for it, or a call with a filter, is a column.

import Reading
import Web

struct TRSFrontSearch: Dialect {
    let name = "trs-igs"
    let attempt = Attempt.search
    let marks = ["igs/front/"]

    private static let filters = ["type", "channelId", "chnlid", "channelid", "category", "index", "classId"]

    func columns(in page: ListPage) -> [ListColumn] {
        guard page.page.rows.isEmpty else { return [] }
        var seen: Set<String> = []
        return page.dataCalls("igs/front/").compactMap { call in
            guard let code = call["code"], let site = call["siteId"] else { return nil }
            let filter = Self.filters.compactMap { name in call[name].flatMap { $0.isEmpty ? nil : "\(name)=\($0)" } }.joined(separator: "&")
            guard !filter.isEmpty || page.url.path.contains("/igs/") || page.url.path.contains("search"), call["searchWord"]?.isEmpty ?? true else {
                return nil
            }
            let key = "code=\(code)&siteId=\(site)" + (filter.isEmpty ? "" : "&" + filter)
            guard seen.insert(key).inserted else { return nil }
            return ListColumn(self, parameters: call.parameters, key: key, rowsPerPage: call["pageSize"].flatMap { Int($0) })
        }
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? { column.call([("pageNumber", "\(number)")]) }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let page = try answer.json()["page"]
        guard case .array(let content) = page["content"] else { throw .unexpected("JSON without page.content") }
        let shown = answer.asShown(by: column)
        let rows = content.compactMap {
            shown.row(title: $0["title"], url: $0["url"], date: $0[["pubdate", "trs_time"]], number: $0["filenum"], issuer: $0["GROUPNAME"])
        }
        return ListReading(rows: rows, announced: page["total"].integer, announcedIn: "page.total", pages: page["totalPages"].integer)
    }
}
