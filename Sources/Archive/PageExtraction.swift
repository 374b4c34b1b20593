// From the bytes of a page to its record: the one way for saved pages, for WARC files and for the crawl.

import Lists
import Markup
import Reading
import Records
import Web
import WebArchive

/// Where a response lies in a WARC file.
public struct WARCPlace: Sendable {
    public var file: String
    public var offset: Int
    public var length: Int
    public var recordID: String
    public var payloadDigest: String?

    /// - Parameters:
    ///   - file: the base name of the WARC file.
    ///   - offset: where the record begins, in bytes of the file.
    ///   - length: the record's length as stored, in bytes.
    public init(file: String, offset: Int, length: Int, recordID: String, payloadDigest: String?) {
        self.file = file
        self.offset = offset
        self.length = length
        self.recordID = recordID
        self.payloadDigest = payloadDigest
    }
}

/// A page that was read, its record all but where it lies. A class, for it is handed on often and never changed.
public final class ExtractedPage: Sendable {
    public let page: Page
    /// The columns that the page shows by their dialects.
    public let columns: [ListColumn]
    /// The links that the page holds, in document order.
    public let links: [PageLink]
    /// What the page is made of besides its text; read with the links, for the crawl only.
    public let shell: PageShell?
    /// Bytes of the page without its codings.
    public let bytes: Int
    /// SHA-256 of what a reader of the page would call its text; made with the links, for the crawl only. Two captures with the same are
    /// the same to a reader, whatever counters and dates stand around it. `nil` if the reader found neither text nor links: then nobody
    /// can tell.
    public let textDigest: String?
    /// The record, all but where the page lies.
    public let unplacedRecord: Record
    /// Of an answer to a list request: what it says.
    public let list: ListReading?

    /// The charset by which the page was decoded.
    public var charset: String { unplacedRecord.capture.charset }

    init(
        page: Page, columns: [ListColumn] = [], links: [PageLink], shell: PageShell?, bytes: Int, textDigest: String?, record: Record,
        list: ListReading? = nil
    ) {
        self.page = page
        self.columns = columns
        self.links = links
        self.shell = shell
        self.bytes = bytes
        self.textDigest = textDigest
        unplacedRecord = record
        self.list = list
    }

    /// The record of a page in a WARC file.
    public func record(at place: WARCPlace) -> Record {
        var record = unplacedRecord
        record.capture = capture(at: place)
        return record
    }

    /// The capture of a page in a WARC file, as its record gives it.
    public func capture(at place: WARCPlace) -> Capture {
        var capture = unplacedRecord.capture
        capture.warc = place.file
        capture.offset = place.offset
        capture.length = place.length
        capture.recordID = place.recordID
        capture.payloadDigest = place.payloadDigest
        return capture
    }

    /// The record of a saved page.
    public func record(file: String) -> Record {
        var record = unplacedRecord
        record.capture.file = file
        return record
    }
}

/// Reads pages.
public enum PageExtraction {
    /// The largest body that is read as a page, in bytes after decoding; what comes after it is not read, and the record says so.
    public static let bodyLimit = 128 << 20
    /// The largest body that comes out of a content coding: a page of 100 KB can unpack to a hundred megabytes on purpose.
    public static let unpackedLimit = 16 << 20

