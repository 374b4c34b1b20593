// The few pieces of HTML that reports are made of; all text goes through them, so nothing of a page is ever markup.

import Archive

/// Escaped pieces of a report's page.
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

    /// Whether something is well, by its shape as well as by its colour.
    static func mark(_ mood: ReportSentence.Mood) -> String {
        let (sign, name) = switch mood {
        case .good: ("✓", "good")
        case .note: ("•", "note")
        case .bad: ("!", "attention")
        }
        return "<span class=\"mark \(mood.rawValue)\" role=\"img\" aria-label=\"\(name)\">\(sign)</span>"
    }

    /// What stands in a tile: a number and what it counts.
    static func tile(_ number: String, _ english: String, _ chinese: String) -> String {
        "<b>\(text(number))</b>\(text(english)) <span lang=\"zh\">\(text(chinese))</span>"
    }

    /// Rows of which the first stand open and the rest can be opened.
    static func folded(_ items: [String], open: Int, tag: String, total: Int? = nil) -> String {
        func list(_ items: ArraySlice<String>, from start: Int) -> String {
            let number = tag == "ol" && start > 0 ? " start=\"\(start + 1)\"" : ""
            return "<\(tag) class=\"items\"\(number)>\n" + items.map { "<li>\($0)</li>\n" }.joined() + "</\(tag)>\n"
        }
        var html = list(items.prefix(open), from: 0)
        if items.count > open {
            let rest = list(items.dropFirst(open), from: open)
            html += "<details><summary>\(Headline.grouped(items.count - open)) more</summary>\n\(rest)</details>\n"
        }
        if let total, total > items.count {
            html += "<p class=\"rest\">The weightiest \(Headline.grouped(items.count)) of \(Headline.grouped(total)); "
                + "all stand in \(file("changes.jsonl", "changes.jsonl")).</p>\n"
        }
        return html
    }

    /// A column of a table.
    struct Column {
        var name: String
        var isNumber = false
        /// Whether its cells hold more than a word.
        var isText = false

        static func number(_ name: String) -> Column { Column(name: name, isNumber: true) }
        static func text(_ name: String) -> Column { Column(name: name, isText: true) }

        fileprivate var style: String { isNumber ? " class=\"num\"" : isText ? " class=\"text\"" : "" }
    }

    /// A table with a header row; cells are HTML already. The first cell of a row is its header.
    static func table(caption: String, _ head: [Column], _ rows: [[String]]) -> String {
        let cells = head.map { "<th scope=\"col\"\($0.isNumber ? " class=\"num\"" : "")>\(text($0.name))</th>" }.joined()
        let body = rows.map { row in
            "<tr>" + zip(head, row).enumerated().map { i, item in
                let (column, cell) = item
                let label = column.name.isEmpty ? "" : " data-label=\"\(text(column.name))\""
                return i == 0 ? "<th scope=\"row\">\(cell)</th>" : "<td\(column.style)\(label)>\(cell)</td>"
            }.joined() + "</tr>\n"
        }.joined()
        return "<div class=\"wide\"><table><caption>\(text(caption))</caption><thead><tr>\(cells)</tr></thead>\n<tbody>\n\(body)"
            + "</tbody></table></div>\n"
    }

    /// A whole file that stands alone: its policy forbids scripts and everything from outside (Content Security Policy Level 3).
    static func document(title: String, top: String, main: String, foot: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="referrer" content="no-referrer">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(text(title))</title>
        <style>
        \(PageStyle.css)
        </style>
        </head>
        <body>
        <header>
        \(top)
        </header>
        <main>
        \(main)
        </main>
        <footer>
        \(foot)
        </footer>
        </body>
        </html>

        """
    }
}
