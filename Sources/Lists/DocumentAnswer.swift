// Documents that a system gives as JSON alone, the page that people see being the same shell for all or one whose script holds the text:
// brought into the form of a page.

import Markup
import Reading
import Web

/// Reads such documents: NFRA's `SelectByDocId`, `/postmeta/p/…json` of Guangdong, the details of the library of laws.
public enum DocumentAnswer {
    /// Whether an address is that of such a document.
    public static func isOne(_ url: WebURL) -> Bool {
        url.path.contains("/DocInfo/SelectByDocId") || url.path.contains("/postmeta/p/") && url.path.hasSuffix(".json")
            || url.path.hasSuffix("/law-search/search/flfgDetails")
    }

    private static let titles = ["docTitle", "docSubtitle", "title"], contents = ["docClob", "content"]
    private static let dates = ["publishDate", "visible_publish_time", "display_publish_time", "created_at", "gbrq"]

    /// The page that the shell's script makes of it: title, date, the table of what is known of the document, text, files; `nil` where the bytes
    /// are no document.
    public static func html(_ bytes: [UInt8], url: WebURL, charset: String?) -> [UInt8]? {
        let answer = ListAnswer(url: url, bytes: bytes, charset: charset)
        guard bytes.count <= ListAnswer.byteLimit, let json = try? answer.json() else { return nil }
        return html(json["data"] == .null ? json : json["data"])
    }

    /// The same of the object in the script of an article of gkmlpt (`_CONFIG.DETAIL`); `nil` where the page has none.
    public static func html(inScriptOf html: HTMLPage, _ page: Page, url: WebURL) -> [UInt8]? {
        guard url.path.contains("/gkmlpt/content/"), let config = ListPage(html, page: page, url: url).json(after: "_CONFIG") else { return nil }
        return config["DETAIL"]["content"].text == nil ? nil : self.html(config["DETAIL"])
    }

    private static func html(_ document: JSON) -> [UInt8]? {
        guard let title = document[titles].text.flatMap(RowText.plain) else { return nil }
        let content = document[contents].text ?? ""
        var lines = ["<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>\(escaped(title))</title></head><body>"]
        let table = [
            ("索引号", document[["indexNo", "identifier"]]), ("文号", document[["documentNo", "document_number", "EXT_zh"]]),
            ("发布机构", document[["EXT_fwdw", "zdjgName", "publisher"]]),
        ].compactMap { name, value in value.text.map { "<tr><th>\(name)</th><td>\(escaped($0))</td></tr>" } }
        if !table.isEmpty { lines.append("<table>\(table.joined())</table>") }
        lines.append("<h1>\(escaped(title))</h1>")
        let date = RowText.date(RowText.first(document, dates)).map { "发布时间：\($0.replacing("T", with: " "))" }
        let source = document[["docSource", "source"]].text.flatMap(RowText.plain).map { "来源：\(escaped($0))" }
        lines.append("<div>\([date, source].compactMap { $0 }.joined(separator: " "))</div><div id=\"zoom\">\(content)</div>")
        for file in document[["attachmentInfoVOList", "attachment"]].array {
            guard let address = file[["url", "fileUrl", "attachmentUrl", "path"]].text else { continue }
            let name = file[["name", "fileName", "attachmentName"]].text ?? address
            lines.append("<p><a href=\"\(escaped(address))\">\(escaped(name))</a></p>")
        }
        return Array((lines.joined(separator: "\n") + "</body></html>").utf8)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}
