// TrueCMS: rows in a hidden box of the page; the others as XML in JSON or JSONP, and only to who comes from the column's page.
//
// 如皋 and others of Nantong, Shanghai's people's congress. What is asked for at once is what the page's own script shows on a page: wider
// windows are answered with nothing or 404. Where the interface is switched off, the rows of the page are all that can be had.

import Markup
import Reading
import Web

struct TrueCMS: Dialect {
    let name = "truecms"
    let attempt = Attempt.embedded
    let marks = ["messageController/getMessage.do"]

    func columns(in page: ListPage) -> [ListColumn] {
        guard let id = page.literal("columnId"), let proxy = page.literal("proxyUrl").flatMap({ page.address($0) }), proxy.path.contains("getMessage.do")
        else {
            return []
        }
        let rows = page.element(id: "initData").map { page.rows(in: $0) } ?? []
        let size = page.literal("perPage").flatMap { Int($0) }.map { min(max($0, 1), 50) } ?? 10
        var column = ListColumn(
            self, parameters: ["url": proxy.href, "columnId": id, "size": "\(size)", "start": "\(rows.count)"], key: "columnId=\(id)",
            announced: page.literal("totalRecord").flatMap { Int($0) }, announcedIn: "totalRecord", rowsPerPage: size,
            firstRequest: rows.isEmpty ? 1 : 2, rows: rows.isEmpty ? nil : rows)
        column.firstRows = rows.isEmpty ? nil : rows.count
        return [column]
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        guard let proxy = column.parameters["url"].flatMap({ try? WebURL($0) }), let id = column.parameters["columnId"],
            let size = column.parameters["size"].flatMap({ Int($0) }),
            let start = column.parameters["start"].flatMap({ Int($0) }), size > 0
        else { return nil }
        let from = start > 0 ? start + (number - 2) * size + 1 : (number - 1) * size + 1
        guard from >= 1, from <= column.announced ?? .max else { return nil }
        return (try? WebURL("?startrecord=\(from)&endrecord=\(from + size - 1)&perpage=\(size)&columnId=\(FormText.encode(id))&callback=callback", base: proxy))
            .map { .get($0) }
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let json = try answer.json()
        guard case .string(let xml) = json["result"] else { throw .unexpected("JSON without result") }
        guard let store = try RecordSet(Array(xml.utf8)) else { return ListReading(rows: []) }
        let rows = (try? WebURL(column.page)).map { store.rows(base: $0) } ?? []
        return ListReading(rows: rows, announced: store.total, announcedIn: store.total == nil ? nil : "totalrecord")
    }
}
