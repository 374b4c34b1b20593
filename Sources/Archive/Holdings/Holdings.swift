// What an archive holds of a portal, counted from its records.

import Foundation
import Records

/// Counts over the newest record of each page. Every count can be made again from `records/`.
public struct Holdings: Sendable {
    public let portal: String
    public var census = NewestRecords.Census()
    public var pages = 0
    /// By kind: article, document, list, other.
    public var kinds: [String: Int] = [:]
    /// Articles and documents by the year of their date, `""` without one, and their kind.
    public var years: [String: [String: Int]] = [:]
    /// Articles and documents that have a field.
    public var fields: [Field: Int] = [:]
    /// Characters of the paragraphs of articles and documents.
    public var characters = 0
    /// The earliest and the latest capture of a newest record, UTC.
    public var firstCapture: String?
    public var lastCapture: String?

    /// A field whose coverage is counted.
    public enum Field: String, CaseIterable, Sendable {
        case title, text, published, source, author, editor, column, attachments, images, number, indexNumber = "index number", issuer, validity

        func isFound(in record: Record) -> Bool {
            switch self {
            case .title: record.title != nil
            case .text: !record.paragraphs.isEmpty
            case .published: record.published != nil
            case .source: record.source != nil
            case .author: record.author != nil
            case .editor: record.editor != nil
            case .column: record.column != nil
            case .attachments: !record.attachments.isEmpty
            case .images: !record.images.isEmpty
            case .number: record.document?.number != nil
            case .indexNumber: record.document?.indexNumber != nil
            case .issuer: record.document?.issuer != nil
            case .validity: record.document?.validity != nil
            }
        }
    }

    /// Articles and documents.
    public var texts: Int { kinds["article", default: 0] + kinds["document", default: 0] }

    /// Nothing, to add to.
    public init(portal: String) { self.portal = portal }

    /// Counts a portal.
    ///
    /// - Parameter state: tells refusals from pages; nil where there is none.
    public init(of folder: PortalFolder, withheld: WithheldList, state: (any PortalStateReading)?) throws {
        portal = folder.name
        let records = try NewestRecords(of: folder, withheld: withheld, state: state)
        try records.forEach { add($0) }
        census = records.census
    }

    /// Adds what another portal holds.
    public mutating func add(_ other: Holdings) {
        census.records += other.census.records
        census.refusals += other.census.refusals
        census.withheld += other.census.withheld
        census.damaged += other.census.damaged
        pages += other.pages
        characters += other.characters
        kinds.merge(other.kinds, uniquingKeysWith: +)
        years.merge(other.years) { $0.merging($1, uniquingKeysWith: +) }
        fields.merge(other.fields, uniquingKeysWith: +)
        note(other.firstCapture)
        note(other.lastCapture)
    }

    private mutating func add(_ record: Record) {
        pages += 1
        kinds[record.kind, default: 0] += 1
        note(record.capture.fetchedAt)
        guard record.kind == "article" || record.kind == "document" else { return }
        years[String(record.published?.prefix(4) ?? ""), default: [:]][record.kind, default: 0] += 1
        characters += record.paragraphs.reduce(0) { $0 + $1.unicodeScalars.count }
        for field in Field.allCases where field.isFound(in: record) { fields[field, default: 0] += 1 }
    }

    private mutating func note(_ capture: String?) {
        guard let capture else { return }
        firstCapture = min(firstCapture ?? capture, capture)
        lastCapture = max(lastCapture ?? capture, capture)
    }

    /// The kinds, in their order.
    static let kinds = ["article", "document", "list", "other"]

    /// The counts as a line of JSON.
    public var jsonLine: [UInt8] {
        var json = JSONLine()
        json.object { json in
            json.key("portal"); json.value(portal)
            json.key("pages"); json.value(pages)
            json.key("kinds"); json.object { json in
                for kind in Self.kinds { json.key(named: kind); json.value(kinds[kind, default: 0]) }
            }
            json.key("years"); json.object { json in
                for year in years.keys.sorted() {
                    json.key(named: year.isEmpty ? "undated" : year); json.value(years[year, default: [:]].values.reduce(0, +))
                }
            }
            json.key("fields"); json.object { json in
                for field in Field.allCases { json.key(named: field.rawValue.replacing(" ", with: "_")); json.value(fields[field, default: 0]) }
            }
            json.key("characters"); json.value(characters)
            json.key("first_capture"); json.value(firstCapture)
            json.key("last_capture"); json.value(lastCapture)
            json.key("records"); json.value(census.records)
            json.key("refusals"); json.value(census.refusals)
            json.key("withheld"); json.value(census.withheld)
            json.key("damaged"); json.value(census.damaged)
        }
        json.endLine()
        return json.bytes
    }
}
