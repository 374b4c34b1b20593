// NFRA (金融监管总局): the page is a shell; the item stands in its address, and the rows come as JSON from a service or from static files.
//
// The page of a document that people see, `ItemDetail.html?docId=…`, is the same shell for all: a row leads to the JSON with its text, which
// the shell's script fetches.

import Reading
import Web

struct NFRA: Dialect {
    let name = "nfra"
    let attempt = Attempt.dataCall
    let marks = ["cbircweb", "SelectDocByItemIdAndChild", "common/ItemList"]

    private static let size = 18

    func columns(in page: ListPage) -> [ListColumn] {
        guard page.page.rows.isEmpty, let item = page.url.fields["itemId"], !item.isEmpty, item.allSatisfy(\.isNumber) else { return [] }
        let isStatic = page.holds("/cn/static/data/DocInfo/SelectDocByItemIdAndChild")
        guard let endpoint = page.address(isStatic ? "/cn/static/data/DocInfo/SelectDocByItemIdAndChild/" : "/cbircweb/DocInfo/SelectDocByItemIdAndChild")
        else { return [] }
        return [
            ListColumn(
                self, parameters: ["url": endpoint.href, "item": item, "form": isStatic ? "files" : "service"], key: "itemId=\(item)",
                rowsPerPage: Self.size)
        ]
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        guard let endpoint = column.parameters["url"].flatMap({ try? WebURL($0) }), let item = column.parameters["item"] else { return nil }
        let address =
            column.parameters["form"] == "files"
            ? "data_itemId=\(item),pageIndex=\(number),pageSize=\(Self.size).json" : "?itemId=\(item)&pageSize=\(Self.size)&pageIndex=\(number)"
        return (try? WebURL(address, base: endpoint)).map { .get($0) }
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let json = try answer.json(), data = json["data"]
        guard case .array(let items) = data["rows"]
        else { throw .unexpected("JSON without data.rows, \(json["msg"].text ?? "no message")") }
        let isStatic = column.parameters["form"] == "files"
        let rows = items.compactMap { row -> ListRow? in
            guard let id = row["docId"].text else { return nil }
            let address =
                isStatic ? "/cn/static/data/DocInfo/SelectByDocId/data_docId=\(FormText.encode(id)).json" : "/cbircweb/DocInfo/SelectByDocId?docId=\(FormText.encode(id))"
            return answer.row(
                title: row[["docTitle", "docSubtitle"]], url: .string(address), date: row["publishDate"], number: row["documentNo"],
                indexNumber: row["indexNo"])
        }
        let total = data["total"].integer
        return ListReading(rows: rows, announced: total, announcedIn: "data.total", pages: ListReading.pages(total, of: Self.size))
    }
}
