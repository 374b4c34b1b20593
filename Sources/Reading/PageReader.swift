// Reads a page: one step for each thing on it, each in a file of its own.

import Markup
import Web

/// Makes a ``Page`` of a parsed page.
public enum PageReader {
    /// What a reader sees on a page.
    ///
    /// - Parameters:
    ///   - html: the page.
    ///   - url: its URL, if known; relative addresses are resolved against it.
    ///   - capturedAt: the day of its capture (WARC-Date), against which the plausibility of dates is judged; `nil` if it is
    ///     not known.
    public static func read(_ html: HTMLPage, url: WebURL?, capturedAt: Day?) -> Page {
        var reading = Reading(html, url: url, capturedAt: capturedAt)
        reading.read()
        return reading.page
    }
}

/// One reading of one page.
struct Reading {
    let text: VisibleText
    let meta: MetaTags
    let addresses: Addresses
    let url: WebURL?
    let capturedAt: Day?
    var page = Page()
    private var places: [(field: String, place: String)] = []

    init(_ html: HTMLPage, url: WebURL?, capturedAt: Day?) {
        text = VisibleText(html.tree)
        meta = MetaTags(text)
        addresses = Addresses(url: url, baseHref: meta.baseHref, charset: html.charset.used)
        self.url = url
        self.capturedAt = capturedAt
    }

