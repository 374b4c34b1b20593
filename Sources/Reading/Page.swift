// What a reader sees on a page: the values, their texts, and where each was found.

/// A page as its reader sees it.
///
/// Texts are the visible text, white space collapsed as a browser does (no-break spaces and U+3000 are kept), not yet
/// normalized. URLs are absolute when the page's own URL or its `<base>` is known, else as written.
public struct Page: Sendable, Equatable {
    /// What a page is.
    public enum Kind: String, Sendable, CaseIterable {
        /// One text with its title.
        case article
        /// One text with a table of document information (政府信息公开: 索引号, 文号 …).
        case document
        /// A column (栏目): rows of links.
        case list
        /// Anything else: a home page, a shell, an error page.
        case other
    }

    public var kind: Kind = .other
    /// The site's name, as the page gives it (meta SiteName, og:site_name).
    public var siteName: String?
    /// 网站标识码, from the meta SiteIDCode, else from the footer.
    public var siteID: String?
    /// The headline.
    public var title: String?
    /// 引题, the line above the headline.
    public var kicker: String?
    /// 副题, the line between headline and byline.
    public var subtitle: String?
    /// 原标题.
    public var originalTitle: String?
    /// The crumbs, first to last.
    public var breadcrumb: [String] = []
    /// The last crumb that is neither 正文/浏览文章 nor the title; on lists the last.
    public var column: String?
    public var source: String?
    public var author: String?
    public var editor: String?
    /// ISO 8601 local time at the precision that the page shows.
    public var published: String?
    /// The number of readers, where the number stands in the page.
    public var reads: Int?
    /// The body's paragraphs; a table row is one, its cells joined by a tab.
    public var paragraphs: [String] = []
    /// The closing attribution lines, joined by a line feed.
    public var signoff: String?
    /// 上一篇.
    public var previous: Neighbor?
    /// 下一篇.
    public var next: Neighbor?
    public var attachments: [Attachment] = []
    /// The images of the body.
    public var images: [Image] = []
    public var document: DocumentInfo?
    public var footer = Footer()
    /// The rows of a list page.
    public var rows: [ListRow] = []
    /// The number of rows that a list page announces (共N条).
    public var announced: Int?
    /// How the portal's system publishes the list; the reader leaves it `nil`, what reads lists by their dialect fills it.
    public var dialect: String?
    /// The URL of the next list page.
    public var nextPage: String?
    /// The URL of the list page before this one, where its pager leads to one; for the crawl, no part of the record.
    public var previousPage: String?
    /// The URLs of all pages of the list, where a script spells how they are named; for the crawl, no part of the record.
    public var pages: [String] = []
    /// The breadcrumb line, verbatim.
    public var breadcrumbText: String?
    /// The byline, verbatim; its lines joined by a space.
    public var bylineText: String?
    /// Where each found field was found, in the order of the record's keys.
    public var evidence: [Evidence] = []

    public init() {}
}

/// A page that another points to: 上一篇, 下一篇.
public struct Neighbor: Sendable, Equatable {
    public var title: String?
    public var url: String?

    public init(title: String?, url: String?) {
        self.title = title
        self.url = url
    }
}

/// A file that belongs to the page's text.
public struct Attachment: Sendable, Equatable {
    public var name: String?
    public var url: String?

    public init(name: String?, url: String?) {
        self.name = name
        self.url = url
    }
}

/// An image of the body.
public struct Image: Sendable, Equatable {
    public var alt: String?
    public var url: String?

    public init(alt: String?, url: String?) {
        self.alt = alt
        self.url = url
    }
}

/// 政府信息公开: what a document's own table says of it.
public struct DocumentInfo: Sendable, Equatable {
    /// 索引号.
    public var indexNumber: String?
    /// 发文机关.
    public var issuer: String?
    /// 文号.
    public var number: String?
    /// 成文日期.
    public var written: String?
    /// 发布日期.
    public var released: String?
    /// 生效日期.
    public var effective: String?
    /// 主题分类.
    public var category: String?
    /// 主题词.
    public var keywords: String?
    /// 有效性.
    public var validity: String?

    public init() {}
}

/// The foot of a page: who answers for it.
public struct Footer: Sendable, Equatable {
    /// The foot's visible lines, joined by a line feed.
    public var text: String?
    /// Who holds 版权所有/Copyright, else 主办.
    public var owner: String?
    /// 主办.
    public var organizer: String?
    /// 承办.
    public var undertaker: String?
    public var address: String?
    public var postalCode: String?
    public var phone: String?
    /// ICP备, else ICP证, else 经营许可证, without spaces.
    public var icp: String?
    /// 公网安备: its digits.
    public var publicSecurity: String?
    /// 网站标识码.
    public var siteID: String?

    public init() {}
}

/// A row of a list page.
public struct ListRow: Sendable, Equatable {
    public var title: String?
    public var url: String?
    /// ISO 8601 at the precision that the row shows.
    public var date: String?
    /// 文号.
    public var number: String?
    /// 索引号.
    public var indexNumber: String?
    public var issuer: String?
    public var validity: String?

    public init(title: String?, url: String?, date: String? = nil) {
        self.title = title
        self.url = url
        self.date = date
    }
}

/// Where a field's value was found.
public struct Evidence: Sendable, Equatable {
    /// The record's key, as `published` or `footer.icp`.
    public var field: String
    /// The place, as `byline` or `signoff`; see ``Place``.
    public var place: String

    public init(field: String, place: String) {
        self.field = field
        self.place = place
    }
}

/// A day of the calendar, against which the plausibility of a date is judged.
public struct Day: Sendable, Hashable, Comparable {
    public var year: Int
    public var month: Int
    public var day: Int

    public init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    public static func < (a: Day, b: Day) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }
}
