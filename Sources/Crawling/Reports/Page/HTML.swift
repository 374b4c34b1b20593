// The few pieces of HTML that the report is made of; all text goes through them, so nothing of a page is ever markup.

import Archive

/// Escaped pieces of the report's page.
enum HTML {
    static func text(_ text: some StringProtocol) -> String { SafeText.html(text) }

    /// Text in Chinese, as a screen reader and a line breaker need to know.
    static func chinese(_ text: some StringProtocol) -> String { "<span lang=\"zh\">\(SafeText.html(text))</span>" }

    /// A link to a web page; what is no http or https address is shown as text.
    static func link(_ url: String, _ label: String?) -> String {
        let shown = label.map { chinese($0) } ?? "<span class=\"url\">\(SafeText.html(url))</span>"
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else { return shown }
        return "<a href=\"\(SafeText.html(url))\" rel=\"noreferrer noopener nofollow\">\(shown)</a>"
    }

    /// A link to a file of the archive, relative to the report.
    static func file(_ path: String, _ label: String) -> String { "<a href=\"\(SafeText.html(path))\">\(SafeText.html(label))</a>" }

    /// A heading with its Chinese term and a count.
    static func heading(_ english: String, _ chinese: String, count: Int? = nil, level: Int = 2) -> String {
        let number = count.map { " <span class=\"n\">\(Headline.grouped($0))</span>" } ?? ""
        return "<h\(level)>\(text(english)) <span lang=\"zh\" class=\"zh\">\(text(chinese))</span>\(number)</h\(level)>\n"
    }

    /// Rows of which the first stand open and the rest can be opened.
    static func folded(_ items: [String], open: Int, tag: String, total: Int? = nil) -> String {
        func list(_ items: ArraySlice<String>) -> String { "<\(tag) class=\"items\">\n" + items.map { "<li>\($0)</li>\n" }.joined() + "</\(tag)>\n" }
        var html = list(items.prefix(open))
        if items.count > open {
            html += "<details><summary>\(Headline.grouped(items.count - open)) more</summary>\n\(list(items.dropFirst(open)))</details>\n"
        }
        if let total, total > items.count {
            html += "<p class=\"rest\">The weightiest \(Headline.grouped(items.count)) of \(Headline.grouped(total)); all stand in \(file("changes.jsonl", "changes.jsonl")).</p>\n"
        }
        return html
    }

    /// A table with a header row; cells are HTML already.
    static func table(caption: String, _ head: [String], numbers: Set<Int> = [], _ rows: [[String]]) -> String {
        let cells = head.enumerated().map { "<th scope=\"col\"\(numbers.contains($0) ? " class=\"num\"" : "")>\($1)</th>" }.joined()
        let body = rows.map { row in
            "<tr>" + row.enumerated().map { i, cell in
                i == 0 ? "<th scope=\"row\">\(cell)</th>" : "<td\(numbers.contains(i) ? " class=\"num\"" : "")>\(cell)</td>"
            }.joined() + "</tr>\n"
        }.joined()
        return "<div class=\"wide\"><table><caption>\(text(caption))</caption><thead><tr>\(cells)</tr></thead>\n<tbody>\n\(body)</tbody></table></div>\n"
    }
}
