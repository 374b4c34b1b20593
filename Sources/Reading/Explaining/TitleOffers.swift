// What could be the title: lines by their score, the document's table, the breadcrumb of a list, meta tags, `<title>`.

import Markup

enum TitleOffers {
    /// So many lines are shown besides the winner.
    private static let mostLines = 6
    private static let length: ClosedRange<Int32> = 3...220

    /// Places in the order in which they are asked.
    private enum Rank { static let line = 1, column = 2, meta = 3, titleElement = 4 }

    static func gather(_ reading: Reading, _ steps: ReadingSteps) -> [Offer] {
        let text = reading.text, meta = reading.meta
        let hints = Headline.Hints(meta)
        let weakest = "a headline needs \(Headline.leastScore)"
        var lines: [Offer] = []
        for k in text.lines.indices where length.contains(text.lines[k].solid) {
            if steps.headline.lines?.contains(k) ?? false { continue }
            let score = Headline.score(text, k, hints, steps.marks)
            let isHeading = text.tree.nearest([.h1, .h2], from: Int(text.lines[k].block)) != nil
            guard score >= 0 || isHeading else { continue }
            var refusal: String?
            if steps.crumbs?.lines.contains(k) ?? false { refusal = "it is the breadcrumb" }
            if steps.table?.lines.contains(k) ?? false { refusal = "it stands in the document's table" }
            if steps.marks.strength[k] >= 3 { refusal = "it is a byline" }
            if refusal == nil, score < Headline.leastScore { refusal = weakest }
            lines.append(Offer(value: text.string(k), place: (text.tree.nearest([.h1], from: Int(text.lines[k].block)) == nil ? Place.heading : .h1).rawValue,
                               detail: NodeDescription.of(Int(text.lines[k].block), in: text.tree), range: text.lines[k].range, rank: Rank.line, score: score, refusal: refusal))
        }
        lines.sort { $0.score ?? 0 > $1.score ?? 0 }
        var offers = Array(lines.prefix(mostLines))
        if let own = steps.headline.lines, let title = steps.headline.text {
            let score = own.map { Headline.score(text, $0, hints, steps.marks) }.max()
            let first = own.lowerBound
            let place = reading.page.evidence.first { $0.field == "title" }?.place ?? steps.headline.place.rawValue
            let isRow = reading.page.kind == .list && steps.rows.container > 0 && text.lines(in: steps.rows.container).contains(first)
            offers.insert(Offer(value: title, place: isRow ? steps.headline.place.rawValue : place, detail: NodeDescription.of(Int(text.lines[first].block), in: text.tree),
                                range: Int(text.lines[first].start)..<Int(text.lines[own.upperBound - 1].end), rank: Rank.line, score: score,
                                refusal: isRow ? "it is a row of the list" : nil), at: 0)
        }
        if let last = steps.crumbs?.crumbs.last, let lines = steps.crumbs?.lines {
            offers.append(Offer(value: last, place: Place.breadcrumb.rawValue, detail: "last crumb", range: TextSearch(text).last(last, in: lines), rank: Rank.column,
                                refusal: reading.page.kind == .list ? nil : "only a list is called by its last crumb"))
        }
        if let title = steps.table?.title {
            offers.append(Offer(value: title, place: Place.table.rawValue, detail: "标题", range: steps.table?.entries.first { $0.field == .title }?.value, rank: Rank.column,
                                refusal: reading.page.kind == .document ? nil : "the page is no document"))
        }
        if let title = meta.articleTitle { offers.append(Offer(value: title, place: Place.meta.rawValue, detail: "ArticleTitle", rank: Rank.meta)) }
        if let title = meta.sharedTitle { offers.append(Offer(value: title, place: Place.meta.rawValue, detail: "og:title", refusal: "only confirms a line of the page")) }
        if let title = meta.title {
            let taken = reading.page.evidence.contains { $0.field == "title" && $0.place == Place.titleElement.rawValue }
            offers.append(Offer(value: taken ? reading.page.title ?? title : title, place: Place.titleElement.rawValue, detail: "<title>", rank: Rank.titleElement))
        }
        return offers
    }
}