    /// Reads the page, and tells what its steps found.
    @discardableResult mutating func read() -> ReadingSteps {
        let marks = BylineMarks(text)
        let crumbs = Breadcrumb.find(text, limit: text.lines.count)
        let table = DocumentTable.find(text)
        let day = capturedAt
        let isPlausible = { (date: DateText) in date.isPlausible(on: day) }
        var headline = Headline.find(text, meta: meta, marks: marks, crumbs: crumbs, table: table?.lines ?? 0..<0)
        let byline = Byline(text, marks: marks, title: headline.lines, limit: text.lines.count, excluded: table?.lines ?? 0..<0, isPlausible: isPlausible)
        let start = bodyStart(headline, byline, crumbs, table)
        var excluded = Set(byline.lines)
        if let crumbs { excluded.formUnion(crumbs.lines) }
        if let table { excluded.formUnion(table.lines) }
        if let lines = headline.lines { excluded.formUnion(lines) }
        let whole = BodyRegion.span(text, start: start, excluded: excluded)
        let span = NextArticle.cut(whole, text, headline: headline.lines, marks: marks)
        let region = BodyRegion.find(text, span: span, excluded: excluded)
        let body = region.map { Body(text, region: $0, title: headline.text, number: table?.info.number) { Attachments.isEntry(text, $0) } }
        let bodyEnd = body?.end ?? start
        let textStart = min(headline.lines?.upperBound ?? start, start)
        let headNumber = table == nil || table?.info.number != nil ? nil : DocumentNumber.find(text, in: textStart..<max(textStart, bodyEnd), excluded: excluded)
        let neighbors = Neighbors(text, behind: start)
        let signOff = readSignOff(body, from: bodyEnd, to: span == whole ? text.lines.count : span.upperBound, byline: byline, neighbors: neighbors)
        // An article with its byline needs no list; many bylines are those of a list's rows.
        let mayBeList = marks.strength.count { $0 >= 3 } >= ListRows.manyBylines || !byline.lines.contains { marks.strength[$0] >= 2 } || headline.lines == nil || (region?.worth ?? 0) < Page.Kind.clearText
        var pager = mayBeList ? Pager(text) : Pager()
        var rows = mayBeList ? ListRows(text, excluded: crumbs?.lines) : ListRows()
        let lastRows = mayBeList ? readLastPage(pager, crumbs) : nil
        if let lastRows { rows = lastRows }
        let store = mayBeList ? ListStore.find(text) : nil
        let files = Attachments.find(text, lines: start..<max(start, fileEnd(span, neighbors)), bodyEnd: bodyEnd, nodes: nodes(span, region))
        let images = BodyImages.find(text, container: region?.container, span: span, firstLine: body?.lines.first ?? span.upperBound)
        var signals = self.signals(headline, byline, marks, body, table, crumbs, pager, store?.rows ?? rows, files.count, images.count)
        signals.isLastPage = lastRows != nil
        page.kind = Page.Kind(signals)
        let isText = page.kind == .article || page.kind == .document
        var below: Byline?

        page.siteName = meta.siteName
        page.footer = FooterReader.read(text, from: isText ? bodyEnd : start)
        page.siteID = meta.siteIDCode ?? page.footer.siteID
        if page.siteName != nil || meta.siteIDCode != nil { place("site", .meta) }
        if page.footer != Footer() { place("footer", .footer) }
        if isText {
            headline.readNeighbours(text, marks: marks, byline: byline.lines, bodyStart: body?.lines.first ?? bodyEnd, crumbs: crumbs, table: table?.lines ?? 0..<0, number: table?.info.number ?? headNumber)
        }
        readTitle(headline, crumbs, table, rows)
        readBreadcrumb(crumbs)
        if isText {
            readAround(headline, body, from: headline.lines?.upperBound ?? start, to: bodyEnd)
            let found = Byline(below: text, marks: marks, from: (body?.lines.last).map { $0 + 1 } ?? bodyEnd, excluded: table?.lines ?? 0..<0, isPlausible: isPlausible)
            below = found
            readByline(byline, signOff, body, found)
            readPublished(byline, table, found, isPlausible)
            page.paragraphs = (byline.runOn.flatMap { text.text.words($0) }.map { [$0] } ?? []) + (body?.paragraphs ?? [])
            page.signoff = signOff.text(text)
            if page.signoff != nil { place("signoff", .signoff) }
            page.previous = neighbor(neighbors.previous)
            page.next = neighbor(neighbors.next)
            page.attachments = files.compactMap { file in addresses.absolute(file.address).map { Attachment(name: file.name, url: $0) } }
            page.images = images.compactMap { image in addresses.absolute(image.address).map { Image(alt: text.tree.words(.alt, of: image.node), url: $0) } }
        }
        if page.kind == .document, let table {
            page.document = table.info
            place("document", .table)
            if let headNumber {
                page.document?.number = headNumber
                place("document.number", .bodyHead)
            }
        }
        if page.kind == .list { readList(rows, store, &pager) }
        page.evidence = Reading.keys.flatMap { key in places.filter { $0.field == key }.map { Evidence(field: $0.field, place: $0.place) } }
        return ReadingSteps(
            marks: marks, crumbs: crumbs, table: table, headline: headline, byline: byline, below: below, start: start, span: span, excluded: excluded,
            body: body, bodyEnd: bodyEnd, neighbors: neighbors, signOff: signOff, rows: rows, store: store, files: files, images: images.map(\.node), signals: signals)
    }

    /// The record's keys that ``Page/evidence`` speaks of, in the record's order.
    private static let keys = [
        "site", "title", "kicker", "subtitle", "original_title", "breadcrumb", "column", "source", "author", "editor", "published", "reads", "signoff", "document", "document.number", "footer",
        "links", "announced", "next_page",
    ]

    private mutating func place(_ field: String, _ place: Place) {
        places.append((field, place.rawValue))
    }

    // MARK: Steps

    /// The first line that can be body.
    private func bodyStart(_ headline: Headline, _ byline: Byline, _ crumbs: Breadcrumb?, _ table: DocumentTable?) -> Int {
        var start = headline.lines?.upperBound ?? 0
        if let last = byline.lines.last { start = max(start, last + 1) }
        if start == 0, let crumbs { start = crumbs.lines.upperBound }
        if let table, table.lines.lowerBound <= start + 4, !hasProse(start..<max(start, table.lines.lowerBound)) { start = max(start, table.lines.upperBound) }
        return start
    }

