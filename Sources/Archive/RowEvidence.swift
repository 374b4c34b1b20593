// What the row of a list says of an article: evidence for the article's record, below what the article's own page says.

import Lists
import Reading

/// A list's row, in the one line in which it stands in the metadata record of the article's capture. The reader takes it only from there, so
/// that a record follows from the article's own bytes in whatever file the list lies.
public struct RowEvidence: Sendable, Equatable {
    private let row: ListRow

    /// The row of a list; nil where it says nothing but a title and an address that the article's page has anyway.
    public init?(_ row: ListRow) {
        guard row.date != nil || row.number != nil || row.indexNumber != nil || row.issuer != nil || row.validity != nil else { return nil }
        self.row = row
    }

    /// Reads the line that ``text`` wrote; nil for anything else.
    public init?(parsing text: String) {
        guard let json = JSON(parsing: text) else { return nil }
        var row = ListRow(title: json["title"].text, url: nil, date: json["date"].text)
        row.number = json["number"].text
        row.indexNumber = json["index_number"].text
        row.issuer = json["issuer"].text
        row.validity = json["validity"].text
        self.init(row)
    }

    /// The name of the metadata record's field.
    public static let field: StaticString = "listRow"

    /// One line of JSON.
    public var text: String {
        let values = [
            "title": row.title, "date": row.date, "number": row.number, "index_number": row.indexNumber, "issuer": row.issuer, "validity": row.validity,
        ]
        return JSON.object(values.compactMapValues { $0.map { .string($0) } }).json
    }
}

extension RowEvidence {
    /// The page with what the row says where the page itself says nothing; where both speak and differ, the page's evidence says so too.
    func taught(_ page: Page) -> Page {
        guard page.kind != .list else { return page }
        var page = page
        var notes: [String: String] = [:]
        func take(_ value: String?, for own: inout String?, as field: String, differ: (String, String) -> Bool) {
            guard let value else { return }
            if own == nil {
                own = value
                notes[field] = Place.list.rawValue
            } else if let said = own, differ(said, value) {
                notes[field] = "list says \(value)"
            }
        }
        take(row.title, for: &page.title, as: "title") { _, _ in false }  // lists cut titles
        take(row.date, for: &page.published, as: "published") { $0.prefix(10) != $1.prefix(10) }
        var info = page.document ?? DocumentInfo()
        let before = info
        take(row.number, for: &info.number, as: "document.number") { Self.plain($0) != Self.plain($1) }
        take(row.indexNumber, for: &info.indexNumber, as: "document.index_number") { Self.plain($0) != Self.plain($1) }
        take(row.issuer, for: &info.issuer, as: "document.issuer") { _, _ in false }  // lists and tables name offices in long and in short
        take(row.validity, for: &info.validity, as: "document.validity") { Self.plain($0) != Self.plain($1) }
        if info != before { page.document = info }
        page.evidence = Self.merged(page.evidence, notes)
        return page
    }

    /// Brackets and blanks aside, in which 文号 differ from list to page.
    private static func plain(_ text: String) -> String {
        String(text.compactMap { character in
            switch character {
            case "〔", "［", "[", "（", "(", "【": "["
            case "〕", "］", "]", "）", ")", "】": "]"
            default: character.isWhitespace ? nil : character
            }
        })
    }

    /// The order of the record's keys that a row speaks of.
    private static let keys = ["title", "published", "document.index_number", "document.issuer", "document.number", "document.validity"]

    private static func merged(_ evidence: [Evidence], _ notes: [String: String]) -> [Evidence] {
        var evidence = evidence
        for field in keys {
            guard let note = notes[field] else { continue }
            if let at = evidence.firstIndex(where: { $0.field == field }) {
                evidence[at].place += "; " + note
            } else {
                evidence.append(Evidence(field: field, place: note))
            }
        }
        return evidence
    }
}
