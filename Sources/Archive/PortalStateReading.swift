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

/// What a state knew at one moment.
public struct StateMoment: Sendable {
    /// Runs that were not ended.
    public var unfinished: Set<String>
    /// All WARC files that were committed to, by name.
    public var warcFiles: [CommittedWARC]

    public init(unfinished: Set<String>, warcFiles: [CommittedWARC]) {
        self.unfinished = unfinished
        self.warcFiles = warcFiles
    }
}

/// A portal's state, open for reading only.
public protocol PortalStateReading {
    /// Runs that were not ended: their files may still grow.
    func unfinishedRuns() throws -> Set<String>
    /// Whether the capture of a URL at a place was taken back, because it is the page of another URL.
    func isWithdrawn(url: String, at place: CapturePlace) throws -> Bool
    /// All that is compared, as of one moment; hands on each capture.
    func moment(_ body: (StateCapture) throws -> Void) throws -> StateMoment
}
