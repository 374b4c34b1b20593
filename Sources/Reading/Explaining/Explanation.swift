// Why a page reads as it does: for each field the value that won, where it stands, and what lost against it.

import Markup
import Web

/// What a page says, and what else it could have said.
public struct Explanation: Sendable {
    /// What ``PageReader/read(_:url:capturedAt:)`` makes of the page.
    public let page: Page
    /// For each field, in the order of the record's keys, the value that won, then the others by the order of trust.
    public let candidates: [Candidate]
    /// The page's visible lines, with the parts of the record that stand in them.
    public let lines: [PageLine]
    public let images: [PageImage]

    init(_ reading: Reading, _ steps: ReadingSteps) {
        let explainer = Explainer(reading, steps)
        page = reading.page
        var order: [String: Int] = [:]
        for (n, field) in Explanation.fields.enumerated() { order[field] = n }
        candidates = explainer.candidates.enumerated().sorted { a, b in
            let (left, right) = (order[a.element.field] ?? Int.max, order[b.element.field] ?? Int.max)
            return left != right ? left < right : a.offset < b.offset
        }.map(\.element)
        lines = explainer.marks.lines()
        let own = Set(steps.images), isText = page.kind == .article || page.kind == .document
        images = reading.text.images.map { image in
            PageImage(line: Int(image.line), alt: reading.text.tree.words(.alt, of: Int(image.node)), isBody: isText && own.contains(Int(image.node)))
        }
    }

    /// The candidates of a field, the one that won first; `document` and `footer` give those of all their fields.
    public func candidates(for field: String) -> [Candidate] {
        candidates.filter { $0.field == field || $0.field.hasPrefix(field + ".") }
    }

    /// The fields that are explained, by the record's keys and in their order.
    public static let fields: [String] = ["kind", "site.name", "site.site_id", "title", "kicker", "subtitle", "original_title", "breadcrumb", "column", "source", "author", "editor", "published", "reads", "paragraphs", "signoff", "previous", "next", "attachments", "images"]
        + DocumentOffers.keys.map(\.key) + FooterOffers.keys.map(\.key) + ["links", "announced", "next_page"]
}

extension PageReader {
    /// Reads a page as ``read(_:url:capturedAt:)`` does, and tells of each field what it was chosen from.
    ///
    /// - Parameters:
    ///   - html: the page.
    ///   - url: its URL, if known; relative addresses are resolved against it.
    ///   - capturedAt: the day of its capture, against which the plausibility of dates is judged; `nil` if it is not known.
    public static func explain(_ html: HTMLPage, url: WebURL?, capturedAt: Day?) -> Explanation {
        var reading = Reading(html, url: url, capturedAt: capturedAt)
        let steps = reading.read()
        return Explanation(reading, steps)
    }
}
