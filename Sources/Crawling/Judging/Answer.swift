// What stands in an answer, as far as its judgement rests on it; and a sign found there.

import Reading
import Web
import WebArchive

/// An answer to be judged: a value, so that a judgement is a function of it and of nothing else.
struct Answer: Sendable {
    /// What was asked for.
    var url: WebURL
    var role = URLRole.page
    /// Whether the portal file names the URL as a beginning.
    var isSeed = false
    /// The HTTP status.
    var status: Int
    var fields: HeaderFields
    /// Bytes of the body as the server sent it.
    var bodyBytes = 0
    /// Whether the body came to its end.
    var isWhole = true
    /// The make of the page; `nil` if the answer is no HTML, or cannot be decoded.
    var shell: PageShell?
    /// Bytes of the page without its codings.
    var pageBytes = 0
    /// What the reader found; `nil` if the answer was not read as a page.
    var page: Page?
    /// What the answer says of itself, if it is a short JSON object.
    var data: DataAnswer?
    /// Where the answer points to (Location), if it is a redirect with a usable one.
    var target: WebURL?

    var isSuccess: Bool { (200..<300).contains(status) }
    var isRedirect: Bool { (300..<400).contains(status) && status != 304 }
    /// Whether it was asked for as something to be read, rather than as a part of a page or a file.
    var isForPage: Bool { role == .page || role == .frame }
}

/// A sign that an answer is not what was asked for.
struct Sign: Sendable, Equatable {
    var reason: URLReason
    /// The sign in words, for log and state.
    var mark: String
    /// The HTTP status that the answer should have had.
    var effectiveStatus: Int

    init(_ reason: URLReason, _ mark: String, effectiveStatus: Int? = nil) {
        self.reason = reason
        self.mark = mark
        self.effectiveStatus = effectiveStatus ?? reason.effectiveStatus ?? 0
    }
}

extension Answer {
    /// Pages of more visible characters than this are no notices of a shield.
    static let longestNotice = 800
    /// Pages with more links than this are pages of a site.
    static let mostLinks = 15
    /// In a page of no more characters and lines than these a phrase counts wherever it stands; in a longer one at its head only.
    static let shortNotice = 150
    private static let fewLines = 6
    /// A longer line, in bytes, is a paragraph of a text rather than a notice.
    private static let longestLine = 240

    /// Whether the page is bare: short, with few links, and without anything that the pages of a portal have: a byline, a date,
    /// crumbs, rows, a table of document information, an owner or a registration number at its foot, the metas of the guideline for
    /// government sites. What a shield puts in the place of a page is bare; words in the text of an article are no signs.
    var isBare: Bool {
        guard let shell else { return false }
        return shell.characters <= Self.longestNotice && shell.links <= Self.mostLinks && !(page?.hasFurniture ?? false)
    }

    /// Where a notice says what it is: its title, its headings and its first lines; in a short page every line. Links do not count.
    var notices: [String] {
        guard let shell else { return [] }
        let text = shell.lines.filter { !$0.isLink }
        let isShort = shell.characters <= Self.shortNotice && text.count <= Self.fewLines
        let first = isShort ? text : text.prefix(3).filter { $0.text.utf8.count <= Self.longestLine }
        return [shell.title] + text.filter(\.isHeading).prefix(5).map(\.text) + first.map(\.text)
    }

    /// The first mark of a set in what the page holds unseen.
    func mark(_ marks: MarkSet) -> String? {
        shell.flatMap { marks.first(in: $0.source[...]) }
    }

    /// The first mark of a set in the places where a notice says what it is.
    func notice(_ phrases: MarkSet) -> String? {
        guard page?.footer.text == nil else { return nil }  // a notice is signed by nobody
        for text in notices {
            if let found = phrases.first(in: Array(text.lowercased().utf8)[...]) { return found }
        }
        return nil
    }

    /// The cookies that the answer sets, as `name=value; …`, in lower case.
    var cookies: [String] { fields.values(of: "Set-Cookie").map { $0.lowercased() } }
}

extension Page {
    /// Whether the page has what the pages of a portal have around or beside their text.
    var hasFurniture: Bool {
        kind == .list || kind == .document || published != nil || bylineText != nil || source != nil || !breadcrumb.isEmpty
            || rows.count > 1 || siteID != nil || siteName != nil || footer.icp != nil || footer.publicSecurity != nil
            || footer.organizer != nil || footer.owner != nil
    }
}

extension PageShell {
    /// Whether the page shows nothing, and leads nowhere.
    var isEmpty: Bool { characters == 0 && links == 0 && images == 0 && frames == 0 }

    /// Whether the page names others by their titles, as home pages and lists do and pages of errors do not.
    var namesPages: Bool { titles >= 3 }

    /// Whether the page is no page but a piece of data that is served as one.
    var isData: Bool { lines.first.map { $0.text.hasPrefix("{") || $0.text.hasPrefix("[") } ?? false }
}
