// Hanweb jpolicy: the library of policies of Shandong, Jinan, Jining; rows with 文号, issuer and validity.

import Reading
import Web

struct JpaasPolicy: Dialect {
    let name = "jpaas-jpolicy"
    let attempt = Attempt.dataCall
    let marks = ["jpaas-jpolicy-web-server"]

    /// Names of the fields for number and size of a page, as the call that stands in the page has them.
    private static let numbers = ["p", "pageNum", "pageNo", "pageNumber"], sizes = ["pg", "pageSize"]

    func columns(in page: ListPage) -> [ListColumn] {
        page.dataCalls("front/info/do-search").prefix(1).map { call in
            var parameters = call.parameters
            parameters["number"] = Self.numbers.first { call.has($0) } ?? "pageNum"
            return ListColumn(
                self, parameters: parameters, key: ["websiteid",
                "orgId"].compactMap { name in call[name].map { "\(name)=\($0)" } }.first ?? "",
                rowsPerPage: Self.sizes.compactMap { call[$0] }.first.flatMap { Int($0) })
        }
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        column.call([(column.parameters["number"] ?? "pageNum", "\(number)")])
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let data = try answer.json()["data"]
        let list = data["bean"]["results"] == .null ? data["list"] : data["bean"]["results"]
        guard case .array(let results) = list else { throw .unexpected("JSON without data.bean.results") }
        let rows = results.compactMap { row -> ListRow? in
            guard let id = row[["infoid", "iid"]].text else { return nil }
            // Validity is a code here, 0 for what holds.
            let validity: JSON = row["validity"].integer == nil ? row["validity"] : .null
            return answer.row(
                title: row["title"], url: .string("detail?iid=\(FormText.encode(id))"), date: row[["publishdate", "publishDate"]],
                number: row["issue"], issuer: row[["publishunit", "publishUnit"]], validity: validity)
        }
        let total = data[["infoCount", "total"]].integer
        return ListReading(
            rows: rows, announced: total, announcedIn: "infoCount", pages: ListReading.pages(total, of: data["pageSize"].integer))
    }
}
