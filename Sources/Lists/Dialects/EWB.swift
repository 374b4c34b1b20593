// EWB of 新点: JSON is posted to `/<project>/rest/lightfrontaction/getgovinfolist`; department and category stand in the page's address, project
// and site in a script beside it (`/js/webBuilderCommon.js`), which is asked for first.
//
// Xuzhou, 营口, 抚顺, 长宁. Pages count from 0 on the portals seen; where they count from 1, 0 gives the first page too, so the second answer
// is the first again and passed over. Older servers take the same fields inside `{"token": "", "params": {…}}`: what answers the plain body
// with no list is asked so.

import Reading
import Web

struct EWB: Dialect {
    let name = "ewb"
    let attempt = Attempt.dataCall
    let marks = ["webBuilderCommon.js", "lightfrontaction", "EWB-FRONT"]

    private static let size = 50
    /// Scripts that name project and site.
    private static let scripts = ["webBuilderCommon.js", "ajaxReq.js"]
    /// The project where its script does not name one.
    private static let usualProject = "EWB-FRONT"

    func columns(in page: ListPage) -> [ListColumn] {
        guard page.page.rows.isEmpty, let category = page.url.fields["categorynum"], !category.isEmpty else { return [] }
        var parameters = ["categorynum": category, "deptcode": page.url.fields["deptcode"] ?? "", "origin": page.base.origin]
        if let site = page.literal("siteGuid") {
            parameters["project"] = page.literal("projectName") ?? Self.usualProject
            parameters["site"] = site
        } else {
            let sources = page.elements(.script).compactMap { page.attribute("src", of: $0) }
            guard let script = sources.first(where: { source in Self.scripts.contains { source.contains($0) } }).flatMap({ page.address($0) })
            else { return [] }
            parameters["script"] = script.href
        }
        return [ListColumn(self, parameters: parameters, key: "deptcode=\(parameters["deptcode"] ?? "")&categorynum=\(category)")]
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        if number == 1, let script = column.parameters["script"] { return (try? WebURL(script)).map { .get($0) } }
        guard let project = column.parameters["project"] ?? column.state["project"], let site = column.parameters["site"] ?? column.state["site"],
            let origin = column.parameters["origin"].flatMap({ try? WebURL($0) }),
            let url = try? WebURL("/\(project.drop { $0 == "/" })/rest/lightfrontaction/getgovinfolist", base: origin)
        else { return nil }
        let fields: [(name: String, value: JSON)] = [
            ("deptcode", .string(column.parameters["deptcode"] ?? "")), ("categorynum", .string(column.parameters["categorynum"] ?? "")),
            ("siteGuid", .string(site)), ("pageIndex", .number("\(max(0, index(number, column)))")), ("pageSize", .number("\(Self.size)")),
        ]
        guard let tried = tried(column), number > tried else { return .json(url, fields) }
        return .json(url, [("token", .string("")), ("params", .object(Dictionary(fields.map { ($0.name, $0.value) }) { $1 }))])
    }

    /// The number of the first request for rows.
    private func first(_ column: ListColumn) -> Int { column.parameters["script"] == nil ? 1 : 2 }

    /// The number of the request whose plain body was not understood.
    private func tried(_ column: ListColumn) -> Int? { column.state["tried"].flatMap { Int($0) } }

    /// The number that the server has for a page.
    private func index(_ number: Int, _ column: ListColumn) -> Int { number - first(column) - (tried(column) == nil ? 0 : 1) }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        if number == 1, column.parameters["script"] != nil { return try site(answer) }
        let custom = try answer.json()["custom"]
        guard case .array(let items) = custom["data"] else {
            guard number == first(column) else { throw .unexpected("JSON without custom.data") }
            var reading = ListReading(rows: [])
            reading.state = ["tried": "\(number)"]
            reading.goesOn = true
            return reading
        }
        let shown = answer.asShown(by: column)
        let rows = items.compactMap {
            shown.row(title: $0[["realtitle", "title"]], url: $0[["infourl", "visiturl", "linkurl"]], date: $0[["infodate", "handsdate"]])
        }
        var reading = ListReading(rows: [])
        reading.announced = custom["total"].integer
        reading.announcedIn = reading.announced == nil ? nil : "custom.total"
        let index = index(number, column)
        // Requests before the first page.
        var others = number - index - 1
        switch index {
        case 0: reading.state = ["top": rows.first?.url ?? "", "first": "0"]
        case 1 where !rows.isEmpty && rows.first?.url == column.state["top"]:
            reading.state = ["first": "1"]
            reading.goesOn = true
            others += 1
        default: others += column.state["first"] == "1" ? 1 : 0
        }
        reading.pages = ListReading.pages(reading.announced, of: Self.size).map { $0 + others }
        if reading.goesOn { return reading }
        reading.rows = rows
        reading.isLast = rows.count < Self.size && !rows.isEmpty
        return reading
    }

    /// Project and site, of the script that names them.
    private func site(_ answer: ListAnswer) throws(ListFault) -> ListReading {
        let text = answer.text(), name = Array("siteInfo".utf8)
        var info = JSON.null
        if let at = text.find(name, in: 0..<text.count), let open = text.find([UInt8(ascii: "{")], in: at..<min(text.count, at + 40)) {
            var parser = JSONParser(text, open..<text.count, isScript: true)
            info = parser.value() ?? .null
        }
        guard let site = info["siteGuid"].text ?? Self.literal("siteGuid", text) else { throw .unexpected("a script without siteGuid") }
        var reading = ListReading(rows: [])
        reading.state = ["project": info["projectName"].text ?? Self.literal("projectName", text) ?? Self.usualProject, "site": site]
        reading.goesOn = true
        return reading
    }

    /// The string behind `"name":` in a script.
    private static func literal(_ name: String, _ text: [UInt8]) -> String? {
        guard let at = text.find(Array(name.utf8), in: 0..<text.count) else { return nil }
        var i = at + name.utf8.count
        while i < text.count, i < at + name.utf8.count + 8, text[i] != UInt8(ascii: ":"), text[i] != UInt8(ascii: "=") { i += 1 }
        return ScriptValue.read(in: text, at: text.skipBlanks(min(i + 1, text.count), end: text.count), end: text.count)?.0.text
    }
}
