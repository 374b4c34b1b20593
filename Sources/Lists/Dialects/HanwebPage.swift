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
    let marks = ["dataproxy.jsp", "<recordset>", "<datastore>"]

    /// What is asked for at once: a whole number of the display pages, below what servers cut.
    private static let largestGroup = 100

    func columns(in page: ListPage) -> [ListColumn] {
        page.scripts.compactMap { script -> ListColumn? in
            guard let store = try? RecordSet(page.tree.text, in: script), !store.records.isEmpty else { return nil }
            let rows = store.rows(base: page.base)
            let total = store.total ?? page.literal("totalRecord").flatMap { Int($0) }
            var column = ListColumn(
                self, parameters: [:], announced: total, announcedIn: store.total != nil ? "totalrecord" : "totalRecord", firstRequest: 2, rows: rows)
            guard let proxy = proxy(page, store) else {
                (column.pages, column.firstRows) = (1, rows.count)  // nothing in the page says where more could be had
                return column
            }
            let size = max(1, min(Self.largestGroup, rows.count))
            column.rowsPerPage = size
            column.firstRows = rows.count
            column.parameters = ["proxy": proxy.url.href, "start": "\(rows.count)", "size": "\(size)"]
            for (name, value) in proxy.fields { column.parameters["field.\(name)"] = value }
            column.key = ["columnid", "unitid"].compactMap { name in proxy.fields[name].map { "\(name)=\($0)" } }.joined(separator: "&")
            return column
        }
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        guard number >= 2, let proxy = column.parameters["proxy"].flatMap({ try? WebURL($0) }), let start = column.parameters["start"].flatMap({ Int($0) }),
              let size = column.parameters["size"].flatMap({ Int($0) }) else { return nil }
        let from = start + (number - 2) * size + 1
        let to = min(from + size - 1, column.announced ?? .max)
        // Some servers ignore the numbers of records and obey the page's.
        let page = start % size == 0 ? "&page=\(start / size + number - 1)" : ""
        guard from <= to, let url = try? WebURL("?startrecord=\(from)&endrecord=\(to)&perpage=\(size)\(page)", base: proxy) else { return nil }
        let fields = column.parameters.filter { $0.key.hasPrefix("field.") }.map { (name: String($0.key.dropFirst(6)), value: $0.value) }
        return .form(url, fields.sorted { $0.name < $1.name })
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        guard let store = try RecordSet(answer.text()) else { throw .unexpected("no record set") }
        return ListReading(rows: store.rows(base: answer.url), announced: store.total, announcedIn: store.total == nil ? nil : "totalrecord")
    }

    /// The endpoint and the form's fields, from the address in `nextgroup` or in the script that sets the pager up.
    private func proxy(_ page: ListPage, _ store: RecordSet) -> (url: WebURL, fields: [String: String])? {
        let fields = ["col", "appid", "webid", "path", "columnid", "sourceContentType", "unitid", "webname", "permissiontype"]
        if let address = store.nextGroup.flatMap(Self.address), let url = page.address(address) {
            let own = url.fields.filter { fields.contains($0.key) }
            guard own["columnid"] != nil, let bare = try? WebURL(url.path, base: url) else { return nil }
            return (bare, own)
        }
        guard let address = page.literal("proxyUrl"), let url = page.address(address) else { return nil }
        var own: [String: String] = [:]
        for name in fields { own[name] = page.literal(name) ?? url.fields[name] }
        guard own["columnid"] != nil, let bare = try? WebURL(url.path, base: url) else { return nil }
        return (bare, own)
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
