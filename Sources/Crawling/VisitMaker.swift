// From a fetch result to a visit: judged, read, and its WARC records made.

import Archive
import Fetching
import Foundation
import Glibc
import Lists
import Reading
import Web
import WebArchive

/// Makes visits. Changes nothing, so any number may be made at a time.
struct VisitMaker: Sendable {
    /// The warcinfo record of the file that the records will be written to.
    let warcinfoID: WARCRecordID
    let run: String
    /// How records are compressed.
    var coding = WARCCoding.gzip

    /// From so many bytes on the same body at another URL is not stored again.
    private static let leastShared = 4096

    /// The longest redirect chain (RFC 9110, section 15.4 advises against endless ones; browsers stop at 20).
    static let longestRedirectChain = 20

    /// The visits of a batch of answers, in their order, with what is remembered and written of their pages.
    ///
    /// - Parameter jobs: so many answers are read at a time.
    func visits(_ answers: [(queued: QueuedURL, result: FetchResult)], jobs: Int) throws(WARCWriteError) -> [Visit] {
        let made = mapInParallel(answers, jobs: jobs, with: { WARCMemberEncoder(coding) }) { answer, encoder in
            Self.giveWay()
            return Result { () throws(WARCWriteError) in
                var visit = try self.visit(answer.queued, answer.result, &encoder)
                visit.facts = visit.page.map { PageFacts($0, column: visit.queued.list?.path) }
                visit.record = visit.page?.unplacedRecord.beginning()
                return visit
            }
        }
        var visits: [Visit] = []
        for visit in made { visits.append(try visit.get()) }
        return visits
    }

