// Hanweb jpaas: `/api-gateway/jpaas-publish-server/front/page/build/unit`, called with what stands in the `queryData` of its script.
//
// SAMR, MOFCOM and its sites, MIIT, MOHURD, Zhejiang's departments, Hangzhou, Wenzhou, Jinhua, Yantai. The page's number works inside
// `paramJson` alone; a bare one gives page 1 for every number.

import Markup
import Reading
import Web

struct Jpaas: Dialect {
    let name = "jpaas"
    let attempt = Attempt.dataCall
    let marks = ["jpaas-publish-server"]

    /// Parts of a list's tag: a page has more units.
    private static let listTags = ["列表", "list", "内容", "栏目"]
    /// Parts of the tags of other units.
    private static let otherTags = ["导航", "菜单", "位置", "面包屑", "头部", "底部", "页头", "页脚", "banner", "轮播", "友情", "nav", "head", "foot"]
    /// Where the page does not show how many rows a page has.
    private static let usualSize = 15

    func columns(in page: ListPage) -> [ListColumn] {
        var units: [(query: [String: String], url: WebURL, node: Int)] = []
        for node in page.tree.nodes.indices where page.tree.nodes[node].kind == .element && page.tree.nodes[node].attributeCount > 1 {
            guard let address = page.attribute("url", of: node) ?? page.attribute("uniturl", of: node),
            address.contains("/page/build/unit"),
                let url = page.address(address),
                let text = page.attribute("querydata", of: node), var query = query(text), query["webId"] != nil
            else { continue }
            query["pageId"] = query["pageId"] ?? page.meta("ColId")
            guard query["pageId"] != nil else { continue }
            units.append((query, url, node))
        }
        func has(_ words: [String], _ unit: (query: [String: String], url: WebURL, node: Int)) -> Bool {
            let tag = (unit.query["tagId"] ?? "").lowercased()
            return words.contains { tag.contains($0) }
        }
        let own = units.filter { !has(Self.otherTags, $0) }, named = own.filter { has(Self.listTags, $0) }
        let lists = named.isEmpty ? own : named
        var seen: Set<String> = []
        return (lists.isEmpty && units.count == 1 ? units : lists).compactMap { unit -> ListColumn? in
            let key = "pageId=\(unit.query["pageId"] ?? "")&tagId=\(unit.query["tagId"] ?? "")"
            guard seen.insert(key).inserted else { return nil }
            var parameters = ["url": unit.url.href, "method": DataCall.Method.get.rawValue]
            for (name, value) in unit.query { parameters["field.\(name)"] = value }
            // With its pager in the page the first page is there too.
            let pager = Self.pager(page), isShown = pager != nil && !page.page.rows.isEmpty
            let size = pager?.rows ?? Self.usualSize
            parameters["size"] = "\(size)"
            return ListColumn(
                self, parameters: parameters, key: key, announced: pager?.count, announcedIn: pager == nil ? nil : "count",
                pages: ListReading.pages(pager?.count, of: pager?.rows), rowsPerPage: pager?.rows, firstRequest: isShown ? 2 : 1)
        }
    }

    func request(for number: Int, of column: ListColumn) -> ListRequest? {
        column.call([("paramJson", "{\"pageNo\":\(number),\"pageSize\":\(column.parameters["size"] ?? "\(Self.usualSize)")}")])
    }

    func read(_ answer: ListAnswer, of column: ListColumn, number: Int) throws(ListFault) -> ListReading {
        let json = try answer.json()
        guard let html = json["data"]["html"].text ?? json["data"].text else {
            throw .unexpected("JSON without data.html, \(json["message"].text ?? "no message")")
        }
        let parsed = HTMLPage.parse(Array(html.utf8), charsetHeader: "utf-8")
        let fragment = ListFragment(parsed, base: (try? WebURL(column.page)) ?? answer.url)
        let pager = Self.pager(ListPage(parsed, page: Page(), url: answer.url))
        return ListReading(
            rows: fragment.rows, announced: pager?.count ?? fragment.announced, announcedIn: pager == nil ? nil : "count",
            pages: ListReading.pages(pager?.count, of: pager?.rows))
    }

    /// `{'webId':'3185','pageId':'…'}`.
    private func query(_ text: String) -> [String: String]? {
        let bytes = Array(text.utf8)
        var parser = JSONParser(bytes, 0..<bytes.count, isScript: true)
        guard case .object(let members)? = parser.value() else { return nil }
        // 'null' is sent as it stands.
        return members.compactMapValues { if case .string(let text) = $0 { text } else { $0.text } }
    }

    /// `<div count="386" rows="15" pageNo="1">`.
    private static func pager(_ page: ListPage) -> (count: Int, rows: Int)? {
        for node in page.tree.nodes.indices where page.tree.nodes[node].kind == .element && page.tree.nodes[node].attributeCount > 1 {
            if let count = page.attribute("count", of: node).flatMap({ Int($0) }), let rows = page.attribute("rows", of: node).flatMap({ Int($0) }), rows > 0 {
                return (count, rows)
            }
        }
        return nil
    }
}
