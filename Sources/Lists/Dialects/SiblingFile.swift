// A list whose rows lie in a file of JSON beside the page, which the page's script names: gov.cn's latest policies, Xinhua's data source.
//
//   $.ajax({url: "./ZUIXINZHENGCE.json"})              one array of all rows: gov.cn
//   <ul id="showData0" data="datasource:<hex>">        ds_<hex>.json in the same folder, {"datasource": […]}: news.cn, NEA

import Reading
import Web

struct SiblingFile: Dialect {
    let name = "sibling-json"
    let attempt = Attempt.siblingFile
    let marks = [".json", "showData0"]

    func columns(in page: ListPage) -> [ListColumn] {
        guard page.page.rows.isEmpty else { return [] }
        guard let file = dataSource(page) ?? named(page) else { return [] }
        return [ListColumn(self, parameters: ["url": file.href], key: "file=\(file.path.split(separator: "/").last ?? "")", pages: 1)]
    }

    /// The file of `showData0`.
    private func dataSource(_ page: ListPage) -> WebURL? {
        guard let element = page.element(id: "showData0") else { return nil }
        guard let data = page.attribute("data", of: element) else { return written(page) }
        let name = data.split(separator: ":").last.map(String.init) ?? data
        if name.hasSuffix(".json") { return page.address(name) }
        return name.count == 32 && name.allSatisfy(\.isHexDigit) ? page.address("ds_\(name).json") : nil
    }

    /// `ds_<hex>.json` wherever it stands in the page.
    private func written(_ page: ListPage) -> WebURL? {
        let text = page.tree.text, mark = Array("ds_".utf8)
        var from = 0
        while let at = text.find(mark, in: from..<text.count) {
            from = at + mark.count
            let end = from + 32
            if text.has(Array(".json".utf8), at: end, end: text.count) {
                let name = String(decoding: text[from..<end], as: UTF8.self)
                if name.allSatisfy(\.isHexDigit) { return page.address("ds_\(name).json") }
            }
        }
        return nil
    }

    /// A file in the page's own folder, named whole.
    private func named(_ page: ListPage) -> WebURL? {
        guard let folder = try? WebURL("./", base: page.base) else { return nil }
        return page.dataCalls(".json").map(\.url).first { url in
            url.path.hasSuffix(".json") && url.href.hasPrefix(folder.href) && !url.href.dropFirst(folder.href.count).contains("/")
        }
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        number == 1 ? column.parameters["url"].flatMap { try? WebURL($0) }.map { .get($0) } : nil
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let json = try answer.json()
        guard case .array(let items) = json["datasource"] == .null ? json : json["datasource"]
        else { throw .unexpected("JSON that is no list") }
        let rows = items.compactMap { row -> ListRow? in
            // A title can be a link of its own.
            answer.row(
                title: row[["TITLE", "title", "showTitle"]], url: row[["URL", "publishUrl", "url"]], date: row[["DOCRELPUBTIME",
                "publishTime", "date"]])
        }
        guard !rows.isEmpty || items.isEmpty else { throw .unexpected("a list without titles and addresses") }
        var reading = ListReading(rows: rows, pages: 1)
        reading.isLast = true
        return reading
    }
}
