// Where on a page a value can stand, and whom to trust when places disagree.

/// The places that ``Evidence`` names.
///
/// # Order of trust
/// The first place that holds a plausible value wins; what a reader sees goes before what only a machine sees.
///
/// - `title`: a heading of the page that the meta ArticleTitle or `<title>` confirms, else the meta, else the heading
///   next to the byline, else `<title>`.
/// - `published`: byline (labelled, then bare) · document table (发布日期) · the line below the body · `<time>` and
///   PUBLISHTIME elements · meta (PubDate, publishdate …; it can be the stamp of a regeneration) · the URL.
///   成文日期, 生成日期 and a deadline are never it.
/// - `document.number`: the table; where it has none, a line in the head of the text that is a 文号 and nothing else.
/// - `source`, `author`, `editor`: byline · sign-off. The metas ContentSource and Author are no source: on real pages
///   they hold numbers of editors, provinces, whole sentences.
/// - `footer.site_id` and the site's own: footer; the meta SiteIDCode for the site.
public enum Place: String, Sendable {
    case heading = "heading"
    case h1 = "h1"
    case titleElement = "title"
    case meta = "meta"
    case byline = "byline"
    case bylineMidnight = "byline; 00:00:00 dropped"
    case bodyFirstLine = "first line"
    case bodyHead = "head of the text"
    case table = "table"
    case below = "below the body"
    case belowMidnight = "below the body; 00:00:00 dropped"
    case element = "element"
    case url = "url"
    case signoff = "signoff"
    case breadcrumb = "breadcrumb"
    case footer = "footer"
    case rows = "rows"
    case script = "script"
    case pager = "pager"
    /// The answer to a list request.
    case answer = "answer"
    /// The row of a list that names the page.
    case list = "list"
    /// The page of the column of whose list an answer is a page.
    case columnPage = "column page"
}
