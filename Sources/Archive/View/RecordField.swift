// The record as rows for people: key, value, evidence.

import Records

/// A field of a record that has a value.
struct RecordField {
    /// The record's key, as `footer.icp`.
    var key: String
    /// The value in one text; the body and the rows of a list are counted, not repeated.
    var value: String
    /// What evidence says of it.
    var place: String?

    /// The fields of a record that have a value, in the record's order.
    static func all(_ record: Record) -> [RecordField] {
        var fields: [RecordField] = []
        func place(_ key: String) -> String? { record.evidence.first { $0.field == key }?.place }
        func add(_ key: String, _ value: String?, _ where_: String? = nil) {
            if let value, !value.isEmpty { fields.append(RecordField(key: key, value: value, place: where_ ?? place(key))) }
        }
        add("kind", record.kind)
        add("site.name", record.site.name, place("site"))
        add("site.site_id", record.site.siteID, place("site") ?? place("footer"))
        add("title", record.title)
        add("kicker", record.kicker)
        add("subtitle", record.subtitle)
        add("original_title", record.originalTitle)
        add("breadcrumb", record.breadcrumb.joined(separator: " › "))
        add("column", record.column)
        add("source", record.source)
        add("author", record.author)
        add("editor", record.editor)
        add("published", record.published)
        add("reads", record.reads.map { String($0) })
        if !record.paragraphs.isEmpty {
            let letters = record.paragraphs.reduce(0) { $0 + $1.unicodeScalars.count { !$0.properties.isWhitespace } }
            add("paragraphs", "\(record.paragraphs.count) \(record.paragraphs.count == 1 ? "paragraph" : "paragraphs"), \(letters) characters")
        }
        add("signoff", record.signoff)
        add("previous", reference(record.previous))
        add("next", reference(record.next))
        add("attachments", record.attachments.map { link($0.name, $0.url) }.joined(separator: "\n"))
        add("images", record.images.map { link($0.alt, $0.url) }.joined(separator: "\n"))
        addDocument(record.document, place("document"), add)
        addFooter(record.footer, place("footer"), add)
        if !record.links.isEmpty { add("links", "\(record.links.count) \(record.links.count == 1 ? "row" : "rows"), \(record.links.count { $0.date != nil }) with a date") }
        add("announced", record.announced.map { String($0) })
        add("next_page", record.nextPage)
        return fields
    }

    private static func addDocument(_ document: Record.Document?, _ place: String?, _ add: (String, String?, String?) -> Void) {
        guard let document else { return }
        add("document.index_number", document.indexNumber, place)
        add("document.issuer", document.issuer, place)
        add("document.number", document.number, place)
        add("document.written", document.written, place)
        add("document.released", document.released, place)
        add("document.effective", document.effective, place)
        add("document.category", document.category, place)
        add("document.keywords", document.keywords, place)
        add("document.validity", document.validity, place)
    }

    private static func addFooter(_ footer: Record.Footer, _ place: String?, _ add: (String, String?, String?) -> Void) {
        add("footer.owner", footer.owner, place)
        add("footer.organizer", footer.organizer, place)
        add("footer.undertaker", footer.undertaker, place)
        add("footer.address", footer.address, place)
        add("footer.postal_code", footer.postalCode, place)
        add("footer.phone", footer.phone, place)
        add("footer.icp", footer.icp, place)
        add("footer.public_security", footer.publicSecurity, place)
        add("footer.site_id", footer.siteID, place)
    }

    private static func reference(_ reference: Record.Reference?) -> String? {
        reference.map { link($0.title, $0.url) }
    }

    private static func link(_ name: String?, _ url: String?) -> String {
        [name, url].compactMap { $0 }.joined(separator: " — ")
    }
}
