// What a portal's state says of its WARC files, for whoever compares the two.

/// A capture that the state knows.
public struct StateCapture: Sendable {
    public var recordID: String
    public var payloadDigest: String
    /// The base name of the WARC file.
    public var warc: String
    public var offset: Int
    public var length: Int

    public init(recordID: String, payloadDigest: String, warc: String, offset: Int, length: Int) {
        self.recordID = recordID
        self.payloadDigest = payloadDigest
        self.warc = warc
        self.offset = offset
        self.length = length
    }
}

/// A portal's state, open for reading only.
public protocol PortalStateReading {
    /// Runs that were not ended: their files may still grow.
    func unfinishedRuns() throws -> Set<String>
    /// All WARC files that were committed to.
    func warcFiles() throws -> [CommittedWARC]
    /// Whether the capture of a URL at a place was taken back, because it is the page of another URL.
    func isWithdrawn(url: String, at place: CapturePlace) throws -> Bool
    /// Hands on all captures.
    func forEachCapture(_ body: (StateCapture) throws -> Void) throws
}
