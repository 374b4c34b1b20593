// Hanweb jpage: the first rows in the page, as XML in a script; the rest from `dataproxy.jsp`.
//
// Jiangsu, Shandong, Jiangxi, Zhejiang, Dalian, CNIPA, NCHA, tax offices. Above some 300 rows an answer is cut: groups of 100 at most
// are asked for. `nextgroup` is an address in the open, or a cipher: then only the rows in the page can be had.

import Markup
import Reading
import Web

struct HanwebPage: Dialect {
    let name = "hanweb-jpage"
    let attempt = Attempt.embedded
    let marks = ["dataproxy.jsp", "<recordset", "<datastore", "proxyUrl"]

    /// What is asked for at once: a whole number of the display pages, below what servers cut.
    private static let largestGroup = 100
    /// Rows of a display page where its script does not say.
    private static let usualRows = 15

    func columns(in page: ListPage) -> [ListColumn] {
        let stores = page.scripts.compactMap { script in (try? RecordSet(page.tree.text, in: script)) ?? nil }
        let full = stores.filter { !$0.records.isEmpty }
        if !full.isEmpty { return full.map { column($0, page) } }
        // An empty store, or none: the page names the call alone. What rows it shows are its first.
        var empty = stores.first ?? RecordSet()
        empty.total = empty.total ?? page.literal("totalRecord").flatMap { Int($0) }
        guard proxy(page, empty) != nil else { return [] }
        return [column(empty, page)]
    }

    private func column(_ store: RecordSet, _ page: ListPage) -> ListColumn {
        let own = store.rows(base: page.base), rows = own.isEmpty ? page.page.rows : own
        let total = store.total ?? page.literal("totalRecord").flatMap { Int($0) }
        var column = ListColumn(
            self, parameters: [:], announced: total, announcedIn: store.total != nil ? "totalrecord" : "totalRecord", firstRequest: 2,
            rows: own.isEmpty ? nil : own)
        guard let proxy = proxy(page, store) else {
            (column.pages, column.firstRows) = (1, rows.count)  // nothing in the page says where more could be had
            return column
        }
        // Without rows the first group is that of a page of the script's pager.
        let shown = page.literal("perPage").flatMap { Int($0) } ?? Self.usualRows
        let size = max(1, min(Self.largestGroup, rows.isEmpty ? shown * 3 : rows.count))
        column.rowsPerPage = size
        column.firstRows = rows.isEmpty ? nil : rows.count
        column.firstRequest = rows.isEmpty ? 1 : 2
        column.parameters = ["proxy": proxy.url.href, "start": "\(rows.count)", "size": "\(size)"]
        for (name, value) in proxy.fields { column.parameters["field.\(name)"] = value }
        column.key = ["columnid", "unitid"].compactMap { name in proxy.fields[name].map { "\(name)=\($0)" } }.joined(separator: "&")
        return column
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        guard number >= column.firstRequest, let proxy = column.parameters["proxy"].flatMap({ try? WebURL($0) }), let start = column.parameters["start"].flatMap({ Int($0) }),
              let size = (column.state["size"] ?? column.parameters["size"]).flatMap({ Int($0) }), size > 0 else { return nil }
        let groups = start == 0 ? number - 1 : number - 2  // before this one, behind the page's own rows
        let from = start + groups * size + 1
        let to = min(from + size - 1, column.announced ?? .max)
        // Some servers ignore the numbers of records and obey the page's.
        let page = start % size == 0 ? "&page=\(start / size + groups + 1)" : ""
        guard from <= to, let url = try? WebURL("?startrecord=\(from)&endrecord=\(to)&perpage=\(size)\(page)", base: proxy)
        else { return nil }
        let fields = column.parameters.filter { $0.key.hasPrefix("field.") }.map { (name: String($0.key.dropFirst(6)), value: $0.value) }
        return .form(url, fields.sorted { $0.name < $1.name })
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        guard let store = try RecordSet(answer.text()) else { throw .unexpected("no record set") }
        var reading = ListReading(
            rows: store.rows(base: answer.url), announced: store.total, announcedIn: store.total == nil ? nil : "totalrecord")
        // Some servers give groups of their own size; the first of them tells it.
        if number == column.firstRequest, column.state["size"] == nil, let asked = column.parameters["size"].flatMap({ Int($0) }),
           let start = column.parameters["start"].flatMap({ Int($0) }), let total = store.total ?? column.announced,
           (1..<asked).contains(store.records.count), start + store.records.count < total {
            reading.state["size"] = "\(store.records.count)"
            reading.pages = 1 + (total - start + store.records.count - 1) / store.records.count
            if start == 0 { reading.pages = reading.pages.map { $0 - 1 } }
        }
        return reading
    }

    /// The endpoint and the form's fields, from the address in `nextgroup` or in the script that sets the pager up.
    private func proxy(_ page: ListPage, _ store: RecordSet) -> (url: WebURL, fields: [String: String])? {
        let fields = ["col", "appid", "webid", "path", "columnid", "sourceContentType", "unitid", "webname", "permissiontype"]
        if let address = store.nextGroup.flatMap(Self.address), let url = page.address(address) {
            let own = url.fields.filter { fields.contains($0.key) }
            // The script's endpoint goes before that of the address.
            guard own["columnid"] != nil, let bare = page.literal("proxyUrl").flatMap(page.address)?.withoutQuery ?? (try? WebURL(url.path, base: url))
            else { return nil }
            return (bare, own)
        }
        let call = page.dataCalls("dataproxy.jsp").first
        guard let url = page.literal("proxyUrl").flatMap(page.address) ?? call?.url else { return nil }
        var own: [String: String] = [:]
        for name in fields { own[name] = page.literal(name) ?? url.fields[name] ?? call?[name] }
        return own["columnid"] == nil ? nil : (url.withoutQuery, own)
    }

    /// The address in `<a href="/module/web/jpage/dataproxy.jsp?page=1&webid=…">`.
    private static func address(_ html: String) -> String? {
        let tree = HTMLPage.parse(Array(html.utf8), charsetHeader: "utf-8").tree
        for node in tree.nodes.indices where tree.nodes[node].tag == .a {
            if let href = tree.attribute(.href, of: node) { return String(decoding: href, as: UTF8.self) }
        }
        return nil
    }
}
