// EWB of 新点: JSON is posted to `/<project>/rest/lightfrontaction/getgovinfolist`; department and category stand in the page's address, project
// and site in a script beside it (`/js/webBuilderCommon.js`), which is asked for first.
//
// Xuzhou, 营口, 抚顺, 长宁. Pages count from 0 on the portals seen; where they count from 1, 0 gives the first page too, so the second answer
// is the first again and passed over.

import Reading
import Web

struct EWB: Dialect {
    let name = "ewb"
    let attempt = Attempt.dataCall
    let marks = ["webBuilderCommon.js", "lightfrontaction", "EWB-FRONT"]

    private static let size = 50

    func columns(in page: ListPage) -> [ListColumn] {
        guard page.page.rows.isEmpty, let category = page.url.fields["categorynum"], !category.isEmpty else { return [] }
        var parameters = ["categorynum": category, "deptcode": page.url.fields["deptcode"] ?? "", "origin": page.base.origin]
        if let project = page.literal("projectName"), let site = page.literal("siteGuid") {
            parameters["project"] = project
            parameters["site"] = site
        } else {
            guard
                let script = page.elements(.script).compactMap({ page.attribute("src", of: $0) }).first(where: { $0.contains("webBuilderCommon.js") }).flatMap({
                    page.address($0)
                })
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
        return .json(
            url,
            [
                ("deptcode", .string(column.parameters["deptcode"] ?? "")), ("categorynum", .string(column.parameters["categorynum"] ?? "")),
                ("siteGuid", .string(site)),
                ("pageIndex", .number("\(index(number, column))")), ("pageSize", .number("\(Self.size)")),
            ])
    }

    /// The number that the server has for a page: the script comes first, then 0.
    private func index(_ number: Int, _ column: ListColumn) -> Int { number - (column.parameters["script"] == nil ? 1 : 2) }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        var reading = ListReading(rows: [])
        if number == 1, column.parameters["script"] != nil {
            let text = answer.text(), name = Array("siteInfo".utf8)
            guard let at = text.find(name, in: 0..<text.count), let open = text.find([UInt8(ascii: "{")], in: at..<min(text.count, at + 40)) else {
                throw .unexpected("a script without siteInfo")
            }
            var parser = JSONParser(text, open..<text.count, isScript: true)
            guard let info = parser.value(), let project = info["projectName"].text, let site = info["siteGuid"].text else {
                throw .unexpected("a siteInfo without projectName and siteGuid")
            }
            reading.state = ["project": project, "site": site]
            reading.goesOn = true
            return reading
        }
        let custom = try answer.json()["custom"]
        guard case .array(let items) = custom["data"] else { throw .unexpected("JSON without custom.data") }
        let shown = answer.asShown(by: column)
        let rows = items.compactMap {
            shown.row(title: $0[["realtitle", "title"]], url: $0[["infourl", "visiturl", "linkurl"]], date: $0[["infodate", "handsdate"]])
        }
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
}
