// What an answer, or the lack of one, says of its URL.

import Fetching
import Web

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
    static func of(status: Int, before: QueuedURL, at time: Timestamp) -> Judgement {
        switch status {
        case 200..<300: Judgement(.captured)
        case 304: Judgement(.unchanged)
        case 300..<400: Judgement(.redirected)
        case 404, 410:
            before.state == .gone || isAnotherNight(before.missingSince, time)
                ? Judgement(.gone, .notFound, detail: "HTTP \(status)")
                : Judgement(.missingOnce, .notFound, detail: "HTTP \(status)")
        case 401, 407: Judgement(.turnedAway, .loginWall, detail: "HTTP \(status)")
        case 412, 521: Judgement(.turnedAway, .challenged, detail: "HTTP \(status)")
        case 403, 405, 418, 429, 451, 493: Judgement(.turnedAway, .refused, detail: "HTTP \(status)")
        case 500..<600: Judgement(.failed, .serverError, detail: "HTTP \(status)")
        default: Judgement(.failed, .unexpectedStatus, detail: "HTTP \(status)")
        }
    }

    /// A page is gone only if it was missing before, on another night: sites are rebuilt, and come back within hours.
    private static func isAnotherNight(_ missingSince: Timestamp?, _ time: Timestamp) -> Bool {
        missingSince.map { time.secondsSince1970 - $0.secondsSince1970 >= 6 * 3600 } ?? false
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
