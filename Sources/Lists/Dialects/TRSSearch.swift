// TRS WAS5: the search of a channel as a column's list; as a page, as JSON (`templet=docs.jsp`), or as XML where a form is posted.
//
// Ministries of education and ecology (`/govsearch/…jsp` too), Fujian's departments, the tax office of Shanghai.

import Reading
import Web

struct TRSSearch: Dialect {
    let name = "trs-was"
    let attempt = Attempt.dataCall
    let marks = ["was5/web/search", "govsearch/", "m_nRecordCount"]

    func columns(in page: ListPage) -> [ListColumn] {
        if let column = ownPage(page) { return [column] }
        var seen: Set<String> = []
        return (page.dataCalls("was5/web/search") + page.dataCalls("govsearch/")).compactMap { call in
            // A search box of the site has no page.
            guard let channel = call["channelid"], call.has("page") || call["templet"]?.hasPrefix("docs") == true else { return nil }
            let key = "channelid=\(channel)" + (call["classsql"].map { "&classsql=\($0)" } ?? "")
            guard seen.insert(key).inserted else { return nil }
            return ListColumn(
                self, parameters: call.parameters, key: key, rowsPerPage: (call["prepage"] ?? call["perpage"]).flatMap { Int($0) })
        }
    }

    /// The page that the search itself makes.
    private func ownPage(_ page: ListPage) -> ListColumn? {
        guard page.url.path.contains("/was5/web/search") || page.url.path.contains("/govsearch/"), page.url.fields["channelid"] != nil,
            let first = page.url.setting("page", "1")
        else { return nil }
        let total = page.literal("m_nRecordCount").flatMap { Int($0) }, pages = page.literal("countPage").flatMap { Int($0) }
        let size = page.literal("m_nPageSize").flatMap { Int($0) }
        guard total != nil || pages != nil else { return nil }
        var column = ListColumn(
            self, parameters: ["page": first.href], announced: total, announcedIn: total == nil ? "countPage" : "m_nRecordCount",
            pages: pages,
            rowsPerPage: size, firstRequest: 2)
        // A later page tells of the same column.
        if let number = page.url.fields["page"], number != "1" { column.page = page.url.setting("page", "1")?.href ?? "" }
        return column
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        if let first = column.parameters["page"] { return (try? WebURL(first))?.setting("page", "\(number)").map { .page($0) } }
        return column.call([("page", "\(number)")])
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let text = answer.text(), start = text.trimmed(0..<text.count).lowerBound
        if text.has(Array("<?xml".utf8), at: start, end: text.count) || text.find(Array("<RECORDCOUNT".utf8), in: 0..<text.count) != nil {
            return try xml(text, answer.asShown(by: column), column)
        }
        let json = try answer.json()
        guard case .array(let docs) = json["docs"] else { throw .unexpected("JSON without docs") }
        let shown = answer.asShown(by: column)
        // The first of some servers' rows is the head of the table.
        let rows = docs.compactMap { doc in
            doc["title"].text == "文章标题"
                ? nil
                : shown.row(
                    title: doc["title"], url: doc[["chnldocurl", "url"]], date: doc[["pubtime", "pubdate", "docreltime", "time"]],
                    number: doc[["fileno", "wh"]], indexNumber: doc[["idxid", "syh"]])
        }
        let total = json[["count", "total", "recordcount", "totalnum"]].integer
        return ListReading(
            rows: rows, announced: total, announcedIn: total == nil ? nil : "count",
            pages: json[["countPage", "pagecount"]].integer ?? ListReading.pages(total, of: column.rowsPerPage))
    }

    private func xml(_ text: [UInt8], _ answer: ListAnswer, _ column: ListColumn) throws(ListFault) -> ListReading {
        var rows: [ListRow] = []
        var from = 0
        let open = Array("<REC>".utf8), close = Array("</REC>".utf8)
        while let at = text.find(open, in: from..<text.count) {
            guard let end = text.find(close, in: at..<text.count) else { throw .malformed("XML that breaks off within a record") }
            func value(_ name: String) -> JSON { element(name, text, at..<end).map { .string($0) } ?? .null }
            if let row = answer.row(title: value("TITLE"), url: value("URL"), date: value("DOCRELTIME"), number: value("WH"), issuer: value("FWDW")) {
                rows.append(row)
            }
            from = end + close.count
        }
        guard isWhole(text) else { throw .malformed("XML without its end") }
        guard let total = element("RECORDCOUNT", text, 0..<text.count).flatMap({ Int($0) })
        else { throw .unexpected("XML without RECORDCOUNT") }
        return ListReading(
            rows: rows, announced: total, announcedIn: "RECORDCOUNT", pages: ListReading.pages(total, of: column.rowsPerPage))
    }

    /// Whether XML ends with the end tag of its first element.
    private func isWhole(_ text: [UInt8]) -> Bool {
        var i = 0
        while let open = text.find([UInt8(ascii: "<")], in: i..<text.count) {
            i = open + 1
            guard i < text.count, text[i].isWordByte else { continue }
            var end = i
            while end < text.count, text[end].isWordByte { end += 1 }
            let tag = Array("</".utf8) + text[i..<end] + Array(">".utf8), whole = text.trimmed(0..<text.count)
            return text.has(tag, at: whole.upperBound - tag.count, end: whole.upperBound)
        }
        return false
    }

    /// The text of the first element of a name, a CDATA section opened.
    private func element(_ name: String, _ text: [UInt8], _ range: Range<Int>) -> String? {
        let open = Array("<\(name)>".utf8), close = Array("</\(name)>".utf8)
        guard let at = text.find(open, in: range), let end = text.find(close, in: at..<range.upperBound) else { return nil }
        var inner = text.trimmed((at + open.count)..<end)
        let cdata = Array("<![CDATA[".utf8)
        if text.has(cdata, at: inner.lowerBound, end: inner.upperBound) {
            inner = (inner.lowerBound + cdata.count)..<max(inner.lowerBound + cdata.count, inner.upperBound - 3)
        }
        return String(decoding: text[inner], as: UTF8.self)
    }
}
