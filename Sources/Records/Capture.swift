// Where the bytes of a record's page are, and how they were read.

/// The provenance of a record, to the byte.
public struct Capture: Sendable, Equatable {
    /// The input path of a saved page; `nil` for a page of a WARC file.
    public var file: String?
    /// When the page was fetched: WARC-Date, UTC, `2026-11-24T05:00:00Z`.
    public var fetchedAt: String?
    /// The HTTP status.
    public var status: Int?
    /// The charset by which the page was decoded.
    public var charset: String
    /// The charset that the HTTP header, else a meta tag, declares; as written.
    public var charsetDeclared: String?
    /// What decided the charset: `bom`, `header`, `utf8`, `meta`, `guess`, `fallback`.
    public var charsetFrom: String
    /// Byte sequences that are not valid in the charset; each became one U+FFFD.
    public var badBytes: Int
    /// What of the page was not read, `nil` if nothing.
    public var cut: Cut?
    /// The base name of the WARC file.
    public var warc: String?
    /// Where the response record begins in the WARC file, in bytes.
    public var offset: Int?
    /// The record's length in the WARC file, in bytes as stored (compressed).
    public var length: Int?
    /// WARC-Record-ID, `urn:uuid:…`.
    public var recordID: String?
    /// WARC-Payload-Digest, `sha256:…`.
    public var payloadDigest: String?

    /// A capture of which no more is known than when and with what status it was fetched; the reader adds the rest.
    public init(status: Int?, fetchedAt: String?) {
        self.status = status
        self.fetchedAt = fetchedAt
        charset = ""
        charsetFrom = ""
        badBytes = 0
    }

    /// What was left out of reading because a bound was reached.
    public struct Cut: Sendable, Equatable {
        /// Elements below depth 512, whose tags were dropped and whose text was kept.
        public var elements: Int
        /// Attributes after the first 1,000 of a tag.
        public var attributes: Int
        /// Why the body itself is not whole: `length`, `time`, `disconnect`, `encoding`; `nil` when it is whole.
        public var body: String?

        public init(elements: Int, attributes: Int, body: String?) {
            self.elements = elements
            self.attributes = attributes
            self.body = body
        }
    }
}
