// intertid of Wuxi: a form posted to `/info_open/search`, with the site and channels of `getSearchList(1,20,"184","37764",1,"writeTime")`.
//
// 梁溪, 锡山, 惠山, 滨湖, 新吴, 江阴, 宜兴. Without a channel it searches the whole site: such a call is no column.
// Trade notices come from `searchPublicResource`, their channel named `chanId`.

import Reading
import Web

struct Intertid: Dialect {
    let name = "intertid"
    let attempt = Attempt.dataCall
    let marks = ["getSearchList", "searchPublicResource"]

    private static let usualSize = 20
    /// The script's function, as districts and offices call it.
    private static let functions = ["getSearchList", "qx_wbj_getSearchList", "qx_parent_wbj_getSearchList"]

    func columns(in page: ListPage) -> [ListColumn] {
        guard let endpoint = page.address("/info_open/search") else { return [] }
        var seen: Set<String> = []
        let notices = page.dataCalls("searchPublicResource").compactMap { call -> ListColumn? in
            guard let channel = call["chanId"] ?? page.literal("chanId"), !channel.isEmpty, seen.insert(channel).inserted else { return nil }
            var parameters = call.parameters
            parameters["field.chanId"] = channel
            let size = (call["pageSize"] ?? page.literal("pageSize")).flatMap { Int($0) } ?? Self.usualSize
            parameters["field.pageSize"] = "\(size)"
            return ListColumn(self, parameters: parameters, key: "chanId=\(channel)", rowsPerPage: size)
        }
        if !notices.isEmpty { return notices }
        return Self.functions.flatMap(page.calls).compactMap { arguments in
            guard arguments.count >= 4 else { return nil }
            let site = arguments[2].text ?? page.literal("siteId")
            let channels = arguments[3].text ?? page.literal("channelIds") ?? page.literal("channelId") ?? page.literal("id")
            func argument(_ k: Int) -> String? { k < arguments.count ? arguments[k].text : nil }
            guard let site, let channels, !channels.isEmpty, seen.insert(channels).inserted else { return nil }
            let size = arguments[1].integer ?? Self.usualSize
            var parameters = [
                "url": endpoint.href, "method": DataCall.Method.post.rawValue, "field.pageSize": "\(size)", "field.siteId": site,
                "field.channelIds": channels,
                "field.searchType": argument(4) ?? "1",
                "field.order": argument(5) ?? "writeTime",
            ]
            if let kind = page.literal("kind") { parameters["field.kind"] = kind }
            return ListColumn(self, parameters: parameters, key: "channelIds=\(channels)", rowsPerPage: size)
        }
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? { column.call([("pageIndex", "\(number)")]) }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let data = try answer.json()["data"]
        guard case .array(let items) = data["data"] else { throw .unexpected("JSON without data.data") }
        let shown = answer.asShown(by: column)
        let rows = items.compactMap { row in
            shown.row(
                title: row["title"], url: row["url"], date: row[["writeTimeString", "writeTime", "openTime"]], indexNumber: row["indexId"],
                issuer: row["organization"], validity: row["effectStatus"])
        }
        return ListReading(
            rows: rows, announced: data["totalElements"].integer, announcedIn: "totalElements", pages: data["totalPages"].integer)
    }
}