    /// Reads an HTTP response, if it is a 2xx with HTML.
    ///
    /// - Parameters:
    ///   - head: the parsed head of the response.
    ///   - payload: the body without its transfer coding, content coding kept.
    ///   - url: the target URI of the response.
    ///   - transfer: how the transfer coding came off.
    ///   - truncated: WARC-Truncated.
    ///   - row: what a list said of the page, as it stands in the metadata record of the page's capture.
    /// - Returns: `nil` for any other response.
    public static func page(
        head: HTTPMessage, payload: ArraySlice<UInt8>, transfer: DecodedBody.Transfer, url: String, fetchedAt: Timestamp?,
        truncated: String?, withLinks: Bool, row: RowEvidence? = nil
    ) -> ExtractedPage? {
        guard mayBePage(head, url: url) else { return nil }
        let type = head.contentType.flatMap { ContentType(headerValue: $0) }
        let (body, cut) = decoded(payload, by: head)
        guard type != nil || looksLikeHTML(body) else { return nil }
        var capture = Capture(status: head.status, fetchedAt: fetchedAt?.iso8601)
        if let reason = truncated ?? breakOff(transfer) ?? cut { capture.cut = .init(elements: 0, attributes: 0, body: reason) }
        if type?.isHTML == false { return document(body, url, charset: type?.charset, fetchedAt: fetchedAt, capture: capture, row: row) }
        return read(body, url: try? WebURL(url).withoutFragment, urlText: url, charset: type?.charset, fetchedAt: fetchedAt,
            capture: capture, withLinks: withLinks, row: row)
    }

    /// Reads the answer to a list request.
    ///
    /// - Throws: ``ListFault`` where it is not what was asked for.
    public static func list(
        head: HTTPMessage, payload: ArraySlice<UInt8>, transfer: DecodedBody.Transfer, place: ListPlace, url: String, fetchedAt: Timestamp?,
        truncated: String?
    ) throws(ListFault) -> ExtractedPage {
        guard let status = head.status, (200..<300).contains(status) else { throw .unexpected("HTTP \(head.status ?? 0)") }
        guard let target = try? WebURL(url).withoutFragment else { throw .unexpected("an answer of no URL") }
        let (body, cut) = decoded(payload, by: head)
        if let reason = truncated ?? breakOff(transfer) ?? cut { throw .malformed("a body that is not whole (\(reason))") }
        let charset = head.contentType.flatMap { ContentType(headerValue: $0) }?.charset
        let answer = ListAnswer(url: target, bytes: body, charset: charset)
        let reading = try ListReader.read(answer, of: place.column, number: place.number)
        let page = Page(reading, of: place)
        var capture = Capture(status: status, fetchedAt: fetchedAt?.iso8601)
        let choice = chooseCharset(of: body, header: charset)
        capture.charset = choice.used.rawValue
        capture.charsetDeclared = choice.declared
        capture.charsetFrom = choice.from.rawValue
        let id = SHA256Digest(of: Array("\(place.identity)\n\(SHA256Digest(of: body).hex)".utf8)).hex
        return ExtractedPage(
            page: page, links: [], shell: nil, bytes: body.count, textDigest: TextDigest.of(page),
            record: Normalizer.record(of: page, id: id, url: target.href, host: target.host, capture: capture), list: reading)
    }

    /// Whether a response can be an answer to a list request, by its head alone: its body is no larger than such an answer, and no picture, document
    /// or archive.
    public static func mayBeList(_ head: HTTPMessage) -> Bool {
        guard let status = head.status, (200..<300).contains(status), head.contentLength ?? 0 <= Int64(ListAnswer.byteLimit) else { return false }
        guard let type = head.contentType.flatMap({ ContentType(headerValue: $0) }) else { return true }
        return type.essence.hasPrefix("text/") || ["json", "xml", "javascript"].contains { type.essence.contains($0) }
    }

    /// Whether a response can be a page, by its head: a 2xx with HTML, or without a type; or the JSON of a document that is shown by a script.
    public static func mayBePage(_ head: HTTPMessage, url: String) -> Bool {
        guard let status = head.status, (200..<300).contains(status) else { return false }
        guard let type = head.contentType.flatMap({ ContentType(headerValue: $0) }), !type.isHTML else { return true }
        return type.essence.contains("json") && (try? WebURL(url)).map(DocumentAnswer.isOne) ?? false
    }