    /// Lets the network and the archive's writer go before the reading of pages, where there are fewer cores than threads: what they wait for
    /// is answered at once. The nice value of the calling thread alone (setpriority(2), "C library/kernel differences").
    private static func giveWay() {
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)  // where it may not be, all have the same turn
    }

    private static let niceness: Int32 = 10

    /// The visit of one answer.
    func visit(_ queued: QueuedURL, _ result: FetchResult) throws(WARCWriteError) -> Visit {
        var encoder = WARCMemberEncoder(coding)
        return try visit(queued, result, &encoder)
    }

    private func visit(_ queued: QueuedURL, _ result: FetchResult, _ encoder: inout WARCMemberEncoder) throws(WARCWriteError) -> Visit {
        switch result {
        case .failure(let failure): try visit(queued, failure, &encoder)
        case .exchange(let exchange): try visit(queued, exchange, &encoder)
        }
    }

    // MARK: An answer

    private func visit(_ queued: QueuedURL, _ exchange: Exchange, _ encoder: inout WARCMemberEncoder) throws(WARCWriteError) -> Visit {
        var visit = Visit(queued: queued, judgement: Judgement(.captured), visitedAt: exchange.startedAt, attempt: queued.attempt(in: run))
        visit.answered = true
        visit.status = exchange.status
        visit.bytes = exchange.responseHead.count + exchange.body.count
        visit.seconds = exchange.seconds
        guard let head = try? HTTPMessage(parsing: exchange.responseHead[...]) else {
            visit.judgement = Judgement(.failed, .unreadable, detail: "the head is no HTTP response")
            if queued.role == .robots { visit.robots = .disallowAll }
            return visit
        }
        visit.validators = .init(etag: head.fields["ETag"], lastModified: head.fields["Last-Modified"])
        var fault: ListFault?
        if let list = queued.list {
            do throws(ListFault) { visit.page = try self.list(exchange, head, list.place) } catch { fault = error }
        } else {
            visit.page = page(exchange, head, queued.row)
        }
        let answer = answer(queued, exchange, head, visit.page)
        visit.judgement = .of(answer, before: queued, at: exchange.startedAt)
        if queued.role == .list { judgeList(&visit, fault) }
        if visit.judgement.isOfThePage { visit.kind = visit.page?.page.kind }
        if visit.page == nil, queued.role != .list { visit.sitemap = SitemapBody.file(in: exchange, head, as: queued.role) }
        visit.offersCookie = visit.judgement.reason == .challenged && Challenge.offersCookie(answer) && !Self.sentCookie(exchange)
        if visit.judgement.state == .redirected { redirect(&visit, answer, sentCookie: Self.sentCookie(exchange)) }
        if let truncated = exchange.truncated, visit.judgement.state == .captured { note(truncated, in: &visit) }

        let capture = WARCCapture(
            targetURI: exchange.url.href, date: exchange.startedAt, ipAddress: exchange.remoteAddress, warcinfoID: warcinfoID)
        if exchange.status == 304, let last = queued.lastCapture {
            try notModified(&visit, capture, exchange, last, &encoder)
        } else {
            try respond(&visit, capture, exchange, head, &encoder)
        }
        if queued.role == .robots { robots(&visit, answer, exchange, head) }
        return visit
    }

    /// What the answer is judged by.
    private func answer(_ queued: QueuedURL, _ exchange: Exchange, _ head: HTTPMessage, _ page: ExtractedPage?) -> Answer {
        var answer = Answer(
            url: queued.url, role: queued.role, isSeed: queued.depth == 0, status: exchange.status, fields: head.fields,
            bodyBytes: exchange.body.count, isWhole: exchange.truncated == nil, shell: page?.shell, pageBytes: page?.bytes ?? 0, page: page?.page)
        if answer.isRedirect, let location = head.fields["Location"], let target = try? WebURL(location, base: exchange.url), target.isHTTP {
            answer.target = target.withoutFragment
        }
        if page == nil, !answer.isSuccess || queued.role == .robots || queued.role == .list, case .memory(let bytes) = exchange.body, !bytes.isEmpty {
            let found = PageExtraction.shell(head: head, payload: head.transferDecoded(bytes[...]).bytes, anyType: queued.role == .robots || queued.role == .list)
            answer.shell = found?.shell
            answer.pageBytes = found?.bytes ?? 0
        }
        if [.page, .frame, .attachment, .list].contains(queued.role), answer.isSuccess,
           queued.role == .list || (page.map { $0.shell?.isData ?? false } ?? Self.mayBeData(head)),
           case .memory(let bytes) = exchange.body, bytes.count <= DataAnswer.longest {
            answer.data = DataAnswer(head.decoded(bytes[...], limit: DataAnswer.longest).bytes)
        }
        return answer
    }

    /// Whether an answer that is no page may be JSON, by its type.
    private static func mayBeData(_ head: HTTPMessage) -> Bool {
        guard let type = head.contentType.flatMap({ ContentType(headerValue: $0) }) else { return false }
        return type.essence.hasSuffix("json") || type.essence == "text/plain"
    }

    /// Whether the request that brought an answer had a cookie: one that the site had set in this run.
    private static func sentCookie(_ exchange: Exchange) -> Bool {
        String(decoding: exchange.requestHead, as: UTF8.self).lowercased().contains("\r\ncookie:")
    }

    /// A response record, or a revisit if its payload is that of the last capture.
    private func respond(
        _ visit: inout Visit, _ capture: WARCCapture, _ exchange: Exchange, _ head: HTTPMessage, _ encoder: inout WARCMemberEncoder
    ) throws(WARCWriteError) {
        let truncation = exchange.truncated.flatMap { WARCTruncation(rawValue: $0.rawValue) }
        let body: CapturedBody = switch exchange.body {
        case .memory(let bytes): .bytes(bytes)
        case .file(let file): .file(path: file.path, count: Int64(file.count))
        }
        var record = try WARCRecord.response(
            of: capture, head: exchange.responseHead, body: body, truncated: truncation,
            identifiedPayloadType: visit.page.map { "text/html; charset=\"\($0.charset)\"" })
        let digest = record.value(of: "WARC-Payload-Digest") ?? ""
        let last = visit.queued.lastCapture
        // A refusal is kept whole each time: it is the evidence of its night.
        let isSame = last?.payloadDigest == digest && last?.status == exchange.status && truncation == nil && visit.judgement.isOfThePage
        if isSame, visit.judgement.state == .captured { visit.judgement = Judgement(.unchanged) }
        if !isSame, truncation == nil, mayShare(visit, exchange, head) {
            visit.asTwin = { [visit] (original) throws(WARCWriteError) in
                var twin = visit
                twin.twin = original
                twin.sitemap = nil
                let record = WARCRecord.revisit(
                    of: capture, identicalTo: Self.warcOriginal(original), payloadDigest: digest, head: exchange.responseHead)
                var encoder = WARCMemberEncoder(coding)
                try self.add(&twin, record, capture, exchange, &encoder, digest: digest, isRevisit: true)
                return twin
            }
        }
        let isRevisit = isSame && exchange.body.count > 0  // of an empty body there is nothing to refer to
        if isRevisit, let last {
            record = .revisit(of: capture, identicalTo: Self.warcOriginal(last), payloadDigest: digest, head: exchange.responseHead)
            visit.page = nil
            visit.sitemap = nil
        }
        try add(&visit, record, capture, exchange, &encoder, digest: digest, isRevisit: isRevisit)
    }

    /// Whether the bytes of another URL's answer may stand for these. Not for pages: their records are made of each WARC file by
    /// itself, and a page's links and its record's `id` go by its own URL.
    private func mayShare(_ visit: Visit, _ exchange: Exchange, _ head: HTTPMessage) -> Bool {
        exchange.status == 200 && visit.judgement.state == .captured && visit.queued.role != .robots
            && exchange.body.count >= Self.leastShared && !PageExtraction.mayBePage(head, url: exchange.url.href)
    }

    /// A 304: the revisit's block is empty, the head stands in the metadata record, or replay shows a blank page.
    private func notModified(
        _ visit: inout Visit, _ capture: WARCCapture, _ exchange: Exchange, _ last: QueuedURL.LastCapture,
        _ encoder: inout WARCMemberEncoder
    ) throws(WARCWriteError) {
        let record = WARCRecord.revisit(of: capture, notModifiedSince: Self.warcOriginal(last))
        try add(
            &visit, record, capture, exchange, &encoder, digest: last.payloadDigest, isRevisit: true,
            about: [("httpResponseHead", PercentEncodedBytes(exchange.responseHead).description)])
    }

    /// Request, response and metadata of one exchange.
    private func add(
        _ visit: inout Visit, _ record: WARCRecord, _ capture: WARCCapture, _ exchange: Exchange,
        _ encoder: inout WARCMemberEncoder, digest: String, isRevisit: Bool, about: [(name: String, value: String)] = []
    ) throws(WARCWriteError) {
        let request = try WARCRecord.request(
            of: capture, head: exchange.requestHead, body: exchange.requestBody.isEmpty ? .none : .bytes(exchange.requestBody), concurrentTo: [record.id])
        var lines = about + provenance(visit.queued) + finding(visit.judgement)
        lines.append(("fetchTimeMs", String(Int(exchange.seconds * 1000))))
        lines += exchange.interimHeads.map { ("interimResponseHead", PercentEncodedBytes($0).description) }
        if let tls = exchange.tls, tls.verifyResult != 0 { lines.append(("tlsVerdict", tls.verifyText ?? "\(tls.verifyResult)")) }
        lines += exchange.faults.map { ("wireFault", String(describing: $0)) }
        let metadata = WARCRecord.metadata(of: capture, fields: lines, concurrentTo: [record.id])
        if case .file(let file) = exchange.body { visit.body = file }
        visit.records = [
            try prepare(record, &encoder), try prepare(request, &encoder), try prepare(metadata, &encoder),
        ]
        let index = CDXJLine.typeAndStatus(of: record)
        visit.capture = .init(
            index: 0, recordID: record.id.uri, payloadDigest: digest, fetchedAt: exchange.startedAt,
            status: isRevisit && exchange.status == 304 ? visit.queued.lastCapture?.status ?? 200 : exchange.status,
            mime: index.mime, indexStatus: index.status, isRevisit: isRevisit,
            isWhole: exchange.truncated == nil, post: post(visit.queued))
    }

    private func post(_ queued: QueuedURL) -> RequestQuery? {
        guard let request = queued.list?.request, request.method == .post else { return nil }
        return RequestQuery(method: request.method.rawValue, contentType: request.contentType, body: request.body)
    }

    private func prepare(_ record: WARCRecord, _ encoder: inout WARCMemberEncoder) throws(WARCWriteError) -> PreparedRecord {
        if case .file = record.block { return .streamed(record) }
        return .member(try encoder.encode(record), coding.dictionaryID)
    }

    private static func warcOriginal(_ last: QueuedURL.LastCapture) -> WARCOriginal {
        WARCOriginal(
            recordID: WARCRecordID(fieldValue: last.recordID), targetURI: last.url, date: last.fetchedAt,
            payloadDigest: last.payloadDigest)
    }

    private func page(_ exchange: Exchange, _ head: HTTPMessage, _ row: RowEvidence?) -> ExtractedPage? {
        guard PageExtraction.mayBePage(head, url: exchange.url.href) else { return nil }
        let body: [UInt8]
        switch exchange.body {
        case .memory(let bytes): body = bytes
        case .file(let file):
            guard let data = FileManager.default.contents(atPath: file.path) else { return nil }
            body = Array(data)
        }
        let (payload, transfer) = head.transferDecoded(body[...])
        return PageExtraction.page(
            head: head, payload: payload, transfer: transfer, url: exchange.url.href, fetchedAt: exchange.startedAt,
            truncated: exchange.truncated?.rawValue, withLinks: true, row: row)
    }

    private func list(_ exchange: Exchange, _ head: HTTPMessage, _ place: ListPlace) throws(ListFault) -> ExtractedPage {
        guard case .memory(let bytes) = exchange.body else { throw .tooLarge("\(exchange.body.count) bytes") }
        let (payload, transfer) = head.transferDecoded(bytes[...])
        return try PageExtraction.list(
            head: head, payload: payload, transfer: transfer, place: place, url: exchange.url.href, fetchedAt: exchange.startedAt,
            truncated: exchange.truncated?.rawValue)
    }

    /// An answer in which no list can be read ends its list; where a redirect of a call leads, no page said.
    private func judgeList(_ visit: inout Visit, _ fault: ListFault?) {
        switch visit.judgement.state {
        case .redirected: visit.judgement = Judgement(.failed, .unexpectedStatus, detail: "HTTP \(visit.status ?? 0) to a list request")
        case .captured:
            guard let fault else { return }
            visit.judgement = Judgement(.failed, .unreadableList, detail: fault.description)
        default: break
        }
    }

    private func note(_ truncated: Exchange.Truncation, in visit: inout Visit) {
        visit.judgement = switch truncated {
        case .length: Judgement(.overLimit, .size, detail: "the body is longer than the limit; its beginning is kept")
        case .time: Judgement(.failed, .timedOut, detail: "the body took too long; its beginning is kept")
        case .disconnect: Judgement(.failed, .brokenOff, detail: "the body broke off; its beginning is kept")
        case .unspecified: Judgement(.excluded, .type, detail: "its type is none of those that the portal file keeps; its head is kept")
        }
    }

    private func redirect(_ visit: inout Visit, _ answer: Answer, sentCookie: Bool) {
        guard let target = answer.target ?? ClientRedirect.target(of: answer) else {
            visit.judgement = Judgement(.failed, .badRedirect, detail: "HTTP \(visit.status ?? 0) without a usable Location")
            return
        }
        // Back to where it came from, with nothing in between but a cookie: one that we do not keep, or one that was not enough.
        let isCircle = target.asSent == visit.queued.url || visit.queued.redirects > 0 && target.asSent.href == visit.queued.via
        guard !isCircle || answer.cookies.isEmpty && !sentCookie else {
            let cookie = sentCookie ? "although its cookie was sent back" : "with a cookie"
            visit.judgement = Judgement(.turnedAway, Sign(.challenged, "redirects in a circle \(cookie), to \(target)"))
            return
        }
        guard !isCircle else {
            visit.judgement = Judgement(.failed, .badRedirect, detail: "redirects in a circle, to \(target)")
            return
        }
        guard visit.queued.redirects < Self.longestRedirectChain else {
            visit.judgement = Judgement(.failed, .badRedirect, detail: "the \(Self.longestRedirectChain)th redirect in a row, to \(target)")
            return
        }
        visit.redirectTarget = target
    }

    /// RFC 9309, section 2.3.1, where the answer is one to the question.
    private func robots(_ visit: inout Visit, _ answer: Answer, _ exchange: Exchange, _ head: HTTPMessage) {
        let bytes: [UInt8]
        switch exchange.body {
        case .memory(let memory): bytes = memory
        case .file(let file):
            let handle = FileHandle(forReadingAtPath: file.path)
            bytes = (try? handle?.read(upToCount: RobotsTxt.byteLimit)).map(Array.init) ?? []
        }
        let body = head.decoded(bytes[...], limit: 2 * RobotsTxt.byteLimit).bytes
        switch RobotsAnswer(answer, body: body) {
        case .asStatus: visit.robots = RobotsPolicy(status: exchange.status, body: body)
        case .notThere: visit.robots = .allowAll
        case .unreachable(let why):
            visit.robots = .disallowAll
            visit.redirectTarget = nil
            visit.judgement.detail = why
        }
    }

    // MARK: No answer

    private func visit(_ queued: QueuedURL, _ failure: FetchFailure, _ encoder: inout WARCMemberEncoder) throws(WARCWriteError) -> Visit {
        var visit = Visit(queued: queued, judgement: .of(failure), visitedAt: failure.startedAt, attempt: queued.attempt(in: run))
        visit.seconds = failure.seconds
        if queued.role == .robots { visit.robots = .disallowAll }
        if failure.reason == .tls {
            // Nothing was asked for, but why is worth keeping: the certificate of that night is gone the next.
            let capture = WARCCapture(
                targetURI: queued.url.href, date: failure.startedAt, ipAddress: failure.remoteAddress, warcinfoID: warcinfoID)
            let fields = [("tlsFailure", failure.message), ("curlCode", String(failure.curlCode))] + provenance(queued)
            visit.records = [try prepare(.metadata(of: capture, fields: fields), &encoder)]
        }
        guard case .unreadable = failure.reason else { return visit }
        // The server spoke, but no HTTP: what libcurl let through is all that can be kept of it.
        visit.answered = true
        let capture = WARCCapture(
            targetURI: queued.url.href, date: failure.startedAt, ipAddress: failure.remoteAddress, warcinfoID: warcinfoID)
        let metadata = WARCRecord.metadata(of: capture, fields: [
            ("unreadableResponse", failure.reason.name), ("curlCode", String(failure.curlCode)), ("message", failure.message),
            ("requestHead", PercentEncodedBytes(failure.requestHead).description),
            ("receivedLines", PercentEncodedBytes(failure.receivedLines).description),
        ] + provenance(queued))
        visit.records = [try prepare(metadata, &encoder)]
        return visit
    }

    /// What was found of an answer that is not the page asked for, so that the WARC file alone tells it from one that is. What only other
    /// answers show (a wrong page) stands in state and ledger.
    private func finding(_ judgement: Judgement) -> [(name: String, value: String)] {
        guard !judgement.isOfThePage, let reason = judgement.reason else { return [] }
        return [("judgement", reason.rawValue), ("judgementMark", judgement.detail ?? "")]
            + (judgement.effectiveStatus.map { [("effectiveStatus", String($0))] } ?? [])
    }

    private func provenance(_ queued: QueuedURL) -> [(name: String, value: String)] {
        var lines: [(name: String, value: String)] = []
        if let via = queued.via { lines.append(("via", via)) }
        lines.append(("hopsFromSeed", String(queued.depth)))
        lines.append(("role", queued.role.rawValue))
        if let list = queued.list { lines += list.place.fields } else if let row = queued.row { lines.append(("\(RowEvidence.field)", row.text)) }
        let attempt = queued.attempt(in: run)
        if attempt > 1, queued.role != .robots { lines.append(("attempt", String(attempt))) }
        return lines
    }
}
