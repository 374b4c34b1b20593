// A piece of HTML that is known to be a list, as a server sends it for one of a list's pages.

import Markup
import Web

/// Reads rows where nothing else is to be found: no article, no navigation.
public struct ListFragment: Sendable {
    /// The rows, their URLs absolute.
    public var rows: [ListRow] = []
    /// What the fragment's pager announces (共N条).
    public var announced: Int?
    /// The URL of the next page, where the pager has a link to it.
    public var nextPage: String?

    /// Reads a fragment, or a whole page as if it were one.
    ///
    /// - Parameter base: what relative addresses are resolved against.
    public init(_ html: HTMLPage, base: WebURL?) {
        let text = VisibleText(html.tree)
        let addresses = Addresses(url: base, baseHref: MetaTags(text).baseHref, charset: html.charset.used)
        var found = ListRows(text, excluded: nil).rows
        // One row has no siblings by which it could be told.
        if found.isEmpty, let only = ListRows.row(text, text.lines.indices, isInline: false) { found = [only] }
        rows = found.compactMap { Self.row($0, text, addresses) }
        let pager = Pager(text)
        announced = pager.announced
        nextPage = pager.next.flatMap { addresses.absolute($0) }
    }

    /// Reads records that are rows each, such as the `<record>` elements of a jpage answer.
    public init(records: [[UInt8]], base: WebURL?) {
        let addresses = Addresses(url: base, baseHref: nil, charset: .utf8)
        for record in records {
            // A row of a table is one only inside a table.
            let isTableRow = record.drop { $0 <= 0x20 }.prefix(3).elementsEqual("<tr".utf8)
            let html = Array((isTableRow ? "<table>" : "<div>").utf8) + record + Array((isTableRow ? "</table>" : "</div>").utf8)
            let text = VisibleText(HTMLPage.parse(html, charsetHeader: "utf-8").tree)
            let row = ListRows.row(text, text.lines.indices, isInline: false).flatMap { Self.row($0, text, addresses) } ?? Self.titled(text, addresses)
            if let row { rows.append(row) }
        }
    }

    /// A row that is a picture, its title in an attribute alone.
    private static func titled(_ text: VisibleText, _ addresses: Addresses) -> ListRow? {
        for node in text.tree.nodes.indices where text.tree.nodes[node].tag == .a {
            guard let title = text.tree.words(.title, of: node), let address = text.tree.attribute(.href, of: node).flatMap({ addresses.absolute($0) }) else { continue }
            return ListRow(title: title, url: address, date: DateReader.first(in: text.text, text.text.indices)?.date.iso)
        }
        return nil
    }

    private static func row(_ row: ListRows.Row, _ text: VisibleText, _ addresses: Addresses) -> ListRow? {
        guard let address = text.tree.attribute(.href, of: row.link).flatMap({ addresses.absolute($0) }) else { return nil }
        var result = ListRow(title: row.title, url: address, date: row.date?.iso)
        result.number = row.number
        result.indexNumber = row.indexNumber
        result.issuer = row.issuer
        result.validity = row.validity
        return result
    }
}

/// Dates as lists write them.
public enum DateWords {
    /// The first date in a text, as ISO 8601 at its precision; `nil` if there is none.
    public static func iso(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        return DateReader.first(in: bytes, 0..<bytes.count)?.date.iso
    }
}
