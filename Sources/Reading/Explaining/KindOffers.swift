// Why a page is an article, a document, a list or neither, in words.

enum KindOffers {
    static func gather(_ page: Page, _ s: Page.Kind.Signals) -> [Candidate] {
        Page.Kind.allCases.map { kind in
            let reason = reason(kind, page.kind, s)
            return Candidate(field: "kind", value: kind.rawValue, place: "signals", detail: "", verdict: kind == page.kind ? .won(reason) : .lost(reason))
        }.sorted { $0.hasWon && !$1.hasWon }
    }

    private static func reason(_ kind: Page.Kind, _ winner: Page.Kind, _ s: Page.Kind.Signals) -> String {
        let text = "body worth \(Int(s.bodyWorth)) in \(s.paragraphs) paragraphs, \(s.hasHeadline ? "headline" : "no headline"), \(s.hasByline ? "byline" : "no byline")"
        let rows = "\(s.rows) rows worth \(Int(s.rowsWorth)), \(percent(s.dated)) of them dated, with \(percent(s.rowsShare)) of the page's links; \(s.hasPager ? "a pager" : "no pager"), \(s.hasCrumbs ? "a breadcrumb" : "no breadcrumb")"
        switch kind {
        case .article:
            if winner == .article { return text + (s.isList ? "; it has rows too, but the text weighs more" : "") }
            if winner == .document { return "the page has a table of document information" }
            return s.isText ? text + "; but the rows weigh more" : text + "; that is too little"
        case .document:
            if winner == .document { return "a table of document information (索引号, 文号 …); " + text }
            return s.hasTable ? "has a table of document information, but \(s.hasHeadline ? "neither text nor file" : "no headline")" : "has no table of document information"
        case .list:
            if winner == .list { return s.announcesNothing && s.rows == 0 ? "its pager announces no rows (共0条)" : rows }
            return s.isRoot ? "the address is the root of a site" : s.isList ? rows + "; but the text weighs more" : s.rows == 0 ? "no rows were looked for, or none found" : rows + "; that is too little"
        case .other:
            return winner == .other ? "neither text nor rows are enough" : "is what no other kind fits"
        }
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
