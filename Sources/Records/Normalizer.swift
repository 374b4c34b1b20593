// What the reader saw, put into the form of a record.

import Reading

/// Makes records of pages.
public enum Normalizer {
    /// The record of a page.
    ///
    /// - Parameters:
    ///   - page: what the reader saw.
    ///   - id: see ``Record/id``.
    ///   - url: the page's URL without fragment, `nil` if it is not known.
    ///   - host: the URL's host.
    ///   - capture: where the page's bytes are.
    public static func record(of page: Page, id: String, url: String?, host: String?, capture: Capture) -> Record {
        let text = NormalText.normalize
        return Record(
            extractor: ShiluVersion.product,
            id: id,
            kind: page.kind.rawValue,
            url: url,
            site: .init(host: host, name: text(page.siteName), siteID: text(page.siteID)),
            title: text(page.title),
            kicker: text(page.kicker),
            subtitle: text(page.subtitle),
            originalTitle: text(page.originalTitle),
            breadcrumb: page.breadcrumb.compactMap(text),
            column: text(page.column),
            source: text(page.source),
            author: text(page.author),
            editor: text(page.editor),
            published: page.published,
            reads: page.reads,
            paragraphs: page.paragraphs.compactMap(text),
            signoff: text(page.signoff),
            previous: reference(page.previous),
            next: reference(page.next),
            attachments: page.attachments.map { .init(name: text($0.name), url: $0.url) },
            images: page.images.map { .init(alt: text($0.alt), url: $0.url) },
            document: page.document.map(document),
            footer: footer(page.footer),
            links: page.rows.map(row),
            announced: page.announced,
            dialect: page.dialect,
            nextPage: page.nextPage,
            verbatim: .init(
                breadcrumb: NormalText.singleSpaced(page.breadcrumbText),
                byline: NormalText.singleSpaced(page.bylineText)),
            evidence: page.evidence.map { .init(field: $0.field, place: $0.place) },
            capture: capture)
    }

    private static func reference(_ neighbor: Neighbor?) -> Record.Reference? {
        guard let neighbor else { return nil }
        let title = NormalText.normalize(neighbor.title)
        return title == nil && neighbor.url == nil ? nil : .init(title: title, url: neighbor.url)
    }

    private static func document(_ info: DocumentInfo) -> Record.Document {
        let text = NormalText.normalize
        return .init(
            indexNumber: text(info.indexNumber), issuer: text(info.issuer), number: text(info.number),
            written: text(info.written), released: text(info.released), effective: text(info.effective),
            category: text(info.category), keywords: text(info.keywords), validity: text(info.validity))
    }

    private static func footer(_ footer: Reading.Footer) -> Record.Footer {
        let text = NormalText.normalize
        return .init(
            text: text(footer.text), owner: text(footer.owner), organizer: text(footer.organizer),
            undertaker: text(footer.undertaker), address: text(footer.address), postalCode: text(footer.postalCode),
            phone: text(footer.phone), icp: text(footer.icp), publicSecurity: text(footer.publicSecurity),
            siteID: text(footer.siteID))
    }

    private static func row(_ row: ListRow) -> Record.Row {
        let text = NormalText.normalize
        return .init(
            title: text(row.title), url: row.url, date: text(row.date), number: text(row.number),
            indexNumber: text(row.indexNumber), issuer: text(row.issuer), validity: text(row.validity))
    }
}
