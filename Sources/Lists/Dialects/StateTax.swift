// The library of the State Tax Administration: a form posted to `/getFileListByCodeId`, with the channel that stands in the page.

import Reading
import Web

struct StateTax: Dialect {
    let name = "state-tax"
    let attempt = Attempt.dataCall
    let marks = ["getFileListByCodeId"]

    /// The server gives 500 at most.
    private static let size = 100

    func columns(in page: ListPage) -> [ListColumn] {
        var seen: Set<String> = []
        return page.dataCalls("getFileListByCodeId").compactMap { call in
            guard let channel = call["channelId"] ?? page.literal("channelId") ?? page.input("channelId"), !channel.isEmpty, seen.insert(channel).inserted
            else { return nil }
            var parameters = call.parameters
            parameters["method"] = DataCall.Method.post.rawValue
            parameters["field.channelId"] = channel
            parameters["field.codeId"] = call["codeId"] ?? ""
            return ListColumn(self, parameters: parameters, key: "channelId=\(channel)", rowsPerPage: Self.size)
        }
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? { column.call([("page", "\(number)"), ("size", "\(Self.size)")]) }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let data = try answer.json()["results"]["data"]
        guard case .array(let results) = data["results"] else { throw .unexpected("JSON without results.data.results") }
        let shown = answer.asShown(by: column)
        let rows = results.compactMap { row -> ListRow? in
            let values = UCAP.values(row["domainMetaList"])
            let address: JSON = row["redirectUrl"].text == nil ? row["url"] : row["redirectUrl"]
            return shown.row(
                title: row[["titleHtml", "title"]], url: address, date: row["publishedTimeStr"], number: values["writtentext"],
                issuer: values["writtendepartment"], validity: values["aging"])
        }
        let total = data["total"].integer
        return ListReading(
            rows: rows, announced: total, announcedIn: "results.data.total", pages: ListReading.pages(total, of: data["rows"].integer))
    }
}
