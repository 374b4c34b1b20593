// What a run made of one URL, if somebody would want to know in the morning.

import Comparing

/// A URL's news of one run.
public struct PageChange: Sendable, Codable, Equatable {
    /// What happened to it.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Captured for the first time.
        case new
        /// Its text is another.
        case changed
        /// Missing on another night again: it is not there any more.
        case gone
        /// Missing for the first time.
        case missing
        /// Its text stands at another address now.
        case moved
        /// It was missing or gone, and is there again.
        case back
        /// It was there, and now only points elsewhere.
        case redirected
        /// The site refuses to show it.
        case turnedAway = "turned away"
        /// No answer, or none that can be used.
        case failed
    }

    /// What kind of thing the URL is.
    public enum Matter: String, Sendable, Codable, CaseIterable {
        /// An article or a document.
        case article
        case list
        /// A home page, a shell, a page not read yet.
        case page
        /// A file that a page offers.
        case attachment
        /// An image, a style sheet, a script.
        case embed

        /// Whether it is no page, and has no text to compare.
        var isFile: Bool { self == .attachment || self == .embed }
    }

    public var kind: Kind
    public var matter: Matter
    public var url: String
    public var title: String?
    /// 栏目, with the columns above it.
    public var column: String?
    /// As the page says, ISO 8601.
    public var published: String?
    public var state: String
    public var reason: String?
    public var detail: String?
    /// The state before.
    public var before: String?
    public var status: Int?
    /// UTC.
    public var visitedAt: String
    /// Where its last good copy lies.
    public var warc: String?
    public var offset: Int?
    /// Where its text stands now.
    public var movedTo: String?
    /// Where the last good copy before lies, if there is one and the text changed.
    public var warcBefore: String?
    public var offsetBefore: Int?
    /// Entries that came to a list, and that it lost.
    public var entriesAdded: Int?
    public var entriesLost: Int?
    /// What changed in its text; `nil` where it was not compared.
    public var difference: [BlockChange]?
    /// Changed blocks that are not shown.
    public var blocksLeft: Int?
    /// Changes of it that stand on other pages as well, and are told once.
    public var sharedChanges: Int?
    /// How much it matters, 0 to 100.
    public var weight = 0
}

/// The same change on several pages: one finding.
public struct SharedChange: Sendable, Codable, Equatable {
    public var change: BlockChange
    /// On so many pages of those that were compared.
    public var count: Int
    /// Some of them.
    public var urls: [String]
    public var weight: Int
}