    /// A document that came as JSON, read as the page that a script makes of it.
    private static func document(
        _ body: [UInt8], _ url: String, charset: String?, fetchedAt: Timestamp?, capture: Capture, row: RowEvidence?
    ) -> ExtractedPage? {
        guard let target = try? WebURL(url).withoutFragment, let made = DocumentAnswer.html(body, url: target, charset: charset) else { return nil }
        let html = HTMLPage.parse(made, charsetHeader: "utf-8")
        var page = PageReader.read(html, url: target, capturedAt: fetchedAt.flatMap(day))
        page.evidence = page.evidence.map { Evidence(field: $0.field, place: Place.answer.rawValue) }
        var capture = capture
        let choice = chooseCharset(of: body, header: charset)
        capture.charset = choice.used.rawValue
        capture.charsetDeclared = choice.declared
        capture.charsetFrom = choice.from.rawValue
        let id = SHA256Digest(of: Array("\(target.href)\n\(SHA256Digest(of: body).hex)".utf8)).hex
        let links = PageLinks.find(in: html, url: target)
        return ExtractedPage(
            page: page, links: links, shell: nil, bytes: body.count, textDigest: TextDigest.of(page, links: links),
            record: Normalizer.record(of: row?.taught(page) ?? page, id: id, url: target.href, host: target.host, capture: capture))
    }

    /// What an answer that is not read as a page is made of, if it is HTML: an error page, or what came instead of a robots.txt.
    ///
    /// - Parameter anyType: whether the type that the server gives does not matter.
    public static func shell(head: HTTPMessage, payload: ArraySlice<UInt8>, anyType: Bool = false) -> (shell: PageShell, bytes: Int)? {
        let type = head.contentType.flatMap { ContentType(headerValue: $0) }
        guard anyType || type?.isHTML ?? true else { return nil }
        let (body, _) = decoded(payload.prefix(shellLimit), by: head)
        guard !anyType && type != nil || looksLikeHTML(body) else { return nil }
        return (PageShell(HTMLPage.parse(body, charsetHeader: type?.charset)), body.count)
    }

    /// Bytes of such an answer that are looked at.
    private static let shellLimit = 256 << 10

    /// Reads a saved page; never fails, whatever the bytes.
    public static func page(
        saved bytes: [UInt8], url: WebURL?, charsetHeader: String?, status: Int? = nil, fetchedAt: Timestamp? = nil
    ) -> ExtractedPage {
        read(
            bytes, url: url?.withoutFragment, urlText: nil, charset: charsetHeader,
            fetchedAt: fetchedAt,
            capture: Capture(status: status, fetchedAt: fetchedAt?.iso8601), withLinks: false)
    }

    /// Reads a saved page as ``page(saved:url:charsetHeader:status:fetchedAt:)`` does, and tells why it reads so.
    static func explanation(
        saved bytes: [UInt8], url: WebURL?, charsetHeader: String?, status: Int?
    ) -> (page: ExtractedPage, explanation: Explanation?) {
        var explanation: Explanation?
        let page = read(
            bytes, url: url?.withoutFragment, urlText: nil, charset: charsetHeader, fetchedAt: nil,
            capture: Capture(status: status, fetchedAt: nil), withLinks: false
        ) { html, url, day in
            let found = PageReader.explain(html, url: url, capturedAt: day)
            explanation = found
            return found.page
        }
        return (page, explanation)
    }

