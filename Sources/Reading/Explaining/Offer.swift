// What a place of the page offers for a field, before it is settled which offer the page has taken.

/// A value at a place; `refusal` says why it can never win.
struct Offer {
    var value: String
    var place: String
    var detail = ""
    /// Where it stands in the page's text.
    var range: Range<Int>?
    var rank: Int?
    var score: Double?
    var refusal: String?
}

/// The offers for one field, settled against what the page says.
struct Settlement {
    var candidates: [Candidate] = []
    /// Where the value that won stands in the page's text; `nil` if no reader sees it.
    var range: Range<Int>?

    /// - Parameters:
    ///   - value: the field's value on the page; `nil` if it has none.
    ///   - place: the place that evidence names, if it names one.
    ///   - absence: why nothing was taken, should the page have no value.
    init(_ field: String, _ offers: [Offer], value: String?, place: String?, absence: String, text: VisibleText) {
        var offers = offers
        var winner: Int?
        if let value {
            let same = offers.indices.filter { offers[$0].value == value && (place == nil || offers[$0].place == place) }
            winner = same.first { offers[$0].refusal == nil } ?? same.first
            if winner == nil {
                // The finder has rules that the offers do not repeat; what it found stands first all the same.
                offers.insert(Offer(value: value, place: place ?? "", rank: offers.first { $0.place == place }?.rank ?? 1), at: 0)
                winner = 0
            }
        }
        let won = winner.map { offers[$0] }
        range = won?.range
        let order = offers.indices.sorted { a, b in
            if a == winner || b == winner { return a == winner }
            let (left, right) = (offers[a], offers[b])
            if (left.refusal == nil) != (right.refusal == nil) { return left.refusal == nil }
            if left.rank != right.rank { return left.rank ?? Int.max < right.rank ?? Int.max }
            if left.score != right.score { return left.score ?? 0 > right.score ?? 0 }
            return a < b
        }
        candidates = order.map { n in
            let offer = offers[n]
            let line = offer.range.map { text.line(at: $0.lowerBound) }
            let verdict: Candidate.Verdict = n == winner ? .won(Settlement.reason(offer, among: offers)) : .lost(offer.refusal ?? Settlement.loss(offer, against: won, absence))
            return Candidate(field: field, value: offer.value, place: offer.place, detail: offer.detail, line: line, rank: offer.rank, score: offer.score, verdict: verdict)
        }
    }

    private static func reason(_ winner: Offer, among offers: [Offer]) -> String {
        let others = offers.count { $0.refusal == nil } - 1
        if others <= 0 { return "the only one" }
        if let score = winner.score, offers.contains(where: { $0.refusal == nil && $0.score != nil && $0.range != winner.range }) { return "the highest score, \(number(score))" }
        if offers.contains(where: { $0.refusal == nil && $0.rank ?? Int.max > winner.rank ?? 0 }) { return "“\(winner.place)” is trusted most of the places that have one" }
        return "the first in its place"
    }

    private static func loss(_ offer: Offer, against winner: Offer?, _ absence: String) -> String {
        guard let winner else { return absence }
        if offer.value == winner.value { return "says the same" }
        if let rank = offer.rank, let best = winner.rank, rank > best { return "“\(winner.place)\(winner.detail.isEmpty ? "" : ", " + winner.detail)” is trusted more" }
        if let score = offer.score, let best = winner.score { return score == best ? "another with the same score stands first" : "its score is below \(number(best))" }
        return "another stands before it"
    }

    /// A score with one decimal.
    private static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10)" + (tenths % 10 == 0 ? "" : ".\(abs(tenths) % 10)")
    }
}
