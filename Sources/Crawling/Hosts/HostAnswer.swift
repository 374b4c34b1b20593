// What the result of a request says of its host, whatever it says of its page.

import Fetching
import Web
import WebArchive

/// What a host made of a request.
struct HostAnswer: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// It answered, whatever it said of the page.
        case fine
        /// It says that it is asked too much (429, 503), and perhaps for how many seconds it wants to be left alone.
        case overloaded(retryAfter: Int64?)
        /// No answer came in time.
        case timedOut
        case failed
        /// The request never got so far.
        case unasked
    }

    var kind: Kind
    /// In words, for the report.
    var why: String
    /// The server's address; `nil` if unknown, or behind a proxy, whose own it would be.
    var address: String?
    /// Seconds from request to first byte.
    var answerTime: Double?
    /// Seconds that the request took in all.
    var seconds = 0.0

    init(_ kind: Kind, why: String = "", address: String? = nil, answerTime: Double? = nil, seconds: Double = 0) {
        self.kind = kind
        self.why = why
        self.address = address
        self.answerTime = answerTime
        self.seconds = seconds
    }

    /// - Parameter time: the present, from which a Retry-After with a date counts.
    init(_ result: FetchResult, at time: Timestamp) {
        switch result {
        case .exchange(let exchange):
            let sentAt = max(exchange.timings.connect, exchange.timings.tlsHandshake)
            self.init(
                Self.kind(of: exchange, at: time), why: "HTTP \(exchange.status)", address: exchange.remoteAddress,
                answerTime: max(exchange.timings.firstByte - sentAt, 0), seconds: exchange.seconds)
        case .failure(let failure):
            let kind: Kind = switch failure.reason {
            case .timedOut: .timedOut
            case .unresolved, .refused, .unreachable, .brokenOff, .tls, .other: .failed
            case .unreadable: .fine
            case .addressRefused, .badRequest, .storage: .unasked
            }
            self.init(kind, why: failure.reason.name, address: failure.remoteAddress, seconds: failure.seconds)
        }
    }

    /// Bytes a second below which a body that did not come in time counts as none.
    private static let drip = 1024.0

    private static func kind(of exchange: Exchange, at time: Timestamp) -> Kind {
        // A large file over a slow line is no hanging server; a page that drips is.
        if exchange.truncated == .time, Double(exchange.body.count) < exchange.seconds * Self.drip { return .timedOut }
        guard exchange.status == 429 || exchange.status == 503 else { return .fine }
        let head = try? HTTPMessage(parsing: exchange.responseHead[...])
        return .overloaded(retryAfter: head?.fields["Retry-After"].flatMap { RetryAfter.seconds($0, now: time) })
    }
}
