// The central bank's pager: the pages' addresses stand in `tagname` attributes, `/zhengcehuobisi/125207/1116-2.html`; its other attributes
// mislead.

import Web

struct TaggedPager: Dialect {
    let name = "tagname-pager"
    let attempt = Attempt.staticPager
    let marks = ["tagname=", "pagingNormal", "totalpage"]

    func columns(in page: ListPage) -> [ListColumn] {
        var prefix: String?
        var current = 1
        for link in page.elements(.a) {
            guard let address = page.attribute("tagname", of: link) else { continue }
            // The prefix alone.
            if !address.isEmpty, address.allSatisfy(\.isNumber) { prefix = prefix ?? address }
            guard address.hasSuffix(".html"), let dash = address.lastIndex(of: "-"),
                let number = Int(address[address.index(after: dash)...].dropLast(5))
            else { continue }
            prefix = prefix ?? String(address[..<dash])
            if page.text(of: link).contains("下一页") { current = max(1, number - 1) }
        }
        guard let prefix else { return [] }
        let total = page.tree.nodes.indices.lazy.compactMap { page.attribute("totalpage", of: $0) }.compactMap { Int($0) }.first
        var column = ListColumn(self, parameters: ["prefix": prefix], pages: total, firstRequest: 2)
        // A later page tells of the same column; its first is that of the number 1. On the last page 下一页 leads to the page itself.
        let own = page.url.path.split(separator: "/").last.flatMap { file -> Int? in
            let name = "\(prefix.split(separator: "/").last ?? "")-"
            return file.hasPrefix(name) && file.hasSuffix(".html") ? Int(file.dropFirst(name.count).dropLast(5)) : nil
        }
        if own ?? current > 1 {
            guard let first = page.address("\(prefix)-1.html") else { return [] }
            column.page = first.withoutFragment.href
        }
        return [column]
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        guard number >= 2, let base = try? WebURL(column.page), let prefix = column.parameters["prefix"] else { return nil }
        return (try? WebURL("\(prefix)-\(number).html", base: base)).map { .page($0) }
    }
}
