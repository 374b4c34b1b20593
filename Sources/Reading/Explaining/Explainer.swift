// Goes through the record's fields once more and gathers, for each, its candidates and where it stands.

import Markup

/// Makes the candidates and the marks of one reading.
struct Explainer {
    private let reading: Reading
    private let steps: ReadingSteps
    private let footLines: [Int]
    private(set) var candidates: [Candidate] = []
    private(set) var marks: PageMarks

    init(_ reading: Reading, _ steps: ReadingSteps) {
        self.reading = reading
        self.steps = steps
        footLines = FooterOffers.lines(reading, steps)
        marks = PageMarks(reading.text)
        explainKind()
        explainHead()
        explainNames()
        explainBody()
        explainDocument()
        explainFoot()
        explainList()
    }

    private var page: Page { reading.page }
    private var isText: Bool { page.kind == .article || page.kind == .document }

    private func evidence(_ field: String) -> String? { page.evidence.first { $0.field == field }?.place }

    /// Settles a field and marks the value that won.
    private mutating func settle(_ field: String, _ offers: [Offer], value: String?, place: String?, absence: String = "a page of this kind has none") {
        let settlement = Settlement(field, offers, value: value, place: place, absence: absence, text: reading.text)
        candidates += settlement.candidates
        marks.add(field, settlement.range)
    }

    /// A field with one place: its value stands where it is found again in some lines.
    private mutating func settle(_ field: String, found value: String?, in lines: some Sequence<Int>, place: String? = nil) {
        guard let value else { return }
        let place = place ?? evidence(field) ?? "page"
        settle(field, [Offer(value: value, place: place, range: TextSearch(reading.text).first(value, in: lines), rank: 1)], value: value, place: place)
    }

    // MARK: Fields

    private mutating func explainKind() {
        candidates += KindOffers.gather(page, steps.signals)
        settle("site.name", reading.meta.siteName.map { [Offer(value: $0, place: Place.meta.rawValue, detail: "SiteName or og:site_name", rank: 1)] } ?? [], value: page.siteName, place: Place.meta.rawValue)
        var codes: [Offer] = []
        if let code = reading.meta.siteIDCode { codes.append(Offer(value: code, place: Place.meta.rawValue, detail: "SiteIDCode", rank: 1)) }
        if let code = page.footer.siteID { codes.append(Offer(value: code, place: Place.footer.rawValue, detail: "网站标识码", range: TextSearch(reading.text).first(code, in: footLines), rank: 2)) }
        settle("site.site_id", codes, value: page.siteID, place: reading.meta.siteIDCode != nil ? Place.meta.rawValue : Place.footer.rawValue)
    }

    private mutating func explainHead() {
        let lines = steps.headline.lines
        settle("title", TitleOffers.gather(reading, steps), value: page.title, place: evidence("title"), absence: "a page of this kind has no title of its own")
        if let kicker = page.kicker, let lines { settle("kicker", found: kicker, in: max(0, lines.lowerBound - 1)..<lines.lowerBound) }
        if page.subtitle != nil, let lines {
            let below = lines.upperBound..<(steps.byline.lines.first { $0 >= lines.upperBound } ?? lines.upperBound)
            let own = below.filter { page.subtitle!.contains(reading.text.string($0)) }
            settle("subtitle", [Offer(value: page.subtitle!, place: evidence("subtitle") ?? "", range: whole(own), rank: 1)], value: page.subtitle, place: evidence("subtitle"))
        }
        settle("original_title", found: page.originalTitle, in: (lines?.upperBound ?? steps.start)..<max(lines?.upperBound ?? steps.start, min(steps.bodyEnd + 6, reading.text.lines.count)))
        settle("breadcrumb", BreadcrumbOffers.gather(reading, steps), value: page.breadcrumb.isEmpty ? nil : page.breadcrumb.joined(separator: " > "), place: evidence("breadcrumb"))
        var columns: [Offer] = []
        if let crumbs = steps.crumbs {
            for (n, crumb) in crumbs.crumbs.enumerated().reversed() {
                let why = Breadcrumb.placeholders.contains(crumb) ? "names no column" : crumb == page.title && page.kind != .list ? "is the title" : nil
                columns.append(Offer(value: crumb, place: Place.breadcrumb.rawValue, detail: "crumb \(n + 1)", range: TextSearch(reading.text).last(crumb, in: crumbs.lines), rank: 1, refusal: why))
            }
        }
        if let name = reading.meta.columnName { columns.append(Offer(value: name, place: Place.meta.rawValue, detail: "ColumnName", rank: 2)) }
        settle("column", columns, value: page.column, place: evidence("column"))
    }

    private mutating func explainNames() {
        marks.add("byline", lines: steps.byline.lines)
        if let runOn = steps.byline.runOn { marks.add("paragraphs", runOn) }
        if steps.byline.lines.isEmpty { marks.add("byline", lines: steps.below?.lines ?? []) }
        for field in NameOffers.Field.allCases {
            let value: String? = switch field {
            case .source: page.source
            case .author: page.author
            case .editor: page.editor
            case .reads: page.reads.map { String($0) }
            }
            settle(field.rawValue, NameOffers.gather(field, reading, steps), value: value, place: evidence(field.rawValue))
        }
        settle("published", DateOffers.gather(reading, steps), value: page.published, place: evidence("published"), absence: isText ? "no place of trust names it" : "only articles and documents have a date of publication")
    }

