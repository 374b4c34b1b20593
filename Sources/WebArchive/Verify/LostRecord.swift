// A record that damage took, and that is known to be lost.

/// What is known of a lost record: enough to tell what refers to it.
public struct LostRecord: Sendable, Equatable, Codable {
    /// Its WARC-Record-ID, without angle brackets.
    public var id: String
    /// Its WARC-Target-URI; nil where it had none, as a warcinfo record.
    public var targetURI: String?
    /// Its WARC-Date.
    public var date: String?

    private enum CodingKeys: String, CodingKey {
        case id, targetURI = "url", date
    }

    public init(id: String, targetURI: String? = nil, date: String? = nil) {
        (self.id, self.targetURI, self.date) = (id, targetURI, date)
    }
}