    private static func read(
        _ body: [UInt8], url: WebURL?, urlText: String?, charset: String?, fetchedAt: Timestamp?, capture: Capture, withLinks: Bool, row: RowEvidence? = nil,
        reader: (HTMLPage, WebURL?, Day?) -> Page = PageReader.read
    ) -> ExtractedPage {
        let html = HTMLPage.parse(body, charsetHeader: charset)
        let url = url ?? (urlText == nil ? SavedPageURL.find(in: html) : nil)
        var page = reader(html, url, fetchedAt.flatMap(day))
        // What a script of the page draws stands in it all the same.
        let inner = page.paragraphs.isEmpty ? url.flatMap { DocumentAnswer.html(inScriptOf: html, page, url: $0) } : nil
        let drawn = inner.map { HTMLPage.parse($0, charsetHeader: "utf-8") }
        if let drawn { page = page.filled(from: PageReader.read(drawn, url: url, capturedAt: fetchedAt.flatMap(day))) }
        let columns = url.map { ListReader.columns(in: html, page: page, url: $0) } ?? []
        page.take(columns)
        var capture = capture
        capture.charset = html.charset.used.rawValue
        capture.charsetDeclared = html.charset.declared
        capture.charsetFrom = html.charset.from.rawValue
        capture.badBytes = html.badBytes
        if let cut = html.cut {
            capture.cut = .init(
                elements: cut.depth, attributes: cut.attributes, body: capture.cut?.body ?? (cut.bytes > 0 ? "length" : nil))
        }
        let identity = url?.href ?? urlText ?? ""
        let id = SHA256Digest(of: Array("\(identity)\n\(SHA256Digest(of: body).hex)".utf8)).hex
        let links = withLinks ? PageLinks.find(in: html, url: url) + (drawn.map { PageLinks.find(in: $0, url: url) } ?? []) : []
        return ExtractedPage(
            page: page, columns: columns, links: links, shell: withLinks ? PageShell(html) : nil, bytes: body.count,
            textDigest: withLinks ? TextDigest.of(page, links: links) : nil,
            record: Normalizer.record(of: row?.taught(page) ?? page, id: id, url: url?.href ?? urlText, host: url?.host, capture: capture))
    }

    /// The day in China, by which the dates on a page are judged: a page fetched at 20:00 UTC shows the next day's date.
    private static func day(_ time: Timestamp) -> Day? {
        let local = Timestamp(secondsSince1970: time.secondsSince1970 + 8 * 3600).iso8601
        let parts = local.prefix(10).split(separator: "-").compactMap { Int($0) }
        return parts.count == 3 ? Day(year: parts[0], month: parts[1], day: parts[2]) : nil
    }

    /// Takes the content codings off; a body that cannot be decoded is not read as a page, for its bytes are no text.
    private static func decoded(_ payload: ArraySlice<UInt8>, by head: HTTPMessage) -> (body: [UInt8], cut: String?) {
        var body = Array(payload.prefix(bodyLimit))
        var cut: String? = payload.count > bodyLimit ? "length" : nil
        for coding in head.contentCodings.reversed() where coding != .identity {
            let (bytes, verdict) = coding.decode(body[...], limit: unpackedLimit)
            switch verdict {
            case .complete, .notCoded: body = bytes
            case .overLimit: (body, cut) = (bytes, "length")
            case .incomplete, .damaged: (body, cut) = (bytes, "encoding")
            case .undecodable: return ([], "encoding")
            }
        }
        return (body, cut)
    }

    /// Why a body that nobody marked as truncated is not whole all the same.
    private static func breakOff(_ transfer: DecodedBody.Transfer) -> String? {
        switch transfer {
        case .whole, .long, .notChunked, .chunked(.complete): nil
        case .short, .chunked: "disconnect"
        }
    }

    /// For a response without Content-Type: whether its first tag is one of HTML (WHATWG MIME Sniffing, section 7.1, in short).
    private static func looksLikeHTML(_ body: [UInt8]) -> Bool {
        let start = body.prefix(512).drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        let lower = start.prefix(16).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return ["<!doctype html", "<html", "<head", "<script", "<title", "<body", "<meta", "<!--"]
            .contains { lower.starts(with: $0.utf8) }
    }
}

extension Page {
    /// The page that a script draws, in the frame that this one gives it.
    fileprivate func filled(from drawn: Page) -> Page {
        var page = drawn
        (page.breadcrumb, page.breadcrumbText, page.column) = (breadcrumb, breadcrumbText, column)
        (page.siteName, page.siteID, page.footer) = (siteName, siteID, footer)
        let frame = ["breadcrumb", "column", "site", "footer"]
        func isOfFrame(_ evidence: Evidence) -> Bool { frame.contains { evidence.field == $0 || evidence.field.hasPrefix($0 + ".") } }
        page.evidence = drawn.evidence.filter { !isOfFrame($0) }.map { Evidence(field: $0.field, place: Place.answer.rawValue) } + evidence.filter(isOfFrame)
        return page
    }
}