    private mutating func explainBody() {
        guard isText else { return }
        var offers = BodyOffers.gather(reading, steps)
        let value = page.paragraphs.isEmpty ? nil : offers.first?.value
        if value == nil { for n in offers.indices { offers[n].refusal = "holds no paragraph" } }
        let settlement = Settlement("paragraphs", offers, value: value, place: offers.first?.place, absence: "holds no paragraph", text: reading.text)
        candidates += settlement.candidates
        marks.add("paragraphs", lines: steps.body?.lines ?? [])
        marks.add("signoff", lines: steps.signOff.lines)
        if let signoff = page.signoff {
            candidates += Settlement("signoff", [Offer(value: signoff, place: Place.signoff.rawValue, range: whole(steps.signOff.lines), rank: 1)], value: signoff, place: evidence("signoff"), absence: "", text: reading.text).candidates
        }
        for (field, neighbor, found) in [("previous", page.previous, steps.neighbors.previous), ("next", page.next, steps.neighbors.next)] {
            guard let neighbor, let found else { continue }
            settle(field, [Offer(value: neighbor.title ?? neighbor.url ?? "", place: "below the body", range: found.link.flatMap(linkRange), rank: 1)], value: neighbor.title ?? neighbor.url, place: nil)
            if let link = found.link { marks.add(field, link: link) }
        }
        for file in steps.files {
            let value = file.name ?? String(decoding: file.address, as: UTF8.self)
            let run = reading.text.links.first { Int($0.line) == file.line && reading.text.tree.attribute(.href, of: Int($0.node)) == file.address }
            settle("attachments", [Offer(value: value, place: run == nil ? "embedded" : "link", range: run?.range, rank: 1)], value: value, place: nil)
        }
        for node in steps.images {
            let value = reading.text.tree.words(.alt, of: node) ?? BodyImages.address(reading.text, node).map { String(decoding: $0, as: UTF8.self) } ?? ""
            settle("images", [Offer(value: value, place: "img", rank: 1)], value: value, place: nil)
        }
    }

    private mutating func explainDocument() {
        guard let info = page.document, let table = steps.table else { return }
        marks.add("document", lines: table.lines)
        for (key, field, path) in DocumentOffers.keys {
            settle(key, DocumentOffers.gather(field, value: info[keyPath: path], reading, table), value: info[keyPath: path], place: Place.table.rawValue)
        }
    }

    private mutating func explainFoot() {
        guard page.footer != Footer() else { return }
        marks.add("footer", lines: footLines)
        for (key, path) in FooterOffers.keys {
            let value = page.footer[keyPath: path]
            settle(key, FooterOffers.gather(key, value: value, lines: footLines, reading), value: value, place: Place.footer.rawValue)
        }
    }

    private mutating func explainList() {
        let isList = page.kind == .list && !page.rows.isEmpty
        settle("links", ListOffers.gather(reading, steps), value: isList ? ListOffers.taken(steps) : nil, place: evidence("links"), absence: "the page is no list")
        if isList, steps.store == nil {
            for row in steps.rows.rows { markRow(row) }
        }
        settle("announced", found: page.announced.map { String($0) }, in: evidence("announced") == Place.pager.rawValue ? pagerLines() : [])
        if let next = page.nextPage {
            let node = reading.text.links.first { link in
                Pager.isPager(reading.text, Int(link.line)) && reading.text.tree.attribute(.href, of: Int(link.node)).flatMap { reading.addresses.absolute($0) } == next
            }
            settle("next_page", [Offer(value: next, place: evidence("next_page") ?? "", range: node?.range, rank: 1)], value: next, place: evidence("next_page"))
        }
    }

    // MARK: Where things stand

    private func whole(_ lines: [Int]) -> Range<Int>? {
        guard let first = lines.first, let last = lines.last else { return nil }
        return Int(reading.text.lines[first].start)..<Int(reading.text.lines[last].end)
    }

    private func linkRange(_ node: Int) -> Range<Int>? {
        marks.runs(ofLink: node).first?.range
    }

    /// Lines that hold a pager or a total.
    private func pagerLines() -> [Int] {
        let total = page.announced.map { String($0) } ?? ""
        return reading.text.lines.indices.filter { reading.text.lines[$0].solid <= 200 && reading.text.string($0).contains(total) && (reading.text.string($0).contains("共") || reading.text.string($0).contains("总")) }
    }

    /// Marks a row's link, and its date where that stands in the same line or right beside it.
    private mutating func markRow(_ row: ListRows.Row) {
        marks.add("links", link: row.link)
        guard let date = row.date, let line = marks.runs(ofLink: row.link).first?.line else { return }
        for k in [Int(line), Int(line) + 1, Int(line) - 1, Int(line) + 2] where reading.text.lines.indices.contains(k) {
            var from = Int(reading.text.lines[k].start)
            while let (found, range) = DateReader.first(in: reading.text.text, from..<Int(reading.text.lines[k].end)) {
                if found == date { return marks.add("links", range) }
                from = range.upperBound
            }
        }
    }
}
