// gkmlpt of Guangdong (政府信息公开目录): the tree of categories stands in `_CONFIG`, its rows at `/gkmlpt/api/all/<category>?page=N&sid=<SID>`.
//
// 21 prefectures, 63 known sites, provincial departments. Pages hold 100 rows and count from 1; page 0 is page 1 again, a page beyond the
// end is 404. Numbers of posts are those of the whole platform: a row is known by its URL.

import Reading
import Web

struct Gkmlpt: Dialect {
    let name = "gkmlpt"
    let attempt = Attempt.dataCall
    let marks = ["_CONFIG"]

    private static let size = 100
    private static let deepest = 8

    func columns(in page: ListPage) -> [ListColumn] {
        guard let root = root(page), let config = page.json(after: "_CONFIG"), let sid = config["SID"].text, let api = page.address(root + "/api/all/")
        else {
            return []
        }
        var columns: [ListColumn] = []
        for node in config["TREE"].array { collect(node, 0, into: &columns, api: api, sid: sid) }
        // Category 0 is everything.
        if columns.isEmpty, config["TREE"].array.isEmpty { columns.append(column("0", nil, nil, api, sid)) }
        return columns
    }

    private func column(_ id: String, _ name: String?, _ announced: Int?, _ api: WebURL, _ sid: String) -> ListColumn {
        var column = ListColumn(
            self, parameters: ["url": api.href + id, "method": DataCall.Method.get.rawValue, "field.sid": sid], key: "category=\(id)",
            announced: announced,
            announcedIn: announced == nil ? nil : "post_count", rowsPerPage: Self.size)
        column.name = name
        return column
    }

    /// The path to the platform: a department has its own folder before it.
    private func root(_ page: ListPage) -> String? {
        guard let range = page.url.path.firstRange(of: "/gkmlpt/") else { return nil }
        // Its articles show the same script.
        return page.url.path.contains("/gkmlpt/content/") ? nil : String(page.url.path[..<range.lowerBound]) + "/gkmlpt"
    }

    /// A node that counts more posts than its children is a column itself and holds theirs; else its children are.
    private func collect(_ node: JSON, _ depth: Int, into columns: inout [ListColumn], api: WebURL, sid: String) {
        // A node that only leads elsewhere is a link like any other.
        guard depth < Self.deepest, let id = node["id"].text, node["jump_url"].text == nil else { return }
        let own = node["post_count"].integer
        let children = node["children"].array
        // Where nodes have no counts each leaf is asked for.
        if own ?? 0 > children.reduce(0, { $0 + count($1, depth + 1) }) || children.isEmpty && own != 0 {
            columns.append(column(id, node["name"].text, own, api, sid))
        } else {
            for child in children { collect(child, depth + 1, into: &columns, api: api, sid: sid) }
        }
    }

    private func count(_ node: JSON, _ depth: Int) -> Int {
        guard depth < Self.deepest else { return 0 }
        return max(node["post_count"].integer ?? 0, node["children"].array.reduce(0) { $0 + count($1, depth + 1) })
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? { column.call([("page", "\(number)")]) }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let json = try answer.json()
        guard case .array(let articles) = json["articles"] else { throw .unexpected("JSON without articles") }
        let rows = articles.compactMap { row in
            answer.row(
                title: row["title"], url: row[["url", "post_url"]], date: RowText.first(row, ["display_publish_time", "created_at",
                "create_time"]),
                number: row["document_number"], indexNumber: row["identifier"],
                issuer: row["publisher"],
                validity: row["is_abolished"].integer == 1 ? .string("废止") : row["is_expired"].integer == 1 ? .string("失效") : .null)
        }
        let classified = json["classify"]["post_count"].integer
        let total = classified ?? json["total"].integer
        return ListReading(
            rows: rows, announced: total, announcedIn: classified == nil ? "total" : "classify.post_count",
            pages: ListReading.pages(total, of: Self.size))
    }
}
