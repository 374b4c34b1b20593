// TRS WCM: static pages whose names a script spells, `createPageHTML(total, current, "index", "html")`.
//
// Most ministries, Beijing's bureaus, Fujian, Chongqing, Xizang, Ningxia, Hunan, Jilin. The call's arguments come in many orders:
//
//   (pages, current, "index", "html")                    pages count from 0: page 2 is index_1.html; the last is pages − 1
//   (pages, current, "index", "html", rows, …)           the same; Hubei and others put a style and the number of rows behind
//   (rows, pages, current, "index", "html")              the number of rows first: Beijing
//   ("paging", pages, current, "index", "html", rows)    a quoted name first: pages count from 1, page 2 is index_2.html: Hunan

import Reading
import Web

struct TRSStatic: Dialect {
    let name = "trs-static"
    let attempt = Attempt.staticPager
    let marks = ["createPageHTML", "createPage(", "pageDec("]

    private static let functions = ["createPageHTML", "createPage", "pageDec"]

    func columns(in page: ListPage) -> [ListColumn] {
        for function in Self.functions {
            for arguments in page.calls(function) {
                if let column = column(arguments, function, page) { return [column] }
            }
        }
        return []
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        guard number >= 2, number <= column.pages ?? 0, let base = try? WebURL(column.page), let stem = column.parameters["name"],
              let suffix = column.parameters["extension"], let first = column.parameters["first"].flatMap({ Int($0) }) else { return nil }
        return (try? WebURL("./\(stem)_\(number - 1 + first).\(suffix)", base: base)).map { .page($0) }
    }

    private func column(_ arguments: [ScriptValue], _ function: String, _ page: ListPage) -> ListColumn? {
        var values = arguments[...]
        let isNamed = { if case .string(let text)? = values.first, Int(text) == nil { true } else { false } }()
        if isNamed { values.removeFirst() }
        let numbers = values.prefix { $0.integer != nil }.compactMap(\.integer)
        let rest = values.dropFirst(numbers.count)
        guard numbers.count >= 2, rest.count >= 2, let stem = rest.first?.text, let suffix = rest.dropFirst().first?.text,
              isPlain(stem), isPlain(suffix) else { return nil }
        let rowsFirst = !isNamed && numbers.count >= 3 && numbers[0] >= numbers[1] && numbers[2] <= numbers[1]
        let pages = rowsFirst ? numbers[1] : numbers[0], current = rowsFirst ? numbers[2] : numbers[1]
        let rows = rowsFirst ? numbers[0] : rest.dropFirst(2).compactMap(\.integer).last
        let first = isNamed ? 1 : 0
        guard pages >= 1, current >= 0, current < pages + first else { return nil }
        var column = ListColumn(
            self, parameters: ["name": stem, "extension": suffix, "first": "\(first)"], announced: rows, announcedIn: function,
            pages: pages, firstRequest: 2)
        // A later page tells of the same column.
        if current > first, let own = try? WebURL("./\(stem).\(suffix)", base: page.base) { column.page = own.href }
        return column
    }

    /// Whether a text can be the part of a file's name, or a path below the page's own folder.
    private func isPlain(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 100 && text.utf8.allSatisfy { $0.isWordByte && $0 < 0x80 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") }
    }
}