    /// A table below the text leaves the text before it.
    private func hasProse(_ lines: Range<Int>) -> Bool {
        lines.contains { text.lines[$0].marks >= 2 && text.lines[$0].solid >= 30 && text.lines[$0].linkShare < 0.3 }
    }

    /// Files stand in the body or between it and the foot of the article.
    private func fileEnd(_ span: Range<Int>, _ neighbors: Neighbors) -> Int {
        let end = span.upperBound
        // Below the body a list of attachments can stand behind the tools.
        let next = neighbors.lines.filter { $0 >= end }.min() ?? min(end + 12, text.lines.count)
        let last = max(end, min(next, end + 12))
        return (end..<max(end, min(last, text.lines.count))).first { EndMark.isFoot(text, $0) } ?? last
    }

    /// The nodes among which embedded files are looked for: the body's element, else what stands between the span's borders.
    private func nodes(_ span: Range<Int>, _ region: BodyRegion?) -> Range<Int> {
        if let region { return text.tree.descendants(of: region.container) }
        let from = span.lowerBound == 0 ? 0 : Int(text.lines[span.lowerBound - 1].lastNode) + 1
        let to = span.upperBound < text.lines.count ? Int(text.lines[span.upperBound].firstNode) : text.tree.nodes.count
        return from..<max(from, to)
    }

    private func readSignOff(_ body: Body?, from: Int, to: Int, byline: Byline, neighbors: Neighbors) -> SignOff {
        guard let body else { return SignOff(text, lines: []) }
        var lines = body.signOff
        let own = Set(lines)
        var k = (body.lines.last ?? from - 1) + 1
        let end = min(to, k + SignOff.reach)
        while k < end {
            defer { k += 1 }
            if own.contains(k) || byline.lines.contains(k) || neighbors.lines.contains(k) { continue }
            let line = text.lines[k]
            if line.linkShare > 0.85 { continue }
            if SignOff.isLabelled(text, k), line.solid <= 70, !isFoot(k) { lines.append(k) }
        }
        lines.sort()
        return SignOff(text, lines: lines)
    }

    private static let footWords = Terms<Bool>([("版权所有|copyright|icp备|主办|承办|地址:|邮编|电话|网站标识码|公网安备|技术支持|友情链接", true)])

    private func isFoot(_ k: Int) -> Bool {
        Reading.footWords.first(in: text.folded, text.lines[k].foldedRange) != nil
    }

    private func signals(_ headline: Headline, _ byline: Byline, _ marks: BylineMarks, _ body: Body?, _ table: DocumentTable?, _ crumbs: Breadcrumb?, _ pager: Pager,
                         _ rows: ListRows, _ files: Int, _ images: Int) -> Page.Kind.Signals {
        var s = Page.Kind.Signals()
        s.bodyWorth = body?.region.worth ?? 0
        s.paragraphs = body?.paragraphs.count ?? 0
        if s.paragraphs == 0 { s.bodyWorth = 0 }
        s.hasSentence = body?.paragraphs.contains { $0.utf8.count >= 30 && $0.unicodeScalars.contains("。") } ?? false
        s.hasHeadline = headline.lines != nil
        s.hasByline = !byline.lines.isEmpty
        if let name = meta.articleTitle, let title = headline.text { s.isNamedArticle = TextFolder.fold(name) == TextFolder.fold(title) }
        s.hasFullByline = byline.lines.contains { marks.strength[$0] >= 4 }
        s.hasTable = table != nil
        s.hasCrumbs = crumbs != nil
        s.hasPager = pager.exists
        s.announcesNothing = pager.announced == 0
        s.rows = rows.rows.count
        s.rowsWorth = rows.worth
        s.dated = rows.dated
        if let body, rows.container > 0 {
            let inside = text.lines(in: rows.container)
            s.bodyInRows = body.lines.count { inside.contains($0) } * 10 >= body.lines.count * 7 && !body.lines.isEmpty
        }
        s.hasAttachments = files > 0
        s.hasImages = images > 0
        let linked = text.lines.reduce(0) { $0 + Int($1.linked) }
        let inRows = rows.rows.reduce(0) { $0 + $1.title.unicodeScalars.count }
        s.rowsShare = linked == 0 ? 0 : Double(inRows) / Double(linked)
        s.isRoot = url.map { $0.path == "/" && $0.query == nil } ?? false
        return s
    }

