// A saved page as one HTML file for people: the page's text with what was found in it, and the record beside it.

import Foundation
import Reading
import Records

/// The view of a page: self-contained, nothing of the page is run and nothing is loaded.
///
/// All text of the page is escaped; no element, attribute or address of the page reaches the view. Its policy forbids what it does not
/// need (Content Security Policy Level 3: `default-src 'none'`), should an error ever let something through.
public struct PageView {
    private let page: ExplainedPage

    public init(_ page: ExplainedPage) {
        self.page = page
    }

    /// Writes the view; the page itself is never overwritten.
    public func write(to path: String) throws {
        if let file = page.record.capture.file {
            let (own, target) = (URL(fileURLWithPath: file), URL(fileURLWithPath: path))
            guard own.resolvingSymlinksInPath() != target.resolvingSymlinksInPath() else {
                throw ArchiveError.file(path: path, action: "write the view", cause: "it is the page itself")
            }
        }
        try FileSystem.write(html, to: path)
    }

    /// The whole file.
    public var html: String {
        let record = page.record
        let fields = RecordField.all(record)
        let text = PageViewText(page.explanation)
        let unseen = fields.filter { $0.key != "kind" && !text.anchored.contains($0.key) }
        let title = record.title ?? "—"
        let language = record.capture.charset == "big5" ? "zh-Hant" : "zh-Hans"
        return """
            <!DOCTYPE html>
            <html lang="\(language)">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="referrer" content="no-referrer">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(SafeText.html(title)) · shilu view</title>
            <style>\(PageViewStyle.css)</style>
            </head>
            <body>
            <header>
            <p class="kind">\(SafeText.html(record.kind)) <span>\(Self.kindName(record.kind))</span></p>
            <h1>\(SafeText.html(title))</h1>
            <p class="facts"><span class="url">\(SafeText.html(record.url ?? "URL not known"))</span>
            <span>\(SafeText.html(page.charset))</span> <span>\(SafeText.html(record.capture.file ?? ""))</span></p>
            <p class="jump"><a href="#record">to the record 著录 ↓</a></p>
            </header>
            <div class="columns">
            <main id="page">
            \(text.html)
            \(PageViewRecord.unseen(unseen, rows: text.anchored.contains("links") ? [] : record.links))
            </main>
            <aside id="record">
            \(PageViewRecord.legend(text.bands, inline: text.inline))
            \(PageViewRecord.table(fields, page.explanation))
            </aside>
            </div>
            </body>
            </html>

            """
    }

    private static func kindName(_ kind: String) -> String {
        ["article": "文章", "document": "公文", "list": "栏目列表", "other": "其他"][kind] ?? ""
    }
}
