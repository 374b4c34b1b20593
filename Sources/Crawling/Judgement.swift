// What an answer, or the lack of one, says of its URL.

import Fetching

/// The state of a URL after it was asked for, and why.
struct Judgement: Sendable, Equatable {
    var state: URLState
    var reason: URLReason?
    /// In words, for the log.
    var detail: String?

    init(_ state: URLState, _ reason: URLReason? = nil, detail: String? = nil) {
        self.state = state
        self.reason = reason
        self.detail = detail
    }

    /// Judges by the HTTP status (RFC 9110, section 15) and by what was known of the URL before.
    static func of(status: Int, before: QueuedURL, run: String) -> Judgement {
        switch status {
        case 200..<300: Judgement(.captured)
        case 304: Judgement(.unchanged)
        case 300..<400: Judgement(.redirected)
        case 404, 410:
            before.state == .gone || before.state == .missingOnce && before.visitedRun != run
                ? Judgement(.gone, .notFound, detail: "HTTP \(status)")
                : Judgement(.missingOnce, .notFound, detail: "HTTP \(status)")
        case 401, 407: Judgement(.turnedAway, .loginWall, detail: "HTTP \(status)")
        case 412, 521: Judgement(.turnedAway, .challenged, detail: "HTTP \(status)")
        case 403, 405, 418, 429, 451, 493: Judgement(.turnedAway, .refused, detail: "HTTP \(status)")
        case 500..<600: Judgement(.failed, .serverError, detail: "HTTP \(status)")
        default: Judgement(.failed, .unexpectedStatus, detail: "HTTP \(status)")
        }
    }

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
