// TRS IGS: `/igs/front/search.jhtml?code=…&siteId=…&pageNumber=N`; without code or siteId it answers 500, which is no refusal. Older:
// `/igs/front/search/list.html?index=…&type=…&siteId=…&filter[CHANNELID]=…&pageNumber=N`, and `…/publish/data/list.html`.
//
// Tianjin, Nanjing, Hubei, Xizang, Chongqing's departments, Hainan, Guangxi. A call with a word that the reader types is the site's search box.

import Reading
import Web

struct TRSFrontSearch: Dialect {
    let name = "trs-igs"
    let attempt = Attempt.search
    let marks = ["igs/front/"]

    private static let filters = ["type", "index", "channelId", "chnlid", "channelid", "category", "classId"]
    /// Names of a row's values: of the search, of the index of documents, of the published data.
    private static let titles = ["title", "DOCTITLE", "docTitle", "FileName"], addresses = ["url", "DOCPUBURL", "docPubUrl"]
    private static let dates = ["pubdate", "PUBDATE", "DOCRELTIME", "docRelTime", "trs_time", "DOCFIRSTPUBTIME"]
    private static let numbers = ["filenum", "fileNum", "FILENUM"], indexNumbers = ["IdxID", "idxID", "INDEXNO", "indexNo"]

    func columns(in page: ListPage) -> [ListColumn] {
        guard page.page.rows.isEmpty else { return [] }
        var seen: Set<String> = []
        return page.dataCalls("igs/front/").compactMap { call in
            guard call["siteId"] != nil, call["code"] != nil || call["index"] != nil else { return nil }
            // What is typed into a search box is computed.
            if call.has("searchWord"), call["searchWord"] != "" { return nil }
            let names = Self.filters + call.fields.keys.filter { $0.hasPrefix("filter[") }.sorted()
            let key = (["code", "siteId"] + names).compactMap { name in call[name].flatMap { $0.isEmpty ? nil : "\(name)=\($0)" } }
                .joined(separator: "&")
            guard seen.insert(key).inserted else { return nil }
            var parameters = call.parameters
            if call.has("pageIndex") { parameters["numbers"] = "pageIndex" }
            return ListColumn(self, parameters: parameters, key: key, rowsPerPage: call["pageSize"].flatMap { Int($0) })
        }
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        column.call([("pageNumber", "\(number)")] + (column.parameters["numbers"].map { [($0, "\(number)")] } ?? []))
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let json = try answer.json()
        let page = json["page"] == .null ? json : json["page"]
        guard case .array(let content) = page[["content", "rows"]] else { throw .unexpected("JSON without page.content or rows") }
        let shown = answer.asShown(by: column)
        let rows = content.compactMap {
            shown.row(
                title: $0[Self.titles], url: $0[Self.addresses], date: $0[Self.dates], number: $0[Self.numbers],
                indexNumber: $0[Self.indexNumbers],
                issuer: $0[["GROUPNAME", "SITENAME"]])
        }
        let total = page[["total", "totalElements"]].integer
        return ListReading(
            rows: rows, announced: total, announcedIn: "page.total", pages: page["totalPages"].integer ?? ListReading.pages(total,
            of: column.rowsPerPage))
    }
}
