// How official a copy is, by what its page says of itself.

import Records

/// The grades of a copy; a higher one is nearer to who issued the text.
enum Officialness: UInt8, Comparable, CaseIterable {
    /// The page names a source that is not its own site.
    case reprint
    /// The page names no source.
    case unsaid
    /// The page names its own site as the source.
    case own
    /// The page has a 文号.
    case numbered
    /// The issuer that the document's table names is the owner of the site.
    case issuer

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// For sorting: smaller is more official.
    var grade: Int { Int(Self.issuer.rawValue - rawValue) }

    /// For `clusters`.
    var reason: String {
        switch self {
        case .reprint: "its source is another site"
        case .unsaid: "it names no source"
        case .own: "its source is its own site"
        case .numbered: "it has a document number"
        case .issuer: "its issuer is the site's owner"
        }
    }

    static func of(_ record: SourceRecord) -> Officialness {
        let owners = [record.siteName, record.footerOwner].compactMap { $0.map(JSONScanner.text) }.filter { $0.count >= 2 }
        func isOwn(_ name: String) -> Bool { name.count >= 2 && owners.contains { $0.contains(name) || name.contains($0) } }
        if let issuer = record.document?.issuer.map(JSONScanner.text), isOwn(issuer) { return .issuer }
        if record.document?.number != nil { return .numbered }
        guard let source = record.source.map(JSONScanner.text), !source.isEmpty else { return .unsaid }
        return isOwn(source) || source.hasPrefix("本站") || source.hasPrefix("本网") ? .own : .reprint
    }
}
