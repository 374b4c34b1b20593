// Whether a page is an article, a document, a list or something else.

extension Page.Kind {
    /// What the decision rests on.
    struct Signals {
        /// Characters of prose in the body.
        var bodyWorth = 0.0
        var paragraphs = 0
        /// Whether a paragraph ends a sentence (。).
        var hasSentence = false
        var hasHeadline = false
        var hasByline = false
        /// The byline names a date and a source, or as much.
        var hasFullByline = false
        var hasTable = false
        var hasCrumbs = false
        var hasPager = false
        var rows = 0
        var rowsWorth = 0.0
        /// The share of the rows that have a date.
        var dated = 0.0
        /// The share of the page's linked characters that stand in the rows.
        var rowsShare = 0.0
        /// Most of the body's lines stand in the rows' own element: summaries.
        var bodyInRows = false
        var hasAttachments = false
        var hasImages = false
        /// The address is the root of a site.
        var isRoot = false
    }

    // MARK: Thresholds

    /// With a byline this much text makes an article.
    private static let articleWithByline = 8.0
    /// Without a byline it takes more, least where a sentence is ended.
    private static let articleWithoutByline = 120.0
    private static let sentencesWithoutByline = 40.0
    /// With a byline, headline and this much text a page is no list, whatever rows it has.
    static let clearText = 100.0
    /// Rows below this many are no list, unless the page has a pager.
    private static let fewestRows = 3
    /// The least share of the page's links that a list's rows hold.
    private static let listShare = 0.30

    init(_ s: Signals) {
        let isText = s.hasHeadline && s.hasByline && (s.bodyWorth >= Self.articleWithByline || s.hasAttachments || s.hasImages)
            || s.hasHeadline && (s.bodyWorth >= Self.articleWithoutByline || s.hasSentence && s.bodyWorth >= Self.sentencesWithoutByline)
            || s.hasCrumbs && s.hasSentence && s.paragraphs >= 2 && s.bodyWorth >= Self.sentencesWithoutByline
            || s.hasHeadline && s.hasFullByline
            || s.bodyWorth >= 2 * Self.articleWithoutByline && s.paragraphs >= 2
        let isList = s.rows >= 2 && (s.hasPager && s.dated > 0.3 || s.rows >= Self.fewestRows && (s.dated >= 0.5 || s.hasCrumbs && s.rowsWorth > 60 || s.hasPager))
            && (s.rowsShare >= Self.listShare || s.hasCrumbs && s.dated >= 0.5 || s.hasPager && s.dated >= 0.5) && !s.isRoot
        if s.hasTable, s.hasHeadline, s.bodyWorth > 0 || s.hasAttachments { self = .document; return }
        if isList, s.bodyInRows, s.dated >= 0.5, s.rows >= Self.fewestRows { self = .list; return }
        if isText, isList {
            // Rows with dates beside little text are the page's matter; a byline speaks for the text.
            self = s.hasByline || s.bodyWorth > s.rowsWorth ? .article : .list
            return
        }
        if isText { self = .article } else if isList { self = .list } else if s.hasTable { self = .document } else { self = .other }
    }
}
