// UCAP of 开普云: `/searchList/<channel>?_isJson=true…&page=N`, in Heilongjiang `/common/search/<channel>`; a row's labelled values come in
// groups that move, so they are read by their keys.
//
// CSRC, Heilongjiang, 黑河, 鸡西, Suzhou's districts.

import Reading
import Web

struct UCAP: Dialect {
    let name = "ucap"
    let attempt = Attempt.dataCall
    let marks = ["searchList", "common/search/", "channelid", "UCAP"]

    /// A channel's identifier is longer than any word in its place.
    private static let shortestChannel = 16
    /// What the script of a list asks for, where the page does not show it.
    private static let usual = [
        ("_isAgg", "true"), ("_isJson", "true"), ("_pageSize", "15"), ("_template", "index"), ("_rangeTimeGte", ""), ("_channelName", ""),
    ]

    func columns(in page: ListPage) -> [ListColumn] {
        guard page.page.rows.isEmpty else { return [] }
        var seen: Set<String> = []
        let named = (page.dataCalls("searchList/") + page.dataCalls("common/search/")).compactMap { call -> ListColumn? in
            guard let channel = call.url.path.split(separator: "/").last, channel.count >= Self.shortestChannel,
                seen.insert(String(channel)).inserted
            else { return nil }
            return ListColumn(
                self, parameters: call.parameters, key: "channel=\(channel)", rowsPerPage: call["_pageSize"].flatMap { Int($0) })
        }
        return named.isEmpty ? ofMeta(page).map { [$0] } ?? [] : named
    }

    /// The column of a page whose script puts the address together elsewhere: `<meta name="channelid">` names its channel.
    private func ofMeta(_ page: ListPage) -> ListColumn? {
        guard let channel = page.meta("channelid"), channel.count >= Self.shortestChannel,
            channel.allSatisfy({ $0.isHexDigit || $0 == "-" }), page.holds("searchList") || page.holds("common/search") || page.url.path.contains("list"),
            let url = page.address("/\(page.holds("common/search") ? "common/search" : "searchList")/\(channel)")
        else { return nil }
        var parameters = ["url": url.href, "method": DataCall.Method.get.rawValue]
        for (name, value) in Self.usual { parameters["field.\(name)"] = page.literal(name) ?? value }
        return ListColumn(
            self, parameters: parameters, key: "channel=\(channel)", rowsPerPage: parameters["field._pageSize"].flatMap { Int($0) })
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? { column.call([("page", "\(number)")]) }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let data = try answer.json()["data"]
        guard case .array(let results) = data["results"] else { throw .unexpected("JSON without data.results") }
        let shown = answer.asShown(by: column)
        let rows = results.compactMap { row -> ListRow? in
            let values = Self.values(row["domainMetaList"])
            return shown.row(
                title: row["title"], url: row["url"], date: row[["publishedTimeStr", "publishedTime"]], number: values[["wh", "refno",
                "fwzh"]],
                indexNumber: values[["syh", "indexnumber"]],
                issuer: values[["fwdw", "source", "fbjg"]], validity: values[["yxx", "sxx", "aging"]])
        }
        let total = data["total"].integer
        return ListReading(
            rows: rows, announced: total, announcedIn: "data.total", pages: ListReading.pages(total, of: data["rows"].integer))
    }

    /// The values of all groups by their keys.
    static func values(_ groups: JSON) -> JSON {
        var values: [String: JSON] = [:]
        for group in groups.array {
            for value in group["resultList"].array {
                if let key = value["key"].text, value["value"].text != nil { values[key] = value["value"] }
            }
        }
        return .object(values)
    }
}
