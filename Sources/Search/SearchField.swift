// The parts of a record that are searched.

import Records

/// A part of a record. What stands on every page of a site (name, footer) and what speaks of other pages (上一篇, 下一篇) is not
/// searched.
public enum SearchField: String, CaseIterable, Sendable {
    /// Title, kicker, subtitle, original title.
    case title
    /// The paragraphs.
    case text
    /// 文号, 索引号, issuer, category, keywords, validity of a document.
    case document
    /// Source, author, editor, sign-off.
    case byline
    /// The crumbs, and the column.
    case breadcrumb
    /// The rows of a list: titles, 文号, 索引号, issuers.
    case rows
    /// Names of attachments, captions of images.
    case files

    /// The texts of a record that belong here, as the record has them; no word reaches from one into the next.
    func texts(of record: Record) -> [String] {
        switch self {
        case .title: return [record.title, record.kicker, record.subtitle, record.originalTitle].compactMap { $0 }
        case .text: return record.paragraphs
        case .document:
            guard let document = record.document else { return [] }
            return [document.number, document.indexNumber, document.issuer, document.category, document.keywords, document.validity].compactMap { $0 }
        case .byline: return [record.source, record.author, record.editor, record.signoff].compactMap { $0 }
        case .breadcrumb:
            let column = record.column.flatMap { record.breadcrumb.contains($0) ? nil : $0 }
            return record.breadcrumb + [column].compactMap { $0 }
        case .rows: return record.links.flatMap { [$0.title, $0.number, $0.indexNumber, $0.issuer].compactMap { $0 } }
        case .files: return record.attachments.compactMap(\.name) + record.images.compactMap(\.alt)
        }
    }
}
