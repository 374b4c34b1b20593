// The normalized JSON object of one page: one line of JSON-lines.

/// One page as Shilu publishes it, schema `shilu.record/1`.
///
/// Every key is always there; `nil` is written as `null`, an empty array as `[]`. All text is normalized by
/// ``NormalText``; every URL is absolute where the page's own URL is known.
public struct Record: Sendable, Equatable {
    /// The name and number of the schema; a new key or a new meaning raises the number.
    public static let schema = "shilu.record/1"

    /// What made the record, as `shilu/0.1.0`.
    public var extractor: String
    /// SHA-256 (hex) of the URL, a line feed and the SHA-256 (hex) of the content-decoded body.
    public var id: String
    /// `article`, `document`, `list` or `other`.
    public var kind: String
    public var url: String?
    public var site: Site
    public var title: String?
    /// 引题, the line above the headline.
    public var kicker: String?
    /// 副题, the line below the headline.
    public var subtitle: String?
    /// 原标题.
    public var originalTitle: String?
    public var breadcrumb: [String]
    /// The last crumb that is neither 正文 nor the title; on lists the last.
    public var column: String?
    public var source: String?
    public var author: String?
    public var editor: String?
    /// ISO 8601 local time at the precision that the page shows.
    public var published: String?
    public var reads: Int?
    public var paragraphs: [String]
    public var signoff: String?
    public var previous: Reference?
    public var next: Reference?
    public var attachments: [NamedLink]
    public var images: [Image]
    public var document: Document?
    public var footer: Footer
    public var links: [Row]
    public var announced: Int?
    public var dialect: String?
    public var nextPage: String?
    public var verbatim: Verbatim
    /// For each found field, where it was found; in the order of the record's keys.
    public var evidence: [Evidence]
    public var capture: Capture

    /// The site that the page names itself as part of.
    public struct Site: Sendable, Equatable {
        public var host: String?
        public var name: String?
        /// 网站标识码.
        public var siteID: String?
    }

    /// A page that another page points to: 上一篇 or 下一篇.
    public struct Reference: Sendable, Equatable {
        public var title: String?
        public var url: String?
    }

    /// An attachment.
    public struct NamedLink: Sendable, Equatable {
        public var name: String?
        public var url: String?
    }

    /// An image of the body.
    public struct Image: Sendable, Equatable {
        public var alt: String?
        public var url: String?
    }

    /// 政府信息公开: what the document's table says.
    public struct Document: Sendable, Equatable {
        public var indexNumber: String?
        public var issuer: String?
        public var number: String?
        public var written: String?
        public var released: String?
        public var effective: String?
        public var category: String?
        public var keywords: String?
        public var validity: String?
    }

    /// The foot of the page: who is responsible for it.
    public struct Footer: Sendable, Equatable {
        public var text: String?
        public var owner: String?
        public var organizer: String?
        public var undertaker: String?
        public var address: String?
        public var postalCode: String?
        public var phone: String?
        public var icp: String?
        public var publicSecurity: String?
        public var siteID: String?
    }

    /// A row of a list page.
    public struct Row: Sendable, Equatable {
        public var title: String?
        public var url: String?
        public var date: String?
        public var number: String?
        public var indexNumber: String?
        public var issuer: String?
        public var validity: String?
    }

    /// Text as it stands on the page, each run of white space one space.
    public struct Verbatim: Sendable, Equatable {
        public var breadcrumb: String?
        public var byline: String?
    }

    /// Where a field's value was found.
    public struct Evidence: Sendable, Equatable {
        public var field: String
        public var place: String
    }
}
