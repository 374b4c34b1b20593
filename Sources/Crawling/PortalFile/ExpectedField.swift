// The fields that a portal's articles can be expected to have.

/// A field of a record, by its name there; those of `document` without its name.
public enum ExpectedField: String, Sendable, CaseIterable, Codable {
    case title, column, source, author, editor, published, signoff, paragraphs
    case indexNumber = "index_number"
    case issuer, number, written

    /// The key of the record, as reports name it.
    var recordKey: String {
        switch self {
        case .indexNumber, .issuer, .number, .written: "document.\(rawValue)"
        default: rawValue
        }
    }
}
