// One URL asked for, and what came of it: its judgement, its WARC records, the page that was read.

import Archive
import Fetching
import Reading
import Records
import Sitemaps
import Web
import WebArchive

/// What a request brought, ready to be written. Made on any thread; nothing in it knows yet where it will lie.
struct Visit: Sendable {
    var queued: QueuedURL
    var judgement: Judgement
    /// When it was asked for.
    var visitedAt: Timestamp
    /// Which attempt of its run it is, counted from 1.
    var attempt = 1
    /// Whether anything answered, whatever it said.
    var answered = false
    var status: Int?
    var records: [PreparedRecord] = []
    /// The response or revisit among the records.
    var capture: PreparedCapture?
    /// The capture of another URL with the same bytes, if the revisit refers to one.
    var twin: QueuedURL.LastCapture?
    /// Makes it a revisit of another URL's capture, if it turns out that the archive, or an answer before it, has the same bytes; `nil` if
    /// its bytes are stored in any case.
    var asTwin: (@Sendable (QueuedURL.LastCapture) throws(WARCWriteError) -> Visit)?
    /// The page that was read; `nil` for what is no page, and for one whose bytes are those of the last time.
    var page: ExtractedPage?
    /// The page's record, but for its place.
    var record: Record.Beginning?
    /// What the page is, as read now.
    var kind: Page.Kind?
    /// What is remembered of the page.
    var facts: PageFacts?
    var redirectTarget: WebURL?
    /// Whether it is a challenge that only wants to be asked again with the cookie which it sets.
    var offersCookie = false
    var validators = QueuedURL.Validators()
    /// What a sitemap or a feed says, if this is one.
    var sitemap: SitemapFile?
    /// What robots.txt says, if this is one.
    var robots: RobotsPolicy?
    /// Bytes received: head and body.
    var bytes = 0
    var seconds = 0.0

    /// The HTTP status that the answer should have had; `nil` if nothing answered.
    var effectiveStatus: Int? { judgement.effectiveStatus ?? status }

    /// The file of a body that is too large for memory: it is there until the records that are streamed from it are written.
    var body: SpooledFile?

    /// What the index and the state keep of a response or a revisit.
    struct PreparedCapture: Sendable {
        /// Its place in ``Visit/records``.
        var index: Int
        var recordID: String
        var payloadDigest: String
        var fetchedAt: Timestamp
        var status: Int
        /// As the index gives it.
        var mime: String?
        /// As the index gives it.
        var indexStatus: String?
        var isRevisit: Bool
        /// Whether the body is all that the server sent.
        var isWhole: Bool
        /// The request's method and body as the index files them, if it was no GET.
        var post: RequestQuery?
    }
}

/// A visit after its records were written.
struct WrittenVisit: Sendable {
    var visit: Visit
    /// Where the response or revisit lies; `nil` if nothing was captured.
    var place: WARCPlace?
}
