// A record as the blocks that are compared: its title, its fields, its paragraphs, its files, its foot.

import Records

/// One thing on a page that can change by itself.
struct RecordBlock: Hashable {
    /// The record's key, as `title`, `paragraphs` or `document.number`.
    var field: String
    var text: String
}

extension RecordBlock {
    /// The blocks of a record in reading order. Read counters, neighbours and the crumbs are no part of a page's text; the rows of a
    /// list are compared as a list (``ListDifference``).
    static func blocks(of record: Record) -> [RecordBlock] {
        var blocks: [RecordBlock] = []
        func add(_ field: String, _ text: String?) {
            if let text, !text.isEmpty { blocks.append(RecordBlock(field: field, text: text)) }
        }
        add("kicker", record.kicker)
        add("title", record.title)
        add("subtitle", record.subtitle)
        add("original_title", record.originalTitle)
        if let document = record.document {
            add("document.index_number", document.indexNumber)
            add("document.issuer", document.issuer)
            add("document.number", document.number)
            add("document.written", document.written)
            add("document.released", document.released)
            add("document.effective", document.effective)
            add("document.category", document.category)
            add("document.keywords", document.keywords)
            add("document.validity", document.validity)
        }
        add("source", record.source)
        add("author", record.author)
        add("editor", record.editor)
        add("published", record.published)
        for paragraph in record.paragraphs { add("paragraphs", paragraph) }
        add("signoff", record.signoff)
        for file in record.attachments { add("attachments", [file.name, file.url].compactMap { $0 }.joined(separator: " ")) }
        for line in (record.footer.text ?? "").split(separator: "\n") { add("footer", String(line)) }
        return blocks
    }

    /// Whether the block is the page's own matter, and not what stands around it on every page.
    var isOwn: Bool { field != "footer" }
}
