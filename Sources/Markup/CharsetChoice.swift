// Which encoding a page is in.

/// The encoding a page is decoded with, what it said, and what decided.
public struct CharsetChoice: Sendable, Equatable {
    public enum Source: String, Sendable {
        /// A byte order mark.
        case bom
        /// The charset of the HTTP Content-Type.
        case header
        /// All bytes are valid UTF-8.
        case utf8
        /// A meta tag.
        case meta
        /// The text that comes of it.
        case guess
        /// Nothing pointed anywhere.
        case fallback
    }

    public let used: Charset
    /// The label as written: the header's, else the first meta tag's; nil where neither has one. It need not name an encoding.
    public let declared: String?
    public let from: Source

    public init(used: Charset, declared: String?, from: Source) {
        self.used = used
        self.declared = declared
        self.from = from
    }
}
