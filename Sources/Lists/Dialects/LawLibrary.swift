// The library of laws of the National People's Congress (flk.npc.gov.cn): JSON is posted to `/law-search/search/list`, 50 rows a page at most.
//
// What is asked for stands in the script of the page as an object (`{searchRange:1, flfgCodeId:[102], pageNum:1, …}`). A row leads to the law's
// JSON, `flfgDetails?bbbs=…`; the text mostly lies in files that it names.

import Reading
import Web

struct LawLibrary: Dialect {
    let name = "npc-laws"
    let attempt = Attempt.dataCall
    let marks = ["law-search/search/list"]

    /// The most that the server gives.
    private static let size = 50
    private static let members = ["flfgCodeId", "searchRange", "searchType", "pageNum"]

    func columns(in page: ListPage) -> [ListColumn] {
        guard page.page.rows.isEmpty, let call = page.dataCalls("law-search/search/list").first, let body = page.object(holding: Self.members)
        else { return [] }
        // A word that the reader types makes it the search box.
        guard body["searchContent"].text == nil else { return [] }
        return [
            ListColumn(
                self, parameters: ["url": call.url.href, "body": body.json], key: "flfgCodeId=\(body["flfgCodeId"].json)",
                rowsPerPage: Self.size)
        ]
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        guard let url = column.parameters["url"].flatMap({ try? WebURL($0) }), case .object(var body)? = column.parameters["body"].flatMap({ JSON(parsing: $0) })
        else { return nil }
        body["pageNum"] = .number("\(number)")
        body["pageSize"] = .number("\(Self.size)")
        return .json(url, body.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let json = try answer.json()
        guard case .array(let items) = json["rows"] else { throw .unexpected("JSON without rows, \(json["msg"].text ?? "no message")") }
        let rows = items.compactMap { row -> ListRow? in
            guard let id = row["bbbs"].text else { return nil }
            return answer.row(
                title: row["title"], url: .string("flfgDetails?bbbs=\(FormText.encode(id))"), date: row["gbrq"], issuer: row["zdjgName"])
        }
        let total = json["total"].integer
        return ListReading(rows: rows, announced: total, announcedIn: "total", pages: ListReading.pages(total, of: Self.size))
    }
}
