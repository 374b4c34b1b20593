// Hanweb 信息公开: a form is posted to `/module/xxgk/search.jsp`, which searches all documents of the area; the column's own are told by
// their addresses (`art_<column>_`).
//
// Zhejiang, Hangzhou, Harbin.

import Markup
import Reading
import Web

struct HanwebDisclosure: Dialect {
    let name = "hanweb-xxgk"
    let attempt = Attempt.dataCall
    let marks = ["module/xxgk/"]

    /// The form's fields whose values are the same on all portals.
    private static let constants = [
        ("vc_title", ""), ("vc_number", ""), ("vc_filenumber", ""), ("vc_all", ""), ("texttype", "1"), ("fbtime", "-1"), ("standardXxgk", "0"),
        ("isAllList", "1"), ("sortfield", ",createdatetime:0,orderid:0"),
    ]

    func columns(in page: ListPage) -> [ListColumn] {
        // With jpage in the page the rows come by it.
        guard !page.holds("dataproxy.jsp"), let endpoint = page.address("/module/xxgk/search.jsp") else { return [] }
        let call = page.dataCalls("module/xxgk/search.jsp").first
        func value(_ name: String) -> String? { call?[name] ?? page.literal(name) }
        guard let area = call?["area"] ?? page.parameter("area") ?? page.literal("area") else { return [] }
        let folder = page.url.path.split(separator: "/").first { $0.hasPrefix("col") && $0.dropFirst(3).allSatisfy(\.isNumber) && $0.count > 3 }
        guard let column = folder.map({ String($0.dropFirst(3)) }) ?? value("divid").map({ String($0.drop { !$0.isNumber }) }), !column.isEmpty
        else { return [] }
        var parameters = ["url": endpoint.href, "method": DataCall.Method.post.rawValue, "column": column, "field.area": area]
        for (name, usual) in Self.constants { parameters["field.\(name)"] = value(name) ?? usual }
        parameters["field.infotypeId"] = value("infotypeId") ?? ""
        parameters["field.jdid"] = value("jdid") ?? ""
        parameters["field.divid"] = value("divid") ?? "div\(column)"
        return [ListColumn(self, parameters: parameters, key: "infotypeId=\(parameters["field.infotypeId"] ?? "")")]
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? { column.call([("currpage", "\(number)")]) }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let page = ListPage(HTMLPage.parse(answer.bytes, charsetHeader: answer.charset), page: Page(), url: answer.url)
        let shown = answer.asShown(by: column)
        let mark = "art_\(column.parameters["column"] ?? "")_"
        var rows: [ListRow] = [], all = 0
        for node in page.elements(.a) {
            guard let href = page.attribute("href", of: node), href.contains("art_") else { continue }
            all += 1
            guard href.contains(mark) else { continue }
            // mc, wh, rq: title, 文号 and date as attributes of the link.
            let title = [page.attribute("mc", of: node), page.attribute("title", of: node), page.text(of: node)].compactMap { $0 }.first { !$0.isEmpty } ?? ""
            let date = page.attribute("rq", of: node) ?? page.textBeside(node)
            if let row = shown.row(
                title: .string(title), url: .string(href), date: .string(date), number: page.attribute("wh",
                of: node).map { .string($0) } ?? .null) {
                rows.append(row)
            }
        }
        let pages = pageCount(answer.text())
        guard all > 0 || pages != nil else { throw .unexpected("neither documents nor a count of pages") }
        var reading = ListReading(rows: rows, pages: pages)
        reading.goesOn = rows.isEmpty && all > 0
        return reading
    }

    /// The number in 共N页.
    private func pageCount(_ text: [UInt8]) -> Int? {
        let before = Array("共".utf8), behind = Array("页".utf8)
        var from = 0
        while let at = text.find(before, in: from..<text.count) {
            from = at + before.count
            let digits = text.skipMarkup(from)
            guard let (value, end) = text.number(at: digits, end: text.count) else { continue }
            let next = text.skipMarkup(end)
            if text.has(behind, at: next, end: text.count) { return value }
        }
        return nil
    }
}

private extension [UInt8] {
    /// Where blanks and tags at a place end.
    func skipMarkup(_ start: Int) -> Int {
        var i = skipBlanks(start, end: count)
        while i < count, self[i] == UInt8(ascii: "<"), let end = find([UInt8(ascii: ">")], in: i..<Swift.min(count, i + 200)) {
            i = skipBlanks(end + 1, end: count)
        }
        return i
    }
}
