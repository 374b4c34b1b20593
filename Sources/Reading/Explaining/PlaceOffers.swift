// What could be the breadcrumb, the body and the rows: parts of the page that are weighed against each other.

import Markup

enum BreadcrumbOffers {
    private static let most = 6

    /// The lines that could be the breadcrumb, each found as if those before it were not there.
    static func gather(_ reading: Reading, _ steps: ReadingSteps) -> [Offer] {
        let text = reading.text
        guard let own = steps.crumbs else { return [] }
        var found = [own]
        while let last = found.last, found.count < most, let next = Breadcrumb.find(text, from: last.lines.upperBound, limit: text.lines.count) { found.append(next) }
        if let earlier = Breadcrumb.find(text, limit: own.lines.lowerBound) { found.append(earlier) }
        return found.enumerated().map { n, crumbs in
            Offer(value: crumbs.crumbs.joined(separator: " > "), place: Place.breadcrumb.rawValue, detail: NodeDescription.of(Int(text.lines[crumbs.lines.lowerBound].block), in: text.tree),
                  range: Int(text.lines[crumbs.lines.lowerBound].start)..<Int(text.lines[crumbs.lines.upperBound - 1].end), rank: 1,
                  refusal: n == 0 ? nil : crumbs.lines.lowerBound < own.lines.lowerBound ? "has no label (当前位置 …); a labelled one goes before it" : "stands below the one that was taken")
        }
    }
}

enum BodyOffers {
    /// So many elements are shown.
    static let most = 5

    /// The elements worth most as the body; of several around the same lines the innermost.
    static func gather(_ reading: Reading, _ steps: ReadingSteps) -> [Offer] {
        let text = reading.text, span = steps.span
        guard !span.isEmpty else { return [] }
        var excluded = steps.excluded
        if let summary = BodyRegion.summary(text, span, excluded) { excluded.insert(summary) }
        let sums = BodyRegion.measure(text, span, excluded).sums
        let winner = steps.body?.region.container
        var nodes = sums.indices.filter { node in
            guard sums[node] > 0, text.tree.nodes[node].kind == .element else { return false }
            if node == winner { return true }
            if let winner, text.isInside(node, winner) { return false }
            return !text.tree.children(of: node).contains { sums[$0] == sums[node] }
        }
        nodes.sort { a, b in a == winner || (b != winner && (sums[a], b) > (sums[b], a)) }
        return nodes.prefix(most).map { node in
            let lines = text.lines(in: node).clamped(to: span)
            let isWinner = node == winner
            let count = isWinner ? steps.body?.paragraphs.count ?? 0 : lines.count
            let first = isWinner ? steps.body?.lines.first ?? lines.lowerBound : lines.lowerBound
            var refusal: String?
            if let winner, !isWinner {
                refusal = text.isInside(winner, node) ? "around the body; what it adds is links, tools and labels" : "its lines are worth less"
            }
            return Offer(value: "\(count) \(isWinner ? "paragraphs" : "lines"): \(first < text.lines.count ? text.string(first) : "")", place: NodeDescription.of(node, in: text.tree),
                         range: first < text.lines.count ? text.lines[first].range : nil, score: sums[node], refusal: refusal)
        }
    }
}

enum ListOffers {
    private static let most = 5

    /// The elements whose children are worth most as the rows of a list.
    static func gather(_ reading: Reading, _ steps: ReadingSteps) -> [Offer] {
        let text = reading.text
        guard !steps.rows.rows.isEmpty || steps.store != nil else { return [] }
        var offers: [Offer] = []
        if let store = steps.store {
            offers.append(offer(store.rows.rows, place: Place.script.rawValue, detail: "<recordset>", range: nil, rank: 1, score: nil))
        }
        let found = ListRows.candidates(text).map { (node: $0, rows: ListRows.rows(text, in: $0, steps.crumbs?.lines)) }.filter { !$0.rows.isEmpty }
            .map { (node: $0.node, rows: $0.rows, worth: $0.rows.reduce(0) { $0 + ListRows.worth(text, $1) }) }.sorted { ($0.worth, $1.node) > ($1.worth, $0.node) }
        for (node, rows, worth) in found.prefix(most) {
            let isOwn = node == steps.rows.container && steps.store == nil
            let lines = text.lines(in: node)
            offers.append(offer(isOwn ? steps.rows.rows : rows, place: Place.rows.rawValue, detail: NodeDescription.of(node, in: text.tree),
                                range: lines.isEmpty ? nil : text.lines[lines.lowerBound].range, rank: 2, score: worth))
        }
        return offers
    }

    /// The rows that the page has taken, in the words of an offer.
    static func taken(_ steps: ReadingSteps) -> String {
        offer((steps.store?.rows ?? steps.rows).rows, place: "", detail: "", range: nil, rank: 1, score: nil).value
    }

    private static func offer(_ rows: [ListRows.Row], place: String, detail: String, range: Range<Int>?, rank: Int, score: Double?) -> Offer {
        let dated = rows.count { $0.date != nil }
        return Offer(value: "\(rows.count) rows, \(dated) with a date: \(rows.first?.title ?? "")", place: place, detail: detail, range: range, rank: rank, score: score)
    }
}
