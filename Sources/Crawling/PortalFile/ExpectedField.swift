// The fields that a portal's articles can be expected to have.

/// A field of a record, by its name there; those of `document` without its name.
public enum ExpectedField: String, Sendable, CaseIterable, Codable {
    case title, breadcrumb, column, source, author, editor, published, reads, paragraphs, signoff, images, attachments
    case indexNumber = "index_number"
    case issuer, number, written, released, effective, category, keywords, validity
}
