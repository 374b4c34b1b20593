// The library of policies of gov.cn: `/search-gov/data?t=zhengcelibrary_gw&…&p=N&n=50`, all parameters as the page has them: with one left out
// it counts 0 and reports no error.

import Reading
import Web

struct GovLibrary: Dialect {
    let name = "gov-library"
    let attempt = Attempt.dataCall
    let marks = ["search-gov/data"]

    /// The most that the server gives.
    private static let size = 50

    func columns(in page: ListPage) -> [ListColumn] {
        var seen: Set<String> = []
        return page.dataCalls("search-gov/data").compactMap { call in
            guard let kind = call["t"], !kind.isEmpty, seen.insert(kind).inserted else { return nil }
            return ListColumn(self, parameters: call.parameters, key: "t=\(kind)", rowsPerPage: Self.size)
        }
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? { column.call([("p", "\(number)"), ("n", "\(Self.size)")]) }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let json = try answer.json(), result = json["searchVO"]
        guard result != .null else { throw .unexpected("JSON without searchVO, \(json[["msg", "message"]].text ?? "no message")") }
        var items = result["listVO"].array
        // A library of all kinds has its rows and counts by kind.
        let kinds = ["gongwen", "bumenfile", "otherfile", "gongbao"].map { result["catMap"][$0] }
        for kind in kinds { items += kind["listVO"].array }
        let counts = kinds.compactMap { $0["totalCount"].integer }, pages = kinds.compactMap { $0["totalpage"].integer }
        let shown = answer.asShown(by: column)
        let rows = items.compactMap {
            shown.row(title: $0["title"], url: $0["url"], date: $0[["pubtimeStr", "pubtime"]], number: $0["pcode"], issuer: $0["puborg"])
        }
        return ListReading(
            rows: rows, announced: counts.isEmpty ? result["totalCount"].integer : counts.reduce(0, +), announcedIn: "searchVO.totalCount",
            pages: pages.max() ?? result["totalpage"].integer)
    }
}
