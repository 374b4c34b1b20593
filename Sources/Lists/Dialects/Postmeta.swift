// postmeta of Guangdong: a column is the file `/postmeta/i/<id>.json`, with its articles and its children, each of which has a file too.
//
// Shenzhen's gazette (39 years), Dongguan, 白云, 横琴. Page N of a column is the N-th file of its tree: the files to come are handed on.

import Reading
import Web

struct Postmeta: Dialect {
    let name = "postmeta"
    let attempt = Attempt.siblingFile
    let marks = ["postmeta/i/"]

    /// More files than the tree of a column has.
    private static let mostFiles = 5_000
    private static let state = "files"

    func columns(in page: ListPage) -> [ListColumn] {
        var seen: Set<String> = []
        return page.dataCalls("postmeta/i/").compactMap { call in
            guard let id = Self.id(call.url), seen.insert(id).inserted, let folder = try? WebURL("./", base: call.url) else { return nil }
            return ListColumn(self, parameters: ["folder": folder.href, "id": id], key: "id=\(id)")
        }
    }

    private static func id(_ url: WebURL) -> String? {
        guard let file = url.path.split(separator: "/").last, file.hasSuffix(".json"), let id = file.split(separator: ".").first, id.allSatisfy(\.isNumber)
        else { return nil }
        return String(id)
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        guard let folder = column.parameters["folder"].flatMap({ try? WebURL($0) }) else { return nil }
        let id = number == 1 ? column.parameters["id"] : column.state[Self.state]?.split(separator: ",").first.map(String.init)
        return id.flatMap { try? WebURL("\($0).json", base: folder) }.map { .get($0) }
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let json = try answer.json()
        guard case .array(let articles) = json["articles"] else { throw .unexpected("JSON without articles") }
        let rows = articles.compactMap { row -> ListRow? in
            let more = row["json_ext"]
            func value(_ name: String) -> JSON { row[name] == .null ? more[name] : row[name] }
            return answer.row(
                title: row["title"], url: row["url"], date: row[["visible_publish_time", "created_at", "date"]], number: value("EXT_zh"),
                issuer: value("EXT_fwdw"), validity: value("EXT_sx"))
        }
        var reading = ListReading(rows: rows)
        let waiting = number == 1 ? [] : (column.state[Self.state] ?? "").split(separator: ",").dropFirst().map(String.init)
        let files = json["children"].array.compactMap { $0["id"].text }.filter { $0.allSatisfy(\.isNumber) } + waiting
        guard files.count <= Self.mostFiles else { throw .tooLarge("\(files.count) files of one column") }
        reading.state = [Self.state: files.joined(separator: ",")]
        reading.isLast = files.isEmpty
        reading.goesOn = rows.isEmpty && !files.isEmpty
        return reading
    }
}
