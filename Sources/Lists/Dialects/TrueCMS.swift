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
            let (from, size) = window(number, column), from <= column.announced ?? .max
        else { return nil }
        return (try? WebURL("?startrecord=\(from)&endrecord=\(from + size - 1)&perpage=\(size)&columnId=\(FormText.encode(id))&callback=callback", base: proxy))
            .map { .get($0) }
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let json = try answer.json()
        guard case .string(let xml) = json["result"] else { throw .unexpected("JSON without result") }
        let store = try RecordSet(Array(xml.utf8))
        let rows = store.flatMap { store in (try? WebURL(column.page)).map { store.rows(base: $0) } } ?? []
        var reading = ListReading(rows: rows, announced: store?.total, announcedIn: store?.total == nil ? nil : "totalrecord")
        narrow(&reading, store?.records.count ?? 0, column, number)
        return reading
    }

    /// The first row of a window, and how many it has.
    private func window(_ number: Int, _ column: ListColumn) -> (from: Int, size: Int)? {
        guard let asked = column.parameters["size"].flatMap({ Int($0) }), asked > 0, let start = column.parameters["start"].flatMap({ Int($0) })
        else { return nil }
        let lost = Self.lost(column), before = number - column.firstRequest
        // Windows that were too wide have given nothing.
        if before < lost { return before < 0 ? nil : (start + 1, ([asked] + Self.narrower.filter { $0 < asked })[before]) }
        let size = column.state["size"].flatMap { Int($0) } ?? asked
        return (start + (before - lost) * size + 1, size)
    }

    /// Where the first window has fewer rows than were asked for, though more are announced, the next are as wide as the server likes.
    private func narrow(_ reading: inout ListReading, _ count: Int, _ column: ListColumn, _ number: Int) {
        let lost = Self.lost(column), first = column.firstRequest + lost
        if number < first {
            reading.goesOn = count == 0
            return
        }
        guard number == first, let (from, size) = window(number, column), let total = reading.announced ?? column.announced,
            count < min(size, total - from + 1), let next = count > 0 ? count : Self.narrower.first(where: { $0 < size })
        else { return }
        reading.state["size"] = "\(next)"
        if count == 0 {
            reading.state["lost"] = "\(lost + 1)"
            reading.goesOn = true
        }
        reading.pages = first + (count == 0 ? 1 : 0) - 1 + (total - from + 1 + next - 1) / next
    }

    /// How many windows at the beginning are too wide.
    private static func lost(_ column: ListColumn) -> Int { column.state["lost"].flatMap { Int($0) }.map { min($0, narrower.count) } ?? 0 }

    private static let narrower = [20, 10]
}