    /// What stands on the last page of a list, beside its pager; `nil` on any other page.
    private func readLastPage(_ pager: Pager, _ crumbs: Breadcrumb?) -> ListRows? {
        guard let crumbs else { return nil }
        var pager = pager
        pager.readScripts(text)
        return ListRows(onLastPage: text, pager: pager, excluded: crumbs.lines)
    }

    private mutating func readTitle(_ headline: Headline, _ crumbs: Breadcrumb?, _ table: DocumentTable?, _ rows: ListRows) {
        // A line of the rows is no title of the list.
        let isRow = page.kind == .list && rows.container > 0 && headline.lines.map { text.lines(in: rows.container).contains($0.lowerBound) } ?? false
        if !isRow, let lines = headline.lines, let title = headline.text {
            page.title = title
            // A heading inside the body only repeats what the table says.
            let isTables = page.kind == .document && headline.place == .heading && lines.lowerBound >= table?.lines.upperBound ?? Int.max
                && table?.title.map { TextFolder.fold($0) == TextFolder.fold(title) } ?? false
            place("title", isTables ? .table : headline.place)
        } else if page.kind == .list, let last = crumbs?.crumbs.last {
            page.title = last
            place("title", .breadcrumb)
        } else if isRow, let title = meta.title.flatMap(Headline.withoutSite), title != meta.siteName {
            page.title = title
            place("title", .titleElement)
        } else if page.kind == .document, let title = table?.title {
            page.title = title
            place("title", .table)
        } else if let title = headline.text, title != meta.siteName {
            page.title = title
            place("title", headline.place)
        }
    }

    private mutating func readBreadcrumb(_ crumbs: Breadcrumb?) {
        if let crumbs {
            page.breadcrumb = crumbs.crumbs
            page.breadcrumbText = crumbs.text
            place("breadcrumb", .breadcrumb)
            let title = page.title, isList = page.kind == .list
            page.column = crumbs.column(title: title, isList: isList)
            if page.column != nil { place("column", .breadcrumb) }
        }
        if page.column == nil, page.kind != .other, let name = meta.columnName, name != "首页" {
            page.column = name
            place("column", .meta)
        }
    }

    private mutating func readAround(_ headline: Headline, _ body: Body?, from: Int, to: Int) {
        page.kicker = headline.kicker
        if page.kicker != nil { place("kicker", .heading) }
        page.subtitle = headline.subtitle
        if page.subtitle != nil { place("subtitle", .heading) }
        page.originalTitle = body?.originalTitle
        if page.originalTitle == nil {
            // The line can stand between title and body, or among the lines that close the article.
            for k in from..<max(from, min(to + 6, text.lines.count)) where text.lines[k].solid <= 120 {
                if let title = Body.originalTitle(text, k) { page.originalTitle = title; break }
            }
        }
        if page.originalTitle != nil { place("original_title", .heading) }
    }

    private mutating func readByline(_ byline: Byline, _ signOff: SignOff, _ body: Body?, _ below: Byline) {
        page.bylineText = byline.text ?? (byline.lines.isEmpty ? below.text : nil)
        (page.source, page.author, page.editor) = (byline.source, byline.author, byline.editor)
        if page.source != nil { place("source", .byline) } else if let source = signOff.source { page.source = source; place("source", .signoff) } else if let source = below.source { page.source = source; place("source", .below) }
        if page.author != nil {
            place("author", .byline)
        } else if let author = Microdata.author(text) {
            page.author = author
            place("author", .element)
        } else if let author = body?.firstLineAuthor {
            page.author = author
            place("author", .bodyFirstLine)
        } else if let author = signOff.author {
            page.author = author
            place("author", .signoff)
        }
        if page.editor != nil { place("editor", .byline) } else if let editor = signOff.editor { page.editor = editor; place("editor", .signoff) }
        page.reads = byline.reads ?? below.reads
        if page.reads != nil { place("reads", byline.reads != nil ? .byline : .below) }
    }

