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
        /// The meta ArticleTitle, which the guideline for government sites gives to pages of articles only, names the headline.
        var isNamedArticle = false
        /// The byline names a date and a source, or as much.
        var hasFullByline = false
        var hasTable = false
        var hasCrumbs = false
        var hasPager = false
        /// The pager announces no rows.
        var announcesNothing = false
        var rows = 0
        var rowsWorth = 0.0
        /// The share of the rows that have a date.
        var dated = 0.0
        /// The share of the page's linked characters that stand in the rows.
        var rowsShare = 0.0
        /// Most of the body's lines stand in the rows' own element: summaries.
        var bodyInRows = false
        /// The rows stand beside the pager of a list's last page.
        var isLastPage = false
        var hasAttachments = false
        var hasImages = false
        /// The address is the root of a site.
        var isRoot = false
    }

    // MARK: Thresholds

    /// With a byline this much text makes an article.
    static let articleWithByline = 8.0
    /// Without a byline it takes more, least where a sentence is ended.
    static let articleWithoutByline = 120.0
    static let sentencesWithoutByline = 40.0
    /// With a byline, headline and this much text a page is no list, whatever rows it has.
    static let clearText = 100.0
    /// Rows below this many are no list, unless the page has a pager.
    static let fewestRows = 3
    /// The least share of the page's links that a list's rows hold.
    static let listShare = 0.30

    init(_ s: Signals) {
        let isText = s.isText, isList = s.isList
        // 共0条: a list that has nothing yet.
        if s.announcesNothing, s.hasCrumbs, s.hasPager, !s.hasByline, !s.hasSentence { self = .list; return }
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

extension Page.Kind.Signals {
    /// Whether the page holds a text.
    var isText: Bool {
        hasHeadline && hasByline && (bodyWorth >= Page.Kind.articleWithByline || hasAttachments || hasImages)
            || hasHeadline && (bodyWorth >= Page.Kind.articleWithoutByline || hasSentence && bodyWorth >= Page.Kind.sentencesWithoutByline)
            || hasCrumbs && hasSentence && paragraphs >= 2 && bodyWorth >= Page.Kind.sentencesWithoutByline
            || hasHeadline && hasFullByline
            || hasHeadline && isNamedArticle && bodyWorth >= Page.Kind.sentencesWithoutByline
            // The title can stand in `<title>` alone.
            || hasFullByline && hasSentence && bodyWorth >= (hasCrumbs ? Page.Kind.articleWithByline : Page.Kind.sentencesWithoutByline)
            || bodyWorth >= 2 * Page.Kind.articleWithoutByline && paragraphs >= 2
    }

    /// Whether the page holds a list.
    var isList: Bool {
        if isLastPage, hasCrumbs, dated >= 0.5, !isRoot { return true }
        return rows >= 2 && (hasPager && dated > 0.3 || rows >= Page.Kind.fewestRows && (dated >= 0.5 || hasCrumbs && (rowsWorth > 60 || rows >= 5 && rowsShare >= Page.Kind.listShare && rowsWorth >= 5 * Double(rows)) || hasPager))
            && (rowsShare >= Page.Kind.listShare || hasCrumbs && dated >= 0.5 || hasPager && dated >= 0.5) && !isRoot
    }
}
