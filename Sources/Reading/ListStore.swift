// Rows that a list page keeps in a script: the jpage store, `<recordset><record><![CDATA[<li>…]]></record>`.

import Markup

/// The list inside a page's script, as a page of its own.
struct ListStore {
    let text: VisibleText
    let rows: ListRows

    private static let mark = Array("<recordset".utf8)
    private static let open = Array("<![CDATA[".utf8), close = Array("]]>".utf8), recordOpen = Array("<record>".utf8)

    /// Finds the store; an HTML parser takes it for the text of a script, so each record is parsed as HTML here.
    static func find(_ page: VisibleText) -> ListStore? {
        let tree = page.tree
        for i in tree.nodes.indices where tree.nodes[i].kind != .element && tree.nodes[i].textLength > 60 {
            let from = Int(tree.nodes[i].textStart)
            let range = from..<(from + Int(tree.nodes[i].textLength))
            guard tree.text.find(mark, in: range) != nil else { continue }
            let html = records(tree.text, range)
            if html.isEmpty { continue }
            let text = VisibleText(HTMLPage.parse(html, charsetHeader: "utf-8").tree)
            var rows = ListRows(text, excluded: nil)
            rows.container = 0  // a node of the store's tree, not of the page's
            if !rows.rows.isEmpty { return ListStore(text: text, rows: rows) }
        }
        return nil
    }

    private static func records(_ text: [UInt8], _ range: Range<Int>) -> [UInt8] {
        var html = Array("<div>".utf8)
        var from = range.lowerBound
        while let record = text.find(recordOpen, in: from..<range.upperBound) {
            guard let start = text.find(open, in: record..<range.upperBound), let end = text.find(close, in: start..<range.upperBound) else { break }
            html += text[(start + open.count)..<end]
            from = end
        }
        return html.count > 5 ? html : []
    }

    private static let total = Array("totalRecord".utf8)

    /// The number in `totalRecord:6` or `<totalrecord>6</totalrecord>`.
    static func announced(_ page: VisibleText) -> Int? {
        let tree = page.tree
        for i in tree.nodes.indices where tree.nodes[i].kind != .element && tree.nodes[i].textLength > 12 {
            let from = Int(tree.nodes[i].textStart)
            let end = from + Int(tree.nodes[i].textLength)
            let slice = tree.text[from..<end]
            guard slice.holdsCaseless(Array("totalrecord".utf8)), let at = slice.lowercased.find(Array("totalrecord".utf8), in: 0..<slice.count) else { continue }
            var j = from + at + total.count
            while j < end, j < from + at + total.count + 4, !(tree.text[j] >= 0x30 && tree.text[j] <= 0x39) { j += 1 }
            if let (value, _) = tree.text.number(at: j, end: end) { return value }
        }
        return nil
    }
}
