// The search server of jpaas, which MIIT uses for its lists: `/search-front-server/api/search/info?websiteid=…&category=…&pg=15&p=N`.

import Reading
import Web

struct JpaasSearch: Dialect {
    let name = "jpaas-search"
    let attempt = Attempt.search
    let marks = ["search-front-server"]

    func columns(in page: ListPage) -> [ListColumn] {
        var seen: Set<String> = []
        return page.dataCalls("search-front-server/api/search/info").compactMap { call in
            // Without a category it searches the whole site.
            guard page.page.rows.isEmpty, call["websiteid"] != nil, let category = call["category"], !category.isEmpty, seen.insert(category).inserted
            else {
                return nil
            }
            return ListColumn(self, parameters: call.parameters, key: "category=\(category)", rowsPerPage: call["pg"].flatMap { Int($0) })
        }
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? { column.call([("p", "\(number)")]) }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let result = try answer.json()["data"]["searchResult"]
        guard case .array(let items) = result["dataResults"] else { throw .unexpected("JSON without searchResult.dataResults") }
        let shown = answer.asShown(by: column)
        let rows = items.compactMap { item -> ListRow? in
            let row = item["data"] == .null ? item["groupData"].array.first?["data"] ?? .null : item["data"]
            return shown.row(
                title: row["title"], url: row["url"], date: row[["jsearch_date", "deploytime"]], number: row["filenumbername"],
                issuer: row["publishgroupname"])
        }
        let total = result["total"].integer
        return ListReading(
            rows: rows, announced: total, announcedIn: "searchResult.total", pages: ListReading.pages(total, of: column.rowsPerPage))
    }
}
