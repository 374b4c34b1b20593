// Lists that one office has for itself: a form is posted, and rows come with names of its own.
//
//   CAC      /cms/JsonList                                  channelCode, perPage, pageno      {list: [{topic, infourl, pubtime}], totalRec}
//   Suzhou   /szinf/xxgk/interfacesWebZcwj/loadData         channel_id, pageIndex             {data: {allRow, totalPage, list: [{TITLE, URL, C_WJBH …}]}}

import Reading
import Web

struct OfficeList: Dialect {
    let name: String
    let attempt = Attempt.dataCall
    let marks: [String]

    /// The field with the column's identifier, and that with the page's number.
    private let identifier: String, number: String
    private let sizeField: String?
    private let reading: @Sendable (JSON) -> (list: JSON, total: JSON, pages: JSON)
    private let row: @Sendable (ListAnswer, JSON) -> ListRow?

    static let cac = OfficeList(
        name: "cac", marks: ["cms/JsonList"], identifier: "channelCode", number: "pageno", sizeField: "perPage",
        reading: { ($0["list"], $0[["totalRec", "total"]], .null) },
        row: { $0.row(title: $1["topic"], url: $1["infourl"], date: $1["pubtime"]) })

    static let suzhou = OfficeList(
        name: "suzhou", marks: ["interfacesWebZcwj/loadData"], identifier: "channel_id", number: "pageIndex", sizeField: "pageSize",
        reading: { ($0["data"]["list"], $0["data"]["allRow"], $0["data"]["totalPage"]) },
        row: { $0.row(title: $1["TITLE"], url: $1["URL"], date: $1["PUBLISHED_TIME_FORMAT"], number: $1["C_WJBH"], indexNumber: $1["C_SYH"]) })

    func columns(in page: ListPage) -> [ListColumn] {
        var seen: Set<String> = []
        return page.dataCalls(marks[0]).compactMap { call in
            guard let id = call[identifier] ?? page.literal(identifier), !id.isEmpty, seen.insert(id).inserted else { return nil }
            var parameters = call.parameters
            parameters["method"] = DataCall.Method.post.rawValue
            parameters["field.\(identifier)"] = id
            let size = sizeField.flatMap { call[$0] ?? page.literal($0) }
            if let sizeField, let size { parameters["field.\(sizeField)"] = size }
            return ListColumn(self, parameters: parameters, key: "\(identifier)=\(id)", rowsPerPage: size.flatMap { Int($0) })
        }
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? { column.call([(self.number, "\(number)")]) }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let (list, total, pages) = reading(try answer.json())
        guard case .array(let items) = list else { throw .unexpected("JSON without a list") }
        let shown = answer.asShown(by: column)
        let announced = total.integer
        return ListReading(
            rows: items.compactMap { row(shown, $0) }, announced: announced, announcedIn: announced == nil ? nil : "total",
            pages: pages.integer ?? ListReading.pages(announced, of: column.rowsPerPage))
    }
}
