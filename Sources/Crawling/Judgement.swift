// What an answer, or the lack of one, says of its URL.

import Fetching
import Web

/// The state of a URL after it was asked for, and why.
struct Judgement: Sendable, Equatable {
    var state: URLState
    var reason: URLReason?
    /// In words, for the log.
    var detail: String?
    /// The HTTP status that the answer should have had, if that is not the one that it had.
    var effectiveStatus: Int?

    init(_ state: URLState, _ reason: URLReason? = nil, detail: String? = nil, effectiveStatus: Int? = nil) {
        self.state = state
        self.reason = reason
        self.detail = detail
        self.effectiveStatus = effectiveStatus
    }

    init(_ state: URLState, _ sign: Sign) {
        self.init(state, sign.reason, detail: sign.mark, effectiveStatus: sign.effectiveStatus)
    }

    /// Whether the answer shows what was asked for, so that it may become the URL's last good copy and its links may be followed. Never a
    /// refusal, a challenge, a stub, another page or one that says there is none.
    var isOfThePage: Bool {
        switch state {
        case .turnedAway: false
        case .failed: effectiveStatus == nil
        case .missingOnce, .gone: reason != .softNotFound
        default: true
        }
    }

    /// Judges an answer by what stands in it, then by its status (RFC 9110, section 15), and by what was known of the URL before.
    ///
    /// The order is that of the signs' certainty: what a shield says goes before what its status says.
    static func of(_ answer: Answer, before: QueuedURL, at time: Timestamp) -> Judgement {
        if answer.status == 304 { return Judgement(.unchanged) }
        if let sign = Challenge.sign(in: answer) ?? Refusal.sign(in: answer) ?? LoginWall.sign(in: answer) { return Judgement(.turnedAway, sign) }
        if let sign = DataAnswer.sign(in: answer) { return Judgement(sign.reason.state, sign) }
        if let sign = SoftNotFound.sign(in: answer) { return Judgement(.missingOnce, sign) }
        if let target = ClientRedirect.target(of: answer) {
            return Judgement(.redirected, detail: "the page sends the browser on to \(target)", effectiveStatus: 302)
        }
        if let sign = Stub.sign(in: answer) { return Judgement(.turnedAway, sign) }
        switch answer.status {
        case 200..<300: return Judgement(.captured, lack(in: answer))
        case 300..<400: return Judgement(.redirected)
        case 404, 410: return missing(answer.status, before: before, at: time)
        case 500..<600: return Judgement(.failed, .serverError, detail: "HTTP \(answer.status)")
        default: return Judgement(.failed, .unexpectedStatus, detail: "HTTP \(answer.status)")
        }
    }

    /// What a captured page lacks, though it is what the server has.
    private static func lack(in answer: Answer) -> URLReason? {
        if answer.bodyBytes == 0 { return .empty }
        guard answer.isForPage else { return nil }
        if let page = answer.page, page.isText, page.paragraphs.isEmpty { return page.attachments.isEmpty ? .noText : .attachmentOnly }
        if let shell = answer.shell, shell.isEmpty, answer.pageBytes > 0 { return .noText }
        return nil
    }

    /// A page is gone only if it was missing before, on another night: sites are rebuilt, and come back within hours. Only 404 and 410 count, for
    /// `before.missingSince` is kept of no other answer; ``AnsweringHosts`` then asks whether the portal answered at all.
    private static func missing(_ status: Int, before: QueuedURL, at time: Timestamp) -> Judgement {
        let isAnotherNight = before.missingSince.map { time.secondsSince1970 - $0.secondsSince1970 >= shortestNight } ?? false
        return Judgement(before.state == .gone || isAnotherNight ? .gone : .missingOnce, .notFound, detail: "HTTP \(status)")
    }

    /// Seconds that lie between two nights at least.
    private static let shortestNight = 6 * 3600

    /// Judges a request that brought no exchange.
    static func of(_ failure: FetchFailure) -> Judgement {
        let reason: URLReason = switch failure.reason {
        case .unresolved, .refused, .unreachable, .storage, .other, .badRequest: .unreachable
        case .timedOut: .timedOut
        case .brokenOff: .brokenOff
        case .tls: .tls
        case .unreadable: .unreadable
        case .addressRefused: .address
        }
        let state: URLState = failure.reason == .addressRefused ? .excluded : .failed
        return Judgement(state, reason, detail: "\(failure.reason.name): \(failure.message)")
    }
}