    private mutating func readPublished(_ byline: Byline, _ table: DocumentTable?, _ below: Byline, _ isPlausible: (DateText) -> Bool) {
        if let date = byline.date { publish(date, byline.dateWhere); return }
        if let date = table?.releasedDate, isPlausible(date) { publish(date, .table); return }
        if let date = below.date { publish(date, below.dateWhere); return }
        if let date = dateInElement(), isPlausible(date) { publish(date, .element); return }
        if let meta = meta.publicationDate ?? LinkedData.published(text.tree) {
            let bytes = Array(meta.utf8)
            if let date = DateReader.first(in: bytes, 0..<bytes.count)?.date, isPlausible(date) { publish(date, .meta); return }
        }
        if let url {
            let bytes = Array(url.path.utf8)
            if let date = URLDate.find(bytes, 0..<bytes.count), date.day > 0, isPlausible(date) { publish(date, .url) }
        }
    }

    private mutating func publish(_ date: DateText, _ where_: Place) {
        page.published = date.iso
        place("published", where_)
    }

    /// `<time datetime>`, `<publishtime>` and microdata.
    func dateInElement() -> DateText? {
        let tree = text.tree
        for i in tree.nodes.indices where tree.nodes[i].kind == .element {
            let tag = tree.nodes[i].tag
            var range: Range<Int>?
            if tag == .time {
                if let value = tree.attribute(.datetime, of: i) { range = value.startIndex..<value.endIndex }
            } else if tag == .unknown, tree.nodes[i].textLength == 11, tree.name(of: i) == "publishtime" {
                if let child = tree.children(of: i).first(where: { tree.nodes[$0].kind == .text }) {
                    let t = tree.text(of: child)
                    range = t.startIndex..<t.endIndex
                }
            }
            if let range, let date = DateReader.first(in: tree.text, range)?.date { return date }
        }
        return nil
    }

    private func neighbor(_ found: Neighbors.Found?) -> Neighbor? {
        guard let found else { return nil }
        let address = found.link.flatMap { text.tree.attribute(.href, of: $0) }.flatMap { addresses.absolute($0) }
        guard found.title != nil, address != nil else { return nil }
        return Neighbor(title: found.title, url: address)
    }

    private mutating func readList(_ rows: ListRows, _ store: ListStore?, _ pager: inout Pager) {
        let source = store?.text ?? text
        page.rows = (store?.rows ?? rows).rows.compactMap { row in
            guard let href = source.tree.attribute(.href, of: row.link), let address = addresses.absolute(href) else { return nil }
            var result = ListRow(title: row.title, url: address, date: row.date?.iso)
            result.number = row.number
            result.indexNumber = row.indexNumber
            result.issuer = row.issuer
            result.validity = row.validity
            return result
        }
        if !page.rows.isEmpty { place("links", store == nil ? .rows : .script) }
        pager.readScripts(text)
        if let total = pager.announced {
            page.announced = total
            place("announced", pager.announcedByScript ? .script : .pager)
        } else if let total = ListStore.announced(text) {
            page.announced = total
            place("announced", .script)
        }
        if let next = pager.next.flatMap({ addresses.absolute($0) }) {
            page.nextPage = next
            place("next_page", .pager)
        } else if let next = pager.scriptNext {
            page.nextPage = addresses.absolute(Array(next.utf8)[...])
            place("next_page", .script)
        }
        if let previous = pager.previous.flatMap({ addresses.absolute($0) }), previous != url?.withoutFragment.href { page.previousPage = previous }
        page.pages = pager.scriptPages.compactMap { addresses.absolute(Array($0.utf8)[...]) }
    }
}
