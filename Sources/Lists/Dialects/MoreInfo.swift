// ASP.NET: the page is posted to itself, `__EVENTTARGET` naming its pager and `__EVENTARGUMENT` the page, with the view state it gave.
//
// 新点/Epoint's `MoreInfo.aspx` of trade centres (渝北, 怀化, 广安, 德阳, 绍兴), and other pages with an AspNetPager.

import Markup
import Reading
import Web

struct MoreInfo: Dialect {
    let name = "aspnet"
    let attempt = Attempt.staticPager
    let marks = ["__VIEWSTATE"]

    private static let stateFields = ["__VIEWSTATE", "__VIEWSTATEGENERATOR", "__EVENTVALIDATION", "__VIEWSTATEENCRYPTED", "__CSRFTOKEN"]

    func columns(in page: ListPage) -> [ListColumn] {
        guard let target = target(page), page.input("__VIEWSTATE") != nil, let url = action(page) else { return [] }
        let totals = totals(page, target)
        var column = ListColumn(
            self, parameters: ["url": url.href, "target": target], key: "pager=\(target)", announced: totals.rows,
            announcedIn: totals.rows == nil ? nil : "Pager", pages: totals.pages, firstRequest: 2)
        column.state = Self.state(page)
        return [column]
    }

    /// The pager's name in `__doPostBack('MoreInfoList1$Pager','2')`, of calls or links.
    private func target(_ page: ListPage) -> String? {
        let word = Array("__doPostBack(".utf8), text = page.tree.text
        var from = 0
        while let at = text.find(word, in: from..<text.count) {
            from = at + word.count
            guard let arguments = ScriptValue.arguments(in: text, from: from, end: text.count), arguments.count == 2,
            let target = arguments[0].text,
                arguments[1].integer != nil,
                target.lowercased().contains("pager")
            else { continue }
            return target
        }
        return nil
    }

    private func action(_ page: ListPage) -> WebURL? {
        page.elements(.form).compactMap { page.attribute("action", of: $0) }.first { !$0.isEmpty }.flatMap { page.address($0) } ?? page.url
    }

    /// The numbers that the pager's element shows behind 总数 and 总页数, the rows first.
    private func totals(_ page: ListPage, _ target: String) -> (rows: Int?, pages: Int?) {
        guard let element = page.element(id: target.replacing("$", with: "_")) else { return (nil, nil) }
        let text = Array(page.text(of: element).utf8)
        func number(behind words: [String]) -> Int? {
            for word in words {
                guard let at = text.find(Array(word.utf8), in: 0..<text.count) else { continue }
                var i = at + word.utf8.count
                while i < text.count, i < at + word.utf8.count + 12, !text[i].isDigit { i += 1 }
                if let (value, _) = text.number(at: i, end: text.count) { return value }
            }
            return nil
        }
        let rows = number(behind: ["记录总数", "总记录数", "总记录", "总条数"]) ?? bold(element, page)
        return (rows, number(behind: ["总页数", "总页码"]))
    }

    /// The first number that is set bold.
    private func bold(_ element: Int, _ page: ListPage) -> Int? {
        page.tree.descendants(of: element).lazy.filter { page.tree.nodes[$0].kind == .element && [Tag.b, .strong].contains(page.tree.nodes[$0].tag) }
            .compactMap { Int(page.text(of: $0).filter { !$0.isWhitespace }) }.first
    }

    private static func state(_ page: ListPage) -> [String: String] {
        var state: [String: String] = [:]
        for name in stateFields { if let value = page.input(name) { state[name] = value } }
        return state
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        guard let url = column.parameters["url"].flatMap({ try? WebURL($0) }), let target = column.parameters["target"], column.state["__VIEWSTATE"] != nil,
            number >= 2, number <= column.pages ?? .max
        else { return nil }
        return .form(
            url, [("__EVENTTARGET", target), ("__EVENTARGUMENT", "\(number)")], state: column.state.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let html = HTMLPage.parse(answer.bytes, charsetHeader: answer.charset)
        let page = ListPage(html, page: Page(), url: answer.url)
        let state = Self.state(page)
        guard state["__VIEWSTATE"] != nil else { throw .unexpected("a page without view state") }
        let totals = totals(page, column.parameters["target"] ?? "")
        var reading = ListReading(
            rows: ListFragment(html, base: answer.url).rows, announced: totals.rows, announcedIn: totals.rows == nil ? nil : "Pager",
            pages: totals.pages)
        reading.state = state
        return reading
    }
}
